"""What was each accused convicted of, and of what punishment?

The ruling is read item by item. One scan finds who is spoken of, what punishments are passed and
where several are joined (决定执行); charges come from the table of charges. Words about earlier
judgments (与前罪…并罚, 撤销…) pass nothing and are stepped over.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from corpus.cause import find_charges
from corpus.numerals import amount_at, duration_at
from corpus.outcome.model import AccusedOutcome, Conviction, Punishment, Term, TermKind
from corpus.spans import Extracted, Span

_PERSON: Final = (
    r"(?:被告人|被告单位|原审被告人|原审被告单位|上诉人|上诉单位|罪犯|被告(?!被告))"
    r"(?:（[^（）]{1,24}）|\([^()]{1,24}\))?(?:自报)?"
    r"(?P<names>(?:[^，,。；;：:（）()“”\"犯无的]|无(?!罪|期)){1,40}?)"
    r"(?=[（(，,；;。：:“”\"犯无的]|构成|有期|拘役|管制|死刑|免[予于]|不|单处|判处|处[以有罚拘管]|$)"
)
# Earlier sentences that are joined with, taken off or revoked; nothing in them is new.
_FORMER: Final = (
    r"(?:与|连同|和|加上|并)(?:其)?(?:原判|前罪|原犯|余刑|尚未|未执行|前判|原审|前犯|漏罪前)"
    r"[^；;。]{0,120}?(?=决定|合并|；|;|。|$)"
    r"|撤销[^；;。]{0,160}?(?=；|;|。|$|决定|数罪并罚|(?:被告人|罪犯)[^，。；]{1,20}犯)"
    r"|原犯[^；;]{0,100}?(?=撤销|决定|数罪|与|；|;|$)"
    r"|(?:总和刑期|刑期总和|总刑期|合并刑期|合计刑期)[^；;。，,]{0,24}"
)
_TOKEN: Final = re.compile(
    rf"(?P<former>{_FORMER})|(?P<person>{_PERSON})"
    r"|(?P<probation>缓刑(?:考验期)?(?:限)?(?:为)?(?=[0-9０-９一二三四五六七八九十半两]))"
    r"|(?P<reprieve>死刑[，,]?\s?(?:宣告)?缓期(?:二|两|2)?年?(?:二年)?执行)"
    r"|(?P<death>死刑)|(?P<life>无期徒刑|(?<=判处)无期)"
    r"|(?P<term>有期徒刑|拘役|管制|(?<=判处)(?=[一二三四五六七八九十]{1,3}年))"
    r"|(?P<rights>剥夺政治权利)|(?P<fine>罚金)"
    r"|(?P<property>没收(?:其)?(?:个人)?(?P<all>全部)?(?:个人)?(?P<all2>全部)?财产)"
    r"|(?P<exempt>免[予于除](?:刑事)?处[罚分])|(?P<acquitted>无罪|不负刑事责任)"
    r"|(?P<joined>决定(?:对[^，。；]{1,16})?(?:合并)?(?:执行|并处|判处)|合并执行|数罪并罚|并罚)"
)
_TERMS: Final = {
    "有期徒刑": TermKind.FIXED_TERM,
    "拘役": TermKind.DETENTION,
    "管制": TermKind.CONTROL,
    "": TermKind.FIXED_TERM,
}
_NAMES: Final = re.compile(r"[和及与]")
_POINT: Final = re.compile(r"[\s（(]{0,2}[一二三四五六七八九十0-9]{0,3}[）)、.．\s]{0,3}")
_NOTHING: Final = Punishment()


@dataclass(slots=True)
class _Draft:
    """One accused while the items are read."""

    name: str
    span: Span
    charges: list[Extracted[str] | None] = field(default_factory=list)
    punishments: list[Punishment] = field(default_factory=list)
    combined: Punishment | None = None
    is_acquitted: bool = False


class _Reader:
    """Walks the tokens of the items and fills the drafts."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self._text = text
        self._known = sorted(names, key=len, reverse=True)
        self._drafts: dict[str, _Draft] = {}
        self._current: list[_Draft] = []
        self._pending: Extracted[str] | None = None
        self._is_joined = False
        self._has_fresh_charge = False

    def read(self, item: Span) -> None:
        """Read one item."""
        self._pending = None
        self._is_joined = False
        self._has_fresh_charge = False
        self._begin(item)
        charges = list(find_charges(self._text, item.start, item.end))
        position = 0
        for token in _TOKEN.finditer(self._text, item.start, item.end):
            while position < len(charges) and charges[position].span.start < token.start():
                self._charge(charges[position])
                position += 1
            if token["former"] is not None:
                while position < len(charges) and charges[position].span.start < token.end():
                    position += 1
            elif token["person"] is not None:
                self._person(token)
            elif token["joined"] is not None:
                self._is_joined = True
            else:
                self._punish(token, item.end)
        for charge in charges[position:]:
            self._charge(charge)
        self._settle(item)

    def _begin(self, item: Span) -> None:
        """Take a known name without its role at the head of an item (一、陆某犯…)."""
        point = _POINT.match(self._text, item.start, item.end)
        start = point.end() if point else item.start
        for name in self._known:
            if self._text.startswith(name + "犯", start):
                draft = _Draft(name=name, span=Span(start, start + len(name)))
                self._current = [self._drafts.setdefault(name, draft)]
                return

    def _person(self, token: re.Match[str]) -> None:
        names = [self._whole(name) for name in self._parted(token["names"].strip())]
        if not names:
            return
        begin = token.start("names")
        span = Span(begin, token.end("names"))
        self._current = [self._drafts.setdefault(n, _Draft(name=n, span=span)) for n in names]
        if not self._is_joined:
            self._has_fresh_charge = False
        if self._pending is not None:
            charge, self._pending = self._pending, None
            self._charge(charge)

    def _parted(self, names: str) -> list[str]:
        """Part a list of names; 和 is also a character of names (袁和平)."""
        parted: list[str] = []
        for piece in filter(None, names.split("、")):
            parts = _NAMES.split(piece)
            is_list = piece not in self._known and all(len(part) > 1 for part in parts)
            parted += parts if is_list else [piece]
        return parted

    def _whole(self, name: str) -> str:
        """Return a known name where words have grown onto it (甲所获的毒资)."""
        for known in (*self._known, *self._drafts):
            if known and name.startswith(known):
                return known
        return name

    def _charge(self, charge: Extracted[str]) -> None:
        behind = self._text[charge.span.end : charge.span.end + 12]
        if not self._current and not self._drafts and "判处" in behind:
            self._pending = charge  # 以盗窃罪判处被告人…
            return
        if self._text.endswith("以", 0, charge.span.start) or self._text.endswith(
            "以犯", 0, charge.span.start
        ):
            self._pending = charge
            return
        self._is_joined = False
        self._convict(charge)
        self._has_fresh_charge = True

    def _convict(self, charge: Extracted[str]) -> None:
        for draft in self._targets(charge.span):
            draft.charges.append(charge)
            draft.punishments.append(_NOTHING)

    def _targets(self, span: Span) -> list[_Draft]:
        if not self._current:
            nameless = self._drafts.setdefault("", _Draft(name="", span=span))
            self._current = [nameless]
        return self._current

    def _punish(self, token: re.Match[str], end: int) -> None:
        if token["acquitted"] is not None:
            for draft in self._targets(Span(*token.span())):
                draft.is_acquitted = True
            return
        if self._pending is not None and self._current and not self._is_joined:
            self._convict(self._pending)  # 被告人甲以故意杀人罪判处死刑；以抢劫罪判处有期徒刑…
            self._pending = None
        for draft in self._targets(Span(*token.span())):
            if self._is_joined:
                before = draft.combined or _NOTHING
                draft.combined = _add(before, token, self._text, end)
                continue
            passed = draft.punishments[-1] if draft.charges else _NOTHING
            added = _add(passed, token, self._text, end)
            if draft.charges:
                draft.punishments[-1] = added
            elif added != _NOTHING:
                draft.charges.append(self._pending)
                draft.punishments.append(added)

    def _settle(self, item: Span) -> None:
        """Give a charge that no person followed to whom the item speaks of."""
        if self._pending is not None:
            charge, self._pending = self._pending, None
            for draft in self._targets(item):
                draft.charges.append(charge)
                draft.punishments.append(_NOTHING)

    def _name_the_nameless(self) -> None:
        """Give what was passed on nobody to the one accused there is."""
        nameless = self._drafts.get("")
        others = [name for name in self._drafts if name] or self._known
        if nameless is None or len(others) != 1:
            return
        del self._drafts[""]
        owner = self._drafts.setdefault(others[0], _Draft(name=others[0], span=nameless.span))
        owner.charges[:0] = nameless.charges
        owner.punishments[:0] = nameless.punishments
        owner.combined = owner.combined or nameless.combined
        owner.is_acquitted |= nameless.is_acquitted

    def outcomes(self) -> tuple[Extracted[AccusedOutcome], ...]:
        """Return what was read, each accused once, in order of the ruling."""
        self._name_the_nameless()
        found: list[Extracted[AccusedOutcome]] = []
        for draft in self._drafts.values():
            pairs = list(zip(draft.charges, draft.punishments, strict=True))
            if not pairs and draft.combined is None and not draft.is_acquitted:
                continue
            convictions = tuple(Conviction(charge=c, punishment=p) for c, p in _merged(pairs))
            outcome = AccusedOutcome(
                name=draft.name,
                convictions=() if draft.is_acquitted else convictions,
                combined=draft.combined if draft.combined != _NOTHING else None,
                is_acquitted=draft.is_acquitted,
            )
            found.append(Extracted(outcome, draft.span, "ruling"))
        return tuple(found)


def _merged(
    pairs: Sequence[tuple[Extracted[str] | None, Punishment]],
) -> list[tuple[Extracted[str] | None, Punishment]]:
    """Join a charge that was upheld in one item with the punishment passed in a later one."""
    merged: list[tuple[Extracted[str] | None, Punishment]] = []
    for charge, punishment in pairs:
        for place, (earlier, passed) in enumerate(merged):
            if charge is None or earlier is None or earlier.value == charge.value:
                merged[place] = (earlier or charge, _overlaid(passed, punishment))
                break
        else:
            merged.append((charge, punishment))
    return merged


def _overlaid(passed: Punishment, later: Punishment) -> Punishment:
    """Return a punishment in which a later item wins over an earlier one, field by field."""
    news = {
        each.name: getattr(later, each.name)
        for each in fields(Punishment)
        if getattr(later, each.name) != each.default
    }
    return replace(passed, **news)


def _add(punishment: Punishment, token: re.Match[str], text: str, end: int) -> Punishment:
    """Return a punishment with what one token adds; what stands already is kept."""
    for name, read in _READERS.items():
        if token[name] is not None:
            return _filled(punishment, read(token, text, end))
    return punishment


def _filled(punishment: Punishment, news: Punishment) -> Punishment:
    """Return a punishment with its gaps filled from another."""
    return _overlaid(news, punishment)


def _read_probation(token: re.Match[str], text: str, end: int) -> Punishment:
    length = duration_at(text, token.end(), end)
    return Punishment(probation_months=length.value.months) if length else _NOTHING


def _read_term(token: re.Match[str], text: str, end: int) -> Punishment:
    length = duration_at(text, token.end() + text.startswith("为", token.end()), end)
    if length is None:
        return _NOTHING
    kind = _TERMS[token["term"]]
    return Punishment(term=Term(kind=kind, months=length.value.months, days=length.value.days))


def _read_rights(token: re.Match[str], text: str, end: int) -> Punishment:
    if text.startswith("终身", token.end()):
        return Punishment(is_political_rights_for_life=True)
    length = duration_at(text, token.end(), end)
    return Punishment(political_rights_months=length.value.months) if length else _NOTHING


def _read_fine(token: re.Match[str], text: str, end: int) -> Punishment:
    fine = amount_at(text, token.end(), end)
    return Punishment(fine_fen=fine.value) if fine else _NOTHING


def _read_property(token: re.Match[str], text: str, end: int) -> Punishment:
    if token["all"] or token["all2"]:
        return Punishment(is_all_confiscated=True)
    amount = amount_at(text, token.end(), end)
    return Punishment(confiscation_fen=amount.value) if amount else _NOTHING


_READERS: Final[dict[str, Callable[[re.Match[str], str, int], Punishment]]] = {
    "term": _read_term,
    "probation": _read_probation,
    "fine": _read_fine,
    "rights": _read_rights,
    "property": _read_property,
    "exempt": lambda *_: Punishment(is_exempt=True),
    "life": lambda *_: Punishment(term=Term(kind=TermKind.LIFE)),
    "death": lambda *_: Punishment(term=Term(kind=TermKind.DEATH)),
    "reprieve": lambda *_: Punishment(term=Term(kind=TermKind.DEATH_WITH_REPRIEVE)),
}


def read_accused(
    text: str, items: Sequence[Span], names: Sequence[str] = ()
) -> tuple[Extracted[AccusedOutcome], ...]:
    """Read what the items of a ruling pass on each accused.

    Args:
        text: The text that the spans count in.
        items: The items that pass something; those that only revoke are left out.
        names: The accused as the opening names them; who is passed something without being
            named is the only one of them.

    Example:
        >>> text = "被告人甲犯盗窃罪，判处有期徒刑一年六个月，并处罚金人民币二千元。"
        >>> (found,) = read_accused(text, [Span(0, len(text))])
        >>> found.value.name, found.value.final.term.months, found.value.final.fine_fen
        ('甲', 18, 200000)

    Cost: linear in the characters of the items.
    """
    reader = _Reader(text, names)
    for item in items:
        reader.read(item)
    return reader.outcomes()

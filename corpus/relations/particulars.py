"""What does the list of parties say of somebody behind the name: other names, birth, address?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.judgment import Party, PartyKind, Role
from corpus.numerals import find_dates
from corpus.relations.model import Participant, Side, Words
from corpus.relations.names import comparable, is_hidden
from corpus.spans import Extracted, Span

_SIDES: Final = {
    Role.PLAINTIFF: Side.ASKING,
    Role.DEFENDANT: Side.ANSWERING,
    Role.ACCUSED: Side.ACCUSED,
    Role.ENFORCEMENT_APPLICANT: Side.ASKING,
    Role.ENFORCEMENT_DEBTOR: Side.ANSWERING,
}
_NOT_OF_THE_DISPUTE: Final = frozenset(
    {Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE, Role.PROSECUTION}
)
_REACH: Final = 240
_END: Final = re.compile(r"[。\n；;]")
_ALIAS: Final = re.compile(
    r"(?:别名|又名|化名|曾用名称?|小名|乳名|绰号|外号|自称|原名称?|原企业名称|更名前(?:名称)?|"
    r"变更前名称|原系|(?<=[（(])原)(?:为|叫|是|系)?[：:]?\s?[“\"‘']?"
    r"(?P<name>[\u3400-\u9fffA-Za-z·（）()]{2,40}?)(?=[”\"’'，,。；;、\n]|[）)](?![\u3400-\u9fff])|$)"
)
# 更名: told anywhere in a paper, of one of its parties.
_RENAMED: Final = re.compile(
    r"(?P<old>[\u3400-\u9fff（）()]{4,40}?(?:公司|厂|店|社|集团|中心))[^。；\n]{0,24}?"
    r"(?:更名|变更名称|名称变更|企业名称变更|变更登记)为[“\"]?"
    r"(?P<new>[\u3400-\u9fff（）()]{4,40}?(?:公司|厂|店|社|集团|中心))"
)
_RENAMING: Final = re.compile(r"更名|变更名称|名称变更|变更登记为")
_AROUND: Final = 90
_HOME: Final = re.compile(
    r"(?:户籍所?在?地|户籍地|经常居住地|住所地|住所|住址|现住|家住|居住于|居住在|住地|地址|住)"
    r"[：:为在于]?\s?(?P<home>[\u3400-\u9fffA-Za-z0-9０-９\-－—#号（）()]{5,60})"
)
_SAME: Final = re.compile(r"^(?:同上|同前|地同|址同|同原告|同被告)")
_FILLERS: Final = re.compile(r"[\s（）()\-－—#]|中华人民共和国")


@dataclass(frozen=True, slots=True)
class _Behind:
    """The words behind a name, up to the end of the sentence.

    Attributes:
        text: The whole text.
        span: Those words.
    """

    text: str
    span: Span

    def words(self, match: re.Match[str], group: str) -> Words:
        return Words(text=match[group], span=Span(*match.span(group)))


def participants_of(
    text: str, parties: Sequence[Extracted[Party]], *, end: int
) -> tuple[Participant, ...]:
    """Return those who take part on some side, with what tells them apart, each once.

    Args:
        text: The stored text.
        parties: As read from it.
        end: Where the list of parties ends at the latest.

    Cost: linear in parties and in the length of the text.
    """
    renamed = _renamings(text)
    found: dict[tuple[str, Side], Participant] = {}
    for place, party in enumerate(parties):
        if not (is_of_the_dispute(party.value.role) and comparable(party.value.name)):
            continue
        following = parties[place + 1].span.start if place + 1 < len(parties) else end
        made = _participant(text, party, max(following, party.span.end), renamed)
        found.setdefault((made.names[0], made.side), made)
    return tuple(found.values())


def is_of_the_dispute(role: Role) -> bool:
    """Tell whether a role is one of the dispute itself, not of counsel or the prosecution."""
    return role not in _NOT_OF_THE_DISPUTE


def side_of(role: Role, former: Role | None) -> Side:
    """Return the side of a role, by the role below where there is one.

    Example:
        >>> side_of(Role.APPELLANT, Role.DEFENDANT)
        <Side.ANSWERING: 'answering'>
    """
    return _SIDES.get(former or role, Side.OTHER)


def _participant(
    text: str, party: Extracted[Party], stop: int, renamed: dict[str, tuple[str, ...]]
) -> Participant:
    value = party.value
    behind = _Behind(text, _reach(text, party.span.end, stop))
    own = comparable(value.name)
    names = dict.fromkeys((own, *_aliases(behind), *renamed.get(own, ())))
    is_natural = value.kind in {PartyKind.NATURAL, None}
    born = _born(behind) if is_natural else None
    home = _home(behind)
    return Participant(
        name=value.name,
        names=tuple(names),
        kind=value.kind,
        side=side_of(value.role, value.former_role),
        words=Words(text=party.span.of(text), span=party.span),
        born=None if born is None else born[0],
        born_words=None if born is None else born[1],
        home=None if home is None else home[0],
        home_words=None if home is None else home[1],
        identity_hash=value.identity_hash,
    )


def _reach(text: str, start: int, stop: int) -> Span:
    """Return the sentence behind a name; a bracket directly behind belongs to it."""
    limit = max(start, min(stop, start + _REACH, len(text)))
    ended = _END.search(text, start, limit)
    return Span(start, limit if ended is None else ended.start())


def _aliases(behind: _Behind) -> Iterator[str]:
    for match in _ALIAS.finditer(behind.text, behind.span.start, behind.span.end):
        name = comparable(match["name"])
        if len(name) >= 2 and not is_hidden(name):
            yield name


def _born(behind: _Behind) -> tuple[date, Words] | None:
    """Return the day of birth: a full date before 出生 or 生."""
    for found in find_dates(behind.text, behind.span.start, behind.span.end):
        if not isinstance(found, Extracted):
            continue
        after = behind.text[found.span.end : found.span.end + 3]
        if after.startswith(("出生", "生")):
            span = Span(found.span.start, found.span.end + (2 if after[:2] == "出生" else 1))
            return found.value, Words(text=span.of(behind.text), span=span)
    return None


def _home(behind: _Behind) -> tuple[str, Words] | None:
    match = _HOME.search(behind.text, behind.span.start, behind.span.end)
    if match is None or _SAME.match(match["home"]) or is_hidden(match["home"]):
        return None
    home = _FILLERS.sub("", comparable(match["home"]))
    return home, behind.words(match, "home")


def _renamings(text: str) -> dict[str, tuple[str, ...]]:
    """Return by comparable name the other names that a paper says a firm has had."""
    found: dict[str, list[str]] = {}
    for cue in _RENAMING.finditer(text):
        window = text[max(0, cue.start() - _AROUND) : cue.end() + _AROUND]
        match = _RENAMED.search(window)
        if match is not None:
            old, new = comparable(match["old"]), comparable(match["new"])
            found.setdefault(new, []).append(old)
            found.setdefault(old, []).append(new)
    return {name: tuple(others) for name, others in found.items()}

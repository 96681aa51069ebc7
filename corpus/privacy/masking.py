"""How does a judgment look to those who may not know whom it speaks of?

Names keep the surname (姓+某), numbers and addresses below the county go. The masked text maps back
to the judgment, so that quotes, marks and highlights still find their place.

Source: 法释〔2016〕19号 art. 8-11.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from corpus.judgment import Judgment, PartyKind
from corpus.privacy.identifiers import Private, find_private
from corpus.privacy.names import hidden_names, is_masked, parts_of
from corpus.privacy.offsets import OffsetMap
from corpus.privacy.people import Person, PersonKind, people_of
from corpus.privacy.sensitivity import Sensitivity, propose_sensitivity
from corpus.spans import Span

MASK: Final = "××××"
"""Stands for a number or an address; its length tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingPolicy:
    """What is hidden.

    Attributes:
        persons: Kinds of persons whose names are hidden.
        private: Numbers and addresses that are hidden.
        hides_parties_of_family_cases: Whether family cases hide their parties though others do
            not (art. 8(1)).
    """

    persons: frozenset[PersonKind]
    private: frozenset[Private]
    hides_parties_of_family_cases: bool = True


_ALL_PRIVATE: Final = frozenset(Private) - {Private.NAME}
PUBLICATION: Final = MaskingPolicy(
    persons=frozenset(
        {
            PersonKind.VICTIM,
            PersonKind.WITNESS,
            PersonKind.STATUTORY_AGENT,
            PersonKind.MINOR,
        }
    ),
    private=_ALL_PRIVATE,
)
"""What the rules on publication hide: parties of other than family cases keep their names."""

EXPORT: Final = MaskingPolicy(
    persons=frozenset(PersonKind) - {PersonKind.COUNSEL}, private=_ALL_PRIVATE
)
"""For bulletins, training material and display outside need-to-know: every natural person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A piece that was hidden.

    Attributes:
        kind: What it is.
        source: Its place in the judgment.
        masked: The place of what stands for it, in the masked text.
    """

    kind: Private
    source: Span
    masked: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedText:
    """A text to show.

    Attributes:
        text: The masked text.
        offset_map: The way between both texts.
        pieces: What was hidden, in order.
    """

    text: str
    offset_map: OffsetMap
    pieces: tuple[Masked, ...]


def mask_judgment(judgment: Judgment, *, policy: MaskingPolicy = EXPORT) -> MaskedText:
    """Mask the text of a judgment.

    Companies and organs keep their names, judges and clerks too.

    Cost: linear in the length of the text, times the hidden names in it.
    """
    findings = propose_sensitivity(judgment)
    is_family = any(finding.kind is Sensitivity.FAMILY for finding in findings)
    hidden = policy.persons
    if is_family and policy.hides_parties_of_family_cases:
        hidden |= {PersonKind.PARTY, PersonKind.MENTIONED}
    people = [person for person in people_of(judgment) if person.kind in hidden]
    kept = [
        party.value.name
        for party in judgment.parties
        if party.value.kind in {PartyKind.LEGAL, PartyKind.ORGAN}
    ]
    kept += [person.name for person in people_of(judgment) if person.kind not in hidden]
    return mask(judgment.text, people, policy, kept=kept)


def mask(
    text: str, people: Iterable[Person], policy: MaskingPolicy, *, kept: Iterable[str] = ()
) -> MaskedText:
    """Mask a text.

    Args:
        text: Any text, not only of judgments: a title, a report.
        people: Whose names are hidden, wherever they stand.
        policy: Which numbers and addresses are hidden.
        kept: Names that stay though a hidden name is part of them, such as of companies.

    Example:
        >>> from corpus.privacy.people import Person, PersonKind
        >>> who = [Person(name="张三", kind=PersonKind.PARTY, span=Span(0, 2))]
        >>> mask("张三，电话13800138000", who, EXPORT).text
        '张某，电话××××'

    Cost: linear in the length of the text, times the hidden names in it.
    """
    edits = [
        (found.span, MASK, found.value)
        for found in find_private(text)
        if found.value in policy.private
    ]
    edits += [(span, form, Private.NAME) for span, form in _names(text, people, kept)]
    # Of pieces that overlap the first and longest stays; a name inside an address goes with it.
    edits.sort(key=lambda edit: (edit[0].start, -edit[0].end, edit[1]))
    parts: list[str] = []
    pieces: list[Masked] = []
    done = length = 0
    for span, form, kind in edits:
        if span.start < done:
            continue
        parts += (text[done : span.start], form)
        start = length + span.start - done
        length = start + len(form)
        pieces.append(Masked(kind=kind, source=span, masked=Span(start, length)))
        done = span.end
    parts.append(text[done:])
    return MaskedText(
        text="".join(parts),
        offset_map=OffsetMap(
            tuple(piece.source for piece in pieces), tuple(piece.masked for piece in pieces)
        ),
        pieces=tuple(pieces),
    )


_COMPANY_BEHIND: Final = re.compile(
    r"(?P<own>[\u4e00-\u9fa5]{0,8}?)(?:有限(?:责任)?公司|股份公司|公司|厂|商行|商店|超市|饭店|酒店|经营部|合作社|"
    r"门市部?|诊所|事务所|工作室|养殖场|砖厂|修理部)"
)
_SENTENCE_WORDS: Final = re.compile(
    r"[系是与和在到向以为及的等于对从将把被因给去持有任经欠诉借入担某]"
)


def _names(text: str, people: Iterable[Person], kept: Iterable[str]) -> Iterator[tuple[Span, str]]:
    hidden = dict(hidden_names((person.name for person in people), text))
    for name, form in list(hidden.items()):
        for part in parts_of(name):
            hidden.setdefault(part, form)
    longer = [name for name in kept if name not in hidden and not is_masked(name)]
    names = sorted({*hidden, *longer}, key=lambda name: (-len(name), name))
    if not hidden:
        return
    for match in re.finditer("|".join(re.escape(name) for name in names if name), text):
        form = hidden.get(match.group(), "")
        if form and not is_in_company(text, match.end()):
            yield Span(*match.span()), form


def is_in_company(text: str, end: int) -> bool:
    """Tell whether a name goes on as that of a company (张三商贸有限公司)."""
    behind = _COMPANY_BEHIND.match(text, end)
    return behind is not None and not _SENTENCE_WORDS.search(behind["own"])

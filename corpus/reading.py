"""How does a raw text become a judgment?

One pass: clean, read the head, cut into parts, then read each fact from the part where it stands.
Nothing here knows a file format; nothing raises on bad text. What is no judgment is
:class:`~corpus.judgment.Rejected` with a reason.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from corpus.body_facts import read_cause, read_charges, read_parties, read_provisions
from corpus.case_number import CaseNumber, find_case_numbers
from corpus.cleaning import clean
from corpus.court_place import place_by_notice
from corpus.decision_date import read_decision_date
from corpus.document_kind import Head, read_head
from corpus.effect import effect_of
from corpus.given import fill_date, fill_head
from corpus.judgment import (
    CaseType,
    Court,
    DocumentKind,
    Judgment,
    RawJudgment,
    Rejected,
    Section,
    SectionKind,
    judgment_id_of,
)
from corpus.library_case import library_rulings, read_library_case
from corpus.library_facts import LibraryFacts, read_library_facts
from corpus.outcome.reading import read_outcome
from corpus.panel import SignedBy, read_panel
from corpus.party import accused_of
from corpus.sections import cut_sections
from corpus.sections.ending import DELAYED, ruling_items
from corpus.spans import Extracted, Reading, Span, value_of

MIN_CHARACTERS: Final = 30
"""Shorter texts hold no ruling; the shortest real paper met has about a hundred characters."""

_RULING_KINDS: Final = frozenset(
    {SectionKind.DISPOSITION, SectionKind.REASONING, SectionKind.LEGAL_BASIS}
)

# 被告人保财险公司 is a defendant, and no accused.
_CASE_TYPES: Final = (
    (re.compile(r"公诉机关|检察院指控|被告人(?![寿保]|民财|民保)"), CaseType.CRIMINAL),
    (re.compile("行政诉讼法"), CaseType.ADMINISTRATIVE),
    (re.compile("民事诉讼法|原告"), CaseType.CIVIL),
)

_LIBRARY_KINDS: Final = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


def read_judgment(
    raw: RawJudgment, *, today: date, identity_key: bytes | None = None
) -> Judgment | Rejected:
    """Read a raw text.

    Args:
        raw: Text and source as a reader of files delivered them.
        today: The day of reading; a signature later than it is unreadable.
        identity_key: Key of the hash of identity numbers; without it none is kept.

    Returns:
        The judgment, or why the text is none.

    Cost: linear in the length of the text.
    """
    text = clean(raw.text).text
    refusal = _refuse(text)
    if refusal is not None:
        return Rejected(place=raw.source.place, code=refusal[0], reason=refusal[1])
    head = fill_head(read_head(text), text, raw.given)
    sections = cut_sections(text, head_end=head.end)
    if head.end == 0 and not any(section.kind in _RULING_KINDS for section in sections):
        return Rejected(
            place=raw.source.place,
            code="no_judgment",
            reason="neither court, kind and case number nor reasoning nor ruling was found",
        )
    kind = head.document_kind
    if value_of(kind) is None:
        kind = _kind_of_ruling(sections, text) or kind
    closing = _closing(text, sections)
    court = _placed(head.court, closing)
    effect, effect_reason = effect_of(
        kind=value_of(kind),
        case_type=value_of(head.case_type),
        instance=value_of(head.instance),
        court=value_of(court),
        closing=closing,
    )
    title = _title(raw, head)
    case_type = head.case_type or _case_type_of_body(text)
    items = _items(text, sections, value_of(kind))
    parties = read_parties(text, sections, identity_key=identity_key)
    outcome = read_outcome(
        text,
        sections,
        items,
        case_type=value_of(case_type),
        instance=value_of(head.instance),
        own=value_of(head.case_number),
        accused=accused_of(parties),
    )
    library = _library(text, head, today)
    decided_on = library.decided_on if library else _decided_on(text, sections, today)
    is_criminal = value_of(case_type) is CaseType.CRIMINAL
    return Judgment(
        id=judgment_id_of(text),
        text=text,
        source=raw.source,
        title=title,
        case_type=case_type,
        document_kind=kind,
        instance=head.instance,
        case_number=head.case_number,
        court=court,
        decided_on=fill_date(decided_on, text, raw.given),
        cause=read_cause(text, sections, case_type=value_of(case_type), title=title),
        charges=read_charges(text, sections, outcome, title=title) if is_criminal else (),
        parties=parties,
        provisions=read_provisions(text, sections),
        sections=sections,
        disposition=items,
        effect=effect,
        effect_reason=effect_reason,
        quoted_case_numbers=_quoted(text, head),
        outcome=outcome,
        panel=_panel(text, sections),
        library_number=library.number if library else None,
        keywords=library.keywords if library else (),
    )


def _refuse(text: str) -> tuple[str, str] | None:
    stripped = text.strip()
    if not stripped:
        return "empty", "the text is empty"
    if len(stripped) < MIN_CHARACTERS:
        return "too_short", f"{len(stripped)} characters; a judgment has at least {MIN_CHARACTERS}"
    return None


def _of_kind(sections: tuple[Section, ...], kind: SectionKind) -> Section | None:
    return next((section for section in sections if section.kind is kind), None)


def _kind_of_ruling(sections: tuple[Section, ...], text: str) -> Reading[DocumentKind]:
    """Tell the kind from 判决如下 or 裁定如下 where the head is missing."""
    disposition = _of_kind(sections, SectionKind.DISPOSITION)
    if disposition is None:
        return None
    start = max(0, disposition.span.start - 12)
    words = text[start : disposition.span.start]
    for word, kind in (
        ("判决", DocumentKind.PANJUE),
        ("裁定", DocumentKind.CAIDING),
        ("决定", DocumentKind.JUEDING),
    ):
        at = words.rfind(word)
        if at >= 0:
            return Extracted(kind, Span(start + at, start + at + len(word)), "kind:ruling")
    return None


def _case_type_of_body(text: str) -> Reading[CaseType]:
    """Tell the kind of case from the parties where head and number do not."""
    for words, case_type in _CASE_TYPES:
        match = words.search(text)
        if match is not None:
            return Extracted(case_type, Span(*match.span()), "case_type:words")
    return None


def _decided_on(text: str, sections: tuple[Section, ...], today: date) -> Reading[date]:
    signature = _of_kind(sections, SectionKind.SIGNATURE)
    if signature is None:
        return None
    return read_decision_date(text, signature.span.start, signature.span.end, today=today)


def _library(text: str, head: Head, today: date) -> LibraryFacts | None:
    """Read what a guiding or reference case says of itself; None for any other paper."""
    if value_of(head.document_kind) not in _LIBRARY_KINDS:
        return None
    case = read_library_case(text)
    return None if case is None else read_library_facts(text, case, today=today)


def _placed(court: Reading[Court], closing: str) -> Reading[Court]:
    """Complete the province of a court from its notice of appeal, where nothing before tells it."""
    if not isinstance(court, Extracted) or court.value.province is not None:
        return court
    placed = place_by_notice(court.value, closing)
    return court if placed == court.value else replace(court, value=placed)


def _closing(text: str, sections: tuple[Section, ...]) -> str:
    """Return the words behind the ruling that tell of appeal and effect."""
    return "\n".join(
        section.span.of(text)
        for section in sections
        if section.kind in {SectionKind.APPEAL_NOTICE, SectionKind.COSTS}
    )


def _items(text: str, sections: tuple[Section, ...], kind: DocumentKind | None) -> tuple[Span, ...]:
    rulings = [s.span for s in sections if s.kind is SectionKind.DISPOSITION]
    if kind in _LIBRARY_KINDS:
        rulings = [part for span in rulings for part in library_rulings(text, span) or (span,)]
    items = tuple(item for span in rulings for item in ruling_items(text, span))
    # Behind the costs, words on delayed performance stand apart from the items.
    ordering = tuple(item for item in items if not DELAYED.match(text, item.start, item.end))
    return ordering or items


def _panel(text: str, sections: tuple[Section, ...]) -> tuple[SignedBy, ...]:
    signature = _of_kind(sections, SectionKind.SIGNATURE)
    return () if signature is None else read_panel(text, signature.span)


def _quoted(text: str, head: Head) -> tuple[Extracted[CaseNumber], ...]:
    own = value_of(head.case_number)
    return tuple(found for found in find_case_numbers(text, head.end) if found.value != own)


def _title(raw: RawJudgment, head: Head) -> str:
    given = raw.given.get("title", "").strip()
    if given:
        return given
    if head.title and value_of(head.document_kind) in _LIBRARY_KINDS:
        return head.title
    court, number = value_of(head.court), value_of(head.case_number)
    return " ".join(
        part for part in (court.name if court else "", head.title or "", str(number or "")) if part
    )

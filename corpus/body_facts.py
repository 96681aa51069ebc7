"""Which facts stand in which part of a judgment?

Law, charges, cause, parties and outcome are each read from the parts where they can stand, so
that a long judgment costs little more than its ruling and its opening.
"""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from corpus.cause import find_cause, find_charges, find_title_charges
from corpus.citations import find_legal_basis, find_provisions, read_abbreviations
from corpus.holes import HOLES
from corpus.judgment import CaseType, Party, Section, SectionKind
from corpus.outcome.charges import find_convicted_charges
from corpus.outcome.model import Outcome
from corpus.party import find_parties
from corpus.party_procedure import find_parties_in_procedure
from corpus.provision import Provision
from corpus.spans import Extracted, Reading, Span, Unreadable, each_once

_LOST_CAUSE: Final = re.compile(
    rf"[\u4e00-\u9fa5、]{{0,12}}[{HOLES}][\u4e00-\u9fa5、{HOLES}]{{0,12}}(?:纠纷|争议)"
)
_OPENING: Final = (SectionKind.PROCEDURE, SectionKind.PARTIES, SectionKind.HEAD)


def spans_of(sections: Sequence[Section], *kinds: SectionKind) -> list[Span]:
    """Return the spans of the sections of some kinds, in order of the kinds."""
    return [section.span for kind in kinds for section in sections if section.kind is kind]


def read_provisions(text: str, sections: Sequence[Section]) -> tuple[Extracted[Provision], ...]:
    """Return the provisions on which the ruling rests, each once, in order."""
    spans = spans_of(sections, SectionKind.LEGAL_BASIS)
    found = _provisions(text, spans)
    if not found:
        end = max((s.end for s in spans_of(sections, SectionKind.DISPOSITION)), default=None)
        found = _provisions(text, find_legal_basis(text, 0, end))
    return each_once(found)


def _provisions(text: str, spans: Sequence[Span]) -> list[Extracted[Provision]]:
    abbreviations = read_abbreviations(text) if spans else {}
    return list(
        chain.from_iterable(
            find_provisions(text, span.start, span.end, abbreviations=abbreviations)
            for span in spans
        )
    )


def read_parties(
    text: str, sections: Sequence[Section], *, identity_key: bytes | None = None
) -> tuple[Extracted[Party], ...]:
    """Return those who take part: from the list of parties, else from the procedure."""
    for span in spans_of(sections, SectionKind.PARTIES):
        if found := find_parties(text, span, identity_key=identity_key):
            return found
    for span in spans_of(sections, SectionKind.PROCEDURE, SectionKind.PARTIES):
        if found := find_parties_in_procedure(text, span):
            return found
    return ()


def read_cause(
    text: str, sections: Sequence[Section], *, case_type: CaseType | None, title: str
) -> Reading[str]:
    """Return the cause of a case that is not criminal: from its opening, else from its title."""
    if case_type is CaseType.CRIMINAL:
        return None
    for span in spans_of(sections, *_OPENING):
        if found := find_cause(text, span.start, span.end):
            return found
    given = find_cause(title)
    if given is None:
        return _lost_cause(text, spans_of(sections, *_OPENING))
    place = text.find(given.value)
    return (
        None
        if place < 0
        else Extracted(given.value, Span(place, place + len(given.value)), "given:title")
    )


def _lost_cause(text: str, spans: Sequence[Span]) -> Unreadable | None:
    """Report words that named a cause before characters of it were lost."""
    for span in spans:
        if match := _LOST_CAUSE.search(text, span.start, span.end):
            return Unreadable(Span(*match.span()), "cause", "案由有残缺的字")
    return None


def read_charges(
    text: str, sections: Sequence[Section], outcome: Outcome | None, *, title: str
) -> tuple[Extracted[str], ...]:
    """Return the charges of a criminal case, each once, that of the ruling first.

    Where the ruling names none (an appeal dismissed), the reasoning tells, then the opening, then
    the title given beside the text.
    """
    criminal = outcome.criminal if outcome else None
    found = [
        conviction.charge
        for accused in (criminal.accused if criminal else ())
        for conviction in accused.value.convictions
        if conviction.charge is not None
    ]
    for span in spans_of(sections, SectionKind.REASONING):
        found = found or list(find_convicted_charges(text, span))
    for span in spans_of(sections, *_OPENING, SectionKind.CLAIMS):
        found = found or list(find_charges(text, span.start, span.end))
    if not found:
        found = [
            Extracted(fact.value, Span(place, place + len(fact.value)), "given:title")
            for fact in find_title_charges(title)
            if (place := text.find(fact.value)) >= 0
        ]
    return each_once(found)

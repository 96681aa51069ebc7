"""What was read of a judgment, property by property, and from which words?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from corpus.judgment import Court, DocumentKind, Judgment
from corpus.spans import Ambiguous, Extracted, Reading, Span, Unreadable, Withheld, value_of
from service.labels import label_of

T = TypeVar("T")
_EDITED = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


class FactState(StrEnum):
    """How far a property could be read; the five are never shown alike."""

    STATED = "stated"
    NOT_STATED = "not_stated"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One property of a judgment with its words.

    Attributes:
        name: Which property.
        state: How far it could be read.
        value: What was understood, in words; None unless stated.
        span: The words it was read from; None when the text does not say.
        rule: The rule that read it or gave up.
        reason: Why it could not be read, where it could not.
        candidates: The readings of an ambiguous property, likeliest first.
    """

    name: str
    state: FactState
    value: str | None = None
    span: Span | None = None
    rule: str | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()


def facts_of(judgment: Judgment) -> tuple[Fact, ...]:
    """Return every property that is shown of a judgment, in the order of the page."""
    return tuple(_facts(judgment))


def _facts(judgment: Judgment) -> Iterator[Fact]:
    if value_of(judgment.document_kind) in _EDITED:
        yield fact_of("library_number", judgment.library_number, str)
        for keyword in judgment.keywords:
            yield fact_of("keyword", keyword, str)
    yield fact_of("case_number", judgment.case_number, str)
    yield fact_of("court", judgment.court, _court_name)
    yield fact_of("court_level", judgment.court, lambda court: label_of(court.level))
    yield fact_of("decided_on", judgment.decided_on, lambda day: day.isoformat())
    yield fact_of("case_type", judgment.case_type, label_of)
    yield fact_of("document_kind", judgment.document_kind, label_of)
    yield fact_of("instance", judgment.instance, label_of)
    yield fact_of("cause", judgment.cause, str)
    for charge in judgment.charges:
        yield fact_of("charge", charge, str)


def _court_name(court: Court) -> str:
    return court.name if court.province is None else f"{court.name}（{court.province}）"


def fact_of(name: str, reading: Reading[T], words: Callable[[T], str]) -> Fact:
    """Return a reading as a fact, with its value in words."""
    match reading:
        case None:
            return Fact(name=name, state=FactState.NOT_STATED)
        case Unreadable():
            return Fact(
                name=name,
                state=FactState.UNREADABLE,
                span=reading.span,
                rule=reading.rule,
                reason=reading.reason,
            )
        case Withheld():
            return Fact(name=name, state=FactState.WITHHELD, span=reading.span, rule=reading.rule)
        case Ambiguous():
            first = reading.candidates[0]
            return Fact(
                name=name,
                state=FactState.AMBIGUOUS,
                span=first.span,
                rule=first.rule,
                candidates=tuple(words(candidate.value) for candidate in reading.candidates),
            )
        case Extracted():
            return Fact(
                name=name,
                state=FactState.STATED,
                value=words(reading.value),
                span=reading.span,
                rule=reading.rule,
            )

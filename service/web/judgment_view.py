"""What does the page of a judgment show beside its text?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.judgment import Judgment, Party
from corpus.spans import Span
from service.search.answer import QuotedPassage
from service.search.facts import Fact, FactState, facts_of

FACT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "case_number": "案号",
        "court": "审理法院",
        "court_level": "法院层级",
        "decided_on": "裁判日期",
        "case_type": "案件类型",
        "document_kind": "文书种类",
        "instance": "审级",
        "cause": "案由",
        "charge": "罪名",
    }
)
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A property on the screen.

    Attributes:
        label: Its title.
        state: How far it could be read.
        value: What was understood, or None.
        candidates: The readings of an ambiguous property.
        quote: The words it was read from, or None when the text does not say.
    """

    label: str
    state: FactState
    value: str | None
    candidates: tuple[str, ...]
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """Passages and marks of a judgment in offsets of its text, ascending and apart."""

    passages: tuple[Span, ...]
    marks: tuple[Span, ...]


def fact_views(judgment: Judgment) -> tuple[FactView, ...]:
    """Return the properties of a judgment; a cause is not missed where there are charges."""
    return tuple(
        _view(fact, judgment.text) for fact in facts_of(judgment) if not _is_moot(fact, judgment)
    )


def people_of(judgment: Judgment) -> tuple[Party, ...]:
    """Return those who take part, each once, in order of the text."""
    return tuple(dict.fromkeys(party.value for party in judgment.parties))


def provisions_of(judgment: Judgment) -> tuple[str, ...]:
    """Return the provisions cited, each once, in order of the text."""
    return tuple(dict.fromkeys(str(found.value) for found in judgment.provisions))


def laid_out(passages: Sequence[QuotedPassage]) -> LaidOut:
    """Return where passages and the marks in them stand in the whole text."""
    ordered = tuple(_apart(sorted(passages, key=lambda passage: passage.span)))
    return LaidOut(
        passages=tuple(passage.span for passage in ordered),
        marks=tuple(
            mark.shifted(passage.span.start) for passage in ordered for mark in passage.marks
        ),
    )


def _apart(passages: Sequence[QuotedPassage]) -> Iterator[QuotedPassage]:
    end = 0
    for passage in passages:
        if passage.span.start >= end:
            yield passage
            end = passage.span.end


def _is_moot(fact: Fact, judgment: Judgment) -> bool:
    return fact.name == "cause" and fact.state is FactState.NOT_STATED and bool(judgment.charges)


def _view(fact: Fact, text: str) -> FactView:
    quote = None if fact.span is None else fact.span.of(text).strip()
    is_told_twice = quote is None or quote == fact.value or len(quote) > _LONGEST_QUOTE
    return FactView(
        label=FACT_LABELS[fact.name],
        state=fact.state,
        value=fact.value,
        candidates=fact.candidates,
        quote=None if is_told_twice else quote,
    )

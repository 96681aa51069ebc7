"""How is a checked draft laid out: its text with marks, its findings beside it?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.spans import Span
from service.drafts.desk import offered
from service.drafts.looking import Looked
from service.drafts.model import DraftFinding, GivenAnswer
from service.drafts.record import CheckState
from service.drafts.vocabulary import DraftAnswer, DraftWeight

_SHOWN_QUOTE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRun:
    """Characters of a draft that the same findings speak of.

    Attributes:
        text: The characters.
        numbers: Numbers of those findings, from 1; empty where none does.
        weight: The gravest of them; None without any.
        opens: Numbers of the findings whose first words begin here, for addresses in the page.
    """

    text: str
    numbers: tuple[int, ...]
    weight: DraftWeight | None
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line of a draft."""

    runs: tuple[DraftRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCard:
    """A finding on the screen.

    Attributes:
        number: From 1, as the marks in the text are numbered.
        finding: The finding.
        quotes: Its words of the draft, long ones shortened by whole characters.
        answers: What can be said of it.
        given: What was said last, or None.
        before: What was said before that, latest first.
    """

    number: int
    finding: DraftFinding
    quotes: tuple[str, ...]
    answers: tuple[DraftAnswer, ...]
    given: GivenAnswer | None
    before: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A check on the screen.

    Attributes:
        state: The check with its answers.
        lines: The draft.
        groups: Findings by weight, the gravest first, those without any left out.
        n_by_weight: How many findings of each weight there are.
    """

    state: CheckState
    lines: tuple[DraftLine, ...]
    groups: tuple[tuple[DraftWeight, tuple[FindingCard, ...]], ...]
    n_by_weight: tuple[tuple[DraftWeight, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseCheckView:
    """The check of a draft that belongs to no case, on the screen; nothing of it is kept.

    Attributes:
        looked: The draft as it was looked at.
        file_name: Name of the file that it came from, or None.
        lines: The draft.
        groups: Findings by weight, the gravest first, those without any left out.
        n_by_weight: How many findings of each weight there are.
    """

    looked: Looked
    file_name: str | None
    lines: tuple[DraftLine, ...]
    groups: tuple[tuple[DraftWeight, tuple[FindingCard, ...]], ...]
    n_by_weight: tuple[tuple[DraftWeight, int], ...]


def loose_view_of(looked: Looked, *, file_name: str | None) -> LooseCheckView:
    """Return a check that is not kept as it is shown.

    Cost: linear in the text plus the number of quotes.
    """
    groups = _groups(
        FindingCard(
            number=number,
            finding=finding,
            quotes=tuple(_short(quote.text) for quote in finding.quotes),
            answers=(),
            given=None,
            before=(),
        )
        for number, finding in enumerate(looked.findings, start=1)
    )
    return LooseCheckView(
        looked=looked,
        file_name=file_name,
        lines=tuple(lines_of(looked.text, looked.findings)),
        groups=groups,
        n_by_weight=tuple((weight, len(own)) for weight, own in groups),
    )


def view_of(state: CheckState) -> CheckView:
    """Return a check as it is shown.

    Cost: linear in the text plus the number of quotes.
    """
    groups = _groups(
        _card(number, finding, state)
        for number, finding in enumerate(state.check.findings, start=1)
    )
    return CheckView(
        state=state,
        lines=tuple(lines_of(state.check.text, state.check.findings)),
        groups=groups,
        n_by_weight=tuple((weight, len(own)) for weight, own in groups),
    )


def _groups(
    cards: Iterable[FindingCard],
) -> tuple[tuple[DraftWeight, tuple[FindingCard, ...]], ...]:
    held = tuple(cards)
    return tuple(
        (weight, own)
        for weight in DraftWeight
        if (own := tuple(card for card in held if card.finding.weight is weight))
    )


def lines_of(text: str, findings: Sequence[DraftFinding]) -> Iterator[DraftLine]:
    """Give the lines of a draft cut where the findings change; together they are the draft."""
    marked = [
        (number, quote.span)
        for number, finding in enumerate(findings, start=1)
        for quote in finding.quotes
        if len(quote.span)
    ]
    start = 0
    for line in text.splitlines(keepends=True):
        span = Span(start, start + len(line))
        start = span.end
        if line.strip():
            yield DraftLine(runs=tuple(_runs(text, findings, span, marked)))


def _runs(
    text: str,
    findings: Sequence[DraftFinding],
    line: Span,
    marked: Sequence[tuple[int, Span]],
) -> Iterator[DraftRun]:
    near = [(number, span) for number, span in marked if _touches(line, span)]
    borders = {line.start, line.end}
    for _, span in near:
        borders |= {max(line.start, span.start), min(line.end, span.end)}
    for start, end in pairwise(sorted(borders)):
        here = Span(start, end)
        numbers = tuple(dict.fromkeys(number for number, span in near if span.holds(here)))
        yield DraftRun(
            text=here.of(text),
            numbers=numbers,
            weight=_gravest(findings, numbers),
            opens=tuple(n for n in numbers if findings[n - 1].place == start),
        )


def _touches(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _gravest(findings: Sequence[DraftFinding], numbers: Sequence[int]) -> DraftWeight | None:
    weights = list(DraftWeight)
    own = [findings[number - 1].weight for number in numbers]
    return min(own, key=weights.index) if own else None


def _card(number: int, finding: DraftFinding, state: CheckState) -> FindingCard:
    said = [each for each in state.history if each.key == finding.key]
    return FindingCard(
        number=number,
        finding=finding,
        quotes=tuple(_short(quote.text) for quote in finding.quotes),
        answers=offered(finding),
        given=state.answers.get(finding.key),
        before=tuple(reversed(said[:-1])),
    )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN_QUOTE else f"{plain[:_SHOWN_QUOTE]}……"

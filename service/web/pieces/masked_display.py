"""How does the display switch 隐名显示 work? Pages show masked judgments, quotes and marks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from corpus.judgment import Judgment
from corpus.listed import ListedJudgment
from corpus.privacy.display import MaskedJudgment, masked_judgment
from corpus.spans import Span
from service.edge.context import edge_of
from service.search.answer import QuotedPassage, SimilarHit

MASKED = "masked"
"""Name of the switch in the address of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """A judgment as a page shows it.

    Attributes:
        judgment: Masked, or as stored while the switch is off.
        masked: The way from the stored judgment; None while the switch is off.
    """

    judgment: Judgment
    masked: MaskedJudgment | None

    @property
    def words(self) -> Callable[[str], str]:
        """How other words about the judgment are shown."""
        return str if self.masked is None else self.masked.words


def is_masked(request: Request) -> bool:
    """Tell whether the switch is on."""
    return request.query_params.get(MASKED) == "on"


def with_masking(address: str, request: Request) -> str:
    """Return an address of a page that keeps the switch as it is."""
    if not is_masked(request):
        return address
    path, mark, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{MASKED}=on{mark}{anchor}"


def masking_of(judgment: Judgment, request: Request) -> Masking:
    """Return a judgment as this request wants to see it.

    Cost: with the switch on, some milliseconds for ten thousand characters.
    """
    if not is_masked(request):
        return Masking(judgment=judgment, masked=None)
    masked = masked_judgment(judgment)
    return Masking(judgment=masked.judgment, masked=masked)


def masked_passages(
    passages: Sequence[QuotedPassage], masking: Masking
) -> tuple[QuotedPassage, ...]:
    """Return quoted passages as the page shows them, their marks on the same words."""
    if masking.masked is None:
        return tuple(passages)
    return tuple(_passage(each, masking.masked) for each in passages)


def masked_hit(hit: SimilarHit, request: Request) -> SimilarHit:
    """Return a hit as this request wants to see it.

    Raises:
        JudgmentNotFoundError: The judgment has left the store since it was found.
    """
    if not is_masked(request):
        return hit
    # Whose names are hidden is read of the whole judgment.
    masking = masking_of(edge_of(request).search.judgment(hit.judgment.id), request)
    return replace(
        hit,
        judgment=ListedJudgment.of(masking.judgment),
        reasons=tuple(masking.words(reason) for reason in hit.reasons),
        passages=masked_passages(hit.passages, masking),
        gists=tuple(
            replace(gist, passage=masked_passages([gist.passage], masking)[0]) for gist in hit.gists
        ),
    )


def _passage(passage: QuotedPassage, masked: MaskedJudgment) -> QuotedPassage:
    span = masked.offsets.span_to_masked(passage.span)
    marks = (
        masked.offsets.span_to_masked(mark.shifted(passage.span.start)) for mark in passage.marks
    )
    return replace(
        passage,
        span=span,
        text=span.of(masked.judgment.text),
        marks=tuple(_apart(marks, span)),
    )


def _apart(marks: Iterator[Span], within: Span) -> Iterator[Span]:
    """Give marks counted in the passage; of two that a mask has brought together, one."""
    end = within.start
    for mark in sorted(marks):
        start = max(mark.start, end)
        if start < mark.end:
            yield Span(start, mark.end).shifted(-within.start)
            end = mark.end

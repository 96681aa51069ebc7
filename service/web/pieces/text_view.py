"""How is a stored text laid out with its quotes marked, not one character changed?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.judgment import Section
from corpus.library_case import heading_of
from corpus.spans import Span

# Texts without line breaks are hard to read: beyond this many characters a paragraph is shown in
# two, the break standing behind a sentence. The text itself stays as stored.
LONG_PARAGRAPH = 360
_SENTENCE_END = re.compile(r"[。；！？][”’」』）)]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters that look alike.

    Attributes:
        text: The characters.
        is_mark: A word of the question.
        passage: Number of the quoted passage that they belong to, from 1, or None.
        opens_passage: Whether the passage begins here.
    """

    text: str
    is_mark: bool
    passage: int | None
    opens_passage: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph on the screen."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A part of a judgment on the screen.

    Attributes:
        section: The part.
        anchor: Its place in the page.
        paragraphs: Its text.
        n_passages: How many quoted passages begin in it.
        heading: What the part is called in a guiding or reference case, None in a judgment.
    """

    section: Section
    anchor: str
    paragraphs: tuple[Paragraph, ...]
    n_passages: int
    heading: str | None


def lay_out(
    text: str,
    sections: Sequence[Section],
    *,
    passages: Sequence[Span] = (),
    marks: Sequence[Span] = (),
) -> tuple[SectionView, ...]:
    """Return the parts of a text with their paragraphs.

    Args:
        text: The stored text.
        sections: Parts that tile it.
        passages: Quoted passages, ascending and apart.
        marks: Words of the question, ascending and apart.

    Cost: linear in the text plus the number of passages and marks.
    """
    return tuple(
        SectionView(
            section=section,
            anchor=f"part-{number}",
            paragraphs=tuple(_paragraphs(text, section.span, passages, marks)),
            n_passages=sum(
                section.span.start <= each.start < section.span.end for each in passages
            ),
            heading=heading_of(section),
        )
        for number, section in enumerate(sections, start=1)
        if section.span.of(text).strip()
    )


def runs_of(
    text: str, span: Span, *, passages: Sequence[Span] = (), marks: Sequence[Span] = ()
) -> tuple[Run, ...]:
    """Return a stretch of text cut where its look changes; together the runs are the stretch.

    Example:
        >>> runs = runs_of("醉酒驾车", Span(0, 4), marks=[Span(0, 2)])
        >>> [(run.text, run.is_mark) for run in runs]
        [('醉酒', True), ('驾车', False)]
    """
    borders = sorted({span.start, span.end, *_borders(span, passages), *_borders(span, marks)})
    return tuple(_run(text, Span(start, end), passages, marks) for start, end in pairwise(borders))


def _paragraphs(
    text: str, span: Span, passages: Sequence[Span], marks: Sequence[Span]
) -> Iterator[Paragraph]:
    for piece in _pieces(text, span):
        near_passages = [each for each in passages if _touches(piece, each)]
        near_marks = [each for each in marks if _touches(piece, each)]
        runs = tuple(
            Run(
                text=run.text,
                is_mark=run.is_mark,
                passage=None
                if run.passage is None
                else passages.index(near_passages[run.passage - 1]) + 1,
                opens_passage=run.opens_passage,
            )
            for run in runs_of(text, piece, passages=near_passages, marks=near_marks)
        )
        yield Paragraph(runs=runs)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in span.of(text).splitlines(keepends=True):
        yield from _sentences_grouped(text, Span(start, start + len(line)))
        start += len(line)


def _sentences_grouped(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    while line.end - start > LONG_PARAGRAPH:
        end = next(
            (
                match.end()
                for match in _SENTENCE_END.finditer(text, start + LONG_PARAGRAPH // 2, line.end)
            ),
            line.end,
        )
        yield from _unless_blank(text, Span(start, end))
        start = end
    yield from _unless_blank(text, Span(start, line.end))


def _unless_blank(text: str, span: Span) -> Iterator[Span]:
    if span.of(text).strip():
        yield span


def _borders(span: Span, others: Iterable[Span]) -> Iterator[int]:
    for other in others:
        if _touches(span, other):
            yield max(span.start, other.start)
            yield min(span.end, other.end)


def _touches(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _run(text: str, span: Span, passages: Sequence[Span], marks: Sequence[Span]) -> Run:
    number = next((index for index, each in enumerate(passages, start=1) if each.holds(span)), None)
    return Run(
        text=span.of(text),
        is_mark=any(mark.holds(span) for mark in marks),
        passage=number,
        opens_passage=number is not None and passages[number - 1].start == span.start,
    )

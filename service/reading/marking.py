"""How is a text cut so that every field is marked where its words stand?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.judgment import Judgment, Section
from corpus.spans import Span
from service.reading.fields import ReadField


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Characters that belong to the same fields.

    Attributes:
        text: The characters.
        fields: Fields that were read from them, the one with most words first.
        opening: Of these, those whose words begin here.
    """

    text: str
    fields: tuple[ReadField, ...]
    opening: tuple[ReadField, ...]

    @property
    def nearest(self) -> ReadField | None:
        """The field with the fewest words around these characters, or None."""
        return self.fields[-1] if self.fields else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """A line of the text."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSection:
    """A part of the text."""

    section: Section
    lines: tuple[MarkedLine, ...]


def mark_text(judgment: Judgment, fields: Sequence[ReadField]) -> tuple[MarkedSection, ...]:
    """Return the parts of a judgment with every field marked; together they are the text.

    Cost: characters plus, for each line, the fields that touch it.
    """
    marks = [(field.mark, field) for field in fields if field.mark is not None]
    return tuple(
        MarkedSection(
            section=section,
            lines=tuple(_lines(judgment.text, section.span, marks)),
        )
        for section in judgment.sections
    )


Marks = Sequence[tuple[Span, ReadField]]


def _lines(text: str, span: Span, marks: Marks) -> Iterator[MarkedLine]:
    near = [(mark, field) for mark, field in marks if _touch(mark, span)]
    start = span.start
    for line in span.of(text).splitlines(keepends=True):
        here = Span(start, start + len(line))
        yield MarkedLine(segments=tuple(_segments(text, here, near)))
        start = here.end


def _segments(text: str, line: Span, marks: Marks) -> Iterator[Segment]:
    near = [(mark, field) for mark, field in marks if _touch(mark, line)]
    inside = (place for mark, _ in near for place in (mark.start, mark.end))
    borders = sorted({line.start, line.end, *(p for p in inside if line.start < p < line.end)})
    for start, end in pairwise(borders):
        here = Span(start, end)
        over = sorted(
            ((mark, field) for mark, field in near if mark.holds(here)),
            key=lambda pair: (-len(pair[0]), pair[1].number),
        )
        yield Segment(
            text=here.of(text),
            fields=tuple(field for _, field in over),
            opening=tuple(field for mark, field in over if mark.start == start),
        )


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

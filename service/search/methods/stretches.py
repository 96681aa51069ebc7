"""Which stretches of a text show the words that were found, verbatim?"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.spans import Span
from service.search.answer import QuotedPassage

MOST_STRETCHES: Final = 3
_BEFORE: Final = 60
_BEHIND: Final = 120
_BORDER: Final = re.compile(r"[。！？；\n][”’」』）)]*")


def stretches_of(judgment: Judgment, found: Sequence[Sequence[Span]]) -> tuple[QuotedPassage, ...]:
    """Return sentences round what was found, ascending and apart, with the words marked.

    Args:
        judgment: The judgment.
        found: For each thing looked for the places where it stands, ascending; the first of each
            is shown as long as there is room.
    """
    text = judgment.text
    windows = [_window(text, places[0]) for places in found if places]
    shown = list(_apart(windows))[:MOST_STRETCHES]
    marks = sorted(span for places in found for span in places)
    return tuple(
        QuotedPassage(
            text=window.of(text),
            span=window,
            kind=_part_at(judgment, window.start),
            marks=tuple(
                mark.shifted(-window.start)
                for mark in _apart(mark for mark in marks if window.holds(mark))
            ),
        )
        for window in shown
    )


def _window(text: str, place: Span) -> Span:
    """Return the sentence round a place, cut where it is long; never blank at its ends."""
    least, most = max(0, place.start - _BEFORE), min(len(text), place.end + _BEHIND)
    start = max((m.end() for m in _BORDER.finditer(text, least, place.start)), default=least)
    border = _BORDER.search(text, place.end, most)
    end = border.end() if border else most
    while start < place.start and text[start].isspace():
        start += 1
    while end > place.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order; those that overlap are one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _part_at(judgment: Judgment, offset: int) -> SectionKind:
    """Return the part that a place lies in; the parts tile the text."""
    for section in judgment.sections:
        if section.span.start <= offset < section.span.end:
            return section.kind
    return SectionKind.HEAD

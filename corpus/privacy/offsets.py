"""Where does a character of a masked text stand in the judgment, and the other way round?"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way between a text and its masked form; never falling in either direction.

    Attributes:
        replaced: Pieces of the source that were replaced, in order, without overlap.
        masks: The pieces that stand for them in the masked text, one for each.

    Example:
        >>> offsets = OffsetMap((Span(2, 5),), (Span(2, 4),))
        >>> offsets.to_masked(7), offsets.to_source(6), offsets.to_masked(3)
        (6, 7, 2)
    """

    replaced: tuple[Span, ...] = ()
    masks: tuple[Span, ...] = ()

    def to_masked(self, offset: int) -> int:
        """Return the offset in the masked text; inside a replaced piece, its beginning.

        Cost: logarithmic in the number of pieces, like the other ways.
        """
        return _moved(offset, self.replaced, self.masks)

    def to_source(self, offset: int) -> int:
        """Return the offset in the source; inside a mask, the beginning of what it hides."""
        return _moved(offset, self.masks, self.replaced)

    def span_to_masked(self, span: Span) -> Span:
        """Return a span in the masked text; a mask that it touches is taken in whole."""
        return _covered(span, self.replaced, self.masks)

    def span_to_source(self, span: Span) -> Span:
        """Return a span in the source; a piece that it touches is taken in whole."""
        return _covered(span, self.masks, self.replaced)


def _moved(offset: int, here: Sequence[Span], there: Sequence[Span]) -> int:
    at = bisect_right(here, offset, key=lambda span: span.start) - 1
    if at < 0:
        return offset
    if offset < here[at].end:
        return there[at].start
    return there[at].end + offset - here[at].end


def _covered(span: Span, here: Sequence[Span], there: Sequence[Span]) -> Span:
    start, end = _moved(span.start, here, there), _moved(span.end, here, there)
    at = bisect_right(here, span.end, key=lambda each: each.start) - 1
    if len(span) and at >= 0 and here[at].start < span.end < here[at].end:
        end = there[at].end
    return Span(start, max(start, end))

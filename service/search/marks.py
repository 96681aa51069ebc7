"""Which words of a question are marked in a quoted passage?"""

from collections.abc import Iterable, Iterator

from corpus.spans import Span

# A whole draft shares most of its words with any judgment; only the rarest that a passage holds
# are marked, else the marks say nothing.
MOST_WORDS = 12
SHORTEST = 2


def words_in(text: str, words: Iterable[str], *, most: int = MOST_WORDS) -> tuple[str, ...]:
    """Return the words that a text holds, in the order given, single characters left out.

    Args:
        text: The text.
        words: Words of the question, rarest first.
        most: At most so many.

    Example:
        >>> words_in("醉酒驾驶小型轿车", ["轿车", "林木", "车", "醉酒"])
        ('轿车', '醉酒')
    """
    held: list[str] = []
    for word in words:
        if len(word) >= SHORTEST and word in text:
            held.append(word)
            if len(held) == most:
                break
    return tuple(held)


def find_marks(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Return where words stand in a text, ascending and apart; touching ones are one mark.

    Example:
        >>> find_marks("醉酒驾驶，再次醉酒", ["醉酒", "驾驶"])
        (Span(start=0, end=4), Span(start=7, end=9))
    """
    found: list[tuple[int, int]] = []
    for word in words:
        length = len(word)
        start = text.find(word)
        while start >= 0:
            found.append((start, start + length))
            start = text.find(word, start + 1)
    found.sort()
    # Pairs until here: hundreds are met for the dozen marks of a passage.
    return tuple(Span(start, end) for start, end in _joined(found))


def _joined(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join ranges, ascending by their start, that touch or overlap."""
    current: tuple[int, int] | None = None
    for start, end in pairs:
        if current is None:
            current = (start, end)
        elif start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current

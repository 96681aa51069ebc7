"""Of which accused does each piece of a text speak?

A paper on several accused names them in turn: what stands behind a name, up to the next, is told
of that one. Names in a row (甲、乙和丙) share what follows, and a sentence that names nobody
tells of all of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Between names in a row; anything longer begins something new.
_JOINED: Final = re.compile(
    r"[、和与及同伙，,等\s]{0,3}(?:被告人|上诉人|原审被告人)?(?:伙同|会同|与|和|及)?"
)
_SENTENCE: Final = "。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedText:
    """A text cut into pieces with owners.

    Attributes:
        text: The text.
        starts: Where each piece begins, ascending from 0.
        owners: By piece the accused that it speaks of; empty where it speaks of all.
    """

    text: str
    starts: tuple[int, ...]
    owners: tuple[frozenset[str], ...]

    def piece_at(self, place: int) -> int:
        """Return the piece in which a character stands."""
        return bisect_right(self.starts, place) - 1

    def of(self, accused: str) -> frozenset[int]:
        """Return the pieces that speak of an accused, alone, with others or of all."""
        return frozenset(
            piece for piece, names in enumerate(self.owners) if not names or accused in names
        )

    def characters_of(self, accused: str) -> int:
        """Return how many characters speak of an accused by name."""
        ends = (*self.starts[1:], len(self.text))
        return sum(
            end - start
            for start, end, names in zip(self.starts, ends, self.owners, strict=True)
            if accused in names
        )


def owned(text: str, names: Sequence[str]) -> OwnedText:
    """Cut a text into pieces with owners.

    Args:
        text: The text.
        names: The accused; where there are fewer than two, the whole text is theirs.

    Example:
        >>> found = owned("甲某、乙某盗窃。甲某是主犯，乙某是从犯。", ["甲某", "乙某"])
        >>> [(sorted(who), start) for who, start in zip(found.owners, found.starts)]
        [(['乙某', '甲某'], 0), (['甲某'], 8), (['乙某'], 14)]

    Cost: linear in the length of the text.
    """
    known = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if len(known) < 2:
        return OwnedText(text=text, starts=(0,), owners=(frozenset(),))
    starts, owners = [0], [frozenset[str]()]
    for start, names_there in _pieces(text, re.compile("|".join(map(re.escape, known)))):
        if start == starts[-1]:
            owners[-1] = names_there
        else:
            starts.append(start)
            owners.append(names_there)
    return OwnedText(text=text, starts=tuple(starts), owners=tuple(owners))


def _pieces(text: str, named: re.Pattern[str]) -> Iterable[tuple[int, frozenset[str]]]:
    begin = 0
    while begin < len(text):
        stop = text.find(_SENTENCE, begin)
        stop = len(text) if stop < 0 else stop + 1
        yield from _of_sentence(text, begin, stop, named)
        begin = stop


def _of_sentence(
    text: str, begin: int, stop: int, named: re.Pattern[str]
) -> Iterable[tuple[int, frozenset[str]]]:
    """Give the pieces of one sentence; what stands before its first name belongs to it."""
    start, end = begin, -1
    row: set[str] = set()
    for match in named.finditer(text, begin, stop):
        joined = _JOINED.match(text, end, stop) if row else None
        if row and not (joined and joined.end() >= match.start()):
            yield start, frozenset(row)
            start = match.start()
            row = set()
        row.add(match[0])
        end = match.end()
    yield start, frozenset(row)

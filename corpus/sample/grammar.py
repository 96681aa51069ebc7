"""In which words is a thing said this time?

A phrase book is a text file of slots; a slot holds one way of saying a thing per line. Inside a
line ``[一|二|]`` chooses, ``{name}`` is filled in and ``<slot>`` says another slot. A slot
whose name ends in ``~held``, ``~open`` or ``~fresh`` is used in the place of the usual one, never
beside it, when that register is asked for. Characters of the held-out wordings were counted when
readers were chosen. Somebody who had read no reader wrote the open and the fresh ones together,
and chance dealt them: the open ones may be read, the fresh ones are for one measurement a
release, and who writes readers does not read them.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from corpus.sample.chance import Chance

HELD = "~held"
OPEN = "~open"
FRESH = "~fresh"
SPECIAL = frozenset("[]|{}<>")
MOST_DEPTH = 20


class Wording(StrEnum):
    """The registers of sentences that tell a position; fresh is for one measurement a release."""

    USUAL = "usual"
    HELD_OUT = "held_out"
    OPEN = "open"
    FRESH = "fresh"


SUFFIXES: Mapping[Wording, str] = MappingProxyType(
    {Wording.HELD_OUT: HELD, Wording.OPEN: OPEN, Wording.FRESH: FRESH}
)
"""How the slots of a register other than the usual one end."""


class PhraseError(ValueError):
    """A phrase that the books do not have, or that is not well formed."""

    def __init__(self, slot: str, reason: str) -> None:
        self.slot = slot
        self.reason = reason
        super().__init__(f"phrase {slot!r}: {reason}; expected '== slot' and lines below it")


# A phrase is read once into nested tuples: text, ("{", name), ("<", name) or ("[", ways).
Node = str | tuple[str, str] | tuple[str, tuple["Phrase", ...]]
Phrase = tuple[Node, ...]


def parse_phrase(text: str) -> Phrase:
    """Read one line of a phrase book.

    Raises:
        PhraseError: A bracket is missing.

    Example:
        >>> parse_phrase("[甲|乙]于{day}")
        (('[', (('甲',), ('乙',))), '于', ('{', 'day'))
    """
    phrase, end = _parse(text, 0, "")
    if end != len(text):
        raise PhraseError(text[:40], f"unexpected {text[end]!r} at {end}")
    return phrase


def _parse(text: str, start: int, stops: str, *, depth: int = 0) -> tuple[Phrase, int]:
    nodes: list[Node] = []
    place = start
    while place < len(text) and text[place] not in stops:
        char = text[place]
        if char == "[":
            node, place = _parse_ways(text, place, depth=depth + 1)
            nodes.append(node)
        elif char in "{<":
            end = text.find("}" if char == "{" else ">", place)
            if end < 0:
                raise PhraseError(text[:40], "a slot is not closed")
            nodes.append((char, text[place + 1 : end]))
            place = end + 1
        elif char in SPECIAL:
            raise PhraseError(text[:40], f"unexpected {char!r} at {place}")
        else:
            end = place
            while end < len(text) and text[end] not in SPECIAL:
                end += 1
            nodes.append(text[place:end])
            place = end
    return tuple(nodes), place


def _parse_ways(text: str, place: int, *, depth: int) -> tuple[Node, int]:
    if depth > MOST_DEPTH:
        raise PhraseError(text[:40], f"brackets inside more than {MOST_DEPTH} others")
    ways: list[Phrase] = []
    while True:
        way, place = _parse(text, place + 1, "|]", depth=depth)
        ways.append(way)
        if place >= len(text):
            raise PhraseError(text[:40], "a bracket is not closed")
        if text[place] == "]":
            return ("[", tuple(ways)), place + 1


@cache
def load_book(name: str) -> Mapping[str, tuple[Phrase, ...]]:
    """Return the slots of one phrase book of this package.

    Raises:
        PhraseError: A line stands before the first slot, a slot is empty or stands twice.
    """
    text = files("corpus.sample").joinpath("wording", f"{name}.txt").read_text("utf-8")
    slots: dict[str, list[Phrase]] = {}
    slot = ""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("== "):
            slot = line[3:].strip()
            if slot in slots:
                raise PhraseError(slot, "stands twice")
            slots[slot] = []
        elif slot:
            slots[slot].append(parse_phrase(line.strip()))
        else:
            raise PhraseError(line[:40], "stands before the first slot")
    for slot, phrases in slots.items():
        if not phrases:
            raise PhraseError(slot, "is empty")
    return {slot: tuple(phrases) for slot, phrases in slots.items()}


class Speaker:
    """Says slots in words, looking them up in its books from first to last.

    Args:
        books: Names of phrase books; an earlier one hides the slots of a later one.
        chance: Chooses the words.
        wording: Which register of position sentences to use.
        values: Words for the ``{name}`` places, beside those given with each call.
    """

    __slots__ = ("_books", "_wording", "chance", "values")

    def __init__(
        self,
        books: tuple[str, ...],
        *,
        chance: Chance,
        wording: Wording = Wording.USUAL,
        values: Mapping[str, str] | None = None,
    ) -> None:
        self._books = tuple(load_book(name) for name in books)
        self._wording = wording
        self.chance = chance
        self.values = dict(values or {})

    def knows(self, slot: str) -> bool:
        """Tell whether some book holds the slot."""
        return any(slot in book for book in self._books)

    def __call__(self, slot: str, **values: str) -> str:
        """Return one wording of a slot.

        Raises:
            PhraseError: No book holds the slot, or a value is missing.
        """
        words = {**self.values, **values} if values else self.values
        return self._say(slot, words)

    def ways(self, slot: str) -> tuple[Phrase, ...]:
        """Return the lines of a slot in the register of this speaker.

        Raises:
            PhraseError: No book holds the slot.
        """
        for book in self._books:
            if slot in book:
                return book.get(slot + SUFFIXES.get(self._wording, ""), book[slot])
        raise PhraseError(slot, "is in no book")

    def several(self, slot: str, count: int) -> list[str]:
        """Return wordings of ``count`` different lines of a slot, in a free order."""
        ways = self.chance.shuffled(self.ways(slot))[:count]
        return [self._expand(way, self.values, slot) for way in ways]

    def _say(self, slot: str, values: Mapping[str, str]) -> str:
        return self._expand(self.chance.pick(self.ways(slot)), values, slot)

    def _expand(self, phrase: Phrase, values: Mapping[str, str], slot: str) -> str:
        words: list[str] = []
        for node in phrase:
            if isinstance(node, str):
                words.append(node)
                continue
            sign, inner = node
            if isinstance(inner, tuple):
                words.append(self._expand(self.chance.pick(inner), values, slot))
            elif sign == "<":
                words.append(self._say(inner, values))
            elif inner in values:
                words.append(values[inner])
            else:
                raise PhraseError(slot, f"nothing is known for {{{inner}}}")
        return "".join(words)

"""How is what is withheld kept back wherever stored forms are read?

The records that hold such forms pass them through here as they are read, so that pages, the
interface, files and commands need not think of it. What is read in order to be written on (an act
that copies evidence into an item) is taken whole.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from sqlalchemy import Engine, select

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import cleared
from corpus.store.closing import ClosedBook, SqlClosings
from corpus.store.tables import judgments
from service.closed.masks import MASKS
from service.closed.withholding import Withheld, without

T = TypeVar("T")
_REMEMBERED: Final = 16
_ID: Final = re.compile(r"j[0-9a-f]{20}")


class Concealer:
    """Keeps closed judgments out of what was written down before.

    Args:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._closings = SqlClosings(engine)
        self._withheld_from = lru_cache(maxsize=_REMEMBERED)(self._read)

    def __call__(self, value: T) -> T:
        """Return a stored form as whoever asks now may see it.

        Cost: a query; linear in the form where anything is withheld from this person.
        """
        withheld = self.withheld()
        if not withheld.ids:
            return value
        named = frozenset(_ID.findall(repr(value)))
        if named & withheld.ids:
            withheld = replace(withheld, are_theirs=_Taken(self._engine, named, withheld.ids))
        return without(value, withheld, MASKS)

    def withheld(self) -> Withheld:
        """Return what is kept from whoever asks now."""
        return self._withheld_from(self._closings.book().state, cleared())

    def state(self) -> int:
        """Return a number that grows whenever something is closed or opened."""
        return self._closings.book().state

    def _read(self, state: int, kinds: frozenset[Sensitivity]) -> Withheld:  # noqa: ARG002 - part of the key
        return withheld_of(self._closings.book(), kinds)


class _Taken:
    """Tells whether words were taken from a withheld judgment and stand in none of the others.

    Args:
        engine: The database.
        named: All judgments that a form names.
        withheld: Those that are withheld.
    """

    def __init__(self, engine: Engine, named: frozenset[str], withheld: frozenset[str]) -> None:
        self._engine = engine
        self._kept, self._others = sorted(named & withheld), sorted(named - withheld)

    def __call__(self, words: str) -> bool:
        """Tell it; reads the texts of those that the form names, some 0.1 ms each."""
        return self._stand_in(self._kept, words) and not self._stand_in(self._others, words)

    def _stand_in(self, ids: Sequence[str], words: str) -> bool:
        sought = words.lower()
        wanted = select(judgments.c.text).where(judgments.c.id.in_(ids)).order_by(judgments.c.id)
        with self._engine.connect() as connection:
            return any(sought in text.lower() for text in connection.execute(wanted).scalars())


def withheld_of(book: ClosedBook, kinds: frozenset[Sensitivity]) -> Withheld:
    """Return what of the closed judgments is kept from whoever is cleared for some classes."""
    kept = {each: entry for each, entry in book.entries.items() if entry.kind not in kinds}
    numbers = (entry.case_number for entry in kept.values())
    return Withheld(
        ids=frozenset(kept), numbers=frozenset(each for each in numbers if each is not None)
    )

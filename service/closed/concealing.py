"""How is what is withheld kept back wherever stored forms are read?

The records that hold such forms pass them through here as they are read, so that pages, the
interface, files and commands need not think of it. What is read in order to be written on (an act
that copies evidence into an item) is taken whole.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeVar, cast

from sqlalchemy import Engine, select

from corpus.judgment import JudgmentId
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import cleared
from corpus.store.closing import SqlClosings
from corpus.store.tables import judgments
from service.closed.masks import MASKS
from service.closed.naming import names_of, names_of_staff
from service.closed.withholding import Withheld, pattern_of, without
from service.store.mention_records import JUDGMENT_ID, mentioned_by, owners_in

T = TypeVar("T")
P = TypeVar("P")
_REMEMBERED: Final = 16


class Concealer:
    """Keeps closed judgments out of what was written down before.

    Names and numbers are hidden in what names their judgment, or belongs to a case or matter whose
    texts did (:mod:`service.store.mention_records`). Elsewhere they stay: a name may be that of
    another person, and hiding it would tell everybody that one of this name is in a closed case.

    Args:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._closings = SqlClosings(engine)
        self._withheld_from = lru_cache(maxsize=_REMEMBERED)(self._read)

    def __call__(self, value: T, *, beside: object = ()) -> T:
        """Return a stored form as whoever asks now may see it; of a tuple, each for itself.

        Args:
            value: The form.
            beside: What it belongs to: whatever judgments, cases and matters that names count as
                named by the form.

        Cost: a query; where anything is withheld from this person, a second one, and linear in the
        form; where it names something withheld, some more.
        """
        if not self.withheld():
            return value
        pieces = value if isinstance(value, tuple) else (value,)
        kept = self.each([(piece, beside) for piece in pieces])
        if isinstance(value, tuple):
            return cast("T", kept)
        return cast("T", kept[0] if kept else None)

    def each(self, pieces: Sequence[tuple[P, object]]) -> tuple[P, ...]:
        """Return some forms, each with what it belongs to, as whoever asks now may see them.

        One of which nothing may be told is left out.
        """
        withheld = self.withheld()
        if not withheld:
            return tuple(piece for piece, _ in pieces)
        texts = [f"{piece!r} {beside!r}" for piece, beside in pieces]
        owners = [
            # What counts texts up can be guessed, and typed: it holds only where it stands beside.
            owners_in(text) | ({beside} if isinstance(beside, str) else frozenset())
            for text, (_, beside) in zip(texts, pieces, strict=True)
        ]
        with self._engine.connect() as connection:
            mentioned = mentioned_by(connection, frozenset().union(*owners))
        kept: list[P] = []
        for (piece, _), text, own in zip(pieces, texts, owners, strict=True):
            named = frozenset(JUDGMENT_ID.findall(text))
            named = named.union(*(mentioned.get(each, ()) for each in own))
            narrowed = self._narrowed(withheld, named, text)
            kept += (piece,) if narrowed is None else without((piece,), narrowed, MASKS)
        return tuple(kept)

    def _narrowed(
        self, withheld: frozenset[JudgmentId], named: frozenset[str], text: str
    ) -> Withheld | None:
        """Return what is withheld of the judgments that a form names; None for nothing."""
        theirs = frozenset(JudgmentId(each) for each in named & withheld)
        if not theirs:
            return None
        others = frozenset(JudgmentId(each) for each in named - withheld)
        with self._engine.connect() as connection:
            names = {each for each in names_of(connection, theirs) if each in text}
            if names:
                # A party of an open judgment that stands beside it is no secret, nor who signs.
                names -= names_of(connection, others) | names_of_staff(connection, names)
        entries = self._closings.book().entries
        return Withheld(
            ids=theirs,
            numbers=frozenset(
                number
                for each in theirs
                if each in entries and (number := entries[each].case_number) is not None
            ),
            are_theirs=_Taken(self._engine, named, withheld),
            names=pattern_of(names),
        )

    def withheld(self) -> frozenset[JudgmentId]:
        """Return the closed judgments that are kept from whoever asks now."""
        return self._withheld_from(self._closings.book().state, cleared())

    def state(self) -> int:
        """Return a number that grows whenever something is closed or opened."""
        return self._closings.book().state

    def _read(
        self,
        state: int,  # noqa: ARG002 - part of the key
        kinds: frozenset[Sensitivity],
    ) -> frozenset[JudgmentId]:
        entries = self._closings.book().entries
        return frozenset(each for each, entry in entries.items() if entry.kind not in kinds)


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

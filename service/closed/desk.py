"""How is a judgment closed and opened again, and which may somebody read?

Whoever keeps the closed judgments names them by id or case number and is told number, court, class
and reason of each, never a text. Whoever is cleared for a class finds its judgments in a list of
their own: they are in no index, count or comparison, because these are made for several people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId
from corpus.listed import ListedJudgment
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import cleared
from corpus.store.closing import ClosedJudgment, Closing, SqlClosings, said
from corpus.store.leaving import those_left
from corpus.store.sql import SqlJudgmentStore
from service.closed.clearing import ClearanceDesk

MOST_READ: Final = 200
"""Most judgments that are read for one list of those that somebody may read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableJudgment:
    """A closed judgment as whoever is cleared for it finds it.

    Attributes:
        judgment: What lists tell of it.
        kind: As what it is closed.
    """

    judgment: ListedJudgment
    kind: Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableList:
    """The closed judgments that somebody may read.

    Attributes:
        found: Those that hold the words asked for, the last decided first.
        n_readable: How many there are in all.
    """

    found: tuple[ReadableJudgment, ...]
    n_readable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDesk:
    """The one door to closed judgments.

    Attributes:
        closings: Which are closed.
        clearances: Who is cleared for what.
        store: The judgments.
    """

    closings: SqlClosings
    clearances: ClearanceDesk
    store: SqlJudgmentStore

    def close(
        self, named: str, kind: Sensitivity, *, reason: str, by: str, now: datetime
    ) -> tuple[Closing, ...]:
        """Close the judgment of an id, or every judgment of a case number.

        Raises:
            JudgmentNotFoundError: None is stored.
            ClosingError: No reason is given.
        """
        reason = said(reason)
        return tuple(
            self.closings.close(each, kind, reason=reason, author=by, at=now)
            for each in self._named(named)
        )

    def reopen(self, named: str, *, reason: str, by: str, now: datetime) -> tuple[Closing, ...]:
        """Open the closed judgment of an id, or all of a case number; found after indexing.

        Raises:
            JudgmentNotFoundError: None of them is closed.
            ClosingError: No reason is given.
        """
        reason, closed = said(reason), self.closings.ids()
        ids = [each for each in self._named(named) if each in closed]
        if not ids:
            raise JudgmentNotFoundError(JudgmentId(named))
        return tuple(self.closings.reopen(each, reason=reason, author=by, at=now) for each in ids)

    def standing(
        self, named: str = "", *, skip: int = 0, limit: int | None = None
    ) -> tuple[ClosedJudgment, ...]:
        """Return what is closed now, the last closed first; nothing of the texts.

        Args:
            named: Only the judgment of this id, or those of this case number; empty for all.
            skip: How many are passed over.
            limit: How many at most; None for all.
        """
        among = self.closings.named(named) if named.strip() else None
        return self.closings.standing(among=among, skip=skip, limit=limit)

    def count(self) -> int:
        """Return how many judgments are closed."""
        return len(self.closings.book().entries)

    def kind_of(self, judgment_id: JudgmentId) -> Sensitivity | None:
        """Return as what a judgment is closed that whoever asks may read; else None."""
        entry = self.closings.book().entries.get(judgment_id)
        return None if entry is None or entry.kind not in cleared() else entry.kind

    def readable(self, words: Sequence[str] = ()) -> ReadableList:
        """Return the closed judgments that whoever asks now may read.

        Args:
            words: Each has to stand in the text, or be the case number; none finds all.

        Cost: reads through the texts of all that may be read, and lists 200 at most.
        """
        ids = self.closings.readable(words, limit=MOST_READ)
        entries = self.closings.book().entries
        return ReadableList(
            found=tuple(
                ReadableJudgment(judgment=each, kind=entries[each.id].kind)
                for each in those_left(self.store.get_listed, ids)
                if each.id in entries
            ),
            n_readable=sum(entry.kind in cleared() for entry in entries.values()),
        )

    def _named(self, named: str) -> tuple[JudgmentId, ...]:
        ids = self.closings.named(named)
        if not ids:
            raise JudgmentNotFoundError(JudgmentId(named.strip()))
        return ids

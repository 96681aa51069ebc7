"""What goes on at the judges' conference, for one person: the board of items and meetings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from service.actors import Actor
from service.referral.conference.books import ConferenceBooks
from service.referral.conference.item_course import IN_SESSION, RECONSIDERED
from service.referral.conference.vocabulary import Column, ConferenceState, ItemState
from service.referral.course.acts import MatterKind
from service.store.matter_records import ListedMatter, Wanted

_S = ItemState
MOST_SHOWN: Final = 50
"""Most items of a column, and most meetings, that the board shows: the last moved."""

STATES_OF: Final[Mapping[Column, tuple[ItemState, ...]]] = MappingProxyType(
    {
        Column.PROPOSED: (_S.SUGGESTED, _S.SUBMITTED),
        Column.ADMITTED: (_S.ADMITTED,),
        Column.SCHEDULED: (_S.SCHEDULED, _S.DELIVERED),
        Column.RUNNING: IN_SESSION,
        Column.SIGNING: (_S.SIGNING,),
        Column.RECONSIDERING: (_S.RECONSIDERING,),
        Column.TO_CLOSE: RECONSIDERED,
        Column.CLOSED: (
            _S.ENDED,
            _S.REPORTED_UP,
            _S.ARCHIVED,
            _S.DECLINED,
            _S.REFUSED,
            _S.WITHDRAWN,
        ),
    }
)
"""Which states each column holds; every state stands in one."""
_PAST: Final = (ConferenceState.CLOSED, ConferenceState.CANCELLED)
_GOING_ON: Final = (ConferenceState.PLANNED, ConferenceState.CONVENED, ConferenceState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What one person sees.

    Attributes:
        columns: Items by column, the last moved first.
        counts: How many items each column has in all.
        meetings: Meetings that are planned or go on, the next first.
        past: Meetings that were held or cancelled, the last moved first.
        n_past: How many of them there are in all.
    """

    columns: Mapping[Column, tuple[ListedMatter, ...]]
    counts: Mapping[Column, int]
    meetings: tuple[ListedMatter, ...]
    past: tuple[ListedMatter, ...]
    n_past: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceBoard:
    """Shows what goes on.

    Attributes:
        books: Items and meetings.
    """

    books: ConferenceBooks

    def of(self, actor: Actor, *, words: str = "") -> Board:
        """Return the board of somebody.

        Args:
            actor: Who looks.
            words: Words of the question; empty for all.

        Cost: two queries for each column.
        """
        going_on = self.books.records.find(self._meetings(actor, _GOING_ON), most=MOST_SHOWN)
        return Board(
            columns={each: self.column(actor, each, words=words) for each in Column},
            counts={each: self.count(actor, each, words=words) for each in Column},
            meetings=tuple(sorted(going_on, key=lambda each: (each.outline.due_on, each.id))),
            past=self.past(actor),
            n_past=self.count_past(actor),
        )

    def column(
        self,
        actor: Actor,
        column: Column,
        *,
        words: str = "",
        most: int = MOST_SHOWN,
        skip: int = 0,
    ) -> tuple[ListedMatter, ...]:
        """Return items of a column that somebody may see, the last moved first.

        Who leads the court or keeps its matters sees all of them by office; a recusal goes before.

        Args:
            actor: Who looks.
            column: Which.
            words: Words of the question; empty for all.
            most: How many at most.
            skip: How many are passed over.
        """
        wanted = self._items(actor, column, words)
        return self.books.records.find(wanted, most=most, skip=skip)

    def count(self, actor: Actor, column: Column, *, words: str = "") -> int:
        """Return how many items of a column somebody may see."""
        return self.books.records.count(self._items(actor, column, words))

    def past(
        self, actor: Actor, *, most: int = MOST_SHOWN, skip: int = 0
    ) -> tuple[ListedMatter, ...]:
        """Return meetings that were held or cancelled, the last moved first.

        Args:
            actor: Who looks.
            most: How many at most.
            skip: How many are passed over.
        """
        return self.books.records.find(self._meetings(actor, _PAST), most=most, skip=skip)

    def count_past(self, actor: Actor) -> int:
        """Return how many meetings were held or cancelled."""
        return self.books.records.count(self._meetings(actor, _PAST))

    def _items(self, actor: Actor, column: Column, words: str) -> Wanted:
        return replace(
            self.books.access.seen_by(actor),
            kinds=(MatterKind.CONFERENCE_ITEM,),
            states=tuple(state.value for state in STATES_OF[column]),
            words=words,
            hidden_from=actor.account_id,
        )

    def _meetings(self, actor: Actor, states: Collection[ConferenceState]) -> Wanted:
        return replace(
            self.books.access.seen_by(actor),
            kinds=(MatterKind.CONFERENCE,),
            states=tuple(state.value for state in states),
        )

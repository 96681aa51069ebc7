"""What goes on at the judges' conference, for one person: the board of items and meetings."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from service.actors import Actor
from service.referral.conference.books import ConferenceBooks
from service.referral.conference.item_course import IN_SESSION, RECONSIDERED
from service.referral.conference.vocabulary import Column, ConferenceState, ItemAct, ItemState
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
_GOING_ON: Final = (ConferenceState.PLANNED, ConferenceState.CONVENED, ConferenceState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What one person sees.

    Attributes:
        columns: Items by column, the last moved first.
        meetings: Meetings that are planned or go on, the next first.
        past: Meetings that were held or cancelled, the last moved first.
    """

    columns: Mapping[Column, tuple[ListedMatter, ...]]
    meetings: tuple[ListedMatter, ...]
    past: tuple[ListedMatter, ...]


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

        Cost: a query for each column.
        """
        columns = {column: self.column(actor, column, words=words) for column in Column}
        going_on = self._meetings(actor, _GOING_ON)
        return Board(
            columns=columns,
            meetings=tuple(sorted(going_on, key=lambda each: (each.outline.due_on, each.id))),
            past=self._meetings(actor, (ConferenceState.CLOSED, ConferenceState.CANCELLED)),
        )

    def column(self, actor: Actor, column: Column, *, words: str = "") -> tuple[ListedMatter, ...]:
        """Return the items of a column that somebody may see, the last moved first."""
        wanted = replace(
            self.books.access.seen_by(actor),
            kinds=(MatterKind.CONFERENCE_ITEM,),
            states=tuple(state.value for state in STATES_OF[column]),
            words=words,
        )
        return self.open_to(actor, wanted)

    def _meetings(
        self, actor: Actor, states: Collection[ConferenceState]
    ) -> tuple[ListedMatter, ...]:
        wanted = replace(
            self.books.access.seen_by(actor),
            kinds=(MatterKind.CONFERENCE,),
            states=tuple(state.value for state in states),
        )
        return self.books.records.find(wanted, most=MOST_SHOWN)

    def open_to(self, actor: Actor, wanted: Wanted) -> tuple[ListedMatter, ...]:
        """Return listed items without those from which somebody is recused.

        Who leads the court or keeps its matters sees all of them by office; a recusal goes before.
        """
        found = self.books.records.find(wanted, most=MOST_SHOWN)
        recusals = self.books.records.acts_named(ItemAct.RECUSE, [each.id for each in found])
        shut = {
            matter_id
            for matter_id, act in recusals
            if json.loads(act.content)["account_id"] == actor.account_id
        }
        return tuple(each for each in found if each.id not in shut)

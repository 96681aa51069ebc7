"""How does a matter move, and what refuses an act?

A course is a table of moves and one step for each: the table says from which states, by whom and
with what; the step says what the act makes of the matter, and refuses what a rule stands against.
The same function judges an act when it is done and when it is replayed from the trail, so that
what was kept and what is shown cannot drift apart.

Source of the pattern: Fowler, Event Sourcing (2005).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from service.referral.course.acts import Act, KeptAct, MatterKind, Nothing, Part
from service.referral.errors import (
    ActNotOfferedError,
    ActPartError,
    ActReasonError,
    ReferralError,
    TrailBrokenError,
)


class Matter(Protocol):
    """Whatever moves through states."""

    @property
    def state(self) -> StrEnum:
        """How far it has come."""
        ...


MatterT = TypeVar("MatterT", bound=Matter)
Step = Callable[[MatterT | None, Act], MatterT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Generic[MatterT]):
    """A line of a table of moves.

    Attributes:
        name: Token of the act.
        sources: States that offer it; empty for an act that begins a matter.
        targets: States that it may lead to; which one, the step says.
        parts: Who may do it.
        step: What it makes of the matter.
        content: Class of what it says.
        needs_reason: Whether it says why.
        source: Document and article that it rests on; ``[M]`` where its wording is unconfirmed.
    """

    name: StrEnum
    sources: frozenset[StrEnum]
    targets: frozenset[StrEnum]
    parts: frozenset[Part]
    step: Step[MatterT]
    content: type = Nothing
    needs_reason: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Generic[MatterT]):
    """All moves of one kind of matter.

    Attributes:
        kind: Which kind.
        moves: The table, in the order in which moves are offered.
    """

    kind: MatterKind
    moves: tuple[Move[MatterT], ...]

    def apply(self, matter: MatterT | None, act: Act) -> MatterT:
        """Return what an act makes of a matter.

        Args:
            matter: The matter; None before the first act.
            act: What is to be done.

        Raises:
            ActNotOfferedError: Its state does not offer the act.
            ActPartError: Whoever does it takes no part that may.
            ActReasonError: It needs a reason and has none.
            ActContentError: Its content is of another class.
            RuleBrokenError: A rule of procedure stands against it.
        """
        move = self._move_of(matter, act)
        if act.doer.parts.isdisjoint(move.parts):
            raise ActPartError(
                act=act.name,
                needed=tuple(sorted(part.value for part in move.parts)),
                held=tuple(sorted(part.value for part in act.doer.parts)),
            )
        if move.needs_reason and not act.reason.strip():
            raise ActReasonError(act=act.name)
        act.content_as(move.content)
        moved = move.step(matter, act)
        if moved.state not in move.targets:
            raise AssertionError(f"{act.name} led to {moved.state}, which its table does not name")
        return moved

    def replay(self, acts: Iterable[KeptAct], *, matter_id: str = "") -> MatterT | None:
        """Return what kept acts make of a matter, None where there are none.

        Raises:
            TrailBrokenError: An act is missing, out of order, was never allowed, or led elsewhere.

        Cost: microseconds for each act.
        """
        matter: MatterT | None = None
        for expected, kept in enumerate(acts, start=1):
            if kept.number != expected:
                problem = f"expected act {expected}"
                raise TrailBrokenError(matter_id=matter_id, number=kept.number, problem=problem)
            before = "" if matter is None else matter.state.value
            try:
                matter = self.apply(matter, kept.act)
            except ReferralError as refusal:
                raise TrailBrokenError(
                    matter_id=matter_id, number=kept.number, problem=str(refusal)
                ) from refusal
            if (kept.from_state, kept.to_state) != (before, matter.state.value):
                problem = f"leads from {before!r} to {matter.state.value!r}, kept otherwise"
                raise TrailBrokenError(matter_id=matter_id, number=kept.number, problem=problem)
        return matter

    def offered(
        self, matter: MatterT | None, parts: Collection[Part] | None = None
    ) -> tuple[Move[MatterT], ...]:
        """Return the moves that a matter offers, to somebody with some parts or to anybody.

        A rule of procedure may still stand against one of them.
        """
        return tuple(
            move
            for move in self.moves
            if _offers(move, matter) and (parts is None or not move.parts.isdisjoint(parts))
        )

    def contents(self) -> Mapping[str, type]:
        """Return by act the class of what it says."""
        return {move.name.value: move.content for move in self.moves}

    def _move_of(self, matter: MatterT | None, act: Act) -> Move[MatterT]:
        for move in self.moves:
            if move.name.value == act.name and _offers(move, matter):
                return move
        offered = dict.fromkeys(move.name.value for move in self.offered(matter))
        state = "" if matter is None else matter.state.value
        raise ActNotOfferedError(act=act.name, state=state, offered=tuple(offered))


def later_move(
    name: StrEnum,
    sources: Collection[StrEnum],
    targets: Collection[StrEnum],
    parts: frozenset[Part],
    step: Callable[[MatterT, Act], MatterT],
    *,
    content: type = Nothing,
    needs_reason: bool = False,
    source: str = "",
) -> Move[MatterT]:
    """Return a line of a table for an act on a matter that has begun.

    Args:
        name: Token of the act.
        sources: States that offer it, at least one.
        targets: States that it may lead to.
        parts: Who may do it.
        step: What it makes of the matter; never called where there is none.
        content: Class of what it says.
        needs_reason: Whether it says why.
        source: Document and article that it rests on.
    """

    def on_what_has_begun(matter: MatterT | None, act: Act) -> MatterT:
        if matter is None:
            raise AssertionError(f"{act.name} begins no matter")
        return step(matter, act)

    return Move(
        name=name,
        sources=frozenset(sources),
        targets=frozenset(targets),
        parts=parts,
        step=on_what_has_begun,
        content=content,
        needs_reason=needs_reason,
        source=source,
    )


def _offers(move: Move[MatterT], matter: MatterT | None) -> bool:
    return not move.sources if matter is None else matter.state in move.sources

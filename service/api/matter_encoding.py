"""In which form do acts on a matter travel over HTTP, offered, asked for and done?"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.labels import label_of
from service.referral.course.acts import KeptAct
from service.referral.course.course import Move

_LONGEST = 5_000


class MatterActRequest(Payload):
    """An act on an item or a meeting."""

    act: str = Field(max_length=48, description="动作，见 offered")
    reason: str = Field(default="", max_length=_LONGEST)
    content: dict[str, object] = Field(default_factory=dict, description="动作的内容")


class MatterMoveOut(Payload):
    """An act that whoever asks can do now."""

    act: LabelledValue
    needs_reason: bool
    content: tuple[str, ...] = Field(description="内容的字段")
    source: str


class MatterHistoryOut(Payload):
    """An act that was done; what a sealed vote says is never among it."""

    number: int
    act: LabelledValue
    by: str
    parts: tuple[LabelledValue, ...]
    at: datetime
    reason: str
    before: LabelledValue | None
    after: LabelledValue


def moves_out(
    moves: Iterable[Move[Any]], asked: Callable[[Move[Any]], type | None]
) -> tuple[MatterMoveOut, ...]:
    """Return the acts that are offered.

    Args:
        moves: The lines of the table.
        asked: Gives what a person says of an act; None leaves out one that begins elsewhere.
    """
    offered = ((move, asked(move)) for move in moves)
    return tuple(
        MatterMoveOut(
            act=labelled(move.name),
            needs_reason=move.needs_reason,
            content=tuple(field.name for field in fields(kind)),
            source=move.source,
        )
        for move, kind in offered
        if kind is not None
    )


def history_out(
    acts: Iterable[KeptAct], names: type[StrEnum], states: type[StrEnum]
) -> tuple[MatterHistoryOut, ...]:
    """Return the acts that were done, in their order."""
    return tuple(
        MatterHistoryOut(
            number=kept.number,
            act=labelled(names(kept.act.name)),
            by=kept.act.doer.name,
            parts=tuple(labelled(part) for part in sorted(kept.act.doer.parts)),
            at=kept.act.at,
            reason=kept.act.reason,
            before=labelled(states(kept.from_state)) if kept.from_state else None,
            after=labelled(states(kept.to_state)),
        )
        for kept in acts
    )


def labelled(member: StrEnum) -> LabelledValue:
    """Return a token with what it is called."""
    return LabelledValue(value=member.value, label=label_of(member))

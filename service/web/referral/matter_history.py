"""What does a page show of the history (留痕) of a matter?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.labels import label_of
from service.referral.course.acts import KeptAct


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """An act as it is shown.

    Attributes:
        number: 1 for the first.
        act: What it is called.
        by: Who did it.
        parts: As what, in words; empty for the machine.
        at: When, in UTC.
        reason: Why; may be empty.
        before: State before, in words; empty before the first.
        after: State after, in words.
    """

    number: int
    act: str
    by: str
    parts: str
    at: datetime
    reason: str
    before: str
    after: str


def history_of(
    acts: Iterable[KeptAct], names: type[StrEnum], states: type[StrEnum]
) -> tuple[HistoryEntry, ...]:
    """Return the acts of a matter as they are shown, the last first.

    Args:
        acts: The acts, in their order.
        names: Vocabulary of the acts.
        states: Vocabulary of the states.
    """
    entries = tuple(
        HistoryEntry(
            number=kept.number,
            act=label_of(names(kept.act.name)),
            by=kept.act.doer.name,
            parts="、".join(label_of(part) for part in sorted(kept.act.doer.parts)),
            at=kept.act.at,
            reason=kept.act.reason,
            before=label_of(states(kept.from_state)) if kept.from_state else "",
            after=label_of(states(kept.to_state)),
        )
        for kept in acts
    )
    return entries[::-1]

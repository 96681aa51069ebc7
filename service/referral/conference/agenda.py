"""In which order does an agenda stand, and when does each item begin?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from service.referral.conference.meeting_acts import AgendaLine


def grouped(lines: Sequence[AgendaLine]) -> tuple[AgendaLine, ...]:
    """Return the lines with those of one group together, where the first of each stands now.

    Example:
        >>> line = lambda item, group: AgendaLine(item_id=item, title="", group=group, minutes=30)
        >>> agenda = [line("a", "利息"), line("b", "违约金"), line("c", "利息")]
        >>> [each.item_id for each in grouped(agenda)]
        ['a', 'c', 'b']
    """
    places = {
        group: place for place, group in enumerate(dict.fromkeys(each.group for each in lines))
    }
    return tuple(sorted(lines, key=lambda each: places[each.group]))


def timetable(
    lines: Sequence[AgendaLine], *, begins_at: datetime
) -> tuple[tuple[datetime, AgendaLine], ...]:
    """Return each line with when it begins, one after the other.

    Example:
        >>> line = lambda item: AgendaLine(item_id=item, title="", group="", minutes=40)
        >>> nine = datetime(2026, 3, 2, 9)
        >>> [f"{at:%H:%M} {each.item_id}" for at, each in timetable([line("a"), line("b")],
        ...     begins_at=nine)]
        ['09:00 a', '09:40 b']
    """
    table, at = [], begins_at
    for each in lines:
        table.append((at, each))
        at += timedelta(minutes=each.minutes)
    return tuple(table)

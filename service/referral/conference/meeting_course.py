"""Which moves does a meeting of the judges' conference offer?

筹备 → 通知、送达材料 → 签到 → 逐项讨论 → 结束. Items are taken up and laid down by the machine, in
one transaction with the act on the item.
"""

from collections.abc import Callable
from typing import Final

from service.referral.conference import meeting_steps as steps
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_acts import (
    AgendaLine,
    Arrangement,
    Invited,
    ItemOf,
    LaidDown,
    Person,
    Plan,
    Reply,
    Slot,
)
from service.referral.conference.vocabulary import ConferenceAct, ConferenceState
from service.referral.course.acts import Act, MatterKind, Nothing, Part
from service.referral.course.course import Course, Move, later_move

_S, _A = ConferenceState, ConferenceAct
_OFFICE = frozenset({Part.CONFERENCE_SECRETARY, Part.OVERSIGHT_OFFICE})
_LEADERS = frozenset({Part.TEAM_LEADER, Part.DIVISION_HEAD, Part.VICE_PRESIDENT, Part.PRESIDENT})
_KEEPERS = _OFFICE | {Part.HOST}
_ASKED = frozenset({Part.HOST, Part.PARTICIPANT, Part.OBSERVER})
_MACHINE = frozenset({Part.MACHINE})
_OPEN = frozenset({_S.PLANNED, _S.CONVENED})
_LATE = frozenset({_S.CONVENED, _S.RUNNING})


def _move(
    name: ConferenceAct,
    sources: frozenset[ConferenceState],
    parts: frozenset[Part],
    step: Callable[[Conference, Act], Conference],
    *,
    to: ConferenceState | None = None,
    content: type = Nothing,
    needs_reason: bool = False,
    source: str = "",
) -> Move[Conference]:
    return later_move(
        name,
        sources,
        sources if to is None else {to},
        parts,
        step,
        content=content,
        needs_reason=needs_reason,
        source=source,
    )


COURSE: Final = Course(
    kind=MatterKind.CONFERENCE,
    moves=(
        Move(
            name=_A.PLAN,
            sources=frozenset(),
            targets=frozenset({_S.PLANNED}),
            parts=_OFFICE | _LEADERS,
            step=steps.plan,
            content=Plan,
            source="法发〔2021〕2号第三条、第五条 [M]、第八条 [M]",
        ),
        _move(_A.RESCHEDULE, _OPEN, _KEEPERS, steps.reschedule, content=Slot),
        _move(_A.ADD_ITEM, _OPEN, _KEEPERS, steps.add_item, content=AgendaLine),
        _move(_A.ARRANGE, _OPEN, _KEEPERS, steps.arrange, content=Arrangement),
        _move(
            _A.REMOVE_ITEM,
            _OPEN | {_S.RUNNING},
            _KEEPERS | _MACHINE,
            steps.remove_item,
            content=ItemOf,
            needs_reason=True,
        ),
        _move(
            _A.INVITE,
            _OPEN,
            _KEEPERS,
            steps.invite,
            content=Invited,
            source="法发〔2021〕2号第三条",
        ),
        _move(
            _A.CALL_OBSERVERS,
            _OPEN,
            _KEEPERS | _MACHINE,
            steps.call_observers,
            content=Invited,
            source="长林中法〔2021〕39号第九条",
        ),
        _move(_A.EXCUSE, _OPEN, _KEEPERS, steps.excuse, content=Person, needs_reason=True),
        _move(
            _A.SEND_OUT,
            _OPEN,
            _OFFICE,
            steps.send_out,
            to=_S.CONVENED,
            source="法发〔2021〕2号第九条 [M]",
        ),
        _move(_A.REPLY, frozenset({_S.CONVENED}), _ASKED, steps.reply, content=Reply),
        _move(_A.CHECK_IN, _LATE, _ASKED | _OFFICE, steps.check_in, content=Person),
        _move(
            _A.START,
            frozenset({_S.CONVENED}),
            frozenset({Part.HOST}),
            steps.start,
            to=_S.RUNNING,
            source="法发〔2021〕2号第三条",
        ),
        _move(_A.TAKE_UP, frozenset({_S.RUNNING}), _MACHINE, steps.take_up, content=ItemOf),
        _move(_A.LAY_DOWN, frozenset({_S.RUNNING}), _MACHINE, steps.lay_down, content=LaidDown),
        _move(_A.CLOSE, frozenset({_S.RUNNING}), _KEEPERS, steps.close, to=_S.CLOSED),
        _move(_A.CANCEL, _OPEN, _KEEPERS, steps.cancel, to=_S.CANCELLED, needs_reason=True),
    ),
)
"""The moves of a meeting."""

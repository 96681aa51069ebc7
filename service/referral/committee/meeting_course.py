"""Which moves does a meeting of the committee offer?"""

from collections.abc import Callable
from typing import Final

from service.referral.committee.meetings import (
    AgendaEntry,
    AgendaOrder,
    Convening,
    Guests,
    ItemNamed,
    Meeting,
    MemberNamed,
    Moved,
    Recording,
    add_item,
    begin,
    cancel,
    close,
    convene,
    excuse,
    finish_item,
    invite_guests,
    move,
    note_recording,
    order_agenda,
    remove_item,
    sign_in,
    take_up,
)
from service.referral.committee.vocabulary import MeetingAct, MeetingState
from service.referral.course.acts import Act, MatterKind, Nothing, Part
from service.referral.course.course import Course, Move, later_move

_S, _A = MeetingState, MeetingAct
_PLANNED, _SESSION = frozenset({_S.PLANNED}), frozenset({_S.IN_SESSION})
_ALIVE = _PLANNED | _SESSION
_SECRETARY = frozenset({Part.COMMITTEE_SECRETARY})
_HOST = frozenset({Part.HOST})
_MEMBERS = frozenset({Part.COMMITTEE_MEMBER, Part.HOST}) | _SECRETARY


def _move(
    name: MeetingAct,
    sources: frozenset[MeetingState],
    parts: frozenset[Part],
    step: Callable[[Meeting, Act], Meeting],
    content: type = Nothing,
    *,
    target: MeetingState | None = None,
    needs_reason: bool = False,
    source: str = "",
) -> Move[Meeting]:
    return later_move(
        name,
        sources,
        sources if target is None else {target},
        parts,
        step,
        content=content,
        needs_reason=needs_reason,
        source=source,
    )


COURSE: Final = Course(
    kind=MatterKind.COMMITTEE_MEETING,
    moves=(
        Move(
            name=_A.CONVENE,
            sources=frozenset(),
            targets=_PLANNED,
            parts=_SECRETARY,
            step=convene,
            content=Convening,
            source="人民法院组织法第三十六条、第三十八条",
        ),
        _move(_A.ADD_ITEM, _ALIVE, _SECRETARY, add_item, AgendaEntry),
        _move(_A.REMOVE_ITEM, _ALIVE, _SECRETARY, remove_item, ItemNamed, needs_reason=True),
        _move(_A.ORDER_AGENDA, _ALIVE, _SECRETARY, order_agenda, AgendaOrder),
        _move(
            _A.INVITE_GUESTS,
            _ALIVE,
            _SECRETARY,
            invite_guests,
            Guests,
            source="人民法院组织法第三十八条；法发〔2019〕20号第十八条 [M]",
        ),
        _move(_A.MOVE, _PLANNED, _SECRETARY, move, Moved, needs_reason=True),
        _move(_A.EXCUSE, _PLANNED, _MEMBERS, excuse, MemberNamed, needs_reason=True),
        _move(_A.SIGN_IN, _ALIVE, _MEMBERS, sign_in, MemberNamed),
        _move(
            _A.BEGIN,
            _PLANNED,
            _SECRETARY | _HOST,
            begin,
            target=_S.IN_SESSION,
            source="人民法院组织法第三十八条",
        ),
        _move(
            _A.NOTE_RECORDING,
            _SESSION | {_S.CLOSED},
            _SECRETARY,
            note_recording,
            Recording,
            source="法发〔2019〕20号第二十六条 [M]",
        ),
        _move(_A.TAKE_UP, _SESSION, _SECRETARY | _HOST, take_up, ItemNamed),
        _move(_A.FINISH_ITEM, _SESSION, frozenset({Part.MACHINE}), finish_item, ItemNamed),
        _move(_A.CLOSE, _SESSION, _SECRETARY | _HOST, close, target=_S.CLOSED),
        _move(_A.CANCEL, _PLANNED, _SECRETARY, cancel, target=_S.CANCELLED, needs_reason=True),
    ),
)
"""The moves of a meeting."""

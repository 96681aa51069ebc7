"""Whose turn is it? What the page offers somebody is what they can do now, not what is refused.

The rules of the course judge every act anyway; this only keeps forms off the page that a rule
would refuse.
"""

from collections.abc import Callable, Mapping
from typing import Final

from service.referral.conference.counting import onward
from service.referral.conference.item import (
    ConferenceItem,
    may_sign_after_all,
    signers,
    yet_to_sign,
    yet_to_speak,
)
from service.referral.conference.item_course import COURSE
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_course import COURSE as MEETING_COURSE
from service.referral.conference.refusing import LEADERS
from service.referral.conference.vocabulary import ConferenceAct, ItemAct, ItemState
from service.referral.course.acts import Doer, Part
from service.referral.course.course import Move
from service.referral.referrals.model import Force
from service.referral.roster.model import Seat

_A = ItemAct


def item_moves(item: ConferenceItem, doer: Doer) -> tuple[Move[ConferenceItem], ...]:
    """Return what somebody can do with an item now."""
    return tuple(
        move
        for move in COURSE.offered(item, doer.parts)
        if _TURNS.get(move.name.value, _anybody)(item, doer)
    )


def meeting_moves(meeting: Conference, doer: Doer) -> tuple[Move[Conference], ...]:
    """Return what somebody can do with a meeting now."""
    is_host = doer.account_id == meeting.plan.host.seat.account_id
    is_asked = _sits(doer, meeting.everybody)
    is_here = doer.account_id in meeting.present
    is_office = doer.takes(Part.CONFERENCE_SECRETARY, Part.OVERSIGHT_OFFICE)
    somebody_is_missing = len(meeting.present) < len(meeting.everybody)
    may = {
        ConferenceAct.START: is_host,
        ConferenceAct.REPLY: is_asked,
        ConferenceAct.CHECK_IN: not is_here and (is_asked or (is_office and somebody_is_missing)),
    }
    return tuple(
        move
        for move in MEETING_COURSE.offered(meeting, doer.parts)
        if may.get(ConferenceAct(move.name), True)
    )


def _anybody(_item: ConferenceItem, _doer: Doer) -> bool:
    return True


def _sits(doer: Doer, seats: tuple[Seat, ...]) -> bool:
    return any(seat.account_id == doer.account_id for seat in seats)


def _hosts(item: ConferenceItem, doer: Doer) -> bool:
    return item.host is not None and item.host.seat.account_id == doer.account_id


def _of_panel(item: ConferenceItem, doer: Doer) -> bool:
    put = item.suggestion
    return not put.has_panel or doer.account_id in {*put.judge_ids, *put.panel_ids}


def _at_table(item: ConferenceItem, doer: Doer) -> bool:
    seating = item.seating
    is_gone = doer.account_id in item.left
    return (
        seating is not None and not is_gone and _sits(doer, (*seating.judges, *seating.observers))
    )


def _reads(item: ConferenceItem, doer: Doer) -> bool:
    waits = _sits(doer, (*item.participants, *item.observers))
    return waits and doer.account_id not in item.read_by


def _remarks(item: ConferenceItem, doer: Doer) -> bool:
    spoken = any(
        each.account_id == doer.account_id and each.session == item.session for each in item.remarks
    )
    return not spoken and _at_table(item, doer) and _sits(doer, item.seats.observers)


def _states(item: ConferenceItem, doer: Doer) -> bool:
    if item.state is ItemState.SPEAKING:
        waiting = yet_to_speak(item)
        return bool(waiting) and waiting[0].account_id == doer.account_id
    spoken = any(
        (each.session, each.round, each.account_id) == (item.session, item.round, doer.account_id)
        for each in item.statements
    )
    return not spoken and _at_table(item, doer) and _sits(doer, item.seats.judges)


def _answers(item: ConferenceItem, doer: Doer) -> bool:
    return _of_panel(item, doer) and any(not each.answer for each in item.questions)


def _recuses(item: ConferenceItem, doer: Doer) -> bool:
    seats = (*item.participants, *item.observers)
    return _hosts(item, doer) or _sits(doer, seats) or (bool(seats) and doer.takes(*LEADERS))


def _notes_others(item: ConferenceItem, doer: Doer) -> bool:
    others = any(seat.account_id != doer.account_id for seat in yet_to_sign(item))
    return others and (_hosts(item, doer) or doer.takes(*LEADERS))


_TURNS: Final[Mapping[str, Callable[[ConferenceItem, Doer], bool]]] = {
    _A.ADMIT: _hosts,
    _A.REFUSE: _hosts,
    _A.OPEN: _hosts,
    _A.END_QUESTIONS: _hosts,
    _A.END_REMARKS: _hosts,
    _A.NEXT_ROUND: _hosts,
    _A.SUMMARISE: _hosts,
    _A.ACKNOWLEDGE: _reads,
    _A.RECUSE: _recuses,
    _A.INTRODUCE: _of_panel,
    _A.ASK: _at_table,
    _A.ANSWER: _answers,
    _A.REMARK: _remarks,
    _A.STATE: _states,
    _A.SIGN: lambda item, doer: _sits(doer, (*yet_to_sign(item), *may_sign_after_all(item))),
    _A.NOTE_PREVENTED: _notes_others,
    _A.SUPPLEMENT: lambda item, doer: _sits(doer, signers(item)),
    _A.RECONSIDER: _of_panel,
    _A.END: lambda item, _doer: onward(item) is not Force.MUST,
    _A.REPORT_UP: lambda item, _doer: onward(item) is not Force.NONE,
}

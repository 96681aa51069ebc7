"""What do lists tell of an item or a meeting, and who takes part?

Whoever is recused from an item takes no part in it any more, whatever their office.
"""

from datetime import date

from service.court_time import court_day
from service.referral.conference.item import ConferenceItem
from service.referral.conference.meeting import Conference
from service.referral.conference.vocabulary import ItemState
from service.referral.course.acts import MatterKind, Part
from service.store.matter_records import Outline


def outline_item(item: ConferenceItem) -> Outline:
    """Return what lists tell of an item."""
    put = item.suggestion
    return Outline(
        kind=MatterKind.CONFERENCE_ITEM,
        state=item.state.value,
        title=put.question,
        court=put.court,
        division=put.division,
        cause=put.cause,
        pending_id=put.pending_id,
        parent_id=put.referral_id or None,
        due_on=_due_on(item),
        people=frozenset(
            {
                *((who, part) for who, part in _people(item) if who not in item.recused),
                *((who, Part.RECUSED) for who in item.recused),
            }
        ),
    )


def outline_meeting(meeting: Conference) -> Outline:
    """Return what lists tell of a meeting."""
    plan = meeting.plan
    return Outline(
        kind=MatterKind.CONFERENCE,
        state=meeting.state.value,
        title=plan.name,
        court=plan.court,
        division=plan.division,
        due_on=court_day(plan.at),
        people=frozenset(
            {
                (plan.host.seat.account_id, Part.HOST),
                *((seat.account_id, Part.PARTICIPANT) for seat in meeting.invited),
                *((seat.account_id, Part.OBSERVER) for seat in meeting.observers),
            }
        ),
    )


def _due_on(item: ConferenceItem) -> date | None:
    if item.state is ItemState.RECONSIDERING:
        return item.reconsider_by
    return None if item.placement is None else court_day(item.placement.at)


def _people(item: ConferenceItem) -> set[tuple[int, Part]]:
    put = item.suggestion
    host = () if item.host is None else (item.host.seat.account_id,)
    return {
        *((account, Part.HANDLING_JUDGE) for account in put.judge_ids),
        *((account, Part.PANEL_MEMBER) for account in put.panel_ids),
        *((account, Part.DIVISION_HEAD) for account in put.head_ids),
        *((account, Part.HOST) for account in host),
        *(
            (seat.account_id, Part.PARTICIPANT)
            for seat in item.participants
            if seat.account_id not in host
        ),
        *((seat.account_id, Part.OBSERVER) for seat in item.observers),
    }

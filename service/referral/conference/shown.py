"""What of an item or a meeting may be shown to one person?"""

from dataclasses import replace

from service.referral.conference.counting import counted_views
from service.referral.conference.item import ConferenceItem, yet_to_speak
from service.referral.conference.item_acts import SummedView
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_desk import OpenMeeting
from service.referral.conference.vocabulary import ItemState
from service.referral.roster.model import Seat


def shown_meeting(opened: OpenMeeting) -> Conference:
    """Return a meeting without the questions of items that are not open to whoever looks."""
    agenda = tuple(
        each if each.item_id in opened.items else replace(each, title="", group="")
        for each in opened.meeting.agenda
    )
    return replace(opened.meeting, agenda=agenda)


def speaks_next(item: ConferenceItem) -> Seat | None:
    """Return whose turn it is in the first round; None outside of it."""
    waiting = yet_to_speak(item) if item.state is ItemState.SPEAKING else ()
    return waiting[0] if waiting else None


def counted(item: ConferenceItem) -> tuple[SummedView, ...]:
    """Return the views as they count now; none before the item was opened."""
    return () if item.seating is None else counted_views(item)

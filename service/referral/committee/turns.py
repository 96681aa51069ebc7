"""Whose turn is it? What the page offers somebody is what they can do now, not what is refused.

The rules of the course judge every act anyway; this only keeps forms off the page that a rule
would refuse.
"""

from service.referral.committee.course import COURSE
from service.referral.committee.items import Item
from service.referral.committee.vocabulary import ItemAct
from service.referral.course.acts import Doer, Part
from service.referral.course.course import Move


def item_moves(item: Item, doer: Doer) -> tuple[Move[Item], ...]:
    """Return what somebody can do with an item now."""
    approves = item.prevented is not None or doer.takes(Part.PRESIDENT)
    is_open = {
        ItemAct.SPEAK: _speaks(item, doer),
        ItemAct.PUT_TO_VOTE: _have_spoken(item),
        ItemAct.APPROVE_MINUTES: approves,
        ItemAct.RETURN_MINUTES: approves,
    }
    return tuple(
        move
        for move in COURSE.offered(item, doer.parts)
        if is_open.get(ItemAct(move.name.value), True)
    )


def _have_spoken(item: Item) -> bool:
    return item.sitting is not None and item.sitting.next_speaker is None


def _speaks(item: Item, doer: Doer) -> bool:
    """Tell whether somebody says what a member holds: the member, or the secretary for each."""
    turn = None if item.sitting is None else item.sitting.next_speaker
    if turn is None:
        return False
    return turn.account_id == doer.account_id or doer.takes(Part.COMMITTEE_SECRETARY)

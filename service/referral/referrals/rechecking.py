"""Does the must-refer checklist still stand as it did when the case was referred?

A mark is confirmed or cancelled, a member of the panel asks, the finding says more than it did:
what holds now is held against what held then. What came may make a referral due that was not; what
went makes none undue: that is said by a person, with a reason.
"""

from collections.abc import Collection

from service.referral.referrals.checklist import Item, holding
from service.referral.referrals.model import Rechecked, Referral
from service.referral.referrals.routing import Ground, is_stronger, lines_for


def rechecked(referral: Referral, items: Collection[Item]) -> Rechecked | None:
    """Return what has changed of a referral's grounds, or None where nothing has.

    Args:
        referral: The referral.
        items: Its checklist as it stands now.
    """
    now = holding(items)
    known = {*referral.proposal.grounds, *referral.grounds}
    came = tuple(each.value for each in now if each.value not in known)
    went = tuple(each for each in referral.grounds if Ground(each) not in now)
    if not came and not went:
        return None
    target, force = referral.target, referral.force
    four_class = Ground.FOUR_CLASS in now
    lines = lines_for(now, four_class=four_class)
    if came and lines and is_stronger(lines[0].force_in(four_class=four_class), force):
        target, force = lines[0].target, lines[0].force_in(four_class=four_class)
    kept = (*(each for each in referral.grounds if each not in went), *came)
    return Rechecked(came=came, went=went, grounds=kept, target=target, force=force)

"""How do referrals leave an installation as JSON, and come back?"""

from service.referral.course.ledger import Ledger
from service.referral.course.transfer import MatterTransfer
from service.referral.referrals.model import Acceptance, Proposal, Referral, TakenIn
from service.store.account_records import AccountRecords


def referral_transfer(
    ledger: Ledger[Referral], accounts: AccountRecords
) -> MatterTransfer[Referral]:
    """Return what writes referrals to a file and takes them from one.

    Args:
        ledger: The book of referrals.
        accounts: The accounts here.
    """
    return MatterTransfer(ledger=ledger, accounts=accounts, name="referrals", named_in=_named)


def _named(content: object) -> frozenset[int]:
    if isinstance(content, Proposal | TakenIn):
        return frozenset(content.judge_ids)
    return frozenset({content.in_charge}) if isinstance(content, Acceptance) else frozenset()

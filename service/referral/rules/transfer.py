"""How do rules leave an installation as JSON, and come back?"""

from service.referral.course.ledger import Ledger
from service.referral.course.transfer import MatterTransfer
from service.referral.rules.model import Rule, Task
from service.store.account_records import AccountRecords


def rule_transfer(ledger: Ledger[Rule], accounts: AccountRecords) -> MatterTransfer[Rule]:
    """Return what writes rules to a file and takes them from one.

    Args:
        ledger: The book of rules.
        accounts: The accounts here.
    """
    return MatterTransfer(ledger=ledger, accounts=accounts, name="rules", named_in=_named)


def _named(content: object) -> frozenset[int]:
    return frozenset({content.judge_id}) if isinstance(content, Task) else frozenset()

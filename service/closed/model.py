"""What is a clearance (查阅许可) for a class of closed judgments?"""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.privacy.sensitivity import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for when a clearance is given.

    Attributes:
        account: Sign-in name of the person.
        kind: The class.
        ground: Why this person has to read such judgments, in words.
        from_on: First day, on the court's calendar.
        until_on: Last day.
    """

    account: str
    kind: Sensitivity
    ground: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """That a person may read the closed judgments of a class; kept when it has ended.

    Attributes:
        number: In order of giving.
        account_id: The person's account.
        account: Its sign-in name.
        display_name: Its name on the screen.
        kind: The class.
        ground: Why, in words.
        from_on: First day, on the court's calendar.
        until_on: Last day.
        granted_by: Name of who gave it.
        granted_at: When.
        revoked_by: Name of who ended it early; None where nobody did.
        revoked_at: When.
        revoked_because: Why; empty where nobody did.
    """

    number: int
    account_id: int
    account: str
    display_name: str
    kind: Sensitivity
    ground: str
    from_on: date
    until_on: date
    granted_by: str
    granted_at: datetime
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    revoked_because: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether it opens anything on a day."""
        return self.revoked_at is None and self.from_on <= day <= self.until_on

"""Which refusals belong to clearances for closed judgments?

ClearanceError
├── ClearanceRoleError     the account's desks may not be cleared for the class
├── ClearanceTermError     days that are none, or too many
├── ClearanceGroundError   no ground, or no reason
├── ClearanceOwnError      an account that keeps the closed judgments, or one's own
└── ClearanceGoneError     no clearance of this number stands
"""

from service.errors import ServiceError


class ClearanceError(ServiceError):
    """A clearance that cannot be given or ended as asked."""


class ClearanceRoleError(ClearanceError):
    """The desks of the account may not be cleared for the class."""

    def __init__(self, *, kind: str, roles: tuple[str, ...], needed: tuple[str, ...]) -> None:
        self.kind = kind
        self.roles = roles
        self.needed = needed
        super().__init__(f"an account of {roles} cannot be cleared for {kind}; expected {needed}")


class ClearanceTermError(ClearanceError):
    """The clearance ends before it begins or today, or holds for too long."""

    def __init__(self, *, most_days: int) -> None:
        self.most_days = most_days
        super().__init__(
            f"a clearance ends on or after its first day, not in the past, and holds for at most "
            f"{most_days} days"
        )


class ClearanceGroundError(ClearanceError):
    """A clearance is given on a ground and ended for a reason, in words."""

    def __init__(self, *, least: int) -> None:
        self.least = least
        super().__init__(f"too few words; expected at least {least} characters")


class ClearanceOwnError(ClearanceError):
    """Whoever keeps the closed judgments is cleared for none of them."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(f"account {name!r} keeps closed judgments, or asks for itself")


class ClearanceGoneError(ClearanceError):
    """No clearance of this number stands."""

    def __init__(self, *, number: int) -> None:
        self.number = number
        super().__init__(f"no clearance {number} stands; it was ended or never given")

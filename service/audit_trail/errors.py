"""Which refusals can the audit trail answer with?

ServiceError
└── TrailKeptError    lines that have to be kept longer
"""

from datetime import datetime

from service.errors import ServiceError


class TrailKeptError(ServiceError):
    """Lines that have to be kept longer."""

    def __init__(self, *, before: datetime, months: int) -> None:
        self.before = before
        self.months = months
        super().__init__(
            f"lines before {before.date().isoformat()} cannot all be put away: each is kept for "
            f"{months} months (TONGPAN_TRAIL_MONTHS); name an earlier day"
        )

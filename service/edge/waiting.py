"""How long should whoever was refused wait before asking again?"""

import math
from datetime import datetime

from service.errors import TooManyFailuresError, TooManyRequestsError


def seconds_to_wait(error: Exception, *, now: datetime) -> int | None:
    """Return the seconds after which the same may be asked again, or None where that is not known.

    Example:
        >>> from datetime import UTC, timedelta
        >>> now = datetime(2026, 3, 2, tzinfo=UTC)
        >>> seconds_to_wait(TooManyFailuresError(until=now + timedelta(minutes=1)), now=now)
        60
    """
    if isinstance(error, TooManyRequestsError):
        return error.seconds
    if isinstance(error, TooManyFailuresError):
        return max(1, math.ceil((error.until - now).total_seconds()))
    return None

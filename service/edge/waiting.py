"""How long should whoever was refused wait before asking again?"""

import math
from datetime import datetime
from typing import Final

from corpus.errors import StoreUnavailableError
from service.errors import TooManyFailuresError, TooManyRequestsError

_A_MOMENT: Final = 5
"""How long a database that was lost is given to come back."""


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
    if isinstance(error, StoreUnavailableError):
        return _A_MOMENT
    return None

"""How is a moment written for people?"""

from datetime import date, datetime, timedelta, timezone
from threading import Lock

# Courts of the People's Republic keep one time.
COURT_TIME = timezone(timedelta(hours=8))


def moment_words(value: datetime) -> str:
    """Return a moment, aware, in the time of the courts.

    Example:
        >>> from datetime import UTC
        >>> moment_words(datetime(2026, 3, 2, 20, 30, tzinfo=UTC))
        '2026-03-03 04:30'
    """
    return value.astimezone(COURT_TIME).strftime("%Y-%m-%d %H:%M")


def court_day(value: datetime) -> date:
    """Return the day of a moment, aware, in the time of the courts.

    Example:
        >>> from datetime import UTC
        >>> court_day(datetime(2026, 3, 2, 20, 30, tzinfo=UTC)).isoformat()
        '2026-03-03'
    """
    return value.astimezone(COURT_TIME).date()


def court_moment(words: str) -> datetime:
    """Return the moment, aware, that somebody typed in the time of the courts.

    Args:
        words: As a form gives it: ``2026-03-09T09:00``.

    Raises:
        ValueError: They name no moment.

    Example:
        >>> court_moment("2026-03-09T09:00").isoformat()
        '2026-03-09T09:00:00+08:00'
    """
    return datetime.fromisoformat(words).replace(tzinfo=COURT_TIME)


class OnceADay:
    """Tells of each day of the courts once, in this process, that it has come.

    Example:
        >>> from datetime import UTC
        >>> days, morning = OnceADay(), datetime(2026, 3, 2, 1, tzinfo=UTC)
        >>> days.has_come(morning), days.has_come(morning + timedelta(hours=8))
        (True, False)
        >>> days.has_come(morning + timedelta(days=1))
        True
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None

    def has_come(self, now: datetime) -> bool:
        """Return whether nobody asked yet on the day of this moment."""
        day = court_day(now)
        with self._lock:
            is_new = day != self._day
            self._day = day
        return is_new

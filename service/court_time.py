"""How is a moment written for people?"""

from datetime import date, datetime, timedelta, timezone

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

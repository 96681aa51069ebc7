"""Which judgments are recent (近三年)?

法发〔2020〕24号 art. 4 prefers those of the last three years and does not say from which day or of
which date they are counted; both are settings. It is a preference in order: nothing is hidden.
"""

from calendar import monthrange
from datetime import date

from service.settings import Settings
from service.tiers.model import CountedFrom, DateBasis, Window


def window_of(settings: Settings, *, today: date, filed_on: date | None) -> Window:
    """Return which judgments are recent for a search.

    Args:
        settings: How many months, counted from which day, of which date.
        today: The day of the search.
        filed_on: The day on which the pending case was filed, or None.
    """
    is_by_filing = CountedFrom(settings.recent_from) is CountedFrom.FILING
    counted_from = filed_on if is_by_filing and filed_on is not None else today
    return Window(
        months=settings.recent_months,
        begins=months_before(counted_from, settings.recent_months),
        counted_from=counted_from,
        basis=DateBasis(settings.recent_basis),
    )


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last of its month where there is none.

    Example:
        >>> months_before(date(2026, 3, 2), 36), months_before(date(2024, 3, 31), 1)
        (datetime.date(2023, 3, 2), datetime.date(2024, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

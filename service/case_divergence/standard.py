"""From where on is a divergence shown in this court, and from where does it look?

How many judgments make a divergence is nowhere in the law; courts set it.
"""

from dataclasses import replace
from datetime import date

from corpus.judgment import CourtLevel
from service.divergence.expecting import Asking
from service.divergence.model import Standard
from service.divergence.severity import STANDARD
from service.settings import Settings
from service.tiers.hierarchy import CourtBook

_SUPREME = "最高人民法院"


def standard_of(settings: Settings) -> Standard:
    """Return from where on a finding is shown: thresholds of the program, numbers of the court."""
    return replace(
        STANDARD,
        least_votes=float(settings.divergence_judgments),
        least_per_side=float(settings.divergence_per_side),
    )


def asking_of(
    book: CourtBook, settings: Settings, *, court: str | None, today: date
) -> Asking | None:
    """Return from where a court looks at divergences; None where no court is told.

    Args:
        book: Which court is above which.
        settings: For how long a case stays recent.
        court: Name of the court; None for that of this installation.
        today: The day of asking.

    Raises:
        UnknownCourtError: The name is no court's.
    """
    vantage = book.vantage(court)
    if vantage is None:
        return None
    above = set(vantage.high) | {_SUPREME}
    if vantage.superior is not None:
        above.add(vantage.superior.name)
    if vantage.court.level is CourtLevel.SUPREME:
        above.clear()
    return Asking(
        court=vantage.court.name,
        superiors=frozenset(above - {vantage.court.name}),
        today=today,
        recent_months=settings.recent_months,
    )

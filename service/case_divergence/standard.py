"""From where on is a divergence shown in this court, and from where does it look?

How many judgments make a divergence is nowhere in the law; courts set it.
"""

from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTerm:
    """A number by which it is told whether something is a divergence, as a judge reads it.

    Attributes:
        title: What it is.
        value: Its value here.
        source: Document and article, or that the court sets it.
    """

    title: str
    value: str
    source: str


def terms_of(settings: Settings) -> tuple[StandardTerm, ...]:
    """Return the numbers of this court by which divergences are told, each with its source.

    Example:
        >>> [term.value for term in terms_of(Settings())][:2]
        ['36个月', '合计不少于5件，每一方不少于2件']
    """
    least, per_side = settings.divergence_judgments, settings.divergence_per_side
    unknown = "参加比对，逐件注明" if settings.divergence_unknown_effect else "不参加比对"
    return (
        StandardTerm(
            title="近三年的期间",
            value=f"{settings.recent_months}个月",
            source="法发〔2020〕24号第四条；法发〔2021〕30号第五条第三项",
        ),
        StandardTerm(
            title="提示分歧的最少裁判",
            value=f"合计不少于{least}件，每一方不少于{per_side}件",
            source="法律未作规定，由本院确定",
        ),
        StandardTerm(
            title="效力未知的一审裁判",
            value=unknown,
            source="法发〔2020〕24号第一条所称类案限于生效裁判；是否作为线索比对由本院确定",
        ),
        StandardTerm(
            title="四类案件提示",
            value="只依据生效裁判",
            source="法发〔2021〕30号第五条第三项",
        ),
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

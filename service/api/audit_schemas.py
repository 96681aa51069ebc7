"""In which form do audits travel over HTTP?"""

from datetime import date, datetime

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.audits.workbench import ReviewAnswer, ReviewReason


class AuditRunOut(Payload):
    """A run."""

    id: str
    court: str | None
    scope: LabelledValue
    rhythm: LabelledValue
    first: date
    last: date
    state: LabelledValue
    started_at: datetime
    moved_at: datetime = Field(description="最近完成一个案由的时间")
    n_causes: int
    n_done: int = Field(description="已完成的案由")
    n_judgments: int
    n_without_cause: int


class AuditRunsResponse(Payload):
    """Runs, the one that ends latest first."""

    n: int = Field(description="共多少期")
    audits: tuple[AuditRunOut, ...]


class AuditDispersionOut(Payload):
    """How far like cases lie apart; the figures are empty where there are too few."""

    measure: LabelledValue
    n: float
    is_enough: bool
    share: float | None
    low: float | None
    high: float | None


class AuditClusterLine(Payload):
    """A cluster in a list."""

    key: str
    cause: str
    question: str
    kind: LabelledValue
    severity: LabelledValue
    where: tuple[LabelledValue, ...]
    origins: tuple[LabelledValue, ...]
    n_judgments: int
    n_courts: int
    n_pending: int
    dispersion: AuditDispersionOut
    change: LabelledValue | None = Field(description="与上一期相比；没有上一期的为空")
    review: LabelledValue
    outcome: LabelledValue | None


class AuditReversalsOut(Payload):
    """Reversed cases, counted."""

    reversed: int
    new_evidence: int
    court_above_wrong: int
    difference_of_view: int = Field(description="认识不同发改")


class AuditResponse(Payload):
    """What a run found, as whoever asks may see it."""

    audit: AuditRunOut
    compared_with: str | None
    clusters: tuple[AuditClusterLine, ...]
    n_insufficient: int
    agreement: str
    reversals: AuditReversalsOut


class AuditQuoteOut(Payload):
    """Words of a judgment, names hidden; the place counts in the stored text."""

    judgment_id: str
    start: int
    end: int
    words: str
    court: str
    decided_on: date | None


class AuditCountOut(Payload):
    """How many judgments of a court, month or year."""

    name: str
    n: int


class AuditPositionOut(Payload):
    """A position."""

    key: str
    label: str
    votes: float
    judgment_ids: tuple[str, ...]
    courts: tuple[AuditCountOut, ...]
    trend: tuple[AuditCountOut, ...]
    quotes: tuple[AuditQuoteOut, ...]


class AuditReadingOut(Payload):
    """A reading that whoever asks may see."""

    author: str
    answer: LabelledValue
    reason: LabelledValue | None
    words: str
    at: datetime


class AuditClusterResponse(Payload):
    """A cluster."""

    cluster: AuditClusterLine
    positions: tuple[AuditPositionOut, ...]
    reversed_ids: tuple[str, ...]
    explanations: tuple[str, ...]
    n_readings: int
    readings: tuple[AuditReadingOut, ...]
    may_read: bool = Field(description="现在能否由本人复核")


class AuditReadingRequest(Payload):
    """What a reviewer answers."""

    answer: ReviewAnswer
    reason: ReviewReason | None = None
    words: str = Field(default="", max_length=1000)

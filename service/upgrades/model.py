"""What is told of an index that would take the place of another?"""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class UpgradeFinding(StrEnum):
    """What comparing two indexes came to."""

    INSUFFICIENT = "insufficient"
    NOT_WORSE = "not_worse"
    WORSE = "worse"


class UpgradeDecision(StrEnum):
    """What became of a new index."""

    SERVED = "served"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    ROLLED_BACK = "rolled_back"


class UpgradeFigures(BaseModel):
    """A new index beside the one in use, on what this court's judges said.

    Attributes:
        old: Name of the snapshot in use.
        new: Name of the snapshot that would replace it.
        finding: What it came to.
        n_questions: Questions with at least one similar case, answered by both.
        n_verdicts: Judgments of which judges spoke for these.
        least_questions: Fewest questions on which anything is told.
        of_old: Mean over questions of the gain in order, 0 to 1.
        of_new: The same of the new one.
        gain: Difference of the two.
        low: Lower end of its 95 % interval, questions drawn again.
        high: Upper end.
        n_searches: Kept searches asked of both.
        kept: Mean share of the first ten that both have in common; None where none was asked.
        left_out: Judgments of which judges spoke and that one of the two does not hold.
    """

    model_config = ConfigDict(frozen=True)

    old: str
    new: str
    finding: UpgradeFinding
    n_questions: int
    n_verdicts: int
    least_questions: int
    of_old: float | None = None
    of_new: float | None = None
    gain: float | None = None
    low: float | None = None
    high: float | None = None
    n_searches: int = 0
    kept: float | None = None
    left_out: int = 0


class UpgradeRecord(BaseModel):
    """A decision about an index, as it is written down.

    Attributes:
        at: When.
        decision: What was decided.
        snapshot: Name of the snapshot that is meant.
        served: Name of the one that answers since.
        figures: What it rests on; None where nothing was compared.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    decision: UpgradeDecision
    snapshot: str
    served: str
    figures: UpgradeFigures | None = None

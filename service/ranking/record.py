"""What is written down of a training, whether its ranker was taken or not?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from service.ranking.grading import LeftOut, Shortage


class Decision(StrEnum):
    """What a training came to."""

    INSUFFICIENT = "insufficient"
    NOT_BETTER = "not_better"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A new ranker against a rival, over questions that neither has seen.

    Attributes:
        rival: Name of the rival.
        n_questions: How many questions.
        candidate: Mean over them of the share of pairs in order, of the new ranker.
        other: The same of the rival.
        low: Lower bound of the 95 % interval of the difference, questions drawn again.
        high: Upper bound.
    """

    rival: str
    n_questions: int
    candidate: float
    other: float
    low: float
    high: float

    @property
    def gain(self) -> float:
        """The mean difference."""
        return self.candidate - self.other


class TrainingRecord(BaseModel):
    """A training: of what, how good, and what was decided."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: Decision
    at: datetime
    seed: int
    command: str
    snapshot_id: str | None = Field(default=None, description="The index that was compared with.")
    ranker: str | None = Field(default=None, description="Name of the ranker that was taken.")
    n_questions: int = Field(description="Questions with judgments of both kinds.")
    n_similar: int
    n_not_similar: int
    n_pairs: int = Field(description="Pairs of a similar case and another of one question.")
    left_out: dict[LeftOut, int] = Field(description="Judgments that taught nothing, by reason.")
    shortages: tuple[Shortage, ...] = ()
    in_order: dict[str, float] = Field(
        default_factory=dict,
        description="Mean over questions of the share of pairs in order; chance gives .5.",
    )
    comparisons: tuple[Comparison, ...] = ()
    learned_from: tuple[str, ...] = Field(default=(), description="Digests of the questions.")

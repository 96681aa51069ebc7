"""What belongs to the search of one pending case (类案检索)?

Every query is kept with its method, conditions, time, hits and the index that answered
(法发〔2020〕24号第八条); stopping at a tier is an act with a reason (第四条); cases that a party
submits stand with the answer that they need (第十条; 法〔2024〕92号第十九条).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from corpus.judgment import JudgmentId
from service.pending.model import PendingCaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHit:
    """A hit as it stood in an answer.

    Attributes:
        judgment_id: The judgment.
        rank: Its place, from 1, inside its tier where the query went tier by tier.
        tier: Token of the tier (顺位) that it stood in; empty where the query knew none.
        is_counted: Whether it could count as 类案 then: in legal effect, and no mere lead.
    """

    judgment_id: JudgmentId
    rank: int
    tier: str = ""
    is_counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuery:
    """A query of the search of a case, as it was asked and answered.

    Attributes:
        method: Token of the method (检索方法).
        words: What was searched by, as a person reads it.
        asked: The question as data, from which it can be asked again.
        conditions: The filters, by name.
        at: When.
        account_id: Who asked.
        snapshot_id: The index that answered.
        ranker: What put the answer in order.
        n_found: How many judgments it found in all.
        tier_counts: How many judgments each tier held that the query could have found.
        hits: Those that were shown, in order.
    """

    method: str
    words: str
    asked: Mapping[str, object]
    conditions: Mapping[str, tuple[str, ...]]
    at: datetime
    account_id: int
    snapshot_id: str
    ranker: str
    n_found: int
    tier_counts: Mapping[str, int]
    hits: tuple[KeptHit, ...]

    def is_same_as(self, other: "AskedQuery") -> bool:
        """Tell whether the same was asked of the same index, whenever and by whomever."""
        return (self.method, self.asked, self.conditions, self.snapshot_id) == (
            other.method,
            other.asked,
            other.conditions,
            other.snapshot_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuery(AskedQuery):
    """A query as it is kept.

    Attributes:
        number: From 1 within the case, in order of asking.
        pending_id: The case.
        author: Name of who asked, for people.
    """

    number: int
    pending_id: PendingCaseId
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TierStop:
    """Searching ended at a tier because a similar case was found there; it hides nothing.

    Attributes:
        pending_id: The case.
        tier: Token of the last tier that was searched.
        reason: Why; never empty.
        at: When.
        author: Who decided so.
    """

    pending_id: PendingCaseId
    tier: str
    reason: str
    at: datetime
    author: str


class SubmittedKind(StrEnum):
    """What a party submitted: 指导性案例, 人民法院案例库入库案例, 其他生效裁判."""

    GUIDING = "guiding"
    REFERENCE = "reference"
    OTHER = "other"


class ResponsePlace(StrEnum):
    """Where the court answers: 裁判文书说理, 释明."""

    JUDGMENT = "judgment"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCase:
    """A case that a party submitted in support.

    Attributes:
        id: Number of the record.
        pending_id: The pending case.
        submitted_by: Name of the party or counsel.
        submitted_on: The day.
        kind: What it is.
        number: Its number, as the party wrote it.
        judgment_id: The stored judgment of this number, or None where none is stored.
        place: Where the court answers; None while it does not.
        response: The answer in words.
        recorded_at: When it was put down.
        answered_at: When it was answered, or None.
    """

    id: int
    pending_id: PendingCaseId
    submitted_by: str
    submitted_on: date
    kind: SubmittedKind
    number: str
    judgment_id: JudgmentId | None
    place: ResponsePlace | None
    response: str
    recorded_at: datetime
    answered_at: datetime | None

    @property
    def needs_written_answer(self) -> bool:
        """Whether the reasons of the judgment have to answer it.

        Source: 法发〔2020〕24号第十条 for guiding cases, 法〔2024〕92号 for those of the library.
        """
        return self.kind is not SubmittedKind.OTHER

    @property
    def is_open(self) -> bool:
        """Whether an answer that is needed is missing, or stands in the wrong place."""
        return self.needs_written_answer and (
            self.place is not ResponsePlace.JUDGMENT or not self.response
        )

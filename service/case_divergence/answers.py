"""What does a handling judge say of a finding of divergence?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.divergence.model import DivergenceOrigin, Finding
from service.pending.model import PendingCaseId


class AnswerKind(StrEnum):
    """What a handling judge says of a finding: 有帮助, 不构成分歧, 说明理由, 提请讨论."""

    HELPFUL = "helpful"
    NO_DIVERGENCE = "no_divergence"
    EXPLAIN = "explain"
    REFER = "refer"


NEEDS_REASON: frozenset[AnswerKind] = frozenset({AnswerKind.NO_DIVERGENCE, AnswerKind.EXPLAIN})
"""Answers that say nothing without a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer as it was given.

    Attributes:
        pending_id: The case that it was given on.
        finding_key: The finding as it stood then.
        topic: What tells its question, whatever judgments take part.
        kind: What was said.
        reason: Why; may be empty where the kind needs none.
        account_id: Who said it.
        author: The same as a name for people.
        at: When, in UTC.
        origin: Where in the court it comes from, as its judge told; None where nothing was told.
    """

    pending_id: PendingCaseId
    finding_key: str
    topic: str
    kind: AnswerKind
    reason: str
    account_id: int
    author: str
    at: datetime
    origin: DivergenceOrigin | None = None


def topic_of(finding: Finding) -> str:
    """Return what tells the question of a finding, whatever judgments take part in it."""
    words = f"{finding.kind.value}\n{finding.cause}\n{finding.question}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]

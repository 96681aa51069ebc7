"""What can a judge say of a judgment that a search found?

The machine ranks; whether a judgment is a similar case is said by the judge who hears the case
(法发〔2020〕24号第六条). A verdict is given on a judgment for
a question: the same judgment may be a similar case of one pending case and not of another.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.judgment import JudgmentId


class Verdict(StrEnum):
    """是类案, 不是类案, 待定."""

    SIMILAR = "similar"
    NOT_SIMILAR = "not_similar"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBy:
    """The question that a verdict answers; exactly one of text and judgment is there.

    The text may name people: it is kept beside the verdict, because a ranker learns from it, and
    is never logged.

    Attributes:
        text: Facts or file as searched by, cleaned.
        judgment_id: The stored judgment searched by.
        charges: Charges or cause that the file told.
    """

    text: str | None = None
    judgment_id: JudgmentId | None = None
    charges: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        r"""A digest that tells the question; white space and charges do not count.

        Example:
            >>> AskedBy(text="甲 盗窃").digest == AskedBy(text="甲盗窃\n").digest
            True
        """
        if self.judgment_id is not None:
            told = f"judgment:{self.judgment_id}"
        else:
            told = "text:" + "".join((self.text or "").split())
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingVerdict:
    """What somebody says now of a judgment for a question.

    Attributes:
        asked_digest: Tells the question.
        judgment_id: The judgment that it speaks of.
        verdict: What is said.
    """

    asked_digest: str
    judgment_id: JudgmentId
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVerdict:
    """A verdict as it was given.

    Attributes:
        asked: The question.
        judgment_id: The judgment that it speaks of.
        verdict: What was said.
        reason: Why; may be empty.
        snapshot_id: The index whose answer the judge looked at.
        ranker: What had put that answer in order.
        account_id: Who said it.
        author: The same as a name for people.
        at: When.
        is_standing: Whether the same person said nothing later of the same judgment for the same
            question.
    """

    asked: AskedBy
    judgment_id: JudgmentId
    verdict: Verdict
    reason: str
    snapshot_id: str
    ranker: str
    account_id: int
    author: str
    at: datetime
    is_standing: bool

    @property
    def standing(self) -> StandingVerdict:
        """The same without the question's words and who said it."""
        return StandingVerdict(
            asked_digest=self.asked.digest, judgment_id=self.judgment_id, verdict=self.verdict
        )

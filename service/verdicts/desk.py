"""How do verdicts get into the store, and who sees them?

One installation serves one court. Whoever asks the very same question sees what the colleagues of
that court said of the hits, with name, day and reason; of a question that one did not ask nothing
is seen, because it may name people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.judgment import JudgmentId
from service.errors import VerdictReasonError
from service.settings import Settings
from service.store.verdict_records import VerdictRecords
from service.verdicts.model import AskedBy, GivenVerdict, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictsOnHit:
    """What stands of one hit.

    Attributes:
        own: What the person who looks said, or None.
        of_others: What colleagues said, latest first.
    """

    own: GivenVerdict | None
    of_others: tuple[GivenVerdict, ...]


NOTHING_SAID = VerdictsOnHit(own=None, of_others=())


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictDesk:
    """Takes verdicts and remembers them.

    Attributes:
        records: The stored ones.
        settings: Whether 不是类案 needs a reason.
    """

    records: VerdictRecords
    settings: Settings

    def give(
        self,
        asked: AskedBy,
        *,
        judgment_id: JudgmentId,
        verdict: Verdict,
        reason: str,
        snapshot_id: str,
        ranker: str,
        account_id: int,
        now: datetime,
    ) -> None:
        """Take a verdict; it replaces what the same person said before, which stays as history.

        Args:
            asked: The question, cleaned.
            judgment_id: A stored judgment.
            verdict: What is said.
            reason: Why; white space at its ends does not count.
            snapshot_id: The index whose answer was looked at.
            ranker: What had put that answer in order.
            account_id: Who says it.
            now: When.

        Raises:
            VerdictReasonError: 不是类案 without the reason that the settings ask for.
        """
        reason = reason.strip()
        is_needed = self.settings.verdict_reasons and verdict is Verdict.NOT_SIMILAR
        if is_needed and not reason:
            raise VerdictReasonError
        self.records.add(
            asked,
            judgment_id=judgment_id,
            verdict=verdict,
            reason=reason,
            snapshot_id=snapshot_id,
            ranker=ranker,
            account_id=account_id,
            now=now,
        )

    def on_hits(
        self, asked: AskedBy, judgment_ids: Sequence[JudgmentId], *, account_id: int
    ) -> Mapping[JudgmentId, VerdictsOnHit]:
        """Return what stands of the hits of a question; hits of which nothing stands are absent."""
        given = self.records.standing_for(asked, judgment_ids)
        return {
            judgment_id: VerdictsOnHit(
                own=next((one for one in said if one.account_id == account_id), None),
                of_others=tuple(one for one in said if one.account_id != account_id),
            )
            for judgment_id in judgment_ids
            if (said := [one for one in given if one.judgment_id == judgment_id])
        }

    def standing_for(self, asked: AskedBy, *, account_id: int) -> tuple[GivenVerdict, ...]:
        """Return what somebody says now of judgments for a question, in order of giving."""
        given = self.records.all_standing_for(asked)
        return tuple(one for one in reversed(given) if one.account_id == account_id)

    def of_account(self, account_id: int, *, offset: int, limit: int) -> tuple[GivenVerdict, ...]:
        """Return all that somebody said, latest first, what was replaced included."""
        return self.records.of_account(account_id, offset=offset, limit=limit)

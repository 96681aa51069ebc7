"""Which stored judgments are asked about a rule?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.judgment import JudgmentId
from corpus.store.sql import SqlJudgmentStore
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase
from service.store.audit_corpus import AuditCorpus, AuditedRow

_SOME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCompany:
    """Gives judgments of causes.

    Attributes:
        corpus: Tells which there are.
        store: Gives them.
    """

    corpus: AuditCorpus
    store: SqlJudgmentStore

    def some(self, causes: Collection[str], *, but: Collection[str]) -> tuple[ComparedCase, ...]:
        """Return some judgments of causes, spread evenly over their ids, without those named.

        Cost: reads up to 120 judgments, some milliseconds each.
        """
        ids = [each.judgment_id for each in self._of(causes) if each.judgment_id not in set(but)]
        step = max(1, len(ids) // _SOME)
        return self._read(ids[::step][:_SOME])

    def cases(self, causes: Collection[str], courts: Collection[str]) -> tuple[ComparedCase, ...]:
        """Return all judgments of causes by some courts, and the library cases of the causes.

        Cost: reads each of them, some milliseconds each.
        """
        own = set(courts)
        library = [each for each in self.corpus.library() if each.cause in set(causes)]
        decided = [each for each in self._of(causes) if each.court in own]
        ids = sorted({each.judgment_id for each in (*decided, *library)})
        return self._read(ids)

    def _of(self, causes: Collection[str]) -> list[AuditedRow]:
        wanted = set(causes)
        rows = self.corpus.decided_between(date.min, date.max)
        return [each for each in rows if each.cause in wanted]

    def _read(self, ids: Sequence[JudgmentId]) -> tuple[ComparedCase, ...]:
        series = self.corpus.series(ids)
        return tuple(
            compared_case(each, series=series.get(each.id)) for each in self.store.each(list(ids))
        )

"""How is a pending case searched, and what is kept of it?

Whatever is shown of a search is kept: method, words, conditions, time, hits and the index that
answered. Looking at the same answer again keeps nothing new.

Source: 法发〔2020〕24号 art. 5, 7, 8.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from indexing.columns.filters import OPEN_FILTER, SearchFilter
from service.court_time import court_day
from service.pending.asking import question_of_case
from service.pending.model import PendingCase
from service.pending.search_model import AskedQuery, KeptHit, KeptQuery
from service.search.filtering import words_of
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodAnswer, MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import row_of_question
from service.search.service import SearchService
from service.store.case_search_records import CaseSearchRecords
from service.tiers.desk import TierDesk
from service.tiers.model import TieredAnswer, TieredHit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """The search of a case, tier by tier.

    Attributes:
        number: Number of the kept query.
        tiered: The answer.
    """

    number: int
    tiered: TieredAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMethodAnswer:
    """The search of a case by another method.

    Attributes:
        number: Number of the kept query.
        answer: The answer.
    """

    number: int
    answer: MethodAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSearcher:
    """Searches for a case and keeps what was asked and found.

    Attributes:
        tiers: Answers tier by tier.
        search: Answers by the other methods.
        records: What is kept.
    """

    tiers: TierDesk
    search: SearchService
    records: CaseSearchRecords

    def by_tiers(
        self,
        case: PendingCase,
        *,
        condition: SearchFilter = OPEN_FILTER,
        account_id: int,
        now: datetime,
    ) -> CaseAnswer:
        """Search by the facts and issues of a case, tier by tier from its court.

        Args:
            case: The case.
            condition: Conditions on the answers.
            account_id: Who searches.
            now: When.

        Raises:
            UnknownCourtError: The court of the case is no court.
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: that of about three searches.
        """
        question = question_of_case(case, condition=condition)
        answer = self.tiers.search(
            question, today=court_day(now), court=case.court, filed_on=case.filed_on
        )
        parts = question.parts
        asked: dict[str, object] = {
            "text": case.text,
            "facts": "" if parts is None else parts.facts,
            "claims": "" if parts is None else parts.claims,
            "issues": [] if parts is None else list(parts.issues),
            "reasoning": "" if parts is None else parts.reasoning,
            "charges": list(question.charges),
            "court": case.court,
            "filed_on": None if case.filed_on is None else case.filed_on.isoformat(),
        }
        query = AskedQuery(
            method=SearchMethod.FACTS.value,
            words=words_of_case(case),
            asked=asked,
            conditions=words_of(condition),
            at=now,
            account_id=account_id,
            snapshot_id=answer.whole.coverage.snapshot_id,
            ranker=answer.whole.ranker,
            n_found=sum(block.n_ranked for block in answer.tiers),
            tier_counts={block.tier.value: block.n_allowed for block in answer.tiers},
            hits=tuple(kept_hit(hit) for hit in answer.hits),
        )
        return CaseAnswer(number=self._keep(case, query), tiered=answer)

    def by_method(
        self, case: PendingCase, question: MethodQuestion, *, account_id: int, now: datetime
    ) -> CaseMethodAnswer:
        """Search for a case by another method of art. 5.

        Provisions are searched for among all judgments and ordered by likeness to the case.

        Args:
            case: The case.
            question: Method, words and conditions.
            account_id: Who searches.
            now: When.

        Raises:
            UnknownCourtError: The court of the case is no court.
            RequestError: It cannot be answered as asked.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        if question.method is SearchMethod.STATUTE:
            question = replace(question, text=case.text, charges=case.elements)
        answer = answer_by_method(question, self.search)
        query = AskedQuery(
            method=question.method.value,
            words=question.words,
            asked={**row_of_question(question), "court": case.court},
            conditions=words_of(question.filter),
            at=now,
            account_id=account_id,
            snapshot_id=answer.coverage.snapshot_id,
            ranker=answer.ranker or answer.order.value,
            n_found=answer.n_hits,
            tier_counts={},
            hits=kept_method_hits(answer, self.tiers, today=court_day(now), court=case.court),
        )
        return CaseMethodAnswer(number=self._keep(case, query), answer=answer)

    def queries(self, case: PendingCase) -> tuple[KeptQuery, ...]:
        """Return the queries of a case, in order of asking."""
        return self.records.queries(case.id)

    def _keep(self, case: PendingCase, query: AskedQuery) -> int:
        """Keep a query, unless the very same one is the last of its method; return its number."""
        of_method = [each for each in self.queries(case) if each.method == query.method]
        if of_method and query.is_same_as(of_method[-1]):
            return of_method[-1].number
        return self.records.add_query(case.id, query)


def words_of_case(case: PendingCase) -> str:
    """Say in a line what a case is searched by.

    The facts stand in the case itself; here they are named by their paper.
    """
    about = "、".join(case.elements) or "按案情预测的案由（罪名）"
    issues = f"；争议焦点：{'；'.join(case.issues)}" if case.issues else ""
    return f"案情（{len(case.text):,}字）；{about}{issues}"


def kept_hit(hit: TieredHit) -> KeptHit:
    """Return a hit as it is kept."""
    return KeptHit(
        judgment_id=hit.hit.judgment.id,
        rank=hit.hit.rank,
        tier=hit.tier.value,
        is_counted=hit.weight.counts,
    )


def kept_method_hits(
    answer: MethodAnswer, tiers: TierDesk, *, today: date, court: str | None
) -> tuple[KeptHit, ...]:
    """Return the hits of an answer as they are kept, each with its tier.

    Args:
        answer: The answer.
        tiers: Knows the tier of a judgment.
        today: The day of the search.
        court: The court that searches, None for that of this installation.

    Raises:
        UnknownCourtError: The court is none.
    """
    kept = []
    for hit in answer.hits:
        tier, weight = tiers.place(hit.similar.judgment, today=today, court=court)
        kept.append(
            KeptHit(
                judgment_id=hit.similar.judgment.id,
                rank=hit.similar.rank,
                tier=tier.value,
                is_counted=weight.counts,
            )
        )
    return tuple(kept)

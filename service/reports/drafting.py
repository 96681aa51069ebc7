"""How does a judge get from the search of a case to a draft of its report?"""

from dataclasses import dataclass
from datetime import datetime

from corpus.judgment import Judgment
from corpus.store.leaving import those_left
from service.actors import Actor
from service.case_divergence.desk import DivergenceDesk
from service.comparison.asking import side_of_case
from service.comparison.comparing import compare
from service.comparison.sides import Side, side_of_judgment
from service.court_time import court_day
from service.library.desk import LibraryDesk
from service.pending.asking import asked_by_case, condition_of_case, parts_of_case
from service.pending.handling import is_handled_by
from service.pending.model import PendingCase
from service.pending.search_desk import CaseSearchDesk
from service.pending.searching import CaseSearcher
from service.related.desk import RelatedDesk
from service.related.reach import Reach
from service.reports.assembling import (
    CaseEvidence,
    JudgedCase,
    assemble,
    with_judges_words,
)
from service.reports.content import ReportContent
from service.reports.desk import ReportDesk
from service.reports.record import Report
from service.search.service import SearchService
from service.verdicts.desk import VerdictDesk
from service.verdicts.model import GivenVerdict, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReporter:
    """Makes reports of the searches of pending cases.

    Attributes:
        reports: Keeps them.
        searcher: Searches, and knows the queries.
        marks: Where the search ended, and what parties submitted.
        verdicts: What the judge said of hits.
        related: Finds related cases.
        library: What is recorded of library cases.
        search: Gives stored judgments.
        divergence: Where like cases were decided differently.
    """

    reports: ReportDesk
    searcher: CaseSearcher
    marks: CaseSearchDesk
    verdicts: VerdictDesk
    related: RelatedDesk
    library: LibraryDesk
    search: SearchService
    divergence: DivergenceDesk

    def draft(self, case: PendingCase, *, actor: Actor, reach: Reach, now: datetime) -> Report:
        """Make a report of what was searched and said until now.

        Args:
            case: The pending case, open to whoever makes the report.
            actor: Who makes it, and signs it.
            reach: What of other pending cases is told.
            now: When.

        Raises:
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: that of a search, and some 10 ms for each judgment that the judge spoke of.
        """
        content = self._content(case, actor=actor, reach=reach, now=now)
        return self.reports.open(content, actor=actor, now=now, pending_case_id=case.id)

    def renew(
        self, report: Report, case: PendingCase, *, actor: Actor, reach: Reach, now: datetime
    ) -> Report:
        """Write what was searched and said since into a report; the judge's words stay.

        Args:
            report: The report as it stands.
            case: Its pending case.
            actor: Who renews it.
            reach: What of other pending cases is told.
            now: When.

        Raises:
            ReportLockedError: It is signed or void.
            RequestError: The case cannot be searched by.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        standing = self.reports.version(report).content
        fresh = self._content(case, actor=actor, reach=reach, now=now)
        content = with_judges_words(fresh, standing)
        if content == standing:
            return report
        return self.reports.change(report, content, seen=report.version, actor=actor, now=now)

    def _content(
        self, case: PendingCase, *, actor: Actor, reach: Reach, now: datetime
    ) -> ReportContent:
        answer = self.searcher.by_tiers(
            case, condition=condition_of_case(case), account_id=actor.account_id, now=now
        ).tiered
        told = self.verdicts.standing_for(asked_by_case(case), account_id=actor.account_id)
        # What has been closed since, and may not be read, is compared with nothing any more.
        ids = list(dict.fromkeys(each.judgment_id for each in told))
        judgments = {each.id: each for each in those_left(self.search.judgments, ids)}
        given = tuple(each for each in told if each.judgment_id in judgments)
        similar = [each.judgment_id for each in given if each.verdict is Verdict.SIMILAR]
        asked = side_of_case(case, as_of=court_day(now))
        return assemble(
            CaseEvidence(
                case=case,
                facts=parts_of_case(case).facts,
                author=actor.display_name or actor.name,
                queries=self.searcher.queries(case),
                answer=answer,
                stop=self.marks.standing_stop(case.id),
                judged=tuple(
                    self._judged(each, judgments[each.judgment_id], case, asked, now)
                    for each in given
                ),
                related=self.related.of_pending(case, reach, similar=similar),
                submitted=self.marks.party_cases(case.id),
                divergence=self.divergence.of_case(case, actor=actor, now=now)
                if is_handled_by(case, actor)
                else None,
            )
        )

    def _judged(
        self,
        given: GivenVerdict,
        judgment: Judgment,
        case: PendingCase,
        asked: Side,
        now: datetime,
    ) -> JudgedCase:
        day = court_day(now)
        tier, weight = self.searcher.tiers.place(judgment, today=day, court=case.court)
        return JudgedCase(
            judgment=judgment,
            given=given,
            tier=tier,
            weight=weight,
            comparison=compare(asked, side_of_judgment(judgment)),
            record=self.library.standing(day).get(judgment.id),
        )

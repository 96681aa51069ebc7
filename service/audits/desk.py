"""What may whoever signed in see of audits, and do with them?

Clusters that nobody has settled may be wrong and may touch pending cases: they are shown to those
who work on them (评查员、审管办) alone. Who leads sees what two people, or the third, held to be a
divergence. Nobody sees a reading before both are given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from corpus.judgment import JudgmentId
from corpus.listed import ListedJudgment
from corpus.store.leaving import those_left
from service.actors import Actor, Permission
from service.audits.comparing_runs import ClusterChange, compare_runs, last_run_before
from service.audits.errors import AuditUnfinishedError
from service.audits.model import (
    AuditRun,
    CauseAudit,
    Cluster,
    ClusterKey,
    ReversedCase,
    RunState,
)
from service.audits.reversals import ReversalCounts, count_reversals
from service.audits.workbench import (
    Agreement,
    Reading,
    ReviewAnswer,
    ReviewReason,
    ReviewView,
    agreement_of,
    pairs_of,
    require_open,
    require_reason,
    view_for,
)
from service.errors import PageNotFoundError
from service.store.audit_records import AuditRecords
from service.store.audit_review_records import AuditReviewRecords, ReversalMark


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedCluster:
    """A cluster with how it was read, as one person may see it.

    Attributes:
        cluster: The cluster.
        review: How it was read.
    """

    cluster: Cluster
    review: ReviewView

    @property
    def is_confirmed(self) -> bool:
        """Whether it was held to be a divergence."""
        return self.review.outcome is ReviewAnswer.DIVERGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResults:
    """What a run found, as one person may see it.

    Attributes:
        run: The run.
        causes: What was found of each cause, clusters left out.
        clusters: The clusters, by severity and reach.
        before: The run with which it is compared; None where there is none.
        changes: How the reported clusters stand against those of ``before``; empty where there
            is none.
        agreement: How far the two readers agree.
        reversals: Reversed cases, counted.
        marks: The mark that stands on each reversed case that has one.
    """

    run: AuditRun
    causes: tuple[CauseAudit, ...]
    clusters: tuple[ReviewedCluster, ...]
    before: AuditRun | None
    changes: tuple[ClusterChange, ...]
    agreement: Agreement
    reversals: ReversalCounts
    marks: Mapping[JudgmentId, ReversalMark]

    @property
    def reported(self) -> tuple[ReviewedCluster, ...]:
        """Clusters that are shown as divergences."""
        return tuple(each for each in self.clusters if each.cluster.is_reported)

    @property
    def explained(self) -> tuple[ReviewedCluster, ...]:
        """Clusters that an innocent explanation covers."""
        return tuple(each for each in self.clusters if not each.cluster.is_reported)

    @property
    def confirmed(self) -> tuple[ReviewedCluster, ...]:
        """Clusters that were held to be divergences."""
        return tuple(each for each in self.reported if each.is_confirmed)

    @property
    def reversed_cases(self) -> tuple[ReversedCase, ...]:
        """Cases reversed in the period, by cause."""
        return tuple(each for cause in self.causes for each in cause.reversed_cases)

    @property
    def n_insufficient(self) -> int:
        """Questions with too few judgments to say anything."""
        return sum(cause.n_insufficient for cause in self.causes)

    def change_of(self, key: ClusterKey) -> ClusterChange | None:
        """Return how a cluster stands against the last run, None where there was none."""
        return next((each for each in self.changes if each.key == key), None)


class ListedSource(Protocol):
    """What the desk needs of the store of judgments."""

    def get_listed(self, ids: Sequence[JudgmentId]) -> Sequence[ListedJudgment]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDesk:
    """Shows audits and takes what is said of them.

    Attributes:
        records: The stored audits.
        reviews: Readings of clusters, and marks on reversed cases.
        store: The judgments.
    """

    records: AuditRecords
    reviews: AuditReviewRecords
    store: ListedSource

    def runs(self, *, most: int | None = None, skip: int = 0) -> tuple[AuditRun, ...]:
        """Return runs, the one that ends latest first.

        Args:
            most: How many at most; None for all.
            skip: How many are passed over.
        """
        return self.records.runs(most=most, skip=skip)

    def count(self) -> int:
        """Return how many runs there are."""
        return self.records.count()

    def latest_finished(self) -> AuditRun | None:
        """Return the finished run that ends latest, or None."""
        return self.records.latest_finished()

    def last_moved(self, *, most: int) -> tuple[AuditRun, ...]:
        """Return the runs that moved last, the last one first."""
        return self.records.last_moved(most=most)

    def run(self, run_id: str) -> AuditRun:
        """Return a run.

        Raises:
            PageNotFoundError: There is none of this id.
        """
        return self.records.find(run_id)

    def results(self, run: AuditRun, *, actor: Actor | None) -> AuditResults:
        """Return what a run found.

        Args:
            run: The run; what an unfinished one has found until now is told of it.
            actor: Who asks; None for whoever works on the machine itself, who sees all clusters.

        Cost: decoding the clusters of two runs, about 0.2 ms each.
        """
        readings = self.reviews.of_run(run.id)
        clusters = tuple(
            self._reviewed(cluster, readings.get(cluster.key, ()), actor)
            for cluster in self.records.clusters(run.id)
        )
        shown = tuple(each for each in clusters if _may_see(each, actor))
        causes = self.records.causes(run.id)
        before = last_run_before(run, self.records.finished_before(run))
        marks = self.reviews.marks()
        return AuditResults(
            run=run,
            causes=causes,
            clusters=shown,
            before=before,
            changes=()
            if before is None or not _sees_all(actor)
            else compare_runs(
                [each.cluster for each in clusters], self.records.clusters(before.id)
            ),
            agreement=agreement_of(pairs_of(readings.values())),
            reversals=count_reversals(
                (each for cause in causes for each in cause.reversed_cases),
                frozenset(key for key, mark in marks.items() if mark.is_court_above_wrong),
            ),
            marks=marks,
        )

    def cluster(self, run: AuditRun, key: str, *, actor: Actor) -> ReviewedCluster:
        """Return a cluster of a run.

        Raises:
            PageNotFoundError: The run has none of this key that this person may see.
        """
        cluster = self.records.cluster(run.id, key)
        found = self._reviewed(cluster, self.reviews.of_cluster(run.id, cluster.key), actor)
        if not _may_see(found, actor):
            raise PageNotFoundError(what=f"cluster {key} of audit {run.id}")
        return found

    def listed(self, cluster: Cluster) -> Mapping[str, ListedJudgment]:
        """Return what lists tell of the judgments of a cluster that are still there, by id.

        Cost: 0.3 ms a judgment.
        """
        ids = [each for position in cluster.positions for each in position.judgment_ids]
        return {each.id: each for each in those_left(self.store.get_listed, ids)}

    def read(
        self,
        run: AuditRun,
        key: str,
        answer: ReviewAnswer,
        *,
        reason: ReviewReason | None,
        words: str,
        actor: Actor,
        now: datetime,
    ) -> ReviewedCluster:
        """Take what a reviewer answered.

        Raises:
            PageNotFoundError: The run has no such cluster.
            NotPermittedError: This person is no reviewer.
            AuditUnfinishedError: The run is not finished.
            AuditReasonError: 不构成 without a reason, or 其他 without words.
            AuditReadingError: The cluster is settled, or this person has read it.
        """
        actor.require(Permission.REVIEW_FINDINGS)
        require_finished(run)
        require_reason(answer, reason, words)
        cluster = self.records.cluster(run.id, key)
        reading = Reading(
            cluster_key=cluster.key,
            account_id=actor.account_id,
            author=actor.display_name or actor.name,
            answer=answer,
            reason=reason if answer is ReviewAnswer.NOT_DIVERGENT else None,
            words=words.strip(),
            at=now,
        )

        def require(standing: Sequence[Reading]) -> None:
            require_open(standing, account_id=actor.account_id)

        self.reviews.add(run.id, reading, require=require)
        return self.cluster(run, key, actor=actor)

    def mark(
        self,
        run: AuditRun,
        judgment_id: str,
        *,
        is_court_above_wrong: bool,
        words: str,
        actor: Actor,
        now: datetime,
    ) -> ReversalMark:
        """Take a person's mark on a reversed case of a run (上级定错).

        Raises:
            NotPermittedError: This person is no reviewer.
            PageNotFoundError: The run has no such reversed case.
        """
        actor.require(Permission.REVIEW_FINDINGS)
        cases = (each for cause in self.records.causes(run.id) for each in cause.reversed_cases)
        found = next((each for each in cases if each.judgment_id == judgment_id), None)
        if found is None:
            raise PageNotFoundError(what=f"reversed case {judgment_id} of audit {run.id}")
        mark = ReversalMark(
            judgment_id=found.judgment_id,
            later_id=found.later_id,
            is_court_above_wrong=is_court_above_wrong,
            words=words.strip(),
            author=actor.display_name or actor.name,
            at=now,
        )
        self.reviews.mark(mark, account_id=actor.account_id)
        return mark

    def _reviewed(
        self, cluster: Cluster, readings: Sequence[Reading], actor: Actor | None
    ) -> ReviewedCluster:
        return ReviewedCluster(
            cluster=cluster,
            review=view_for(
                readings,
                account_id=0 if actor is None else actor.account_id,
                may_review=actor is not None and actor.may(Permission.REVIEW_FINDINGS),
            ),
        )


def require_finished(run: AuditRun) -> None:
    """Pass silently where a run is finished.

    Raises:
        AuditUnfinishedError: It is not.
    """
    if run.state is not RunState.FINISHED:
        raise AuditUnfinishedError(n_done=run.n_done, n_causes=run.n_causes)


def _sees_all(actor: Actor | None) -> bool:
    return actor is None or actor.may(Permission.READ_UNREVIEWED_AUDITS)


def _may_see(cluster: ReviewedCluster, actor: Actor | None) -> bool:
    return _sees_all(actor) or (cluster.cluster.is_reported and cluster.is_confirmed)

"""What is new, gone, grown or shrunk since the last run?

Clusters of two runs are the same where their keys are: kind, cause and question. Whether one has
grown is told by the votes that are not on its largest position, because these are the divergence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.audits.model import AuditRun, Cluster, ClusterKey, RunState


class Change(StrEnum):
    """How a cluster stands against the last run."""

    NEW = "new"
    GROWN = "grown"
    SAME = "same"
    SHRUNK = "shrunk"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterChange:
    """A cluster in both runs.

    Attributes:
        key: The cluster.
        change: How it stands.
        now: It in the later run; None where it is gone.
        before: It in the earlier run; None where it is new.
    """

    key: ClusterKey
    change: Change
    now: Cluster | None
    before: Cluster | None

    @property
    def cluster(self) -> Cluster:
        """It as it was last seen."""
        found = self.now or self.before
        if found is None:
            raise ValueError(f"cluster {self.key} stands in neither run")
        return found


def last_run_before(run: AuditRun, runs: Iterable[AuditRun]) -> AuditRun | None:
    """Return the run with which one is compared: the last finished one of its rhythm before it.

    Runs of periods of no rhythm are compared with the last one that ended earlier.
    """
    earlier = [
        each
        for each in runs
        if each.id != run.id
        and each.state is RunState.FINISHED
        and (each.order.court, each.order.scope) == (run.order.court, run.order.scope)
        and each.order.rhythm is run.order.rhythm
        and each.order.last < run.order.last
    ]
    return max(earlier, key=lambda each: (each.order.last, each.started_at, each.id), default=None)


def compare_runs(now: Sequence[Cluster], before: Sequence[Cluster]) -> tuple[ClusterChange, ...]:
    """Return how the clusters of a run stand against those of an earlier one.

    Only reported clusters count: what is explained or insufficient is as if it were not there.
    Those of the later run come first, in its order; then those that are gone, in theirs.
    """
    was = {each.key: each for each in before if each.is_reported}
    stands = {each.key: each for each in now if each.is_reported}
    changes = [
        ClusterChange(
            key=key, change=_change(cluster, was.get(key)), now=cluster, before=was.get(key)
        )
        for key, cluster in stands.items()
    ]
    changes += [
        ClusterChange(key=key, change=Change.GONE, now=None, before=cluster)
        for key, cluster in was.items()
        if key not in stands
    ]
    return tuple(changes)


def _change(now: Cluster, before: Cluster | None) -> Change:
    if before is None:
        return Change.NEW
    # Votes of a series are parts of one; what is less than half a vote apart is the same.
    if abs(now.n_apart - before.n_apart) < 0.5:
        return Change.SAME
    return Change.GROWN if now.n_apart > before.n_apart else Change.SHRUNK

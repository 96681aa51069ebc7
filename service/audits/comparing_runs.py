"""What is new, gone, grown or shrunk since the last run?

Clusters of two runs are the same where their keys are: kind, cause and question. Where courts put
the question in other words it is known by its words: of one cause and kind, those most alike in
pairs of characters go together, from half on. Whether one has grown is told by the votes that are
not on its largest position, because these are the divergence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service.audits.clustering import bare_words
from service.audits.model import AuditRun, Cluster, ClusterKey, RunState

LEAST_ALIKE: Final = 0.5
"""Jaccard likeness from which on two questions in different words are one."""


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
    earlier = _earlier_of(stands, was)
    changes = []
    for key, cluster in stands.items():
        known = was.get(earlier.get(key, key))
        changes.append(
            ClusterChange(key=key, change=_change(cluster, known), now=cluster, before=known)
        )
    met = set(earlier.values())
    changes += [
        ClusterChange(key=key, change=Change.GONE, now=None, before=cluster)
        for key, cluster in was.items()
        if key not in met
    ]
    return tuple(changes)


def _earlier_of(
    now: Mapping[ClusterKey, Cluster], before: Mapping[ClusterKey, Cluster]
) -> dict[ClusterKey, ClusterKey]:
    """Return for each cluster the key that the same one had, where there is one."""
    found = {key: key for key in now if key in before}
    left = [each for key, each in before.items() if key not in found]
    words = {each.key: _pairs_of(each) for each in (*now.values(), *left)}
    alike = sorted(
        (-_likeness(words[cluster.key], words[other.key]), cluster.key, other.key)
        for cluster in now.values()
        if cluster.key not in found
        for other in left
        if (other.cause, other.kind) == (cluster.cause, cluster.kind)
    )
    taken: set[ClusterKey] = set()
    for likeness, key, other in alike:
        if -likeness >= LEAST_ALIKE and key not in found and other not in taken:
            found[key] = other
            taken.add(other)
    return found


def _pairs_of(cluster: Cluster) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a question and its positions."""
    told = [cluster.question, *(position.label for position in cluster.positions)]
    bare = [bare_words(words) for words in told]
    return frozenset(words[at : at + 2] for words in bare for at in range(len(words) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    whole = len(one | other)
    return len(one & other) / whole if whole else 0.0


def _change(now: Cluster, before: Cluster | None) -> Change:
    if before is None:
        return Change.NEW
    # Votes of a series are parts of one; what is less than half a vote apart is the same.
    if abs(now.n_apart - before.n_apart) < 0.5:
        return Change.SAME
    return Change.GROWN if now.n_apart > before.n_apart else Change.SHRUNK

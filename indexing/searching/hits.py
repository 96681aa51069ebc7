"""What is told of each judgment that answers a query?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.judgment import JudgmentId
from indexing.channels.rankings import Ranking
from indexing.searching.diversity import Collapsed
from indexing.searching.explaining import Explainer, PassageHit
from indexing.searching.likeness import Likeness
from indexing.searching.preparing import PreparedQuery
from indexing.snapshots.opening import IndexSnapshot

_NEAR_ISSUE = 20


class Channel(StrEnum):
    """A way of finding judgments."""

    LEXICAL = "lexical"
    DENSE = "dense"


ALL_CHANNELS = tuple(Channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A judgment that answers a query.

    Attributes:
        judgment_id: Which judgment.
        rank: From 1.
        score: For order inside this answer only.
        channel_ranks: Rank in each channel that found it.
        issues: Places, from 0, of the disputed issues of the query to which its reasoning is
            among the nearest.
        likeness: How similar it is, in a word; None where no learned ranker graded it.
        others: The other judgments of its family that were found, best first.
        passages: Its best passages, best first.
    """

    judgment_id: JudgmentId
    rank: int
    score: float
    channel_ranks: Mapping[Channel, int]
    issues: tuple[int, ...]
    likeness: Likeness | None
    others: tuple[JudgmentId, ...]
    passages: tuple[PassageHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found for a query, by every way of finding.

    Attributes:
        listed: The judgments that are listed, each family once.
        channels: What each channel found.
        issues: What each disputed issue found.
        words: By label how similar a judgment is, in a word; empty where nothing graded.
    """

    listed: Collapsed
    channels: Mapping[Channel, Ranking]
    issues: Sequence[Ranking]
    words: Mapping[int, Likeness]


def make_hits(
    query: PreparedQuery,
    snapshot: IndexSnapshot,
    findings: Findings,
    *,
    limit: int,
    passages_per_hit: int,
) -> tuple[Hit, ...]:
    """Return the first of the listed judgments with all that is told of them."""
    ids = snapshot.columns.ids
    ranks = {
        channel: {label: rank for rank, label in enumerate(ranking.labels.tolist(), start=1)}
        for channel, ranking in findings.channels.items()
    }
    near = [frozenset(ranking.labels[:_NEAR_ISSUE].tolist()) for ranking in findings.issues]
    ranking, others, words = findings.listed.ranking, findings.listed.others, findings.words
    first = ranking.labels[:limit].tolist()
    passages = Explainer(query, snapshot).best_passages(first, limit=passages_per_hit)
    best = zip(first, ranking.scores[:limit].tolist(), passages, strict=True)
    return tuple(
        Hit(
            judgment_id=ids[label],
            rank=rank,
            score=score,
            channel_ranks=MappingProxyType(
                {channel: of[label] for channel, of in ranks.items() if label in of}
            ),
            issues=tuple(place for place, labels in enumerate(near) if label in labels),
            likeness=words.get(label),
            others=tuple(ids[other] for other in others.get(label, ())),
            passages=own,
        )
        for rank, (label, score, own) in enumerate(best, start=1)
    )

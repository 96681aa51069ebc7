"""How do several rankings become one?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.judgment import JudgmentId
from indexing.errors import RepeatedJudgmentError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocalRank:
    """The constant of reciprocal rank fusion.

    Attributes:
        k: Ranks a first place this far from infinity; larger makes deep ranks count more.

    Source: Cormack, Clarke and Buettcher, SIGIR 2009, section 2; it sets k = 60.
    """

    k: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredJudgment:
    """A judgment with its score in one ranking.

    Attributes:
        judgment_id: Which judgment.
        score: Higher is better; comparable inside one ranking only.
    """

    judgment_id: JudgmentId
    score: float


STANDARD_CONSTANT = ReciprocalRank()


def fuse_by_reciprocal_rank(
    rankings: Sequence[Sequence[JudgmentId]],
    *,
    parameters: ReciprocalRank = STANDARD_CONSTANT,
) -> tuple[ScoredJudgment, ...]:
    """Merge rankings by the reciprocal of their ranks.

    A judgment scores the sum of 1 / (k + rank) over the rankings that hold it, rank
    counted from 1. Equal scores stand in order of judgment id, and the sum is exactly
    rounded, so the order of the rankings, the process and the hash seed change nothing.

    Args:
        rankings: Each from best to worst, without repeats. May be empty.
        parameters: The constant of the formula.

    Returns:
        Every judgment of every ranking, best first.

    Raises:
        RepeatedJudgmentError: A ranking holds a judgment twice.

    Example:
        >>> a, b = JudgmentId("a"), JudgmentId("b")
        >>> [hit.judgment_id for hit in fuse_by_reciprocal_rank([[a, b], [b]])]
        ['b', 'a']

    Cost: sorts once, O(n log n) in the total length of the rankings.

    Source: Cormack, Clarke and Buettcher, SIGIR 2009, section 2.
    """
    terms: dict[JudgmentId, list[float]] = {}
    for ranking in rankings:
        if len(set(ranking)) != len(ranking):
            raise RepeatedJudgmentError(_first_repeated(ranking))
        for rank, judgment_id in enumerate(ranking, start=1):
            terms.setdefault(judgment_id, []).append(1.0 / (parameters.k + rank))
    fused = [
        ScoredJudgment(judgment_id=judgment_id, score=math.fsum(parts))
        for judgment_id, parts in terms.items()
    ]
    return tuple(sorted(fused, key=lambda hit: (-hit.score, hit.judgment_id)))


def _first_repeated(ranking: Sequence[JudgmentId]) -> JudgmentId:
    seen: set[JudgmentId] = set()
    for judgment_id in ranking:
        if judgment_id in seen:
            return judgment_id
        seen.add(judgment_id)
    raise ValueError("expected a ranking with a repeated judgment")

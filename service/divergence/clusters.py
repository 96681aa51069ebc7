"""Which positions of different judgments answer one question?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from service.divergence.model import ComparedCase
from service.divergence.stances import Stance, by_cause, stances_of

_LIKE: Final = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A question with the stances that answer it.

    Attributes:
        cause: Cause or charge.
        question: The question in words of a paper or of the table.
        stances: One for each judgment, in order of id.
    """

    cause: str
    question: str
    stances: tuple[Stance, ...]


def issues_of(cases: Sequence[ComparedCase]) -> Iterator[Issue]:
    """Yield the issues on which two or more judgments of a cause take positions."""
    for cause, members in by_cause(cases):
        stances = [stance for case in members for stance in stances_of(case)]
        for group in _clusters(stances):
            if len({stance.case.judgment.id for stance in group}) > 1:
                yield Issue(cause=cause, question=_question(group), stances=_once(group))


def _once(group: Sequence[Stance]) -> tuple[Stance, ...]:
    """Return the last stance of each judgment: a court ends with what it holds."""
    return tuple({stance.case.judgment.id: stance for stance in group}.values())


def _question(group: Sequence[Stance]) -> str:
    asked = Counter(
        stance.position.question.value for stance in group if stance.position.question is not None
    )
    if asked:
        return min(asked, key=lambda words: (-asked[words], len(words), words))
    named = Counter(stance.position.names[0] for stance in group if stance.position.names)
    if named:
        return min(named, key=lambda words: (-named[words], words))
    return min((stance.holding for stance in group), key=lambda words: (len(words), words))


def _clusters(stances: Sequence[Stance]) -> list[list[Stance]]:
    """Gather stances round leaders, each to the leader that shares most of its rare words."""
    spread = Counter(pair for stance in stances for pair in stance.words | stance.asked)
    total = len(stances) + 1
    weight = {pair: log(total / count) for pair, count in spread.items()}
    leaders: list[list[Stance]] = []
    postings: defaultdict[str, list[int]] = defaultdict(list)
    norms: list[float] = []
    for stance in stances:
        words = stance.words | stance.asked
        norm = sqrt(sum(weight[pair] ** 2 for pair in words)) or 1.0
        shared: Counter[int] = Counter()
        for pair in sorted(words):
            for leader in postings[pair]:
                shared[leader] += weight[pair] ** 2  # type: ignore[assignment]
        best = max(shared, key=lambda each: (shared[each] / norms[each], -each), default=None)
        if best is not None and shared[best] / (norms[best] * norm) >= _LIKE:
            leaders[best].append(stance)
            continue
        for pair in words:
            postings[pair].append(len(leaders))
        leaders.append([stance])
        norms.append(norm)
    return leaders

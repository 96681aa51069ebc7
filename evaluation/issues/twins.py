"""How far do people agree on the issue of a sentence? A measure for what its words can tell.

Some sentences stand in several judgments in the same words (articles, formulas) and were labelled
each time. Told by the labels that its twin got, a sentence is told by a person who read the same
words. Judgments that the file holds twice do not count: there whole runs of sentences are equal.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from corpus.positions.learning import Labelled
from evaluation.issues.pairwise import PairScore, marks_of, score_marks
from evaluation.issues.sentences import issues_of

_NEAR: Final = 60
"""Records this near may be of one judgment."""
_AROUND: Final = (-3, -2, -1, 1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinScores:
    """How sentences are told by the labels of their twins.

    Attributes:
        sentences: Sentences that have a twin.
        agreed: Share of these that share a label with theirs.
        pairs: Pairs of them that are told by sharing a label of the twins.
    """

    sentences: int
    agreed: float
    pairs: PairScore


def score_twins(sentences: Sequence[Labelled], *, seed: int) -> TwinScores:
    """Score labels against labels of equal sentences of other judgments, one drawn for each."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(sentences):
        places[each.text].append(place)
    random = np.random.default_rng(seed)
    twins = {
        place: int(random.choice(others))
        for place, each in enumerate(sentences)
        if (others := [at for at in places[each.text] if _is_twin(sentences, place, at)])
    }
    own = [issues_of(sentences[place]) for place in twins]
    told = [issues_of(sentences[twin]) for twin in twins.values()]
    return TwinScores(
        sentences=len(twins),
        agreed=sum(bool(a & b) for a, b in zip(own, told, strict=True)) / max(1, len(twins)),
        pairs=score_marks(marks_of(told), own),
    )


def _is_twin(sentences: Sequence[Labelled], one: int, other: int) -> bool:
    """Tell whether two equal sentences lie far apart and nothing around them is equal, too."""
    if abs(one - other) <= _NEAR:
        return False
    inside = range(len(sentences))
    return not any(
        one + step in inside
        and other + step in inside
        and sentences[one + step].text == sentences[other + step].text
        for step in _AROUND
    )

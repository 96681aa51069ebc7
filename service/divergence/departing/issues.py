"""On which single issues does a draft hold the contrary of its like cases?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from service.divergence.departing.departure import ODD, Departure
from service.divergence.departing.topics import Topic
from service.divergence.issue_matching import matched_stances
from service.divergence.marks import Mark, MarkKind, marks_of, opposite_of
from service.divergence.model import ComparedCase
from service.divergence.severity import lower_bound
from service.divergence.stances import Stance

_TOPICS: Final[Mapping[MarkKind, Topic]] = {
    MarkKind.ANSWER: Topic.ISSUE,
    MarkKind.FAVOURS: Topic.ISSUE,
    MarkKind.CONCLUSION: Topic.ISSUE,
}


def issue_departures(draft: ComparedCase, others: Sequence[ComparedCase]) -> Iterator[Departure]:
    """Yield departures on single issues: the others hold the contrary of what the draft holds."""
    for stance, matched in matched_stances(draft, others):
        found = [
            departure
            for mark in sorted(marks_of(stance))
            if mark.kind in _TOPICS and (departure := _contrary(stance, mark, matched)) is not None
        ]
        if found:
            yield max(found, key=lambda each: (each.signs[ODD], each.question))


def _contrary(
    stance: Stance, mark: Mark, matched: Sequence[tuple[Stance, float]]
) -> Departure | None:
    contrary = opposite_of(mark)
    if contrary is None:
        return None
    against = [(each, like) for each, like in matched if contrary in marks_of(each)]
    along = [(each, like) for each, like in matched if mark in marks_of(each)]
    if not against or len(along) >= len(against):
        return None
    total = len(against) + len(along)
    sure = lower_bound(len(against) / total, total)
    likeness = sum(like for _, like in against) / len(against)
    question = stance.position.question
    return Departure(
        topic=_TOPICS[mark.kind],
        question=stance.holding if question is None else question.value,
        signs={ODD: sure * min(1.0, 0.5 + likeness)},
        others=tuple(each for each, _ in against),
        own=(stance, *(each for each, _ in along)),
    )

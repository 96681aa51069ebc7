"""What is a departure of one judgment from its like cases?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from service.divergence.departing.topics import KIND_OF, Topic
from service.divergence.departing.weights import TopicWeight
from service.divergence.model import ComparedCase, DivergenceKind
from service.divergence.rulings import Measured
from service.divergence.stances import Stance

ODD: Final = "odd"
"""Sign of a topic on which a judgment does what few others do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One thing on which a draft departs from like cases.

    Attributes:
        topic: What it is about.
        question: The question in words of a paper or of the table of such questions.
        signs: What speaks for it by name, each 0 where nothing does.
        others: Stances of the like cases that stand together against the draft.
        own: The draft's stance, with those of like cases that go with it.
        measures: For a figure, that of every judgment by id; empty otherwise.
        unit: Unit of the figures.
    """

    topic: Topic
    question: str
    signs: Mapping[str, float]
    others: tuple[Stance, ...]
    own: tuple[Stance, ...]
    measures: tuple[tuple[str, float], ...] = ()
    unit: str = ""

    @property
    def kind(self) -> DivergenceKind:
        """Kind of divergence that it would be."""
        return KIND_OF[self.topic]

    def score(self, weights: Mapping[Topic, TopicWeight]) -> float:
        """Return how sure the departure is, in [0, 1], by what was learned of its topic.

        0.0 for a topic that nothing was learned of.
        """
        weight = weights.get(self.topic)
        return 0.0 if weight is None else round(weight.score(self.signs), 6)


def measures_of(
    draft: ComparedCase, own: Measured, values: Sequence[tuple[ComparedCase, Measured]]
) -> tuple[tuple[str, float], ...]:
    """Return a figure of a draft and of others by id of the judgment, in order of id."""
    told = [(str(case.judgment.id), each.value) for case, each in values]
    return tuple(sorted([*told, (draft.judgment.id, own.value)]))

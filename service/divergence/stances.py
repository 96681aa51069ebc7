"""What is a stance? One position of one case, with what is needed to compare it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.cause.charges import renamed_to
from corpus.judgment import SectionKind
from corpus.positions.model import Position
from corpus.spans import value_of
from service.divergence.model import ComparedCase
from service.divergence.words import masked, names_of, pairs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One position of one case.

    Attributes:
        case: The case.
        position: The position.
        place: Which of the case's positions it is, from 0.
        words: Pairs of characters of the holding, names and figures masked.
        asked: Pairs of characters of the question as the paper words it; empty without one.
    """

    case: ComparedCase
    position: Position
    place: int
    words: frozenset[str]
    asked: frozenset[str]

    @property
    def holding(self) -> str:
        """The words that take the position."""
        return self.position.holding.of(self.case.judgment.text)

    @property
    def key(self) -> tuple[str, int]:
        """What orders stances and tells them apart."""
        return self.case.judgment.id, self.place


def stances_of(case: ComparedCase) -> tuple[Stance, ...]:
    """Return the stances of a case in the order of its reasoning."""
    judgment = case.judgment
    names = names_of(judgment)
    return tuple(
        Stance(
            case=case,
            position=position,
            place=place,
            words=pairs_of(masked(position.holding.of(judgment.text), names)),
            asked=frozenset()
            if position.question is None
            else pairs_of(masked(position.question.value, names)),
        )
        for place, position in enumerate(case.positions)
    )


def cause_of(case: ComparedCase) -> str:
    """Return the cause or main charge of a case by the name that it has today; or nothing."""
    if case.judgment.charges:
        return renamed_to(case.judgment.charges[0].value)
    return value_of(case.judgment.cause) or ""


def by_cause(cases: Sequence[ComparedCase]) -> Iterator[tuple[str, list[ComparedCase]]]:
    """Yield the cases of each cause or charge, both in order."""
    found: dict[str, list[ComparedCase]] = {}
    for case in sorted(cases, key=lambda each: each.judgment.id):
        found.setdefault(cause_of(case), []).append(case)
    yield from sorted(found.items())


def facts_of(case: ComparedCase) -> str:
    """Return the facts that a judgment finds."""
    return case.judgment.section_text(SectionKind.FACTS)

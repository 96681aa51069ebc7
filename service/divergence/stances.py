"""What is a stance? One position of one case, with what is needed to compare it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.cause.charges import find_charges, renamed_to
from corpus.judgment import CaseType, SectionKind
from corpus.outcome.model import AdministrativeResult, CivilResult
from corpus.positions.model import IssueSource, Position
from corpus.spans import value_of
from service.divergence.model import ComparedCase
from service.divergence.words import context_of, names_of, own_words, pairs_of

_CHARGED_IN: Final = (SectionKind.PROCEDURE, SectionKind.CLAIMS)
_HEADING: Final = re.compile(
    r"(?:本院认为[，,：:])?(?:关于|就|对于)[^，。；]{2,40}(?:，本院(?:评判|认定|分析|认为)如下)?[。：:，]?$"
)
_LEAST_WORDS: Final = 6
_LEAST_UNDECIDED: Final = 14
_AGREED: Final = frozenset({CivilResult.MEDIATED, CivilResult.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One position of one case.

    Attributes:
        case: The case.
        position: The position.
        place: Which of the case's positions it is, from 0.
        words: Pairs of characters of the holding, names and figures masked.
    """

    case: ComparedCase
    position: Position
    place: int
    words: NDArray[np.uint32] = field(compare=False, repr=False)

    @property
    def id(self) -> str:
        """Id of the judgment."""
        return self.case.judgment.id

    @property
    def holding(self) -> str:
        """The words that take the position."""
        return self.position.holding.of(self.case.judgment.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The cases of one cause or charge with their stances.

    Attributes:
        cause: Cause or charge.
        cases: The cases, in order of id.
        contexts: Pairs of characters of what each case is about, in order of the cases.
        stances: All stances, case by case.
    """

    cause: str
    cases: tuple[ComparedCase, ...]
    contexts: tuple[NDArray[np.uint32], ...] = field(repr=False)
    stances: tuple[Stance, ...]


def pools_of(cases: Sequence[ComparedCase], *, about: str | None = None) -> Iterator[Pool]:
    """Yield the cases of each cause or charge in which two or more judgments take positions.

    A criminal case belongs to the charge that was brought as well as to the one found, or nobody
    would see that one court calls theft what another calls felling without licence. What the
    parties agreed (调解、撤诉) is no position of a court.

    Args:
        cases: The cases.
        about: Id of a judgment: only the causes and charges that it is of are looked at.

    Cost: 3 ms for a case of 7,000 characters.
    """
    found: dict[str, list[int]] = {}
    taking = sorted(
        (case for case in cases if not is_agreed(case)), key=lambda each: each.judgment.id
    )
    for place, case in enumerate(taking):
        for cause in causes_of(case):
            found.setdefault(cause, []).append(place)
    if about is not None:
        found = {
            cause: places
            for cause, places in found.items()
            if any(taking[place].judgment.id == about for place in places)
        }
    read = {
        place: _read(taking[place]) for place in {each for some in found.values() for each in some}
    }
    for cause, places in sorted(found.items()):
        if len(places) > 1:
            yield Pool(
                cause=cause,
                cases=tuple(taking[place] for place in places),
                contexts=tuple(read[place][0] for place in places),
                stances=tuple(stance for place in places for stance in read[place][1]),
            )


def _read(case: ComparedCase) -> tuple[NDArray[np.uint32], tuple[Stance, ...]]:
    judgment = case.judgment
    return pairs_of(context_of(judgment), names_of(judgment)), stances_of(case)


def stances_of(case: ComparedCase) -> tuple[Stance, ...]:
    """Return the stances of a case that say more than stock phrases, in order of its reasoning.

    The ruling as a whole is no stance on an issue; :mod:`service.divergence.rulings` reads it.
    """
    judgment = case.judgment
    names = names_of(judgment)
    return tuple(
        Stance(case=case, position=position, place=place, words=words)
        for place, position in enumerate(case.positions)
        if position.source is not IssueSource.RULING
        for n_own, words in [_words_of(position.holding.of(judgment.text), names)]
        if n_own >= (_LEAST_WORDS if _decides(position) else _LEAST_UNDECIDED)
    )


@lru_cache(maxsize=4096)
def _words_of(holding: str, names: re.Pattern[str] | None) -> tuple[int, NDArray[np.uint32]]:
    """Return how much of its own a holding says, and its pairs; a heading says nothing.

    A check of a draft asks for the stances of each case twice, in a batch and one by one.
    """
    n_own = 0 if _HEADING.match(holding) else own_words(holding, names)
    words = pairs_of(holding, names)
    words.flags.writeable = False
    return n_own, words


def _decides(position: Position) -> bool:
    """Tell whether anything was understood of a holding; a heading decides nothing."""
    return bool(
        position.conclusions
        or position.answer is not None
        or position.favours is not None
        or position.figures
        or position.charges
        or position.is_procedural
        or position.burden is not None
        or position.is_unproven
    )


def causes_of(case: ComparedCase) -> tuple[str, ...]:
    """Return the cause, or the charges found and brought, by the names that they have today."""
    judgment = case.judgment
    if value_of(judgment.case_type) is not CaseType.CRIMINAL and not judgment.charges:
        return (value_of(judgment.cause) or "",)
    brought = [
        charge.value
        for section in judgment.sections
        if section.kind in _CHARGED_IN
        for charge in find_charges(judgment.text, section.span.start, section.span.end)
    ]
    named = [*(charge.value for charge in judgment.charges), *brought]
    return tuple(dict.fromkeys(map(renamed_to, named))) or ("",)


def is_agreed(case: ComparedCase) -> bool:
    """Tell whether the parties ended the case among themselves."""
    outcome = case.judgment.outcome
    if outcome is None:
        return False
    if outcome.civil is not None and outcome.civil.result is not None:
        return outcome.civil.result.value in _AGREED
    if outcome.administrative is not None:
        return any(
            each.value is AdministrativeResult.WITHDRAWN for each in outcome.administrative.results
        )
    return False


def facts_of(case: ComparedCase) -> str:
    """Return the facts that a judgment finds."""
    return case.judgment.section_text(SectionKind.FACTS)

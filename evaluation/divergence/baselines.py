"""What does plain distance from the others tell, without any understanding?"""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

import numpy as np

from corpus.judgment import Judgment, SectionKind
from corpus.outcome.model import TermKind
from indexing.columns.bigrams import bigrams_of
from service.divergence.model import ComparedCase

_SECTIONS = (SectionKind.REASONING, SectionKind.LEGAL_BASIS, SectionKind.DISPOSITION)


def distances_in(asked: ComparedCase, others: Sequence[ComparedCase]) -> Mapping[str, float]:
    """Return how far a judgment lies from its like cases, by two plain measures.

    Returns:
        ``distance``: one less the mean share of pairs of characters in common (Dice), of
        reasoning and ruling; ``term_mean``: distance of the longest term from the mean of the
        others', in logarithms; both 0.0 where there is nothing to compare.
    """
    own = _pairs(asked.judgment)
    shares = [_dice(own, _pairs(other.judgment)) for other in others]
    return {
        "distance": 1.0 - fmean(shares) if shares else 0.0,
        "term_mean": _term_distance(asked, others),
    }


def _pairs(judgment: Judgment) -> frozenset[int]:
    words = "".join(judgment.section_text(kind) for kind in _SECTIONS)
    return frozenset(np.asarray(bigrams_of(words)).tolist())


def _dice(one: frozenset[int], other: frozenset[int]) -> float:
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0


def _term_distance(asked: ComparedCase, others: Sequence[ComparedCase]) -> float:
    own = longest_term(asked.judgment)
    terms = [months for case in others if (months := longest_term(case.judgment)) is not None]
    if own is None or not terms:
        return 0.0
    return abs(math.log(own) - math.log(fmean(terms)))


def longest_term(judgment: Judgment) -> int | None:
    """Return the longest term of imprisonment in months, None where there is none."""
    criminal = judgment.outcome.criminal if judgment.outcome else None
    terms = [
        accused.value.final.term
        for accused in (criminal.accused if criminal else ())
        if accused.value.final is not None
    ]
    return max(
        (
            term.months
            for term in terms
            if term is not None
            and term.kind in {TermKind.FIXED_TERM, TermKind.DETENTION}
            and term.months
        ),
        default=None,
    )

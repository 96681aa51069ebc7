"""What term, probation and fine do like cases make expect?

Charge, amounts, circumstances and provisions of a case lead down randomised trees to leaves of
like sentences; those of the same charge count more. There are as many forests as parts of the
judgments, and each has not seen one of them: a judgment that was learned from is asked only of the
forest that has not seen it, so that an audit of the court's own judgments is as honest as a look
at a new one.

The statutory frame is not looked at: who leaves it is told by the check of provisions.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.sentencing.calibration import (
    Calibration,
    ExpectedProbation,
    Interval,
    ProbationCalibration,
)
from indexing.sentencing.cases import SentencedJudgment, band_key
from indexing.sentencing.encoding import UsualTerms
from indexing.sentencing.forest import Forest, together
from indexing.sentencing.grounds import Grounds, grounds_of
from indexing.sentencing.likely import (
    ELIGIBLE,
    FINED,
    LOG_FINE,
    LOG_MONTHS,
    LONGEST_PROBATION,
    PROBATION,
    SPREAD,
    Taught,
    likely,
)
from indexing.sentencing.passed import PassedSentence

_MISSING: Final = -1.0
_FEN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencingParameters:
    """How the expectation is learned and told.

    Attributes:
        n_folds: Parts of the judgments; each forest has not seen one.
        n_trees: Trees of a forest.
        share_rows: Share of the sentences that a tree is grown on; its leaves hold all of them.
        least_leaf: Fewest sentences of a leaf, of those that its tree is grown on.
        share_columns: Share of the columns tried at each split.
        least_spread: Share of sentences in which a column must say something.
        common_charges: So many charges, the most frequent, are columns of their own.
        charge_weight: How many times a like sentence of the same charge counts.
        usual_weight: Sentences that the level above counts as where few judgments know a charge.
        probation_weight: How much probation counts beside the term where the trees split.
        limit_sentences: At most so many sentences are learned from, evenly drawn by judgment.
        least_sentences: With fewer altogether nothing is learned.
        least_like: With fewer sentences of the charge in other judgments nothing is expected.
        coverage: Share of sentences that an interval is meant to hold.
        seed: Of the random splits.
    """

    n_folds: int = 5
    n_trees: int = 24
    share_rows: float = 0.5
    least_leaf: int = 2
    share_columns: float = 0.3
    least_spread: float = 0.03
    common_charges: int = 40
    charge_weight: float = 4.0
    usual_weight: float = 4.0
    probation_weight: float = 0.5
    limit_sentences: int = 25_000
    least_sentences: int = 200
    least_like: int = 20
    coverage: float = 0.9
    seed: int = 0


STANDARD_SENTENCING = SentencingParameters()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldModel:
    """What was learned without one part of the judgments.

    Attributes:
        usual: What is usual for charge and band.
        forest: The trees.
    """

    usual: UsualTerms
    forest: Forest


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSentence:
    """What like cases make expect of one accused for one charge.

    Attributes:
        sentence: What was passed.
        n_like: Sentences of the charge in other judgments that were learned from.
        term: Where the term is expected, in months.
        probation: Where probation is; None above :data:`LONGEST_PROBATION` months.
        fine: Where the fine is expected, in yuan; None without a fine.
        grounds: What was looked at.
    """

    sentence: PassedSentence
    n_like: int
    term: Interval
    probation: ExpectedProbation | None
    fine: Interval | None
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencingModel:
    """Tells what like cases make expect.

    Attributes:
        parameters: How it was learned.
        columns: Which columns of the rows are looked at.
        common: The charges that are columns of their own.
        taught: What was passed in the sentences that were learned from.
        folds: By part what was learned without it.
        part_of: By id of each judgment that was learned from, the part that it belongs to.
        n_by_charge: Sentences of each charge.
        term: Distances of terms, in logarithms of months.
        fine: Distances of fines, in logarithms of yuan.
        probation: What was expected where it was granted and refused.
    """

    parameters: SentencingParameters
    columns: NDArray[np.int32]
    common: tuple[str, ...]
    taught: Taught
    folds: tuple[FoldModel, ...]
    part_of: Mapping[str, int]
    n_by_charge: Mapping[str, int]
    term: Calibration
    fine: Calibration
    probation: ProbationCalibration

    def expect(self, judgment: SentencedJudgment) -> tuple[ExpectedSentence, ...]:
        """Return what like cases make expect of each sentence of a judgment, in order.

        Nothing is expected for a charge that too few other judgments know.

        Cost: 1 ms, and as much for each ten sentences.
        """
        part = self.part_of.get(judgment.judgment_id)
        own = Counter(each.charge for each in judgment.sentences if part is not None)
        n_like = [
            self.n_by_charge.get(each.charge, 0) - own[each.charge] for each in judgment.sentences
        ]
        found = self._likely(judgment, part)
        return tuple(
            self._expected(judgment, place, found[place], n_like=n_like[place], part=part)
            for place in range(len(n_like))
            if n_like[place] >= self.parameters.least_like
        )

    def _likely(self, judgment: SentencedJudgment, part: int | None) -> NDArray[np.float64]:
        """Return what is expected by the like sentences of all forests that have not seen it."""
        charges = [each.charge for each in judgment.sentences]
        bands = [band_key(charge, judgment.band) for charge in charges]
        asked = self.folds if part is None else (self.folds[part],)
        common = common_columns(charges, self.common)
        rows = [
            rows_for(judgment.rows, fold.usual.columns(charges, bands), common, self.columns)
            for fold in asked
        ]
        return likely(
            together([fold.forest.like(each) for fold, each in zip(asked, rows, strict=True)]),
            self.taught,
            self.taught.codes_of(charges),
            charge_weight=self.parameters.charge_weight,
        )

    def _expected(
        self,
        judgment: SentencedJudgment,
        place: int,
        found: NDArray[np.float64],
        *,
        n_like: int,
        part: int | None,
    ) -> ExpectedSentence:
        sentence = judgment.sentences[place]
        coverage = self.parameters.coverage
        term = self.term.interval(
            found[LOG_MONTHS], found[SPREAD], log(sentence.months), part=part, coverage=coverage
        )
        fine = None
        if sentence.fine_fen and found[FINED] > 0:
            fine = self.fine.interval(
                found[LOG_FINE],
                1.0,
                log(sentence.fine_fen / _FEN),
                part=part,
                coverage=coverage,
            ).exponential()
        probation = None
        if sentence.months <= LONGEST_PROBATION:
            probation = self.probation.expected(
                probation_chance(found),
                is_granted=sentence.probation_months is not None,
                part=part,
                coverage=coverage,
            )
        return ExpectedSentence(
            sentence=sentence,
            n_like=n_like,
            term=term.exponential(),
            probation=probation,
            fine=fine,
            grounds=grounds_of(judgment.rows[place]),
        )


def common_columns(charges: Sequence[str], common: Sequence[str]) -> NDArray[np.float32]:
    """Return whether each sentence is of each common charge, shape (sentences, common)."""
    is_one = np.asarray(charges)[:, None] == np.asarray(common)[None, :]
    return np.asarray(is_one, dtype=np.float32)


def rows_for(
    rows: NDArray[np.float32],
    usual: NDArray[np.float32],
    common: NDArray[np.float32],
    columns: NDArray[np.int32],
) -> NDArray[np.float32]:
    """Return the rows as the trees ask them: -1 where nothing is told."""
    filled = np.nan_to_num(rows[:, columns], nan=_MISSING)
    return np.concatenate((usual, common, filled), axis=1, dtype=np.float32)


def probation_chance(found: NDArray[np.float64]) -> float:
    """Return the share of like sentences of at most three years that are suspended."""
    return float(found[PROBATION] / found[ELIGIBLE]) if found[ELIGIBLE] > 0 else 0.0

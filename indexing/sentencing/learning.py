"""How is the expectation learned from judgments?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.sentencing.calibration import Calibration, ProbationCalibration, calibrate
from indexing.sentencing.cases import SentencedCases, SentencedJudgment, gather, part_of
from indexing.sentencing.encoding import held_out_columns, usual_terms
from indexing.sentencing.forest import Forest, grow_forest
from indexing.sentencing.model import (
    ELIGIBLE,
    FINED,
    LOG_FINE,
    LOG_MONTHS,
    LONGEST_PROBATION,
    PROBATION,
    SPREAD,
    STANDARD_SENTENCING,
    FoldModel,
    SentencingModel,
    SentencingParameters,
    means_of,
    rows_for,
)

# Parts inside a fold from which a sentence learns what is usual; apart from those of the folds.
_INNER_PARTS: Final = 7
_INNER: Final = "usual "


def learn_sentencing(
    judgments: Sequence[SentencedJudgment],
    *,
    families: Sequence[str] | None = None,
    parameters: SentencingParameters = STANDARD_SENTENCING,
) -> SentencingModel | None:
    """Learn what term, probation and fine to expect.

    The same judgments in the same order give the same model.

    Args:
        judgments: Judgments with a term.
        families: By judgment a key that it shares with those that tell the same; None takes each
            for itself.
        parameters: How to learn.

    Returns:
        The model; None where there are too few sentences.

    Cost: 15 s for 19,000 sentences on one core; bounded by ``limit_sentences``.
    """
    keys = [each.judgment_id for each in judgments] if families is None else list(families)
    parts = [part_of(key, n_parts=parameters.n_folds) for key in keys]
    total = sum(len(each.sentences) for each in judgments)
    step = max(1, -(-total // parameters.limit_sentences))
    cases = gather(judgments[::step], parts=parts[::step])
    present = np.unique(cases.parts)
    if len(cases) < parameters.least_sentences or len(present) < parameters.n_folds:
        return None
    columns = _speaking(cases, parameters.least_spread)
    folds = []
    means = np.zeros((len(cases), LOG_FINE + 1))
    for part in range(parameters.n_folds):
        held = cases.parts == part
        fold = _fold(cases, ~held, columns, parameters)
        folds.append(fold)
        usual = fold.usual.columns(cases.charges[held].tolist(), cases.bands[held].tolist())
        means[held] = means_of(fold.forest, rows_for(cases.rows[held], usual, columns))
    names, counts = np.unique(cases.charges, return_counts=True)
    return SentencingModel(
        parameters=parameters,
        columns=columns,
        folds=tuple(folds),
        part_of=dict(zip(cases.judgments.tolist(), cases.parts.tolist(), strict=True)),
        n_by_charge=dict(zip(names.tolist(), counts.tolist(), strict=True)),
        term=calibrate(means[:, LOG_MONTHS], means[:, SPREAD], cases.log_months, cases.parts),
        fine=_fine_calibration(cases, means),
        probation=_probation_calibration(cases, means),
    )


def _speaking(cases: SentencedCases, least_spread: float) -> NDArray[np.int32]:
    """Return the columns that say something of enough sentences."""
    rows = cases.rows
    is_told = np.isnan(rows).any(axis=0)
    share = np.where(is_told, (~np.isnan(rows)).mean(axis=0), (rows != 0).mean(axis=0))
    return np.flatnonzero(share >= least_spread).astype(np.int32)


def _fold(
    cases: SentencedCases,
    taught: NDArray[np.bool_],
    columns: NDArray[np.int32],
    parameters: SentencingParameters,
) -> FoldModel:
    charges, bands = cases.charges[taught], cases.bands[taught]
    log_months, weight = cases.log_months[taught], parameters.usual_weight
    inner = np.asarray(
        [part_of(_INNER + key, n_parts=_INNER_PARTS) for key in cases.judgments[taught].tolist()],
        dtype=np.int8,
    )
    usual = held_out_columns(charges, bands, log_months, inner, weight=weight)
    kept = _kept(cases, taught)
    forest = grow_forest(
        rows_for(cases.rows[taught], usual, columns),
        np.column_stack((log_months, parameters.probation_weight * kept[:, PROBATION])),
        kept,
        n_trees=parameters.n_trees,
        least_leaf=parameters.least_leaf,
        share_columns=parameters.share_columns,
        seed=parameters.seed,
    )
    return FoldModel(
        usual=usual_terms(charges, bands, log_months, weight=weight), forest=_with_spread(forest)
    )


def _kept(cases: SentencedCases, taught: NDArray[np.bool_]) -> NDArray[np.float64]:
    log_months, log_fine = cases.log_months[taught], cases.log_fine[taught]
    is_eligible = log_months <= np.log(LONGEST_PROBATION) + 1e-9
    kept = np.zeros((len(log_months), LOG_FINE + 1))
    kept[:, LOG_MONTHS] = log_months
    kept[:, SPREAD] = log_months**2
    kept[:, ELIGIBLE] = is_eligible
    kept[:, PROBATION] = is_eligible & cases.has_probation[taught]
    kept[:, FINED] = ~np.isnan(log_fine)
    kept[:, LOG_FINE] = np.nan_to_num(log_fine)
    return kept


def _with_spread(forest: Forest) -> Forest:
    """Turn the mean squares of leaves into variances, rounded as they are kept."""
    values = forest.values.copy()
    squares = values[:, SPREAD] - values[:, LOG_MONTHS] ** 2
    values[:, SPREAD] = np.maximum(squares, 0)
    return replace(forest, values=values.astype(np.float16).astype(np.float32))


def _fine_calibration(cases: SentencedCases, means: NDArray[np.float64]) -> Calibration:
    told = ~np.isnan(cases.log_fine) & (means[:, FINED] > 0)
    expected = means[told, LOG_FINE] / means[told, FINED]
    return calibrate(expected, np.ones(len(expected)), cases.log_fine[told], cases.parts[told])


def _probation_calibration(
    cases: SentencedCases, means: NDArray[np.float64]
) -> ProbationCalibration:
    told = cases.log_months <= np.log(LONGEST_PROBATION) + 1e-9
    chances = means[told, PROBATION] / np.maximum(means[told, ELIGIBLE], 1e-9)
    order = np.lexsort((cases.parts[told], chances))
    return ProbationCalibration(
        chances=chances[order].astype(np.float32),
        is_granted=cases.has_probation[told][order],
        parts=cases.parts[told][order],
    )

"""How is the expectation learned from judgments?"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.sentencing.calibration import Calibration, ProbationCalibration, calibrate
from indexing.sentencing.cases import SentencedCases, SentencedJudgment, gather, part_of
from indexing.sentencing.encoding import held_out_columns, usual_terms
from indexing.sentencing.forest import grow_forest
from indexing.sentencing.likely import (
    ELIGIBLE,
    FINED,
    LOG_FINE,
    LOG_MONTHS,
    LONGEST_PROBATION,
    PROBATION,
    SPREAD,
    likely,
    taught_by,
)
from indexing.sentencing.model import (
    STANDARD_SENTENCING,
    FoldModel,
    SentencingModel,
    SentencingParameters,
    common_columns,
    rows_for,
)

# Parts inside a fold from which a sentence learns what is usual; apart from those of the folds.
_INNER_PARTS: Final = 7
_INNER: Final = "usual "
_ROUNDING: Final = 1e-9


def learn_sentencing(
    judgments: Sequence[SentencedJudgment],
    *,
    families: Sequence[str] | None = None,
    parameters: SentencingParameters = STANDARD_SENTENCING,
    is_drawn: bool = False,
) -> SentencingModel | None:
    """Learn what term, probation and fine to expect.

    The same judgments in the same order give the same model.

    Args:
        judgments: Judgments with a term.
        families: By judgment a key that it shares with those that tell the same; None takes each
            for itself.
        parameters: How to learn.
        is_drawn: Whether the judgments are drawn already, each :func:`drawing_step` th of all.

    Returns:
        The model; None where there are too few sentences.

    Cost: 20 s for 19,000 sentences on one core; bounded by ``limit_sentences``.
    """
    keys = [each.judgment_id for each in judgments] if families is None else list(families)
    parts = [part_of(key, n_parts=parameters.n_folds) for key in keys]
    total = sum(len(each.sentences) for each in judgments)
    step = 1 if is_drawn else drawing_step(total, parameters)
    cases = gather(judgments[::step], parts=parts[::step])
    present = np.unique(cases.parts)
    if len(cases) < parameters.least_sentences or len(present) < parameters.n_folds:
        return None
    columns = _speaking(cases, parameters.least_spread)
    names, counts = np.unique(cases.charges, return_counts=True)
    common = names[np.lexsort((names, -counts))][: parameters.common_charges]
    asked = common_columns(cases.charges.tolist(), common.tolist())
    taught = taught_by(cases)
    folds = []
    found = np.zeros((len(cases), LOG_FINE + 1))
    for part in range(parameters.n_folds):
        held = cases.parts == part
        fold = _fold(cases, ~held, asked, columns, parameters)
        folds.append(fold)
        usual = fold.usual.columns(cases.charges[held].tolist(), cases.bands[held].tolist())
        found[held] = likely(
            fold.forest.like(rows_for(cases.rows[held], usual, asked[held], columns)),
            taught,
            taught.codes[held],
            charge_weight=parameters.charge_weight,
        )
    return SentencingModel(
        parameters=parameters,
        columns=columns,
        common=tuple(common.tolist()),
        taught=taught,
        folds=tuple(folds),
        part_of=dict(zip(cases.judgments.tolist(), cases.parts.tolist(), strict=True)),
        n_by_charge=dict(zip(names.tolist(), counts.tolist(), strict=True)),
        term=calibrate(found[:, LOG_MONTHS], found[:, SPREAD], cases.log_months, cases.parts),
        fine=_fine_calibration(cases, found),
        probation=_probation_calibration(cases, found),
    )


def drawing_step(n_sentences: int, parameters: SentencingParameters) -> int:
    """Return that each so manieth judgment is learned from.

    Args:
        n_sentences: How many sentences all of them have together.
        parameters: How many are learned from at most.
    """
    return max(1, -(-n_sentences // parameters.limit_sentences))


def _speaking(cases: SentencedCases, least_spread: float) -> NDArray[np.int32]:
    """Return the columns that say something of enough sentences."""
    rows = cases.rows
    is_told = np.isnan(rows).any(axis=0)
    share = np.where(is_told, (~np.isnan(rows)).mean(axis=0), (rows != 0).mean(axis=0))
    return np.flatnonzero(share >= least_spread).astype(np.int32)


def _fold(
    cases: SentencedCases,
    is_taught: NDArray[np.bool_],
    common: NDArray[np.float32],
    columns: NDArray[np.int32],
    parameters: SentencingParameters,
) -> FoldModel:
    taught = np.flatnonzero(is_taught).astype(np.int32)
    charges, bands = cases.charges[taught], cases.bands[taught]
    log_months, weight = cases.log_months[taught], parameters.usual_weight
    inner = np.asarray(
        [part_of(_INNER + key, n_parts=_INNER_PARTS) for key in cases.judgments[taught].tolist()],
        dtype=np.int8,
    )
    usual = held_out_columns(charges, bands, log_months, inner, weight=weight)
    is_suspended = cases.has_probation[taught] & _is_eligible(log_months)
    forest = grow_forest(
        rows_for(cases.rows[taught], usual, common[taught], columns),
        np.column_stack((log_months, parameters.probation_weight * is_suspended)),
        taught,
        n_trees=parameters.n_trees,
        share_rows=parameters.share_rows,
        least_leaf=parameters.least_leaf,
        share_columns=parameters.share_columns,
        seed=parameters.seed,
    )
    return FoldModel(usual=usual_terms(charges, bands, log_months, weight=weight), forest=forest)


def _is_eligible(log_months: NDArray[np.float64]) -> NDArray[np.bool_]:
    is_eligible: NDArray[np.bool_] = log_months <= np.log(LONGEST_PROBATION) + _ROUNDING
    return is_eligible


def _fine_calibration(cases: SentencedCases, found: NDArray[np.float64]) -> Calibration:
    told = ~np.isnan(cases.log_fine) & (found[:, FINED] > 0)
    expected = found[told, LOG_FINE]
    return calibrate(expected, np.ones(len(expected)), cases.log_fine[told], cases.parts[told])


def _probation_calibration(
    cases: SentencedCases, found: NDArray[np.float64]
) -> ProbationCalibration:
    told = _is_eligible(cases.log_months)
    chances = found[told, PROBATION] / np.maximum(found[told, ELIGIBLE], 1e-9)
    order = np.lexsort((cases.parts[told], chances))
    return ProbationCalibration(
        chances=chances[order].astype(np.float32),
        is_granted=cases.has_probation[told][order],
        parts=cases.parts[told][order],
    )

"""How near are expected terms to those passed?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import median
from typing import Final

import numpy as np

from corpus.outcome.model import CircumstanceKind
from evaluation.divergence.measures import RECALL, Trial, auc, precision_at, threshold_at_recall
from evaluation.terms.baselines import UsualMedians
from indexing.sentencing.cases import SentencedJudgment, part_of
from indexing.sentencing.features import column_names
from indexing.sentencing.likely import LONGEST_PROBATION
from indexing.sentencing.model import ExpectedSentence, SentencingModel

FACTORS: Final = (0.33, 0.5, 2.0, 3.0)
SIZES: Final = ((0.0, 6.0), (6.0, 12.0), (12.0, 36.0), (36.0, 84.0), (84.0, 1000.0))
_ROLES: Final = (CircumstanceKind.ACCESSORY, CircumstanceKind.PRINCIPAL)
_MANY: Final = 100
_FEN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A sentence that was asked about.

    Attributes:
        judgment: Its judgment.
        place: Which of its sentences.
        expected: What was expected by trees that had not seen it.
        usual: Median term of the charge elsewhere; None where nobody else knows it.
        usual_of_band: Median term of the charge under the same articles elsewhere.
    """

    judgment: SentencedJudgment
    place: int
    expected: ExpectedSentence
    usual: float | None
    usual_of_band: float | None

    @property
    def months(self) -> float:
        """The term passed."""
        return self.expected.sentence.months


def ask(
    model: SentencingModel, judgments: Iterable[SentencedJudgment], usual: UsualMedians
) -> list[Asked]:
    """Ask of every sentence what is expected; those of rare charges get no answer."""
    asked = []
    for judgment in judgments:
        part = model.part_of.get(judgment.judgment_id)
        for expected in model.expect(judgment):
            charge = expected.sentence.charge
            asked.append(
                Asked(
                    judgment=judgment,
                    place=judgment.sentences.index(expected.sentence),
                    expected=expected,
                    usual=usual.of_charge(charge, part=part),
                    usual_of_band=usual.of_band(charge, judgment.band, part=part),
                )
            )
    return asked


def figures_of(asked: Sequence[Asked], *, seed: int) -> dict[str, float]:
    """Return the figures of sentences, by name.

    Args:
        asked: At least one.
        seed: Of the terms dealt out at random.
    """
    errors = [abs(each.expected.term.middle - each.months) for each in asked]
    dealt = np.random.default_rng(seed).permutation([each.months for each in asked])
    first = [error for each, error in zip(asked, errors, strict=True) if each.place == 0]
    only = [
        error
        for each, error in zip(asked, errors, strict=True)
        if each.expected.grounds.n_accused == 1 and each.expected.grounds.n_charges == 1
    ]
    return {
        "n": float(len(asked)),
        "median_error": median(errors),
        "mean_error": float(np.mean(errors)),
        "relative_error": median(
            error / each.months for each, error in zip(asked, errors, strict=True)
        ),
        "median_error/to_three_years": median(
            error
            for each, error in zip(asked, errors, strict=True)
            if each.months <= LONGEST_PROBATION
        ),
        "median_error/first": median(first),
        "median_error/one_accused_one_charge": median(only),
        "coverage": _share(_is_held(each) for each in asked),
        "median_width": median(each.expected.term.high - each.expected.term.low for each in asked),
        "charge_median/median_error": median(
            abs(each.usual - each.months) for each in asked if each.usual is not None
        ),
        "band_median/median_error": median(
            abs(each.usual_of_band - each.months)
            for each in asked
            if each.usual_of_band is not None
        ),
        "random/median_error": median(
            abs(each.months - other) for each, other in zip(asked, dealt.tolist(), strict=True)
        ),
        **_probation(asked),
        **_fines(asked),
    }


def co_accused_figures(judgments: Iterable[SentencedJudgment]) -> dict[str, float]:
    """Return how far terms lie apart that one court passed at once for one charge in one role.

    Compared are neighbours in the ruling: what no reader of other judgments could foretell. Empty
    where no judgment has such a pair.
    """
    roles = [column_names().index(f"found:{kind.value}") for kind in _ROLES]
    apart = []
    for judgment in judgments:
        last: dict[tuple[str, ...], float] = {}
        for sentence, row in zip(judgment.sentences, judgment.rows, strict=True):
            key = (sentence.charge, *(str(row[role]) for role in roles))
            if key in last:
                apart.append(abs(sentence.months - last[key]))
            last[key] = sentence.months
    if not apart:
        return {}
    return {
        "co_accused/n": float(len(apart)),
        "co_accused/median_difference": median(apart),
        "co_accused/mean_difference": float(np.mean(apart)),
    }


def _is_held(asked: Asked) -> bool:
    return asked.expected.term.low <= asked.months <= asked.expected.term.high


def _share(values: Iterable[bool]) -> float:
    return float(np.mean(list(values)))


def _probation(asked: Sequence[Asked]) -> dict[str, float]:
    trials = [
        Trial(
            score=each.expected.probation.chance,
            is_positive=each.expected.sentence.probation_months is not None,
            cluster=each.judgment.judgment_id,
        )
        for each in asked
        if each.expected.probation is not None
    ]
    return {"probation/n": float(len(trials)), "probation/auc": auc(trials)}


def _fines(asked: Sequence[Asked]) -> dict[str, float]:
    ratios = [
        abs(log(each.expected.fine.middle / (each.expected.sentence.fine_fen / _FEN)))
        for each in asked
        if each.expected.fine is not None and each.expected.sentence.fine_fen
    ]
    return {"fine/n": float(len(ratios)), "fine/median_factor": float(np.exp(median(ratios)))}


def injected_figures(
    model: SentencingModel, judgments: Sequence[SentencedJudgment]
) -> dict[str, float]:
    """Return how well terms that were multiplied stand out by their surprise.

    Every judgment is drawn by its digest to be altered or left; terms are altered as numbers.
    """
    figures = {}
    for factor in FACTORS:
        trials = list(_trials(model, judgments, factor))
        threshold = threshold_at_recall(trials, recall=RECALL)
        figures[f"x{factor}/auc"] = auc(trials)
        figures[f"x{factor}/precision_at_recall_0.80"] = precision_at(trials, threshold)
        figures[f"x{factor}/threshold"] = threshold
    return figures


def _trials(
    model: SentencingModel, judgments: Sequence[SentencedJudgment], factor: float
) -> Iterable[Trial]:
    for judgment in judgments:
        is_altered = part_of(f"alter {judgment.judgment_id}", n_parts=2) == 1
        shown = _altered(judgment, factor) if is_altered else judgment
        for expected in model.expect(shown):
            yield Trial(
                score=expected.term.surprise,
                is_positive=is_altered,
                cluster=judgment.judgment_id,
            )


def _altered(judgment: SentencedJudgment, factor: float) -> SentencedJudgment:
    sentences = tuple(
        replace(each, months=max(1.0, round(each.months * factor))) for each in judgment.sentences
    )
    return replace(judgment, sentences=sentences)


def table_by(
    asked: Sequence[Asked], key: Callable[[Asked], str | None]
) -> dict[str, Mapping[str, float]]:
    """Return n, median error, coverage and width for each group of sentences."""
    groups: dict[str, list[Asked]] = {}
    for each in asked:
        name = key(each)
        if name is not None:
            groups.setdefault(name, []).append(each)
    return {
        name: {
            "n": len(group),
            "median_error": median(abs(e.expected.term.middle - e.months) for e in group),
            "coverage": _share(_is_held(e) for e in group),
            "median_width": median(e.expected.term.high - e.expected.term.low for e in group),
        }
        for name, group in sorted(groups.items())
    }


def size_of(asked: Asked) -> str:
    """Return the group of a term by its length: months above the first, up to the second."""
    low, high = next(size for size in SIZES if size[0] < asked.months <= size[1])
    return f"{low:g}-{high:g}"


def many_of(asked: Sequence[Asked]) -> Callable[[Asked], str | None]:
    """Return a key by charge, for charges of at least 100 sentences."""
    counted: dict[str, int] = {}
    for each in asked:
        charge = each.expected.sentence.charge
        counted[charge] = counted.get(charge, 0) + 1

    def key(each: Asked) -> str | None:
        charge = each.expected.sentence.charge
        return charge if counted[charge] >= _MANY else None

    return key

"""``python -m evaluation triples``: which of two loan cases is closer to a third?

Every line holds three papers ``A``, ``B``, ``C`` and ``closer``, which says whether B or C is
closer to A. What is compared are pairs of characters, words, sums and the circumstances of
lending; their weights are learned from triples, and a triple is always decided by weights that
did not see it.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from evaluation.errors import BenchmarkError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.metrics.bootstrap import bootstrap_interval
from indexing.columns.bigrams import bigrams_of
from indexing.columns.lending import circumstances_of, largest_sum_of
from indexing.words.segmentation import Segmenter, stopwords

FOLDS = 5
DEALS = (0, 1, 2, 3, 4)
_REGULARISATION = 0.1
_SUM_MISSING = -1.5
_PROTOCOL = (
    "Share of triples in which the paper that is closer to A was chosen. Weights by logistic "
    "regression on differences, B against C and C against B; every triple is decided by weights "
    "learned from the other four folds, mean over the deals of seeds 0 to 4. Plain: pairs of "
    "characters alone, nothing learned. How rare a pair or word is, is counted over all papers of "
    "the file."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """Three papers.

    Attributes:
        texts: A, B and C.
        is_first: Whether B is the closer one.
    """

    texts: tuple[str, str, str]
    is_first: bool


def read_triples(path: Path) -> tuple[Triple, ...]:
    """Read a file of triples.

    Raises:
        BenchmarkError: It cannot be read, or a line is no triple, or there are too few.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(str(path), f"cannot be read: {error}") from error
    triples = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts = (str(row["A"]), str(row["B"]), str(row["C"]))
            closer = row["closer"]
        except (ValueError, KeyError, TypeError) as error:
            raise BenchmarkError(f"{path} line {number}", f"no triple: {error}") from error
        if closer not in {"B", "C"}:
            raise BenchmarkError(f"{path} line {number}", f"closer is {closer!r}; expected B or C")
        triples.append(Triple(texts=texts, is_first=closer == "B"))
    if len(triples) < FOLDS:
        raise BenchmarkError(str(path), f"{len(triples)} triples; expected at least {FOLDS}")
    return tuple(triples)


def differences(triples: Sequence[Triple]) -> NDArray[np.float64]:
    """Return how much more B is like A than C is, one row per triple.

    The first column is likeness by pairs of characters; turning B and C round turns every sign.
    """
    segmenter, silent = Segmenter(), stopwords()
    papers = [text for triple in triples for text in triple.texts]
    pairs = _Overlap([{str(code) for code in bigrams_of(text)} for text in papers])
    words = _Overlap([set(segmenter.words(text)) - silent for text in papers])
    told = np.asarray([circumstances_of(text) for text in papers])
    sums = np.log1p([largest_sum_of(text) for text in papers])

    def likeness(one: int, other: int) -> NDArray[np.float64]:
        both = sums[one] > 0 and sums[other] > 0
        return np.concatenate(
            (
                [
                    pairs.share(one, other),
                    words.share(one, other),
                    -abs(sums[one] - sums[other]) if both else _SUM_MISSING,
                ],
                told[one] == told[other],
            )
        )

    firsts = range(0, len(papers), 3)
    return np.asarray([likeness(at, at + 1) - likeness(at, at + 2) for at in firsts])


class _Overlap:
    """Likeness of sets by the rarity of what they share (weighted Dice)."""

    def __init__(self, sets: Sequence[set[str]]) -> None:
        spread = Counter(item for one in sets for item in one)
        n_sets = len(sets)
        self._rarity = {
            item: float(np.log1p((n_sets - count + 0.5) / (count + 0.5)))
            for item, count in spread.items()
        }
        self._sets = sets
        self._totals = [self._sum(one) for one in sets]

    def share(self, one: int, other: int) -> float:
        """Return which share of their rarity two sets have in common."""
        whole = self._totals[one] + self._totals[other]
        return self._sum(self._sets[one] & self._sets[other]) / whole if whole else 0.0

    def _sum(self, items: set[str]) -> float:
        # Sorted, because sums of floats depend on the order and sets of words have none.
        return sum(self._rarity[item] for item in sorted(items))


def cross_validated(
    rows: NDArray[np.float64], is_first: NDArray[np.bool_], *, seed: int
) -> NDArray[np.bool_]:
    """Return for each triple whether weights that did not see it decide it rightly.

    Args:
        rows: As :func:`differences` gives them.
        is_first: Whether B is closer.
        seed: Of the deal into folds.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    order = np.random.default_rng(seed).permutation(len(rows))
    is_right = np.zeros(len(rows), dtype=np.bool_)
    for fold in range(FOLDS):
        asked = order[fold::FOLDS]
        taught = np.setdiff1d(order, asked)
        scales = rows[taught].std(axis=0)
        scales[scales == 0.0] = 1.0
        scaled = rows / scales
        model = LogisticRegression(C=_REGULARISATION, fit_intercept=False, max_iter=1000)
        # Both ways round, so that the weights cannot learn in which place the closer one stands.
        model.fit(
            np.vstack((scaled[taught], -scaled[taught])),
            np.concatenate((is_first[taught], ~is_first[taught])),
        )
        is_right[asked] = model.predict(scaled[asked]) == is_first[asked]
    return is_right


def main(arguments: Sequence[str]) -> int:
    """Decide every triple and count the right ones.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: The file cannot be used.
    """
    options = _parser().parse_args(arguments)
    triples = read_triples(options.data)
    rows = differences(triples)
    is_first = np.asarray([triple.is_first for triple in triples])
    right = np.mean([cross_validated(rows, is_first, seed=seed) for seed in DEALS], axis=0)
    plain = (rows[:, 0] > 0) == is_first
    interval = bootstrap_interval(right.tolist(), rng=np.random.default_rng(0))
    measurement = Measurement(
        name="triples",
        protocol=_PROTOCOL,
        figures={
            "accuracy": interval.mean,
            "plain/accuracy": fmean(plain.tolist()),
            "random/accuracy": 0.5,
        },
        command=command_of("triples", arguments),
        corpus_digest=hashlib.sha256(options.data.read_bytes()).hexdigest()[:16],
        commit=commit_of_checkout(),
        measured_on=datetime.now(UTC).date(),
        details={"n_triples": len(triples), "interval": [interval.low, interval.high]},
    )
    measurement.write(options.json)
    for name, value in measurement.figures.items():
        print(f"{name:<18}{value:.4f}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation triples", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="lines of A, B, C and closer")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser

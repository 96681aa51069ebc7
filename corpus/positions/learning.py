"""How is the model of issue names learned? Ridge regression of labels on runs of characters.

Equal sentences are one, with the mean of their labels. The smallest weights are left out and the
rest kept in 127 steps: a model of 1.5 MB names as well as one of 60 MB.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from corpus.positions.names import IssueModel
from corpus.positions.ngrams import N_RUNS, counts_of, runs_of

_RIDGE: Final = 0.3
_KEPT: Final = 400_000
_KEPT_OF_NAME: Final = 8_000
_STEPS: Final = 127
_LEAST_TEXTS: Final = 2
OTHER: Final = "other"
"""Label of a sentence about no issue of the table; nothing is learned of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence with the issues that it is about.

    Attributes:
        text: The sentence.
        labels: Names of the table.
    """

    text: str
    labels: tuple[str, ...]


def learn(sentences: Sequence[Labelled]) -> IssueModel:
    """Learn a model from labelled sentences; the same sentences give the same model.

    Cost: the third power of the number of different sentences: 15 s for 6,000 on one core.
    """
    texts, targets, names = _targets(sentences)
    counts = counts_of(texts)
    rarity = np.log((len(texts) + 1) / (counts + 1)) + 1
    rarity[counts < _LEAST_TEXTS] = 0
    rows = rows_of(texts, rarity.astype(np.float32))
    kernel = (rows @ rows.T).toarray()
    kernel[np.diag_indices(len(kernel))] += np.float32(_RIDGE)
    factor = cho_factor(kernel, overwrite_a=True, check_finite=False)
    weights = np.asarray(rows.T @ cho_solve(factor, targets, check_finite=False))
    return _packed(names, rarity, weights)


def _targets(
    sentences: Sequence[Labelled],
) -> tuple[list[str], NDArray[np.float32], tuple[str, ...]]:
    names = tuple(sorted({label for each in sentences for label in each.labels} - {OTHER}))
    number = {name: place for place, name in enumerate(names)}
    said: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for each in sentences:
        said[each.text].append(each.labels)
    texts = sorted(said)
    targets = np.zeros((len(texts), len(names)), dtype=np.float32)
    for row, text in enumerate(texts):
        for labels in said[text]:
            for label in labels:
                if label != OTHER:
                    targets[row, number[label]] += np.float32(1 / len(said[text]))
    return texts, targets, names


def rows_of(texts: Sequence[str], rarity: NDArray[np.float32]) -> csr_matrix:
    """Return unit rows of shape (texts, runs), each run weighted by its rarity and how often."""
    runs = [runs_of(text) for text in texts]
    columns = np.concatenate([np.empty(0, dtype=np.int64), *(each for each, _ in runs)])
    data = rarity[columns] * np.concatenate(
        [np.empty(0, dtype=np.float32), *(often for _, often in runs)]
    )
    starts = np.concatenate(([0], np.cumsum([len(each) for each, _ in runs]))).astype(np.int64)
    squares = np.add.reduceat(np.append(data * data, 0), np.minimum(starts[:-1], len(data)))
    lengths = np.sqrt(np.where(np.diff(starts) > 0, squares, 1))
    lengths[lengths == 0] = 1
    unit = np.divide(data, np.repeat(lengths, np.diff(starts)), dtype=np.float32)
    return csr_matrix((unit, columns, starts), shape=(len(texts), N_RUNS))


def _packed(
    names: tuple[str, ...], rarity: NDArray[np.float64], weights: NDArray[np.float32]
) -> IssueModel:
    """Keep the largest weights in whole steps."""
    sizes = np.abs(weights)
    kept = min(_KEPT, _KEPT_OF_NAME * len(names))
    if weights.size > kept:
        least = np.partition(sizes.ravel(), -kept)[-kept]
        weights = np.multiply(weights, sizes >= least, dtype=np.float32)
    scales = np.abs(weights).max(axis=0) / _STEPS
    scales[scales == 0] = 1
    steps = csr_matrix(np.round(weights / scales).astype(np.int8))
    steps.eliminate_zeros()
    return IssueModel(
        names=names,
        rarity=rarity.astype(np.float16).astype(np.float32),
        starts=steps.indptr.astype(np.int64),
        issues=steps.indices.astype(np.uint8),
        weights=steps.data.astype(np.int8),
        scales=scales.astype(np.float32),
    )


def save(model: IssueModel, path: Path) -> None:
    """Write a model; :func:`corpus.positions.names.read_model` reads it."""
    numbers: dict[str, NDArray[np.generic]] = {
        "rarity": model.rarity.astype(np.float16),
        "starts": model.starts.astype(np.uint32),
        "issues": model.issues,
        "weights": model.weights,
        "scales": model.scales,
    }
    row = {
        "made_by": "python -m corpus.positions.making DATA",
        "names": model.names,
        **{name: b64encode(each.tobytes()).decode() for name, each in numbers.items()},
    }
    path.write_bytes(orjson.dumps(row, option=orjson.OPT_INDENT_2) + b"\n")

"""Of which charges may an accused be convicted on these facts?

A linear classifier, made of the judgments at hand: their facts as sets of words, their charges as
labels. Each charge's direction is a separating one (a support vector machine) plus the middle of
its judgments, which also stands on its feet where a charge has few. Words that name charges are
left out: a bill of indictment would give the answer away, and a pending file need not hold them.
It is kept as plain arrays; what is printed of it is a probability, calibrated on judgments that it
had not seen.
"""

import json
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus.cause import canonical_charge
from indexing.errors import DamagedSnapshotError
from indexing.packing.arrays import UNREADABLE, read_arrays, write_arrays
from indexing.words.segmentation import stopwords

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_ARRAYS = "charge_model"
_ABOUT = "charge_model.json"
# From so many judgments on, learning takes longer than starting a process that learns beside.
_WORTH_A_PROCESS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeModelParameters:
    """How the classifier is made.

    Attributes:
        least_examples: A charge with fewer judgments is never predicted.
        least_spread: A word in fewer judgments is not looked at.
        limit_judgments: At most so many judgments are learned from, evenly drawn.
        limit_passages: Of each judgment, the first so many passages of its facts; what follows
            are mostly lists of evidence.
        regularisation: C of the support vector machine.
        middle: Weight of a charge's middle beside its separating direction.
        held_out: Every so manieth judgment is kept for calibration.
    """

    least_examples: int = 3
    least_spread: int = 3
    limit_judgments: int = 20_000
    limit_passages: int = 5
    regularisation: float = 0.1
    middle: float = 5.0
    held_out: int = 5


STANDARD_CHARGE_MODEL = ChargeModelParameters()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFacts:
    """What the classifier learns from, judgment by judgment.

    Attributes:
        word_starts: Where each judgment's words begin; one more at the end.
        words: Numbers of the words of its facts, ascending and each once.
        charge_starts: Where each judgment's charges begin; one more at the end.
        charges: Places in ``names``.
        names: Full names of charges.
    """

    word_starts: NDArray[np.int64]
    words: NDArray[np.int32]
    charge_starts: NDArray[np.int64]
    charges: NDArray[np.int32]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeModel:
    """Gives each charge a probability.

    Attributes:
        names: The charges it knows, ascending.
        columns: By number of word, its column in ``weights``, or -1; a word with a higher number
            came later and has none.
        rarity: By column, the weight of a word that occurs.
        weights: By charge and column, half precision.
        temperature: What scores are divided by to become probabilities.
    """

    names: tuple[str, ...]
    columns: NDArray[np.int32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float16]
    temperature: float

    def probabilities(self, numbers: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return the probability of every charge, in order of ``names``; their sum is 1.

        Args:
            numbers: Numbers of the words of the facts, each once. Where the model knows none of
                them all charges are equally probable.

        Cost: one pass over the columns of the words, 1 ms for 300 words and 120 charges.
        """
        columns = self.columns[numbers[numbers < len(self.columns)]]
        # In order of columns, whatever numbers words have: sums must not differ by that.
        known = np.sort(columns[columns >= 0])
        values = self.rarity[known]
        length = float(np.linalg.norm(values)) or 1.0
        scores = self.weights[:, known].astype(np.float32) @ values / length
        chances: NDArray[np.float64] = _softmax(scores[None], self.temperature)[0]
        return chances

    def many_probabilities(
        self, word_starts: NDArray[np.int64], words: NDArray[np.int32]
    ) -> NDArray[np.float64]:
        """Return :meth:`probabilities` for many judgments, shape (judgments, charges).

        Args:
            word_starts: Where each judgment's words begin; one more at the end.
            words: Numbers of words, each once in a judgment.
        """
        rows = np.arange(len(word_starts) - 1)
        missing = max(0, int(words.max(initial=-1)) + 1 - len(self.columns))
        columns = np.pad(self.columns, (0, missing), constant_values=-1)
        table = _table(word_starts, words, rows, columns, self.rarity)
        return _softmax(table @ self.weights.T.astype(np.float32), self.temperature)

    def save(self, folder: Path) -> None:
        """Write it into a folder as arrays and a list of names."""
        arrays: dict[str, NDArray[Any]] = {
            "columns": self.columns,
            "rarity": self.rarity,
            "weights": self.weights,
        }
        write_arrays(folder, _ARRAYS, arrays)
        about = {"names": list(self.names), "temperature": self.temperature}
        (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """Read it from a folder; None where the folder holds none.

        Raises:
            DamagedSnapshotError: The files are not of the form that :meth:`save` gives.
        """
        if not (folder / _ABOUT).is_file():
            return None
        try:
            about = json.loads((folder / _ABOUT).read_text("utf-8"))
            names = tuple(str(name) for name in about["names"])
            temperature = float(about["temperature"])
        except UNREADABLE as error:
            raise DamagedSnapshotError(str(folder), "the charge model cannot be read") from error
        arrays = read_arrays(folder, _ARRAYS, ("columns", "rarity", "weights"))
        return cls(names=names, temperature=temperature, **arrays)


def train_charge_model(
    facts: LabelledFacts,
    *,
    places: Mapping[str, int],
    spread: NDArray[np.int32],
    parameters: ChargeModelParameters = STANDARD_CHARGE_MODEL,
) -> ChargeModel | None:
    """Learn which words of facts go with which charges.

    The same judgments give the same model.

    Args:
        facts: The judgments, in order of id; those without charge or words are passed over.
        places: The number of each word that ``facts`` counts in.
        spread: In how many judgments each of them occurs, by number.
        parameters: How to learn.

    Returns:
        The model; None where fewer than two charges have enough judgments.

    Cost: 20 s for 9,000 judgments and 120 charges on one core; bounded by ``limit_judgments``.
    """
    usable = np.flatnonzero((np.diff(facts.word_starts) > 0) & (np.diff(facts.charge_starts) > 0))
    rows = usable[:: drawing_step(len(usable), parameters)]
    counts = np.bincount(_picked(facts.charge_starts, facts.charges, rows)[1])
    known = np.flatnonzero(counts >= parameters.least_examples)
    if len(known) < 2:
        return None
    place = np.full(len(facts.names), -1, dtype=np.int32)
    place[known] = np.arange(len(known))
    columns = _columns(places, spread, least_spread=parameters.least_spread)
    n_columns = int(columns.max(initial=-1)) + 1
    if n_columns == 0:
        return None
    rarity = _rarity(facts, rows, columns, n_columns)
    table = _table(facts.word_starts, facts.words, rows, columns, rarity)
    owners, labels = _picked(facts.charge_starts, facts.charges, rows)
    is_known = place[labels] >= 0
    owners, labels = owners[is_known], place[labels[is_known]]
    is_held = owners % parameters.held_out == parameters.held_out - 1
    weights_of = partial(_weights, n_labels=len(known), parameters=parameters)
    temperature_of = partial(_temperature, table, owners=owners[is_held], labels=labels[is_held])
    whole, partly = (table, owners, labels), (table, owners[~is_held], labels[~is_held])
    if len(rows) < _WORTH_A_PROCESS:
        weights, temperature = weights_of(*whole), temperature_of(weights_of(*partly))
    else:
        # Not threads: the machine draws from random numbers that all of a process share, so that
        # two that learn at once would disturb each other by chance.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as side:
            learned = side.submit(weights_of, *whole)
            temperature = temperature_of(weights_of(*partly))
            weights = learned.result()
    return ChargeModel(
        names=tuple(facts.names[number] for number in known),
        columns=columns,
        rarity=rarity,
        weights=weights.astype(np.float16),
        temperature=temperature,
    )


def drawing_step(n_usable: int, parameters: ChargeModelParameters) -> int:
    """Return that each so manieth judgment is learned from.

    Args:
        n_usable: How many have charges and words.
        parameters: How many are learned from at most.
    """
    return max(1, -(-n_usable // parameters.limit_judgments))


def _picked(
    starts: NDArray[np.int64], values: NDArray[np.int32], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the values of some rows, and to which of these rows each belongs."""
    counts = starts[rows + 1] - starts[rows]
    owners = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return owners, values[np.repeat(starts[rows], counts) + within]


def _columns(
    places: Mapping[str, int], spread: NDArray[np.int32], *, least_spread: int
) -> NDArray[np.int32]:
    """Number the words that may speak for a charge."""
    columns = np.full(len(spread), -1, dtype=np.int32)
    silent = stopwords()
    speaking = [
        number
        for word, number in places.items()
        if spread[number] >= least_spread and word not in silent and canonical_charge(word) is None
    ]
    columns[sorted(speaking)] = np.arange(len(speaking))
    return columns


def _rarity(
    facts: LabelledFacts, rows: NDArray[np.int64], columns: NDArray[np.int32], n_columns: int
) -> NDArray[np.float32]:
    """Return by column the weight of a word that occurs."""
    places = columns[_picked(facts.word_starts, facts.words, rows)[1]]
    spread = np.bincount(places[places >= 0], minlength=n_columns)
    rarity: NDArray[np.float32] = (np.log((1 + len(rows)) / (1 + spread)) + 1).astype(np.float32)
    return rarity


def _table(
    word_starts: NDArray[np.int64],
    words: NDArray[np.int32],
    rows: NDArray[np.int64],
    columns: NDArray[np.int32],
    rarity: NDArray[np.float32],
) -> "csr_matrix":
    """Return judgments by words, each row of length one."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to import, building only

    owners, numbers = _picked(word_starts, words, rows)
    places = columns[numbers]
    owners, places = owners[places >= 0], places[places >= 0]
    values = rarity[places]
    lengths = np.sqrt(np.bincount(owners, values.astype(np.float64) ** 2, minlength=len(rows)))
    values = (values / np.maximum(lengths, 1e-9)[owners]).astype(np.float32)
    return csr_matrix((values, (owners, places)), shape=(len(rows), len(rarity)))


def _weights(
    table: "csr_matrix",
    owners: NDArray[np.int64],
    labels: NDArray[np.int32],
    *,
    n_labels: int,
    parameters: ChargeModelParameters,
) -> NDArray[np.float32]:
    """Return by label and word the separating direction plus the middle of the label's rows."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to import, building only
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    # A judgment of three charges tells of each a third.
    share = 1.0 / np.bincount(owners, minlength=table.shape[0])[owners]
    totals = np.bincount(labels, share, minlength=n_labels)
    averaging = csr_matrix(
        (share / np.maximum(totals, 1e-9)[labels], (labels, owners)),
        shape=(n_labels, table.shape[0]),
    )
    middles = (averaging @ table).toarray()
    middles -= middles.mean(axis=0)
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    found = np.unique(labels)
    weights = parameters.middle * middles
    if len(found) > 1:
        machine = LinearSVC(C=parameters.regularisation, class_weight="balanced", random_state=0)
        machine.fit(table[owners], labels, sample_weight=share)
        direction = machine.coef_ if len(found) > 2 else np.vstack((-machine.coef_, machine.coef_))
        weights[found] += direction
    rounded: NDArray[np.float32] = weights.astype(np.float16).astype(np.float32)
    return rounded


def _temperature(
    table: "csr_matrix",
    weights: NDArray[np.float32],
    owners: NDArray[np.int64],
    labels: NDArray[np.int32],
) -> float:
    """Return the temperature under which held-out charges are most probable.

    Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2.
    """
    if not len(owners):
        return 1.0
    scores = table[owners] @ weights.T
    share = 1.0 / np.bincount(owners)[owners]

    def loss(temperature: float) -> float:
        probable = _softmax(scores, temperature)[np.arange(len(labels)), labels]
        return float(-(share * np.log(np.maximum(probable, 1e-12))).sum())

    grid = np.geomspace(0.02, 5.0, 60)
    return float(min(grid, key=loss))


def _softmax(scores: NDArray[np.float32], temperature: float) -> NDArray[np.float64]:
    raised = scores.astype(np.float64) / temperature
    powers = np.exp(raised - raised.max(axis=1, keepdims=True))
    probable: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return probable

"""How like is each of a few judgments to a query, in numbers a ranker can weigh?

The channels find some hundred judgments; here each of them is compared with the query in every
way that the index knows. Every number is scaled by what the query could reach at most, so that
weights learned on one corpus mean the same on another.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.elements import ElementTable, known_elements
from indexing.layout import PassageTable
from indexing.opening import IndexSnapshot
from indexing.passages import PassageKind
from indexing.preparing import PreparedQuery

_FACTS = PassageTable.place_of(PassageKind.FACTS)
_REASONING = PassageTable.place_of(PassageKind.REASONING)

# The most that one word can score: rarity times (k1 + 1), the engine's k1 being 1.2.
_HIGHEST_PER_WORD = 2.2

LEXICAL = ("facts_bm25", "reasoning_bm25", "words_cosine", "words_passage")
PAIRS = ("pairs_share", "pairs_cosine")
DENSE = ("dense_mean", "dense_facts", "dense_reasoning", "dense_windows", "dense_windows_least")
ELEMENTS = (
    "ruled_overlap",
    "ruled_share",
    "ruled_best",
    "ruled_rank",
    "ruled_others",
    "ruled_none",
    "named_overlap",
    "named_share",
    "named_best",
    "named_stress",
    "named_often",
    "probable_overlap",
)
SHAPE = ("length",)
FEATURES = (*LEXICAL, *PAIRS, *DENSE, *ELEMENTS, *SHAPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryElements:
    """The legal elements of a query.

    Attributes:
        weights: By place in the names of the index, how surely the query is about it, in [0, 1].
        chances: By the same place, how probable its facts make it.
        are_given: Whether the file told them; otherwise they are predicted.
    """

    weights: NDArray[np.float64]
    chances: NDArray[np.float64]
    are_given: bool


def elements_of_query(
    charges: Sequence[str], query: PreparedQuery, snapshot: IndexSnapshot
) -> QueryElements | None:
    """Return the legal elements of a query; None where they are neither told nor predictable.

    Args:
        charges: What the file tells; charges and causes that no judgment of the index has are as
            good as untold.
        query: The query.
        snapshot: The index.
    """
    place = {name: number for number, name in enumerate(snapshot.elements.names)}
    chances = np.zeros(len(place))
    if snapshot.charge_model is not None:
        model = snapshot.charge_model
        chances[[place[name] for name in model.names]] = model.probabilities(query.numbers)
    told = [place[name] for name in known_elements(charges) if name in place]
    if told:
        weights = np.zeros(len(place))
        weights[told] = 1.0
        return QueryElements(weights=weights, chances=chances, are_given=True)
    if snapshot.charge_model is None:
        return None
    return QueryElements(weights=chances, chances=chances, are_given=False)


def fingerprint_of_features() -> str:
    """Return a digest of what the features are, in order; weights hold for one of them only."""
    return hashlib.sha256("\n".join(("features-1", *FEATURES)).encode()).hexdigest()[:16]


def read_features(
    query: PreparedQuery,
    elements: QueryElements,
    snapshot: IndexSnapshot,
    labels: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Compare judgments with a query.

    Args:
        query: The query.
        elements: Its legal elements.
        snapshot: The index.
        labels: Places of the judgments in order of id, each once.

    Returns:
        One row per judgment, in the columns of :data:`FEATURES`.

    Cost: 10 ms for 200 judgments.
    """
    columns = [
        *_lexical(query, snapshot, labels),
        *_pairs(query, snapshot, labels),
        *_dense(query, snapshot, labels),
        *_elements(elements, snapshot.elements, labels),
        np.log1p(np.diff(snapshot.bigrams.starts)[labels]),
    ]
    return np.column_stack(columns)


def _lexical(
    query: PreparedQuery, snapshot: IndexSnapshot, labels: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    allowed = np.zeros(snapshot.columns.size, dtype=np.bool_)
    allowed[labels] = True
    highest = _HIGHEST_PER_WORD * query.rarity.sum() or 1.0
    found = []
    for field in ("facts", "reasoning"):
        scores = np.zeros(snapshot.columns.size)
        terms = {field: dict.fromkeys(query.words, 1.0)}
        ranking = snapshot.lexical.search(terms, depth=len(labels), allowed=allowed)
        scores[ranking.labels] = ranking.scores
        found.append(scores[labels] / highest)
    rarity = np.zeros(len(snapshot.words.spread))
    rarity[query.numbers] = query.rarity
    whole = float(query.rarity.sum()) or 1.0
    length = float(np.linalg.norm(query.rarity)) or 1.0
    table = snapshot.passages
    cosine, best = np.zeros(len(labels)), np.zeros(len(labels))
    for row, label in enumerate(labels.tolist()):
        first, stop = int(table.starts[label]), int(table.starts[label + 1])
        starts = table.word_starts[first : stop + 1]
        if first == stop or starts[0] == starts[-1]:
            continue
        words = snapshot.passage_words[starts[0] : starts[-1]]
        sums = np.concatenate(([0.0], np.cumsum(rarity[words])))
        best[row] = np.max(np.diff(sums[starts - starts[0]])) / whole
        met = np.unique(words[rarity[words] > 0])
        cosine[row] = (rarity[met] ** 2).sum() / length / np.sqrt(len(words))
    return [*found, cosine, best]


def _pairs(
    query: PreparedQuery, snapshot: IndexSnapshot, labels: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    table = snapshot.bigrams
    n_judgments = snapshot.columns.size
    spread = table.spread[query.bigrams]
    rarity = np.zeros(len(table.spread))
    rarity[query.bigrams] = np.log1p((n_judgments - spread + 0.5) / (spread + 0.5))
    whole = float(rarity.sum()) or 1.0
    starts, stops = table.starts[labels], table.starts[labels + 1]
    sums = np.asarray(
        [
            rarity[table.codes[start:stop]].sum()
            for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
        ]
    )
    sizes = np.maximum(stops - starts, 1)
    return [sums / whole, sums / whole / np.sqrt(sizes / table_mean(table.starts))]


def table_mean(starts: NDArray[np.int64]) -> float:
    """Return how many values a row of a table has on average, at least one."""
    return max(1.0, float(starts[-1]) / max(1, len(starts) - 1))


def _dense(
    query: PreparedQuery, snapshot: IndexSnapshot, labels: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    table = snapshot.passages
    rows = np.zeros((len(labels), 5))
    for row, label in enumerate(labels.tolist()):
        first, stop = int(table.starts[label]), int(table.starts[label + 1])
        if first == stop:
            continue
        kinds = table.kinds[first:stop]
        vectors = snapshot.passage_vectors[first:stop].astype(np.float32)
        likeness = vectors @ query.vector
        facts, reasoning = kinds == _FACTS, kinds == _REASONING
        of_facts = vectors[facts] if facts.any() else vectors
        mean = of_facts.mean(axis=0)
        rows[row, 0] = mean @ query.vector / (float(np.linalg.norm(mean)) or 1.0)
        rows[row, 1] = (likeness[facts] if facts.any() else likeness).max()
        rows[row, 2] = likeness[reasoning].max() if reasoning.any() else 0.0
        best = (query.windows @ of_facts.T).max(axis=1, initial=-1.0)
        if len(best):
            rows[row, 3], rows[row, 4] = best.mean(), best.min()
    return list(rows.T)


def _elements(
    query: QueryElements, table: ElementTable, labels: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    weights = query.weights
    total = float(weights.sum()) or 1.0
    order = np.empty(len(weights), dtype=np.int64)
    order[np.argsort(-weights, kind="stable")] = np.arange(len(weights))
    rows = np.zeros((len(labels), len(ELEMENTS)))
    for row, label in enumerate(labels.tolist()):
        part = slice(int(table.starts[label]), int(table.starts[label + 1]))
        codes, mentions = table.codes[part], table.mentions[part]
        ruled = codes[table.is_ruled[part]]
        met, met_ruled = weights[codes], weights[ruled]
        wanted = met > 0.5 if query.are_given else met > 0.1
        n_mentions = max(1, int(mentions.sum()))
        likely = table.predicted[label] >= 0
        rows[row] = (
            met_ruled.sum() / (total + len(ruled) - met_ruled.sum()),
            met_ruled.sum() / total,
            met_ruled.max(initial=0.0),
            1.0 / (1.0 + order[ruled].min(initial=len(weights))),
            (1.0 - met_ruled).sum(),
            float(not len(ruled)),
            met.sum() / (total + len(codes) - met.sum()),
            met.sum() / total,
            met.max(initial=0.0),
            (met * mentions).sum() / n_mentions,
            np.log1p(mentions[wanted].sum()),
            (query.chances[table.predicted[label][likely]] * table.probable[label][likely]).sum(),
        )
    return list(rows.T)

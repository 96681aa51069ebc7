"""How like is each of a few judgments to a query, in numbers a ranker can weigh?

The channels find some hundred judgments; here each of them is compared with the query in every
way that the index knows. Every number is scaled by what the query could reach at most, so that
weights learned on one corpus mean the same on another.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.cause import canonical_charge
from indexing.channels.joined_lexical import PLACES
from indexing.channels.lexical import FIELDS
from indexing.columns.elements import ElementTable, known_elements
from indexing.columns.terms import K1, MetTerms, bm25
from indexing.packing.meeting import AskedNumbers
from indexing.searching.preparing import PreparedQuery
from indexing.snapshots.opening import IndexSnapshot

# From this weight on a query counts as being about a charge.
_SURE = 0.5
_PROBABLE = 0.1

FACTS = "facts"
LEXICAL = ("facts_bm25", "reasoning_bm25")
PAIRS = ("pairs_share", "pairs_by_length")
DENSE = ("dense_facts",)
ELEMENTS = (
    "ruled_overlap",
    "ruled_share",
    "ruled_rank",
    "ruled_others",
    "named_overlap",
    "named_share",
    "named_stress",
    "named_often",
    "probable_overlap",
)
FEATURES = (*LEXICAL, *PAIRS, *DENSE, *ELEMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryElements:
    """The legal elements of a query.

    Attributes:
        weights: By place in the names of the index, how surely the query is about it, in [0, 1].
        chances: By the same place, how probable its facts make it.
        are_given: Whether the file told them; otherwise they are predicted.
        is_criminal: Whether the surest of them is a charge, not a civil cause.
    """

    weights: NDArray[np.float64]
    chances: NDArray[np.float64]
    are_given: bool
    is_criminal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyElement:
    """A charge or cause that a query was taken to be about.

    Attributes:
        name: Its name.
        chance: How probable the facts make it, in [0, 1]; 1 where the file told it.
        is_told: Whether the file told it; otherwise it is predicted.
    """

    name: str
    chance: float
    is_told: bool


def likely_elements(elements: QueryElements, snapshot: IndexSnapshot) -> tuple[LikelyElement, ...]:
    """Return what a query was taken to be about, the surest first, by name where equally sure."""
    least = _SURE if elements.are_given else _PROBABLE
    names = snapshot.elements.names
    sure = np.flatnonzero(elements.weights > least)
    order = sure[np.lexsort((sure, -elements.weights[sure]))]
    return tuple(
        LikelyElement(
            name=names[place],
            chance=float(elements.weights[place]),
            is_told=elements.are_given,
        )
        for place in order.tolist()
    )


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
    names, model = snapshot.elements.names, snapshot.charge_model
    chances = np.zeros(len(names))
    if model is not None:
        places = _places_among(names, model.names)
        chances[places] = model.probabilities(query.numbers).round(PLACES)
    told = [names.index(name) for name in known_elements(charges) if name in names]
    weights = chances
    if told:
        weights = np.zeros(len(names))
        weights[told] = 1.0
    elif model is None:
        return None
    return QueryElements(
        weights=weights,
        chances=chances,
        are_given=bool(told),
        is_criminal=canonical_charge(names[int(weights.argmax())]) is not None,
    )


# Of one index and its model; a few while one takes over from another.
@lru_cache(maxsize=8)
def _places_among(names: tuple[str, ...], some: tuple[str, ...]) -> NDArray[np.intp]:
    """Return where some names stand among all; they are among these."""
    place = {name: number for number, name in enumerate(names)}
    return np.asarray([place[name] for name in some], dtype=np.intp)


def fingerprint_of_features() -> str:
    """Return a digest of what the features are, in order; weights hold for one of them only."""
    return hashlib.sha256("\n".join(("features-1", *FEATURES)).encode()).hexdigest()[:16]


def read_features(
    query: PreparedQuery,
    elements: QueryElements,
    snapshot: IndexSnapshot,
    labels: NDArray[np.int64],
    *,
    met: MetTerms | None = None,
) -> NDArray[np.float64]:
    """Compare judgments with a query.

    Args:
        query: The query.
        elements: Its legal elements.
        snapshot: The index.
        labels: Places of the judgments in order of id, each once.
        met: As :func:`met_in_facts` gives it, if that is known already.

    Returns:
        One row per judgment, in the columns of :data:`FEATURES`.

    Cost: 2.5 ms for 200 judgments, two thirds of it for their pairs of characters.
    """
    columns = [
        *_lexical(query, snapshot, labels, met),
        *_pairs(query, snapshot, labels),
        _dense(query, snapshot, labels),
        *_elements(elements, snapshot.elements, labels),
    ]
    # Sums in another order of words, as after an increment, must not part what is equal.
    return np.column_stack(columns).round(PLACES)


def met_in_facts(
    query: PreparedQuery, snapshot: IndexSnapshot, labels: NDArray[np.int64]
) -> MetTerms:
    """Return where the facts of some judgments hold the words of a query."""
    return snapshot.terms[FACTS].met(labels, query.numbers)


def _lexical(
    query: PreparedQuery,
    snapshot: IndexSnapshot,
    labels: NDArray[np.int64],
    met: MetTerms | None,
) -> list[NDArray[np.float64]]:
    highest = (K1 + 1.0) * float(query.rarity.sum()) or 1.0
    known = {FACTS: met}
    return [
        bm25(snapshot.terms[field], query.numbers, labels, met=known.get(field)) / highest
        for field in FIELDS
    ]


def _pairs(
    query: PreparedQuery, snapshot: IndexSnapshot, labels: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    table = snapshot.bigrams
    n_judgments = snapshot.columns.size
    spread = table.spread[query.bigrams]
    rarity = np.log1p((n_judgments - spread + 0.5) / (spread + 0.5))
    whole = float(rarity.sum()) or 1.0
    starts, stops = table.starts[labels], table.stops[labels]
    met = table.codes.met(starts, stops, AskedNumbers(query.bigrams.astype(np.int64)))
    shared = np.bincount(met.owners, rarity[met.terms], len(labels)) / whole
    mean_size = max(1.0, table.size / max(1, n_judgments))
    return [shared, shared / np.sqrt(np.maximum(stops - starts, 1) / mean_size)]


def _dense(
    query: PreparedQuery, snapshot: IndexSnapshot, labels: NDArray[np.int64]
) -> NDArray[np.float64]:
    if not np.any(query.vector):
        return np.zeros(len(labels))
    return snapshot.vectors.products(query.vector, labels).astype(np.float64)


def _elements(
    query: QueryElements, table: ElementTable, labels: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    """Compare the elements of judgments with those of a query, all judgments at once."""
    n_rows = len(labels)
    weights = query.weights
    total = float(weights.sum()) or 1.0
    place_of = np.empty(len(weights), dtype=np.int64)
    place_of[np.argsort(-weights, kind="stable")] = np.arange(len(weights))
    counts = table.starts[labels + 1] - table.starts[labels]
    owners = np.repeat(np.arange(n_rows), counts)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.repeat(table.starts[labels], counts) + within
    codes, is_ruled = table.codes[places], table.is_ruled[places]
    mentions = table.mentions[places].astype(np.float64)
    met = weights[codes]

    def summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
        sums: NDArray[np.float64] = np.bincount(owners, values, n_rows).astype(np.float64)
        return sums

    ruled, ruled_met = summed(is_ruled * 1.0), summed(met * is_ruled)
    all_met = summed(met)
    best = np.full(n_rows, len(weights), dtype=np.int64)
    np.minimum.at(best, owners[is_ruled], place_of[codes[is_ruled]])
    is_wanted = met > (_SURE if query.are_given else _PROBABLE)
    predicted = table.predicted[labels]
    likely = np.where(predicted >= 0, query.chances[predicted], 0.0) * table.probable[labels]
    return [
        ruled_met / (total + ruled - ruled_met),
        ruled_met / total,
        1.0 / (1.0 + best),
        ruled - ruled_met,
        all_met / (total + counts - all_met),
        all_met / total,
        summed(met * mentions) / np.maximum(summed(mentions), 1.0),
        np.log1p(summed(mentions * is_wanted)),
        likely.sum(axis=1),
    ]

"""Which judgments tell the same once more?

A page of hits that are one suit of forty workers against one employer, or one text under two
numbers, shows a judge one case and hides the others. Judgments of one family are of one series,
suits filed one after the other that share a party, or nearly identical in what they tell.

Source: Broder, On the resemblance and containment of documents, 1997 (minhash); Leskovec et al.,
Mining of Massive Datasets, 3.4 (bands).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from corpus.judgment import DocumentKind, Judgment, Role
from corpus.spans import value_of
from indexing.bigrams import BigramTable

_SIDES = frozenset(
    {Role.PLAINTIFF, Role.DEFENDANT, Role.APPELLANT, Role.APPELLEE, Role.THIRD_PARTY}
)
# A name of which only this is left is the name of many.
_HIDDEN = frozenset("某×*X")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_TINY = 20

SeriesKey = tuple[int, str, str, str, DocumentKind | None, Role, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyParameters:
    """What counts as the same once more.

    Attributes:
        alike: Least share of pairs of characters of their facts, both together, that two
            judgments have in common to be nearly identical.
        hashes: Numbers of a signature.
        per_band: Numbers of a band; judgments that share a band are compared. With 16 bands of 8,
            a pair of likeness .8 is compared with 95 % probability.
        seed: Of the signatures.
    """

    alike: float = 0.8
    hashes: int = 128
    per_band: int = 8
    seed: int = 7


STANDARD_FAMILIES = FamilyParameters()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """What shows that a judgment is one of a series.

    Attributes:
        serial: The running number of its case, or None.
        keys: By party: year, court, kind of case, cause, kind of paper, side and name.
    """

    serial: int | None
    keys: tuple[SeriesKey, ...]


def series_of(judgment: Judgment) -> SeriesRow:
    """Return what shows that a judgment is one of a series; nothing of criminal ones."""
    number, cause = value_of(judgment.case_number), value_of(judgment.cause)
    if number is None or cause is None or not number.serial.isdigit():
        return SeriesRow(serial=None, keys=())
    kind = value_of(judgment.document_kind)
    return SeriesRow(
        serial=int(number.serial),
        keys=tuple(
            (number.year, number.court_code, number.type_code, cause, kind, role, name)
            for role, name in dict.fromkeys(
                (party.value.role, party.value.name) for party in judgment.parties
            )
            if role in _SIDES and not _HIDDEN & set(name)
        ),
    )


def find_families(
    series: Sequence[SeriesRow],
    bigrams: BigramTable,
    *,
    parameters: FamilyParameters = STANDARD_FAMILIES,
) -> NDArray[np.int32]:
    """Return for each judgment the smallest label of its family, which is its own if it has none.

    Args:
        series: By label.
        bigrams: The pairs of characters of the facts, by label.
        parameters: What counts.

    Cost: 1 s for 9,000 judgments; grows with judgments, not with pairs of them.
    """
    parent = np.arange(len(series), dtype=np.int32)

    def root(label: int) -> int:
        while parent[label] != label:
            parent[label] = parent[parent[label]]
            label = int(parent[label])
        return label

    for left, right in (*_of_series(series), *_nearly_identical(bigrams, parameters)):
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    return np.asarray([root(label) for label in range(len(series))], dtype=np.int32)


def _of_series(series: Sequence[SeriesRow]) -> Iterator[tuple[int, int]]:
    """Give pairs of suits with numbers one after the other that share a party."""
    by_key: defaultdict[SeriesKey, list[tuple[int, int]]] = defaultdict(list)
    for label, row in enumerate(series):
        for key in row.keys if row.serial is not None else ():
            by_key[key].append((row.serial or 0, label))
    for numbered in by_key.values():
        for (before, left), (behind, right) in pairwise(sorted(numbered)):
            if behind - before <= 1:
                yield left, right


def _nearly_identical(
    bigrams: BigramTable, parameters: FamilyParameters
) -> Iterator[tuple[int, int]]:
    signatures = np.asarray(
        RMinHash.digest_matrix_from_flat_token_hashes(
            bigrams.codes.astype(np.uint64) * _SPREAD,
            bigrams.starts.astype(np.uint64),
            parameters.hashes,
            parameters.seed,
        ).to_rows(),
        dtype=np.uint32,
    ).reshape(-1, parameters.hashes)
    compared: set[tuple[int, int]] = set()
    for first in range(0, parameters.hashes, parameters.per_band):
        band = np.ascontiguousarray(signatures[:, first : first + parameters.per_band])
        rows = band.view(f"V{band.itemsize * band.shape[1]}").ravel()
        _, groups, sizes = np.unique(rows, return_inverse=True, return_counts=True)
        shared = np.flatnonzero(sizes[groups] > 1)
        ordered = shared[np.argsort(groups[shared], kind="stable")].tolist()
        for left, right in pairwise(ordered):
            if groups[left] == groups[right]:
                compared.add((min(left, right), max(left, right)))
    for left, right in sorted(compared):
        if _likeness(bigrams, left, right) >= parameters.alike:
            yield left, right


def _likeness(bigrams: BigramTable, left: int, right: int) -> float:
    """Return the Jaccard likeness of two judgments; 0 where one tells next to nothing."""
    one, other = (
        bigrams.codes[bigrams.starts[label] : bigrams.starts[label + 1]] for label in (left, right)
    )
    if min(len(one), len(other)) < _TINY:
        return 0.0
    n_shared = len(np.intersect1d(one, other, assume_unique=True))
    return n_shared / (len(one) + len(other) - n_shared)

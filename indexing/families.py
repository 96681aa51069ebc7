"""Which judgments tell the same once more?

A page of hits that are one suit of forty workers against one employer, or one text under two
numbers, shows a judge one case and hides the others. Judgments of one family are of one series,
suits filed one after the other that share a party, or nearly identical in what they tell.

Source: Broder, On the resemblance and containment of documents, 1997 (minhash); Leskovec et al.,
Mining of Massive Datasets, 3.4 (bands).
"""

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from corpus.judgment import DocumentKind, Judgment, Role
from corpus.spans import value_of
from indexing.arrays import offsets_of, places_of_runs
from indexing.bigrams import BigramTable

_SIDES = frozenset(
    {Role.PLAINTIFF, Role.DEFENDANT, Role.APPELLANT, Role.APPELLEE, Role.THIRD_PARTY}
)
# A name of which only this is left is the name of many.
_HIDDEN = frozenset("某×*X")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_TINY = 20
_NO_SERIAL = -1
# A signature is a list of Python's numbers for a moment: of so many judgments at once.
_SIGNED_AT_ONCE = 2_048

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesTable:
    """What shows of judgments that they are of series.

    Attributes:
        serials: The running number of the case, or -1.
        key_starts: Where the keys of each judgment begin; one more at the end.
        keys: One number for each key of a series.
    """

    serials: NDArray[np.int64]
    key_starts: NDArray[np.int64]
    keys: NDArray[np.uint64]


class SeriesWriter:
    """Collects what shows that judgments are of series, as numbers."""

    def __init__(self) -> None:
        self._serials, self._starts, self._keys = array("q"), array("q", [0]), array("Q")

    def add(self, row: SeriesRow) -> None:
        """Take the next judgment."""
        self._serials.append(_NO_SERIAL if row.serial is None else row.serial)
        self._keys.extend(map(_number_of, () if row.serial is None else row.keys))
        self._starts.append(len(self._keys))

    def table(self, order: Sequence[int]) -> SeriesTable:
        """Return all of them.

        Args:
            order: The places of the judgments as they came, in order of label.
        """
        places = np.asarray(order, dtype=np.int64)
        starts = np.asarray(self._starts, dtype=np.int64)
        chosen = places_of_runs(starts[places], starts[places + 1])
        return SeriesTable(
            serials=np.asarray(self._serials, dtype=np.int64)[places],
            key_starts=offsets_of(starts[places + 1] - starts[places]),
            keys=np.asarray(self._keys, dtype=np.uint64)[chosen],
        )


def series_table(rows: Sequence[SeriesRow]) -> SeriesTable:
    """Return rows, by label, as a table."""
    writer = SeriesWriter()
    for row in rows:
        writer.add(row)
    return writer.table(range(len(rows)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KinTable:
    """What shows which judgments are of one family, by label; small enough to be kept.

    Attributes:
        bands: One number for each band of a signature, shape (judgments, bands).
        serials: The running number of the case, or -1.
        key_starts: Where the keys of each judgment begin; one more at the end.
        keys: One number for each key of a series.
    """

    bands: NDArray[np.uint64]
    serials: NDArray[np.int64]
    key_starts: NDArray[np.int64]
    keys: NDArray[np.uint64]

    def of(self, labels: NDArray[np.int64]) -> Self:
        """Return the rows of some judgments, in the order asked for."""
        starts, stops = self.key_starts[labels], self.key_starts[labels + 1]
        return type(self)(
            bands=self.bands[labels],
            serials=self.serials[labels],
            key_starts=offsets_of(stops - starts),
            keys=self.keys[places_of_runs(starts, stops)],
        )

    def and_of(self, other: Self) -> Self:
        """Return the rows of both, those of the other behind."""
        return type(self)(
            bands=np.concatenate((self.bands, other.bands)),
            serials=np.concatenate((self.serials, other.serials)),
            key_starts=np.concatenate((self.key_starts, other.key_starts[1:] + len(self.keys))),
            keys=np.concatenate((self.keys, other.keys)),
        )


def kin_of(
    series: SeriesTable,
    bigrams: BigramTable,
    *,
    parameters: FamilyParameters = STANDARD_FAMILIES,
) -> KinTable:
    """Return what shows of judgments that they are of one family.

    Args:
        series: By label.
        bigrams: The pairs of characters of the facts, by label.
        parameters: What counts.

    Cost: 1 s for 9,000 judgments.
    """
    return KinTable(
        bands=_bands(bigrams, parameters),
        serials=series.serials,
        key_starts=series.key_starts,
        keys=series.keys,
    )


def find_families(
    kin: KinTable,
    bigrams: BigramTable,
    *,
    parameters: FamilyParameters = STANDARD_FAMILIES,
) -> NDArray[np.int32]:
    """Return for each judgment the smallest label of its family, which is its own if it has none.

    Args:
        kin: By label.
        bigrams: The pairs of characters of the facts, by label.
        parameters: What counts.

    Cost: 0.1 s for 9,000 judgments; sorts bands and keys, compares pairs that share a band.
    """
    parent = np.arange(len(kin.serials), dtype=np.int32)

    def root(label: int) -> int:
        while parent[label] != label:
            parent[label] = parent[parent[label]]
            label = int(parent[label])
        return label

    joined: set[int] = set()
    for left, right in (*_of_series(kin), *_nearly_identical(kin, bigrams, parameters)):
        low, high = sorted((root(left), root(right)))
        parent[high] = low
        joined |= {left, right}
    families = np.arange(len(parent), dtype=np.int32)
    for label in joined:
        families[label] = root(label)
    return families


def _number_of(key: SeriesKey) -> int:
    """Return a number for a key; two keys have one by a chance of one in 2^64."""
    digest = hashlib.blake2b("\x1f".join(map(str, key)).encode(), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def _of_series(kin: KinTable) -> Iterator[tuple[int, int]]:
    """Give pairs of suits with numbers one after the other that share a party."""
    owners = np.repeat(np.arange(len(kin.serials)), np.diff(kin.key_starts))
    serials = kin.serials[owners]
    order = np.lexsort((owners, serials, kin.keys))
    keys, serials, owners = kin.keys[order], serials[order], owners[order]
    is_next = (keys[1:] == keys[:-1]) & (serials[1:] - serials[:-1] <= 1)
    places = np.flatnonzero(is_next)
    yield from zip(owners[places].tolist(), owners[places + 1].tolist(), strict=True)


def _bands(bigrams: BigramTable, parameters: FamilyParameters) -> NDArray[np.uint64]:
    """Return one number for each band of each signature; equal bands have equal numbers."""
    size, n_bands = len(bigrams.starts), parameters.hashes // parameters.per_band
    bands = np.empty((size, n_bands), dtype=np.uint64)
    for first in range(0, size, _SIGNED_AT_ONCE):
        rows = slice(first, first + _SIGNED_AT_ONCE)
        bands[rows] = _bands_of(bigrams, rows, parameters)
    return bands


def _bands_of(
    bigrams: BigramTable, rows: slice, parameters: FamilyParameters
) -> NDArray[np.uint64]:
    starts, stops = bigrams.starts[rows], bigrams.stops[rows]
    signatures = np.asarray(
        RMinHash.digest_matrix_from_flat_token_hashes(
            bigrams.codes.gathered(starts, stops).astype(np.uint64) * _SPREAD,
            offsets_of(stops - starts).astype(np.uint64),
            parameters.hashes,
            parameters.seed,
        ).to_rows(),
        dtype=np.uint64,
    ).reshape(-1, parameters.hashes // parameters.per_band, parameters.per_band)
    numbers = np.zeros(signatures.shape[:2], dtype=np.uint64)
    for place in range(parameters.per_band):
        # Products wrap around; the odd factor keeps each number of a band in the sum.
        numbers = (numbers + signatures[:, :, place] + np.uint64(1)) * _SPREAD
        numbers ^= numbers >> np.uint64(29)
    return numbers


def _nearly_identical(
    kin: KinTable, bigrams: BigramTable, parameters: FamilyParameters
) -> Iterator[tuple[int, int]]:
    compared: set[tuple[int, int]] = set()
    for band in kin.bands.T:
        order = np.argsort(band, kind="stable")
        places = np.flatnonzero(band[order][1:] == band[order][:-1])
        compared.update(zip(order[places].tolist(), order[places + 1].tolist(), strict=True))
    for left, right in sorted(compared):
        if _likeness(bigrams, left, right) >= parameters.alike:
            yield left, right


def _likeness(bigrams: BigramTable, left: int, right: int) -> float:
    """Return the Jaccard likeness of two judgments; 0 where one tells next to nothing."""
    one, other = (
        bigrams.codes[int(bigrams.starts[label]) : int(bigrams.stops[label])]
        for label in (left, right)
    )
    if min(len(one), len(other)) < _TINY:
        return 0.0
    n_shared = len(np.intersect1d(one, other, assume_unique=True))
    return n_shared / (len(one) + len(other) - n_shared)

"""Which judgments tell the same once more?

A page of hits that are one suit of forty workers against one employer, or one text under two
numbers, shows a judge one case and hides the others. Judgments of one family are of one series,
suits filed one after the other that share a party, or nearly identical in what they tell.

Source: Broder, On the resemblance and containment of documents, 1997 (minhash); Leskovec et al.,
Mining of Massive Datasets, 3.4 (bands).
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from corpus.judgment import DocumentKind, Judgment, Role
from corpus.spans import value_of
from indexing.columns.bigrams import BigramTable
from indexing.packing.arrays import offsets_of, places_of_runs

_SIDES = frozenset(
    {Role.PLAINTIFF, Role.DEFENDANT, Role.APPELLANT, Role.APPELLEE, Role.THIRD_PARTY}
)
# A name of which only this is left is the name of many.
_HIDDEN = frozenset("某×*X")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_TINY = 20
_ENDS = 1 << 16
_END = np.uint64(_ENDS - 1)
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
    families = np.arange(len(kin.serials), dtype=np.int32)
    _unite(families, _pairs(kin, bigrams, np.arange(len(families)), parameters))
    return families


def grown_families(
    families: NDArray[np.int32],
    before: KinTable,
    now: KinTable,
    bigrams: BigramTable,
    *,
    moved: NDArray[np.int64],
    parameters: FamilyParameters = STANDARD_FAMILIES,
) -> NDArray[np.int32]:
    """Return what :func:`find_families` returns now, from what it returned before.

    Whoever stands beside something that came or left is compared with others than before, and
    nobody else; only the families of these are found again.

    Args:
        families: By label then.
        before: By label then.
        now: By label now; rows that no row moved to are those that came.
        bigrams: By label now.
        moved: By label then the label now, in the same order; -1 for those that left.
        parameters: What counts.

    Cost: two array passes over bands and keys, 10 ms for 100,000 judgments; then linear in the
        members of the families that are found again.
    """
    kept = np.flatnonzero(moved >= 0)
    came = np.ones(len(now.serials), dtype=np.bool_)
    came[moved[kept]] = False
    new = np.flatnonzero(came)
    beside = moved[_beside(before, np.flatnonzero(moved < 0))]
    touched = np.concatenate((beside[beside >= 0], _beside(now, new)))
    labels = np.full(len(came), -1, dtype=np.int64)
    labels[moved[kept]] = kept
    then = labels[touched]
    is_again = np.zeros(len(families), dtype=np.bool_)
    is_again[families[then[then >= 0]]] = True
    again = came.copy()
    again[moved[kept]] = is_again[families[kept]]
    found = np.arange(len(came), dtype=np.int32)
    stays = kept[~is_again[families[kept]]]
    found[moved[stays]] = moved[families[stays]]
    _unite(found, _pairs(now, bigrams, np.flatnonzero(again), parameters))
    return found


def _unite(families: NDArray[np.int32], pairs: Iterable[tuple[int, int]]) -> None:
    """Give all that are joined by pairs the smallest label among them; each had its own."""

    def root(label: int) -> int:
        while families[label] != label:
            families[label] = families[families[label]]
            label = int(families[label])
        return label

    joined: set[int] = set()
    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        families[high] = low
        joined |= {left, right}
    for label in joined:
        families[label] = root(label)


def _pairs(
    kin: KinTable, bigrams: BigramTable, labels: NDArray[np.int64], parameters: FamilyParameters
) -> Iterator[tuple[int, int]]:
    """Give the pairs of one family that lie among some judgments, of those that are compared."""
    is_asked = np.zeros(len(kin.serials), dtype=np.bool_)
    is_asked[labels] = True
    left, right = _of_series(kin, labels)
    is_next = (kin.serials[right] - kin.serials[left] <= 1) & is_asked[left] & is_asked[right]
    yield from zip(left[is_next].tolist(), right[is_next].tolist(), strict=True)
    left, right = _of_bands(kin, labels)
    is_inside = is_asked[left] & is_asked[right]
    compared = set(zip(left[is_inside].tolist(), right[is_inside].tolist(), strict=True))
    for one, other in sorted(compared):
        if _likeness(bigrams, one, other) >= parameters.alike:
            yield one, other


def _beside(kin: KinTable, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return who stands beside some judgments, in a band or in a series."""
    if not len(labels):
        return labels
    is_asked = np.zeros(len(kin.serials), dtype=np.bool_)
    is_asked[labels] = True
    ends = [(left, right) for left, right in (_of_series(kin, labels), _of_bands(kin, labels))]
    return np.concatenate(
        [each for left, right in ends for each in (right[is_asked[left]], left[is_asked[right]])]
    )


def _number_of(key: SeriesKey) -> int:
    """Return a number for a key; two keys have one by a chance of one in 2^64."""
    digest = hashlib.blake2b("\x1f".join(map(str, key)).encode(), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def _of_series(
    kin: KinTable, labels: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return who follows whom among suits of a party, for the keys that some judgments have."""
    owners = np.repeat(np.arange(len(kin.serials)), np.diff(kin.key_starts))
    held = kin.keys[places_of_runs(kin.key_starts[labels], kin.key_starts[labels + 1])]
    chosen = np.flatnonzero(_is_among(kin.keys, held))
    keys, owners = kin.keys[chosen], owners[chosen]
    order = np.lexsort((owners, kin.serials[owners], keys))
    return _neighbours(keys[order], owners[order])


def _of_bands(
    kin: KinTable, labels: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return who follows whom among those that share a band, for the bands of some judgments."""
    found = []
    for band in kin.bands.T:
        chosen = np.flatnonzero(_is_among(band, band[labels]))
        order = chosen[np.argsort(band[chosen], kind="stable")]
        found.append(_neighbours(band[order], order))
    lefts, rights = zip(*found, strict=True)
    return np.concatenate(lefts), np.concatenate(rights)


def _neighbours(
    keys: NDArray[np.uint64], owners: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    places = np.flatnonzero(keys[1:] == keys[:-1])
    return owners[places], owners[places + 1]


def _is_among(values: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which values end like a wanted one: few others do, and they have other neighbours."""
    is_end = np.zeros(_ENDS, dtype=np.bool_)
    is_end[wanted & _END] = True
    found: NDArray[np.bool_] = is_end[values & _END]
    return found


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

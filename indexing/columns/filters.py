"""Which judgments may a search answer with?"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import (
    CaseType,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    JudgmentId,
)
from corpus.spans import value_of
from indexing.packing.arrays import offsets_of, places_of_runs

NOT_STATED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Conditions that every answer of a search meets.

    All given conditions must hold. ``None`` leaves a condition out; an empty set is met by
    nothing. A judgment whose text does not state a property never meets a condition on it.

    Attributes:
        courts: Canonical names of courts.
        court_levels: Levels of courts.
        provinces: Provinces in short form (吉林).
        causes: Causes of action or charges; one of a judgment's must be among them.
        decided_from: First day of the decision that is allowed.
        decided_to: Last day of the decision that is allowed.
        document_kinds: Kinds of paper.
        instances: Stages of procedure.
        effects: Whether the judgment is in legal effect.
        case_types: Great kinds of case.
        among: The only judgments allowed at all.
        excluding: Judgments not wanted, such as the one that asks.

    Example:
        >>> SearchFilter(provinces=frozenset({"吉林"})).is_open
        False
    """

    courts: frozenset[str] | None = None
    court_levels: frozenset[CourtLevel] | None = None
    provinces: frozenset[str] | None = None
    causes: frozenset[str] | None = None
    decided_from: date | None = None
    decided_to: date | None = None
    document_kinds: frozenset[DocumentKind] | None = None
    instances: frozenset[Instance] | None = None
    effects: frozenset[Effectiveness] | None = None
    case_types: frozenset[CaseType] | None = None
    among: frozenset[JudgmentId] | None = None
    excluding: frozenset[JudgmentId] = frozenset()

    @property
    def is_open(self) -> bool:
        """Tell whether every judgment meets it."""
        return self == OPEN_FILTER


OPEN_FILTER = SearchFilter()

_SINGLE_VALUED = {
    "court": "courts",
    "court_level": "court_levels",
    "province": "provinces",
    "document_kind": "document_kinds",
    "instance": "instances",
    "effect": "effects",
    "case_type": "case_types",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterColumns:
    """What filters ask about, column by column, one row per judgment in order of id.

    Attributes:
        ids: Judgment ids, ascending.
        names: For each property the values that occur, ascending.
        codes: For each property the place of each judgment's value in its names, or -1 where
            the text does not state it.
        decided: Day of decision as a proleptic ordinal, or -1.
        cause_starts: Where each judgment's causes begin in ``causes``; one more at the end.
        causes: Places in ``names["cause"]``.
        shown: Which judgments may be found at all; None where all may. One that may not states
            nothing here, so that no value of it is counted.
    """

    ids: tuple[JudgmentId, ...]
    names: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.int32]]
    decided: NDArray[np.int32]
    cause_starts: NDArray[np.int64]
    causes: NDArray[np.int32]
    shown: NDArray[np.bool_] | None = None

    @property
    def size(self) -> int:
        """Return how many rows there are, with those of judgments that may not be found."""
        return len(self.ids)

    @property
    def n_shown(self) -> int:
        """Return how many judgments may be found."""
        return self.size if self.shown is None else int(np.count_nonzero(self.shown))

    def without(self, ids: frozenset[JudgmentId]) -> Self:
        """Return the columns as if some judgments were not there; their rows stand empty.

        Cost: a few array passes; no text is read.
        """
        hidden = self._mask_of_ids(ids)
        if not hidden.any():
            return self
        sizes = np.diff(self.cause_starts)
        kept = np.where(hidden, 0, sizes)
        return replace(
            self,
            codes={
                name: np.where(hidden, np.int32(NOT_STATED), codes)
                for name, codes in self.codes.items()
            },
            decided=np.where(hidden, np.int32(NOT_STATED), self.decided),
            cause_starts=np.concatenate(([0], np.cumsum(kept))).astype(np.int64),
            causes=self.causes[~np.repeat(hidden, sizes)],
            shown=~hidden if self.shown is None else self.shown & ~hidden,
        )

    def of(self, labels: NDArray[np.int64]) -> Self:
        """Return the rows of some judgments, in the order asked for; no value that none has."""
        starts, stops = self.cause_starts[labels], self.cause_starts[labels + 1]
        causes, cause_names = _in_use(
            self.causes[places_of_runs(starts, stops)], self.names["cause"]
        )
        codes, names = {}, {"cause": cause_names}
        for column, every in self.codes.items():
            codes[column], names[column] = _in_use(every[labels], self.names[column])
        return replace(
            self,
            ids=tuple(map(self.ids.__getitem__, labels.tolist())),
            names=names,
            codes=codes,
            decided=self.decided[labels],
            cause_starts=offsets_of(stops - starts),
            causes=causes,
            shown=None if self.shown is None else self.shown[labels],
        )

    def and_of(self, other: Self) -> Self:
        """Return the rows of both, those of the other behind, though ids be out of order."""
        names: dict[str, tuple[str, ...]] = {}
        moved: dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]] = {}
        for column in (*self.codes, "cause"):
            own, others = self.names[column], other.names[column]
            names[column] = tuple(sorted({*own, *others}))
            place = {name: number for number, name in enumerate(names[column])}
            # The appended -1 answers for NOT_STATED, which indexes the last place.
            moved[column] = (
                np.asarray([*(place[name] for name in own), NOT_STATED], dtype=np.int32),
                np.asarray([*(place[name] for name in others), NOT_STATED], dtype=np.int32),
            )
        return replace(
            self,
            ids=(*self.ids, *other.ids),
            names=names,
            codes={
                column: np.concatenate(
                    (moved[column][0][self.codes[column]], moved[column][1][other.codes[column]])
                )
                for column in self.codes
            },
            decided=np.concatenate((self.decided, other.decided)),
            cause_starts=np.concatenate(
                (self.cause_starts, other.cause_starts[1:] + len(self.causes))
            ),
            causes=np.concatenate(
                (moved["cause"][0][self.causes], moved["cause"][1][other.causes])
            ),
        )

    def mask(self, condition: SearchFilter) -> NDArray[np.bool_] | None:
        """Return which judgments meet a filter and may be found, or None when all do.

        Cost: a few array passes, 1 ms per 100,000 judgments and condition.
        """
        if condition.is_open:
            return self.shown
        mask = np.ones(self.size, dtype=np.bool_) if self.shown is None else self.shown.copy()
        for column, attribute in _SINGLE_VALUED.items():
            wanted = getattr(condition, attribute)
            if wanted is not None:
                mask &= self._holds(self.codes[column], self._places(column, wanted))
        if condition.causes is not None:
            mask &= self._mask_of_causes(condition.causes)
        if condition.decided_from is not None:
            mask &= self.decided >= condition.decided_from.toordinal()
        if condition.decided_to is not None:
            mask &= (self.decided <= condition.decided_to.toordinal()) & (
                self.decided != NOT_STATED
            )
        if condition.among is not None:
            mask &= self._mask_of_ids(condition.among)
        if condition.excluding:
            mask &= ~self._mask_of_ids(condition.excluding)
        return mask

    def _places(self, column: str, wanted: Iterable[str]) -> NDArray[np.bool_]:
        names = self.names[column]
        return np.fromiter((name in wanted for name in names), np.bool_, len(names))

    def _holds(self, codes: NDArray[np.int32], is_wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        # The appended False answers for NOT_STATED, which indexes the last place.
        return np.append(is_wanted, np.False_)[codes]

    def _mask_of_causes(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        found = np.concatenate(([0], np.cumsum(self._places("cause", wanted)[self.causes])))
        return found[self.cause_starts[1:]] > found[self.cause_starts[:-1]]

    def _mask_of_ids(self, wanted: frozenset[JudgmentId]) -> NDArray[np.bool_]:
        mask = np.zeros(self.size, dtype=np.bool_)
        all_ids = np.asarray(self.ids, dtype=np.str_)
        asked = np.asarray(sorted(wanted), dtype=np.str_)
        if not asked.size or not all_ids.size:
            return mask
        places = np.minimum(np.searchsorted(all_ids, asked), self.size - 1)
        mask[places[all_ids[places] == asked]] = True
        return mask


def _in_use(
    codes: NDArray[np.int32], names: tuple[str, ...]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return codes and names without the names that no code has."""
    is_used = np.bincount(codes[codes != NOT_STATED], minlength=len(names)) > 0
    moved = np.append(np.cumsum(is_used) - 1, NOT_STATED).astype(np.int32)
    kept = tuple(name for name, stays in zip(names, is_used.tolist(), strict=True) if stays)
    return moved[codes], kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRow:
    """The properties of one judgment that filters ask about.

    Attributes:
        judgment_id: Which judgment.
        values: Each single-valued property, None where the text does not state it.
        decided: Day of decision as a proleptic ordinal, or -1.
        causes: Cause of action and charges.
    """

    judgment_id: JudgmentId
    values: Mapping[str, str | None]
    decided: int
    causes: tuple[str, ...]


def row_of(judgment: Judgment) -> FilterRow:
    """Return what filters may ask about a judgment."""
    court = value_of(judgment.court)
    decided = value_of(judgment.decided_on)
    cause = value_of(judgment.cause)
    charges = tuple(charge.value for charge in judgment.charges)
    return FilterRow(
        judgment_id=judgment.id,
        values={
            "court": None if court is None else court.name,
            "court_level": None if court is None else court.level,
            "province": None if court is None else court.province,
            "document_kind": value_of(judgment.document_kind),
            "instance": value_of(judgment.instance),
            "effect": judgment.effect,
            "case_type": value_of(judgment.case_type),
        },
        decided=NOT_STATED if decided is None else decided.toordinal(),
        causes=charges if cause is None else (cause, *charges),
    )


class ColumnWriter:
    """Collects what filters ask about, each value once.

    Attributes:
        ids: The judgments, in the order in which they came.
    """

    def __init__(self) -> None:
        self.ids: list[JudgmentId] = []
        self._places: dict[str, dict[str, int]] = {name: {} for name in (*_SINGLE_VALUED, "cause")}
        self._codes = {name: array("i") for name in _SINGLE_VALUED}
        self._decided, self._causes = array("i"), array("i")
        self._cause_starts = array("q", [0])

    def add(self, row: FilterRow) -> None:
        """Take the next judgment."""
        self.ids.append(row.judgment_id)
        for column, codes in self._codes.items():
            value = row.values[column]
            codes.append(NOT_STATED if value is None else self._place(column, str(value)))
        self._decided.append(row.decided)
        self._causes.extend(self._place("cause", cause) for cause in row.causes)
        self._cause_starts.append(len(self._causes))

    def order(self) -> list[int]:
        """Return the places of the judgments as they came, in ascending order of id."""
        return sorted(range(len(self.ids)), key=self.ids.__getitem__)

    def columns(self) -> FilterColumns:
        """Return all of them, in order of id."""
        names, moved = {}, {}
        for column, places in self._places.items():
            names[column] = tuple(sorted(places))
            # The appended -1 answers for NOT_STATED, which indexes the last place.
            moved[column] = np.full(len(places) + 1, NOT_STATED, dtype=np.int32)
            moved[column][[places[name] for name in names[column]]] = np.arange(len(places))
        order = np.asarray(self.order(), dtype=np.int64)
        starts = np.asarray(self._cause_starts, dtype=np.int64)
        chosen = places_of_runs(starts[order], starts[order + 1])
        return FilterColumns(
            ids=tuple(self.ids[place] for place in order.tolist()),
            names=names,
            codes={
                column: moved[column][np.asarray(codes, dtype=np.int32)[order]]
                for column, codes in self._codes.items()
            },
            decided=np.asarray(self._decided, dtype=np.int32)[order],
            cause_starts=offsets_of(starts[order + 1] - starts[order]),
            causes=moved["cause"][np.asarray(self._causes, dtype=np.int32)[chosen]],
        )

    def _place(self, column: str, value: str) -> int:
        places = self._places[column]
        return places.setdefault(value, len(places))


def columns_of(rows: Sequence[FilterRow]) -> FilterColumns:
    """Return rows as columns, in order of judgment id."""
    writer = ColumnWriter()
    for row in rows:
        writer.add(row)
    return writer.columns()

"""What is each judgment about in law: of which charges, by which cause of action?

A court that looks for similar cases looks for the same charge first (最高人民法院《关于统一法律适用
加强类案检索的指导意见（试行）》, 2020, art. 1: similar in basic facts, in what is disputed and in
the law that applies). The elements of a judgment are what it ruled on and what its reasoning
names, and how often; those of a pending case are told by its file or predicted from its facts.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.cause import canonical_charge, find_charges, known_cause
from corpus.judgment import Judgment, SectionKind
from corpus.spans import value_of
from indexing.learning.charge_model import ChargeModel
from indexing.packing.arrays import offsets_of, places_of_runs

PREDICTED_KEPT = 8
_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """The legal elements of one judgment.

    Attributes:
        ruled: Cause of action and charges that it ruled on.
        named: How often its reasoning names each charge.
    """

    ruled: tuple[str, ...]
    named: Mapping[str, int]


def elements_of(judgment: Judgment) -> ElementRow:
    """Return the legal elements of a judgment."""
    cause = value_of(judgment.cause)
    charges = tuple(dict.fromkeys(charge.value for charge in judgment.charges))
    named: Counter[str] = Counter()
    for section in judgment.sections:
        if section.kind is SectionKind.REASONING:
            span = section.span
            found = find_charges(judgment.text, span.start, span.end)
            named.update(charge.value for charge in found)
    return ElementRow(ruled=charges if cause is None else (cause, *charges), named=named)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTable:
    """The legal elements of all judgments, by label.

    Attributes:
        names: Charges and causes, ascending.
        starts: Where each judgment's elements begin; one more at the end.
        codes: Places in ``names``; ascending inside a judgment.
        is_ruled: Whether the judgment ruled on it, beside ``codes``.
        mentions: How often its reasoning names it, beside ``codes``.
        predicted: Places in ``names`` of the charges that its facts make most probable; -1 where
            there are no more. Shape (judgments, 8).
        probable: Their probabilities.
    """

    names: tuple[str, ...]
    starts: NDArray[np.int64]
    codes: NDArray[np.int32]
    is_ruled: NDArray[np.bool_]
    mentions: NDArray[np.int32]
    predicted: NDArray[np.int32]
    probable: NDArray[np.float32]

    def of(self, labels: NDArray[np.int64], *, keeping: Sequence[str] = ()) -> Self:
        """Return the rows of some judgments, in the order asked for.

        Args:
            labels: Whose.
            keeping: Names that stay though no judgment has them; others do not.
        """
        starts, stops = self.starts[labels], self.starts[labels + 1]
        places = places_of_runs(starts, stops)
        codes, predicted = self.codes[places], self.predicted[labels]
        is_used = np.zeros(len(self.names), dtype=np.bool_)
        is_used[codes] = True
        is_used[predicted[predicted >= 0]] = True
        stays = frozenset(keeping)
        is_used |= np.fromiter((name in stays for name in self.names), np.bool_, len(self.names))
        moved = np.append(np.cumsum(is_used) - 1, -1).astype(np.int32)
        return type(self)(
            names=tuple(
                name for name, used in zip(self.names, is_used.tolist(), strict=True) if used
            ),
            starts=offsets_of(stops - starts),
            codes=moved[codes],
            is_ruled=self.is_ruled[places],
            mentions=self.mentions[places],
            predicted=moved[predicted],
            probable=self.probable[labels],
        )

    def and_of(self, other: Self) -> Self:
        """Return the rows of both, those of the other behind."""
        names = tuple(sorted({*self.names, *other.names}))
        place = {name: number for number, name in enumerate(names)}
        own, others = (
            np.asarray([*(place[name] for name in each.names), -1], dtype=np.int32)
            for each in (self, other)
        )
        return type(self)(
            names=names,
            starts=np.concatenate((self.starts, other.starts[1:] + len(self.codes))),
            codes=np.concatenate((own[self.codes], others[other.codes])),
            is_ruled=np.concatenate((self.is_ruled, other.is_ruled)),
            mentions=np.concatenate((self.mentions, other.mentions)),
            predicted=np.concatenate((own[self.predicted], others[other.predicted])),
            probable=np.concatenate((self.probable, other.probable)),
        )


class ElementWriter:
    """Collects the legal elements of judgments, each name once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._starts, self._codes = array("q", [0]), array("i")
        self._is_ruled, self._mentions = array("b"), array("i")

    def add(self, row: ElementRow) -> None:
        """Take the elements of the next judgment."""
        for name in dict.fromkeys((*row.ruled, *row.named)):
            self._codes.append(self._places.setdefault(name, len(self._places)))
            self._is_ruled.append(name in row.ruled)
            self._mentions.append(row.named.get(name, 0))
        self._starts.append(len(self._codes))

    def table(self, order: Sequence[int], *, keeping: Sequence[str] = ()) -> ElementTable:
        """Return all of them; nothing is predicted yet.

        Args:
            order: The places of the judgments as they came, in order of label.
            keeping: Names that it has though no judgment does.
        """
        names = tuple(sorted({*keeping, *self._places}))
        moved = np.empty(len(self._places), dtype=np.int32)
        for number, name in enumerate(names):
            if name in self._places:
                moved[self._places[name]] = number
        starts = np.asarray(self._starts, dtype=np.int64)
        places = np.asarray(order, dtype=np.int64)
        chosen = places_of_runs(starts[places], starts[places + 1])
        sizes = starts[places + 1] - starts[places]
        codes = moved[np.asarray(self._codes, dtype=np.int32)[chosen]]
        ordered = np.lexsort((codes, np.repeat(np.arange(len(places)), sizes)))
        chosen = chosen[ordered]
        return ElementTable(
            names=names,
            starts=offsets_of(sizes),
            codes=codes[ordered],
            is_ruled=np.asarray(self._is_ruled, dtype=np.bool_)[chosen],
            mentions=np.asarray(self._mentions, dtype=np.int32)[chosen],
            predicted=np.full((len(places), PREDICTED_KEPT), -1, dtype=np.int32),
            probable=np.zeros((len(places), PREDICTED_KEPT), dtype=np.float32),
        )


def table_of(rows: Sequence[ElementRow]) -> ElementTable:
    """Return rows, by label, as a table; nothing is predicted in it yet."""
    writer = ElementWriter()
    for row in rows:
        writer.add(row)
    return writer.table(range(len(rows)))


def most_probable(
    model: ChargeModel,
    names: Sequence[str],
    facts: Callable[[range], tuple[NDArray[np.int64], NDArray[np.int32]]],
    *,
    size: int,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the most probable charges of judgments and their probabilities.

    Args:
        model: Tells the probabilities.
        names: All elements; those of the model are among them.
        facts: Gives the words of the facts of some judgments, as
            :meth:`indexing.assembly.element_indexing.FactWords.of` does.
        size: How many judgments there are.
    """
    place = {name: number for number, name in enumerate(names)}
    codes = np.asarray([place[name] for name in model.names], dtype=np.int32)
    predicted = np.full((size, PREDICTED_KEPT), -1, dtype=np.int32)
    probable = np.zeros((size, PREDICTED_KEPT), dtype=np.float32)
    # By parts: a million judgments by five hundred charges would take gigabytes.
    for begin in range(0, size, _AT_ONCE):
        rows = slice(begin, min(begin + _AT_ONCE, size))
        chances = model.many_probabilities(*facts(range(rows.start, rows.stop)))
        best = np.argsort(-chances, axis=1, kind="stable")[:, :PREDICTED_KEPT]
        predicted[rows, : best.shape[1]] = codes[best]
        probable[rows, : best.shape[1]] = np.take_along_axis(chances, best, axis=1)
    return predicted, probable


def known_elements(names: Sequence[str]) -> tuple[str, ...]:
    """Return charges and causes under their full names, each once; unknown ones fall away.

    Example:
        >>> known_elements(["贩卖毒品", "民间借贷纠纷", "无此罪"])
        ('走私、贩卖、运输、制造毒品罪', '民间借贷纠纷')
    """
    found = []
    for name in names:
        charge = canonical_charge(name)
        cause = known_cause(name)
        if charge is not None:
            found.append(charge)
        elif cause is not None:
            found.append(cause.name)
    return tuple(dict.fromkeys(found))

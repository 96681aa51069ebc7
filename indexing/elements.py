"""What is each judgment about in law: of which charges, by which cause of action?

A court that looks for similar cases looks for the same charge first (最高人民法院《关于统一法律适用
加强类案检索的指导意见（试行）》, 2020, art. 1: similar in basic facts, in what is disputed and in
the law that applies). The elements of a judgment are what it ruled on and what its reasoning
names, and how often; those of a pending case are told by its file or predicted from its facts.
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.cause import canonical_charge, find_charges, known_cause
from corpus.judgment import Judgment, SectionKind
from corpus.spans import value_of
from indexing.arrays import offsets_of, places_of_runs
from indexing.charge_model import ChargeModel

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


def table_of(rows: Sequence[ElementRow], *, keeping: Sequence[str] = ()) -> ElementTable:
    """Return rows as a table; nothing is predicted in it yet.

    Args:
        rows: By label.
        keeping: Names that it has though no row does.
    """
    names = tuple(sorted({*keeping, *(name for row in rows for name in (*row.ruled, *row.named))}))
    place = {name: number for number, name in enumerate(names)}
    starts, codes = array("q", [0]), array("i")
    is_ruled, mentions = array("b"), array("i")
    for row in rows:
        for name in sorted({*row.ruled, *row.named}):
            codes.append(place[name])
            is_ruled.append(name in row.ruled)
            mentions.append(row.named.get(name, 0))
        starts.append(len(codes))
    return ElementTable(
        names=names,
        starts=np.asarray(starts, dtype=np.int64),
        codes=np.asarray(codes, dtype=np.int32),
        is_ruled=np.asarray(is_ruled, dtype=np.bool_),
        mentions=np.asarray(mentions, dtype=np.int32),
        predicted=np.full((len(rows), PREDICTED_KEPT), -1, dtype=np.int32),
        probable=np.zeros((len(rows), PREDICTED_KEPT), dtype=np.float32),
    )


def most_probable(
    model: ChargeModel,
    names: Sequence[str],
    *,
    word_starts: NDArray[np.int64],
    words: NDArray[np.int32],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the most probable charges of judgments and their probabilities.

    Args:
        model: Tells the probabilities.
        names: All elements; those of the model are among them.
        word_starts: Where the words of each judgment's facts begin; one more at the end.
        words: Their numbers.
    """
    place = {name: number for number, name in enumerate(names)}
    codes = np.asarray([place[name] for name in model.names], dtype=np.int32)
    size = len(word_starts) - 1
    predicted = np.full((size, PREDICTED_KEPT), -1, dtype=np.int32)
    probable = np.zeros((size, PREDICTED_KEPT), dtype=np.float32)
    # By parts: a million judgments by five hundred charges would take gigabytes.
    for begin in range(0, size, _AT_ONCE):
        rows = slice(begin, min(begin + _AT_ONCE, size))
        starts = word_starts[rows.start : rows.stop + 1]
        chances = model.many_probabilities(starts - starts[0], words[starts[0] : starts[-1]])
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

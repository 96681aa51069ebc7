"""Which provisions does each judgment cite, as the basis of its ruling or in passing?

The basis is what the reader took from 依照…判决如下. A provision that stands only where the court
argues is mentioned: it may be followed, told apart or refused there, so the two are never counted
as one. What parties say of the law is left out.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.citations import find_provisions, read_abbreviations
from corpus.judgment import Judgment, SectionKind
from corpus.provision import Provision
from indexing.packing.arrays import offsets_of, places_of_runs

_ARGUING = frozenset({SectionKind.ISSUES, SectionKind.REASONING, SectionKind.LEGAL_BASIS})


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedProvision:
    """A provision that is looked for.

    Attributes:
        law: Canonical title.
        article: Number of the article; None means any article of the law.
        article_suffix: The 之一 of an article; 0 where there is none.
        paragraph: Number of the paragraph (款); None takes citations of any.
        item: Number of the item (项); None takes citations of any.

    Example:
        >>> wanted = WantedProvision(law="中华人民共和国刑法", article=67, paragraph=3)
        >>> str(wanted), wanted.is_met_by(Provision(law="中华人民共和国刑法", article=67))
        ('《中华人民共和国刑法》第67条第3款', False)
    """

    law: str
    article: int | None = None
    article_suffix: int = 0
    paragraph: int | None = None
    item: int | None = None

    @classmethod
    def of(cls, provision: Provision) -> "WantedProvision":
        """Return what is met by just this provision, its paragraphs and items included."""
        return cls(
            law=provision.law,
            article=provision.article,
            article_suffix=provision.article_suffix,
            paragraph=provision.paragraph,
            item=provision.item,
        )

    def is_met_by(self, provision: Provision) -> bool:
        """Tell whether a citation names it, or a part of it."""
        if provision.law != self.law:
            return False
        if self.article is None:
            return True
        return (
            (provision.article, provision.article_suffix) == (self.article, self.article_suffix)
            and self.paragraph in {None, provision.paragraph}
            and self.item in {None, provision.item}
        )

    def __str__(self) -> str:
        if self.article is None:
            return f"《{self.law}》"
        return str(
            Provision(
                law=self.law,
                article=self.article,
                article_suffix=self.article_suffix,
                paragraph=self.paragraph,
                item=self.item,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """The provisions of one judgment.

    Attributes:
        basis: Cited as the basis of the ruling.
        mentioned: Named where the court argues, and not the basis.
    """

    basis: tuple[Provision, ...]
    mentioned: tuple[Provision, ...]


def citations_of(judgment: Judgment) -> CitationRow:
    """Return the provisions that a judgment cites.

    Cost: linear in the characters in which the court argues.
    """
    basis = tuple(dict.fromkeys(found.value for found in judgment.provisions))
    short = read_abbreviations(judgment.text)
    argued = {
        found.value: None
        for section in judgment.sections
        if section.kind in _ARGUING
        for found in find_provisions(
            judgment.text, section.span.start, section.span.end, abbreviations=short
        )
    }
    known = frozenset(basis)
    return CitationRow(basis=basis, mentioned=tuple(each for each in argued if each not in known))


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationTable:
    """The provisions of all judgments, by label.

    Attributes:
        provisions: All that are cited, in order.
        starts: Where each judgment's provisions begin; one more at the end.
        codes: Places in ``provisions``.
        is_basis: Whether the ruling rests on it, beside ``codes``.
    """

    provisions: tuple[Provision, ...]
    starts: NDArray[np.int64]
    codes: NDArray[np.int32]
    is_basis: NDArray[np.bool_]

    def citing(self, wanted: WantedProvision) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return by label which judgments rest on a provision, and which only mention it.

        Cost: one look at each different provision and one array pass.
        """
        is_met = np.fromiter(
            (wanted.is_met_by(each) for each in self.provisions), np.bool_, len(self.provisions)
        )[self.codes]
        rests = self._any(is_met & self.is_basis)
        return rests, self._any(is_met) & ~rests

    def of(self, label: int) -> CitationRow:
        """Return the provisions of one judgment."""
        start, stop = int(self.starts[label]), int(self.starts[label + 1])
        pairs = [
            (self.provisions[code], is_basis)
            for code, is_basis in zip(
                self.codes[start:stop].tolist(), self.is_basis[start:stop].tolist(), strict=True
            )
        ]
        return CitationRow(
            basis=tuple(each for each, is_basis in pairs if is_basis),
            mentioned=tuple(each for each, is_basis in pairs if not is_basis),
        )

    def of_all(self, labels: NDArray[np.int64]) -> Self:
        """Return the rows of some judgments, in the order asked for."""
        starts, stops = self.starts[labels], self.starts[labels + 1]
        places = places_of_runs(starts, stops)
        codes = self.codes[places]
        is_used = np.bincount(codes, minlength=len(self.provisions)) > 0
        moved = (np.cumsum(is_used) - 1).astype(np.int32)
        return type(self)(
            provisions=tuple(self.provisions[code] for code in np.flatnonzero(is_used).tolist()),
            starts=offsets_of(stops - starts),
            codes=moved[codes],
            is_basis=self.is_basis[places],
        )

    def and_of(self, other: Self) -> Self:
        """Return the rows of both, those of the other behind."""
        provisions = tuple(sorted({*self.provisions, *other.provisions}, key=_order))
        place = {each: number for number, each in enumerate(provisions)}
        own, others = (
            np.asarray([place[one] for one in each.provisions], dtype=np.int32)
            for each in (self, other)
        )
        return type(self)(
            provisions=provisions,
            starts=np.concatenate((self.starts, other.starts[1:] + len(self.codes))),
            codes=np.concatenate((own[self.codes], others[other.codes])),
            is_basis=np.concatenate((self.is_basis, other.is_basis)),
        )

    def _any(self, is_so: NDArray[np.bool_]) -> NDArray[np.bool_]:
        sums = np.concatenate(([0], np.cumsum(is_so)))
        found: NDArray[np.bool_] = sums[self.starts[1:]] > sums[self.starts[:-1]]
        return found


class CitationWriter:
    """Collects the provisions of judgments, each provision once."""

    def __init__(self) -> None:
        self._places: dict[Provision, int] = {}
        self._starts, self._codes, self._is_basis = array("q", [0]), array("i"), array("b")

    def add(self, row: CitationRow) -> None:
        """Take the provisions of the next judgment."""
        for is_basis, provisions in ((True, row.basis), (False, row.mentioned)):
            for each in provisions:
                self._codes.append(self._places.setdefault(each, len(self._places)))
                self._is_basis.append(is_basis)
        self._starts.append(len(self._codes))

    def table(self, order: Sequence[int]) -> CitationTable:
        """Return all of them.

        Args:
            order: The places of the judgments as they came, in order of label.
        """
        provisions = tuple(sorted(self._places, key=_order))
        moved = np.empty(len(provisions), dtype=np.int32)
        for number, each in enumerate(provisions):
            moved[self._places[each]] = number
        starts = np.asarray(self._starts, dtype=np.int64)
        places = np.asarray(order, dtype=np.int64)
        chosen = places_of_runs(starts[places], starts[places + 1])
        return CitationTable(
            provisions=provisions,
            starts=offsets_of(starts[places + 1] - starts[places]),
            codes=moved[np.asarray(self._codes, dtype=np.int32)[chosen]],
            is_basis=np.asarray(self._is_basis, dtype=np.bool_)[chosen],
        )


def citation_table(rows: Sequence[CitationRow]) -> CitationTable:
    """Return rows, in order of label, as a table."""
    writer = CitationWriter()
    for row in rows:
        writer.add(row)
    return writer.table(range(len(rows)))


def _order(provision: Provision) -> tuple[str, int, int, int, int]:
    """Order provisions by law and number; an article stands before its paragraphs."""
    return (
        provision.law,
        provision.article,
        provision.article_suffix,
        provision.paragraph or 0,
        provision.item or 0,
    )

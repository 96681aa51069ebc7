"""Two to four cases side by side, part by part: which words stand in one of them only?

Every part is shown whole and in its own words. A sentence that no other column tells alike is
marked, and so is a sum or quantity that none of the others names; a part that only one column has
is not marked, because there is nothing to compare it with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.spans import Span
from service.comparison.alignment import align, sentences_of
from service.comparison.quotes import Quote
from service.comparison.sides import Side, side_of_judgment
from service.search.bands import quantities_in

FEWEST_COLUMNS: Final = 2
MOST_COLUMNS: Final = 4
ROWS: Final = (
    SectionKind.CLAIMS,
    SectionKind.FACTS,
    SectionKind.ISSUES,
    SectionKind.REASONING,
    SectionKind.DISPOSITION,
)


class Mark(StrEnum):
    """How a stretch stands to the other columns."""

    PLAIN = "plain"
    ONLY_HERE = "only_here"
    OTHER_AMOUNT = "other_amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One case of a comparison side by side.

    Attributes:
        side: The case.
        ruling: Where its ruling stands; empty where it has none.
    """

    side: Side
    ruling: tuple[Span, ...]

    def spans(self, kind: SectionKind) -> tuple[Span, ...]:
        """Return where the column tells a part."""
        return {
            SectionKind.CLAIMS: self.side.claims,
            SectionKind.FACTS: self.side.facts,
            SectionKind.ISSUES: self.side.issues,
            SectionKind.REASONING: self.side.reasoning,
            SectionKind.DISPOSITION: self.ruling,
        }[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters of a part that stand alike to the other columns.

    Attributes:
        quote: The characters.
        mark: How they stand to the others.
    """

    quote: Quote
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One part of all columns.

    Attributes:
        kind: Which part.
        cells: The stretches of each column, in order; together they are the part. Empty where the
            column does not tell it.
    """

    kind: SectionKind
    cells: tuple[tuple[Stretch, ...], ...]


def column_of_judgment(judgment: Judgment) -> Column:
    """Return a judgment as a column."""
    ruling = tuple(each.span for each in judgment.sections if each.kind is SectionKind.DISPOSITION)
    return Column(side=side_of_judgment(judgment), ruling=ruling)


def lay_side_by_side(columns: Sequence[Column]) -> tuple[Row, ...]:
    """Return the parts of some cases side by side; parts that none of them has are left out.

    Cost: 5 ms for each two of judgments of 7,000 characters.
    """
    names = tuple(dict.fromkeys(name for column in columns for name in column.side.names))
    rows = (_row(kind, columns, names) for kind in ROWS)
    return tuple(row for row in rows if any(row.cells))


def _row(kind: SectionKind, columns: Sequence[Column], names: Sequence[str]) -> Row:
    texts = [column.side.text for column in columns]
    spans = [column.spans(kind) for column in columns]
    sentences = [sentences_of(text, each) for text, each in zip(texts, spans, strict=True)]
    met: list[set[Span]] = [set() for _ in columns]
    for one, other in combinations(range(len(columns)), 2):
        alignment = align(texts[one], sentences[one], texts[other], sentences[other], names=names)
        met[one].update(pair.asked for pair in alignment.pairs)
        met[other].update(pair.found for pair in alignment.pairs)
    amounts = [_amounts(text, each) for text, each in zip(texts, spans, strict=True)]
    cells = []
    for place, text in enumerate(texts):
        others = [at for at in range(len(columns)) if at != place and spans[at]]
        only = [each for each in sentences[place] if each not in met[place]] if others else []
        known = {amount for at in others for amount in amounts[at].values()}
        changed = [
            span for span, amount in amounts[place].items() if others and amount not in known
        ]
        cells.append(
            tuple(
                stretch
                for span in spans[place]
                for stretch in _stretches(text, span, only, changed)
            )
        )
    return Row(kind=kind, cells=tuple(cells))


def _amounts(text: str, spans: Sequence[Span]) -> Mapping[Span, tuple[str, Decimal]]:
    return {
        each.span: (each.band.unit, each.number)
        for span in spans
        for each in quantities_in(text, span.start, span.end)
    }


def _stretches(
    text: str, span: Span, only: Sequence[Span], changed: Sequence[Span]
) -> Iterator[Stretch]:
    """Cut a part where its look changes; together the stretches are the part."""
    near = [each for each in (*only, *changed) if span.holds(each)]
    borders = sorted({span.start, span.end, *(b for each in near for b in (each.start, each.end))})
    for start, end in pairwise(borders):
        piece = Span(start, end)
        mark = Mark.PLAIN
        if any(each.holds(piece) for each in changed):
            mark = Mark.OTHER_AMOUNT
        elif any(each.holds(piece) for each in only):
            mark = Mark.ONLY_HERE
        yield Stretch(quote=Quote(whole=text, span=piece), mark=mark)

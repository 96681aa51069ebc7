"""Where in a text do the parts stand that a keyword search can be limited to?"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import DocumentKind, Judgment
from corpus.spans import Span
from indexing.columns.passage_tables import place_of
from indexing.passages import PassageKind
from indexing.snapshots.opening import IndexSnapshot
from service.search.methods.vocabulary import TextPart

_KINDS: Final[Mapping[TextPart, PassageKind]] = MappingProxyType(
    {
        TextPart.FACTS: PassageKind.FACTS,
        TextPart.ISSUES: PassageKind.ISSUES,
        TextPart.REASONING: PassageKind.REASONING,
    }
)
_HOLDINGS: Final = frozenset({"library:裁判要点", "library:裁判要旨"})
_EDITED: Final = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


def may_have_holding(snapshot: IndexSnapshot) -> NDArray[np.bool_]:
    """Return by label which papers are edited cases, the only ones with 裁判要旨."""
    columns = snapshot.columns
    names = columns.names["document_kind"]
    codes = [code for code, name in enumerate(names) if name in _EDITED]
    return np.isin(columns.codes["document_kind"], codes)


def holdings_of(judgment: Judgment) -> tuple[Span, ...]:
    """Return the 裁判要点 or 裁判要旨 of an edited case."""
    return tuple(section.span for section in judgment.sections if section.rule in _HOLDINGS)


def part_of(snapshot: IndexSnapshot, label: int, text: str, part: TextPart) -> Sequence[Span]:
    """Return where a part stands in a text, as the index cut it; ascending and apart.

    Args:
        snapshot: The index.
        label: Place of the judgment in order of id.
        text: Its text.
        part: Any but HOLDING, which the index does not know.
    """
    if part is TextPart.WHOLE:
        return (Span(0, len(text)),)
    table = snapshot.passages
    passages = np.arange(int(table.starts[label]), int(table.stops[label]))
    wanted = passages[table.kinds[passages] == place_of(_KINDS[part])]
    begins, ends = table.spans(wanted)
    spans: list[Span] = []
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        span = Span(begin, end)
        # Windows of one part are cut at sentences; what is looked for may lie across the cut.
        if spans and not text[spans[-1].end : span.start].strip():
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans

"""What can be found at all, and which values can filters take?"""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from indexing.columns.filters import NOT_STATED, FilterColumns
from service.search.answer import Coverage

Facets = Mapping[str, tuple[tuple[str, int], ...]]
"""Name of a filter to its values with their counts, most frequent first, then by value."""

_COLUMNS = {
    "courts": "court",
    "court_levels": "court_level",
    "provinces": "province",
    "document_kinds": "document_kind",
    "instances": "instance",
    "effects": "effect",
    "case_types": "case_type",
}


def coverage_of(columns: FilterColumns, *, snapshot_id: str) -> Coverage:
    """Return what an index covers."""
    dated = columns.decided[columns.decided != NOT_STATED]
    courts = columns.codes["court"]
    return Coverage(
        snapshot_id=snapshot_id,
        n_judgments=columns.n_shown,
        n_courts=len(np.unique(courts[courts != NOT_STATED])),
        decided_from=date.fromordinal(int(dated.min())) if dated.size else None,
        decided_to=date.fromordinal(int(dated.max())) if dated.size else None,
        n_undated=columns.n_shown - int(dated.size),
    )


def facets_of(columns: FilterColumns) -> Facets:
    """Return the values of every filter with the number of judgments that have them.

    They are counted in the index that answers, so that they never promise what a search cannot
    find.
    """
    facets = {
        name: _counted(columns.names[column], columns.codes[column])
        for name, column in _COLUMNS.items()
    }
    facets["causes"] = _counted(columns.names["cause"], columns.causes)
    return facets


def _counted(names: tuple[str, ...], codes: NDArray[np.int32]) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(codes[codes != NOT_STATED], minlength=len(names))
    pairs = [(name, int(count)) for name, count in zip(names, counts, strict=True) if count]
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

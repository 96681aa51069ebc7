"""What of all segments of an index lives now?

These tables are small and by label, that is in order of judgment id. Each snapshot has its own, and
an increment writes them anew: filters, elements, citations, families, how widespread words are, and
which row of which segment each judgment is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus.judgment import JudgmentId
from corpus.provision import Provision
from indexing.channels.lexical import FIELDS
from indexing.columns.citing import CitationTable
from indexing.columns.elements import ElementTable
from indexing.columns.families import KinTable
from indexing.columns.filters import FilterColumns
from indexing.errors import DamagedSnapshotError
from indexing.packing.arrays import UNREADABLE, read_array, read_arrays, write_arrays

ROWS: Final = "rows.npy"
"""Name of the file that an index of several segments has beside the others."""

_COLUMNS = "columns"
_COLUMNS_JSON = "columns.json"
_CODES = "codes"
_ELEMENTS = "elements"
_ELEMENTS_JSON = "elements.json"
_CITATIONS = "citations"
_PROVISIONS = "provisions.json"
_KIN = "kin"
_FAMILIES = "families.npy"
_SPREAD = "spread"
_VERSIONS = "versions.npy"
_ELEMENT_ARRAYS = ("starts", "codes", "is_ruled", "mentions", "predicted", "probable")


_STEMS = frozenset(
    {
        "citations",
        "codes",
        "columns",
        "elements",
        "engine",
        "families",
        "kin",
        "provisions",
        "rows",
        "spread",
        "versions",
    }
)
# Segments that came later may be merged; words and classifier are those of what comes next.
_INCREMENTS = "increments/"
_GROWN_FROM = frozenset({"words", "charge_model"})


def is_living(name: str) -> bool:
    """Tell whether a file of a snapshot is written anew with each increment.

    Example:
        >>> is_living("codes.court.npy"), is_living("increments/000001/names.json")
        (True, False)
    """
    return name.partition(".")[0] in _STEMS


def is_grown_from(name: str) -> bool:
    """Tell whether growth reads a file of a snapshot whole, not only rows of it.

    Example:
        >>> is_grown_from("words.txt"), is_grown_from("passage_vectors.npy")
        (True, False)
    """
    return is_living(name) or name.startswith(_INCREMENTS) or name.partition(".")[0] in _GROWN_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadTable:
    """In how many living judgments words and pairs of characters stand.

    Attributes:
        words: By number of word, in any passage.
        bigrams: By number of the pair, in the facts.
        fields: By number of word, for each field of the engine of words.
    """

    words: NDArray[np.int32]
    bigrams: NDArray[np.int32]
    fields: Mapping[str, NDArray[np.int32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingTables:
    """What of all segments lives.

    Attributes:
        columns: What filters ask about.
        elements: What each judgment is about in law.
        citations: Which provisions it cites.
        families: For each judgment the smallest label of its family.
        spread: How widespread words and pairs of characters are.
    """

    columns: FilterColumns
    elements: ElementTable
    citations: CitationTable
    families: NDArray[np.int32]
    spread: SpreadTable


def write_columns(folder: Path, columns: FilterColumns) -> None:
    """Write what filters ask about."""
    row = {"ids": columns.ids, "names": dict(columns.names)}
    (folder / _COLUMNS_JSON).write_bytes(orjson.dumps(row))
    write_arrays(folder, _CODES, columns.codes)
    write_arrays(
        folder,
        _COLUMNS,
        {
            "decided": columns.decided,
            "cause_starts": columns.cause_starts,
            "causes": columns.causes,
        },
    )


def read_columns(folder: Path) -> FilterColumns:
    """Read what filters ask about.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_columns` gives.
    """
    try:
        row = orjson.loads((folder / _COLUMNS_JSON).read_bytes())
        ids: tuple[JudgmentId, ...] = tuple(row["ids"])
        names = {k: tuple(v) for k, v in row["names"].items()}
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the columns cannot be read") from error
    codes = read_arrays(folder, _CODES, [name for name in names if name != "cause"])
    arrays = read_arrays(folder, _COLUMNS, ("decided", "cause_starts", "causes"))
    return FilterColumns(
        ids=ids, names=MappingProxyType(names), codes=MappingProxyType(codes), **arrays
    )


def write_elements(folder: Path, elements: ElementTable) -> None:
    """Write what the judgments are about in law."""
    (folder / _ELEMENTS_JSON).write_text(
        json.dumps(list(elements.names), ensure_ascii=False), "utf-8"
    )
    write_arrays(folder, _ELEMENTS, {name: getattr(elements, name) for name in _ELEMENT_ARRAYS})


def read_elements(folder: Path) -> ElementTable:
    """Read what the judgments are about in law.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_elements` gives.
    """
    try:
        names = tuple(
            str(name) for name in json.loads((folder / _ELEMENTS_JSON).read_text("utf-8"))
        )
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the elements cannot be read") from error
    return ElementTable(names=names, **read_arrays(folder, _ELEMENTS, _ELEMENT_ARRAYS))


def write_citations(folder: Path, citations: CitationTable) -> None:
    """Write which provisions the judgments cite."""
    # orjson knows dataclasses.
    (folder / _PROVISIONS).write_bytes(orjson.dumps(citations.provisions))
    arrays: dict[str, NDArray[Any]] = {
        "starts": citations.starts,
        "codes": citations.codes,
        "is_basis": citations.is_basis,
    }
    write_arrays(folder, _CITATIONS, arrays)


def read_citations(folder: Path) -> CitationTable:
    """Read which provisions the judgments cite.

    Raises:
        DamagedSnapshotError: The files are not of the form that :func:`write_citations` gives.
    """
    try:
        rows = orjson.loads((folder / _PROVISIONS).read_bytes())
        provisions = tuple(Provision(**row) for row in rows)
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the provisions cannot be read") from error
    arrays = read_arrays(folder, _CITATIONS, ("starts", "codes", "is_basis"))
    return CitationTable(provisions=provisions, **arrays)


def write_kin(folder: Path, kin: KinTable, families: NDArray[np.int32]) -> None:
    """Write the families, and what shows them."""
    names = ("bands", "serials", "key_starts", "keys")
    write_arrays(folder, _KIN, {name: getattr(kin, name) for name in names})
    np.save(folder / _FAMILIES, families)


def read_kin(folder: Path) -> KinTable:
    """Read what shows families.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    return KinTable(**read_arrays(folder, _KIN, ("bands", "serials", "key_starts", "keys")))


def read_families(folder: Path) -> NDArray[np.int32]:
    """Read the family of every judgment, by label.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    return read_array(folder / _FAMILIES)


def write_spread(folder: Path, spread: SpreadTable) -> None:
    """Write how widespread words and pairs of characters are."""
    arrays = {"words": spread.words, "bigrams": spread.bigrams, **spread.fields}
    write_arrays(folder, _SPREAD, arrays)


def read_spread(folder: Path) -> SpreadTable:
    """Read how widespread words and pairs of characters are.

    Raises:
        DamagedSnapshotError: One of the files is no array.
    """
    arrays = read_arrays(folder, _SPREAD, ("words", "bigrams", *FIELDS))
    return SpreadTable(
        words=arrays.pop("words"), bigrams=arrays.pop("bigrams"), fields=MappingProxyType(arrays)
    )


def write_versions(folder: Path, versions: NDArray[np.uint64]) -> None:
    """Write by label which version of each judgment was indexed."""
    np.save(folder / _VERSIONS, versions)


def read_versions(folder: Path) -> NDArray[np.uint64]:
    """Read by label which version of each judgment was indexed; 0 where nobody told.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    return read_array(folder / _VERSIONS)


def write_rows(folder: Path, rows: NDArray[np.int64]) -> None:
    """Write by label which row it is, all segments one behind the other."""
    np.save(folder / ROWS, rows)


def read_rows(folder: Path) -> NDArray[np.int64] | None:
    """Read by label which row it is; None where the labels are the rows of one segment.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    return read_array(folder / ROWS) if (folder / ROWS).is_file() else None


def read_living(folder: Path) -> LivingTables:
    """Read what of all segments lives.

    Raises:
        DamagedSnapshotError: A file cannot be read.
    """
    return LivingTables(
        columns=read_columns(folder),
        elements=read_elements(folder),
        citations=read_citations(folder),
        families=read_families(folder),
        spread=read_spread(folder),
    )

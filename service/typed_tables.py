"""What stands in a table (.csv) that somebody typed or exported?"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTable:
    """The rows of a table below its head.

    Attributes:
        columns: The names of the first line; empty where there is none.
        rows: By column what stands there; None where a row is too short.
        broken_line: Line from which on it is no table any more; None where it is whole.
    """

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str | None], ...]
    broken_line: int | None = None


def read_table(text: str) -> TypedTable:
    r"""Read a table; whatever ends a line in any system ends a line.

    Example:
        >>> table = read_table("日期,类型\r2027-10-01,放假\r")
        >>> table.columns, table.rows[0]["类型"], table.broken_line
        (('日期', '类型'), '放假', None)
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff").strip(), newline=None))
    rows: list[Mapping[str, str | None]] = []
    columns: tuple[str, ...] = ()
    try:
        columns = tuple(reader.fieldnames or ())
        rows.extend(reader)
    except csv.Error:
        # A cell beyond the limit of the reader, as where a quotation mark is never closed.
        return TypedTable(columns=columns, rows=tuple(rows), broken_line=len(rows) + 2)
    return TypedTable(columns=columns, rows=tuple(rows))

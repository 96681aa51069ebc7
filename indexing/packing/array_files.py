"""How is an array written of which memory never holds more than a piece?

A file grows by rows and is, once closed, what ``numpy.save`` would have written of all of them.
Nothing is mapped into memory meanwhile: what was written is the operating system's to keep or not.
"""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray


class ArrayFile:
    """An array in a file, written from its first row on.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     with ArrayFile(Path(folder) / "rows.npy", np.int8, row=(2,)) as written:
        ...         written.add(np.ones((1, 2)))
        ...         written.add(np.zeros((2, 2)))
        ...     np.load(Path(folder) / "rows.npy").tolist()
        [[1, 1], [0, 0], [0, 0]]
    """

    def __init__(self, path: Path, dtype: DTypeLike, *, row: tuple[int, ...] = ()) -> None:
        """Begin a new file.

        Args:
            path: Where; what lies there goes.
            dtype: Of the numbers.
            row: The shape of one row; a plain number where it is empty.
        """
        self._path = path
        self._dtype: np.dtype[Any] = np.dtype(dtype)
        self._row = row
        self._size = 0
        path.write_bytes(b"")
        self._write_head()

    def __len__(self) -> int:
        return self._size

    def add(self, rows: NDArray[Any]) -> None:
        """Write rows behind those that are there."""
        # Opened for each piece: whoever is interrupted between two leaves nothing open.
        with self._path.open("ab") as file:
            file.write(np.ascontiguousarray(rows, dtype=self._dtype).data)
        self._size += len(rows)

    def close(self) -> None:
        """Write how many rows there are."""
        self._write_head()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write_head(self) -> None:
        # numpy leaves room in the head for a number of rows that grows.
        head = {
            "descr": npy.dtype_to_descr(self._dtype),
            "fortran_order": False,
            "shape": (self._size, *self._row),
        }
        with self._path.open("r+b") as file:
            npy.write_array_header_1_0(file, head)

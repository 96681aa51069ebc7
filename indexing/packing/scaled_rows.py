"""How do vectors lie in an index in a byte for each number, and what do they give with another one?

Each row has a scale, and of each number the whole multiple of it that is nearest. Every row is
rounded by itself: what it gives does not depend on the rows beside it, so that an index that has
grown answers as one that was built anew.

Source: Jacob et al., Quantization and Training of Neural Networks for Efficient
Integer-Arithmetic-Only Inference, 2018, section 2 (symmetric, one scale for each row here).
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexing.packing.arrays import JoinedRows

_MOST: Final = 127

Int8Rows: TypeAlias = NDArray[np.int8] | JoinedRows[np.int8]
Float32Rows: TypeAlias = NDArray[np.float32] | JoinedRows[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaledRows:
    """Vectors as whole multiples of a scale for each.

    Attributes:
        values: The multiples, from -127 to 127, one row per vector.
        scales: The scale of each row; 0 of a row of zeros.
    """

    values: Int8Rows
    scales: Float32Rows

    def __len__(self) -> int:
        return len(self.scales)

    def products(self, start: int, stop: int, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the inner product of rows beside each other with a vector.

        Example:
            >>> rows = scaled(np.array([[0.6, 0.8], [1.0, 0.0]], dtype=np.float32))
            >>> rows.products(0, 2, np.array([0, 1], dtype=np.float32)).round(2).tolist()
            [0.800000011920929, 0.0]
        """
        found: NDArray[np.float32] = self.values[start:stop].astype(np.float32) @ vector
        return found * self.scales[start:stop]

    def products_at(
        self, places: NDArray[np.int64], vector: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the inner product of rows with a vector, in the order asked for."""
        found: NDArray[np.float32] = self.values.take(places, axis=0).astype(np.float32) @ vector
        return found * self.scales.take(places)


def scaled(rows: NDArray[np.float32]) -> ScaledRows:
    """Return vectors rounded to whole multiples of a scale for each.

    Cost: loses about a hundredth of the length of a vector.
    """
    scales = np.abs(rows).max(axis=1, initial=0.0).astype(np.float32) / np.float32(_MOST)
    divisors = np.where(scales > 0, scales, np.float32(1))
    values = np.rint(rows / divisors[:, np.newaxis]).astype(np.int8)
    return ScaledRows(values=values, scales=scales)

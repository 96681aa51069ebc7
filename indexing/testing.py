"""Which encoder do tests use that do not test encoders?"""

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexing.learning.encoders import with_unit_length


class HashingEncoder:
    """Counts pairs of neighbouring characters in as many bins as there are dimensions.

    Example:
        >>> alike = HashingEncoder().encode_queries(["醉酒驾驶", "醉酒驾车", "盗窃手机"])
        >>> bool(alike[0] @ alike[1] > alike[0] @ alike[2])
        True
    """

    def __init__(self, *, dimension: int = 64) -> None:
        self.dimension = dimension
        self.fingerprint = f"hashing-{dimension}"

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension)."""
        return self.encode_documents(texts)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension)."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for first, second in pairwise(text):
                digest = hashlib.blake2b((first + second).encode(), digest_size=4).digest()
                row[int.from_bytes(digest) % self.dimension] += 1.0
        return with_unit_length(rows)

"""How near are two holdings in meaning, whatever their words?

Two courts word one question differently, but in thousands of other judgments their words keep the
same company. Runs of characters that stand in like sentences have like vectors; a sentence has the
sum of the vectors of its runs.

The vectors (``meanings.json``) are made by
``python -m evaluation.divergence.meanings DATA --out FILE``.
Source: Deerwester et al., Indexing by Latent Semantic Analysis, 1990.
"""

from base64 import b64decode
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import orjson
from numpy.typing import NDArray

from service.divergence.words import MASK, masked

LONGEST: Final = 3
"""Most characters of a run."""
_BITS: Final = 21
_KEPT: Final = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """Vectors of runs of characters.

    Attributes:
        runs: Keys of the runs, ascending, as :func:`runs_of` gives them; of shape (runs,).
        vectors: Of shape (runs, dimensions), times the rarity of each run.
    """

    runs: NDArray[np.uint64]
    vectors: NDArray[np.float32]

    def of(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a text, of length 1; of length 0 where no run of it is known.

        Cost: 0.15 ms for a sentence.
        """
        keys, often = runs_of(text)
        places = np.minimum(np.searchsorted(self.runs, keys), len(self.runs) - 1)
        is_known = self.runs[places] == keys
        total = often[is_known] @ self.vectors[places[is_known]]
        length = float(np.sqrt(total @ total))
        return np.asarray(total / length if length > 0 else total, dtype=np.float32)


def runs_of(text: str) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return the keys of the runs of one to three characters of a text, and their weight.

    A key is made of the code points, so that no two runs share one. A run that stands n times
    weighs 1 + ln n.

    Returns:
        Keys, each once, ascending; weights of the same shape.

    Example:
        >>> keys, weights = runs_of("借借")
        >>> [run_of(int(key)) for key in keys], [round(float(each), 2) for each in weights]
        (['借', '借借'], [1.69, 1.0])
    """
    # A lone surrogate is no character, and no reason to fail.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    parts = [codes]
    for more in range(1, LONGEST):
        if len(codes) > more:
            parts.append(parts[-1][:-1] << np.uint64(_BITS) | codes[more:])
    keys, counts = np.unique(np.concatenate(parts), return_counts=True)
    return keys, (1 + np.log(counts)).astype(np.float32)


def key_of(run: str) -> int:
    """Return the key of a run of at most three characters.

    Example:
        >>> key_of("利息") in runs_of("支付利息")[0].tolist()
        True
    """
    key = 0
    for character in run:
        key = key << _BITS | ord(character)
    return key


def run_of(key: int) -> str:
    """Return the characters of a key.

    Example:
        >>> run_of(key_of("利息"))
        '利息'
    """
    codes = [key >> _BITS * place & (1 << _BITS) - 1 for place in reversed(range(LONGEST))]
    return "".join(chr(code) for code in codes if code)


@lru_cache(maxsize=_KEPT)
def meaning_of(holding: str) -> NDArray[np.float32]:
    """Return the vector of a holding, of length 1 or 0.

    Cost: 0.15 ms; nothing for one of the 16,384 that were asked for last.
    """
    vector = shipped_meanings().of(meant_words(holding))
    vector.flags.writeable = False
    return vector


def meant_words(text: str) -> str:
    """Return the words of a sentence that its vector is made of.

    Figures, names that are hidden and words of every holding say nothing of its question. Names in
    clear may stand: no run of a name has a vector.

    Example:
        >>> meant_words("本院认为，王某应偿还30000元")
        '，应偿还元'
    """
    return masked(text, None).replace(MASK, "")


@cache
def shipped_meanings() -> Meanings:
    """Return the vectors that come with the program."""
    return read_meanings((files("service.divergence") / "meanings.json").read_bytes())


def read_meanings(stored: bytes) -> Meanings:
    """Read what :func:`evaluation.divergence.meanings.save` wrote."""
    row = orjson.loads(stored)
    keys = np.asarray([key_of(run) for run in row["runs"]], dtype=np.uint64)
    steps = np.frombuffer(b64decode(row["steps"]), dtype="i1").reshape(len(keys), -1)
    scales = np.frombuffer(b64decode(row["scales"]), dtype="<f4")
    return Meanings(runs=keys, vectors=(steps * scales).astype(np.float32))

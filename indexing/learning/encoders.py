"""Which vector does a text have?

Every encoder is a folder saved by sentence-transformers, seen through one Protocol. A folder that
holds static embeddings (a row per word, averaged; what :mod:`indexing.learning.training` writes) is
computed here with numpy alone, because importing torch takes longer than everything else a search
does; any other folder runs in sentence-transformers, imported when it is first needed.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
import orjson
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file
from scipy.sparse import csr_matrix
from tokenizers import Tokenizer

from indexing.errors import EncoderFolderError
from indexing.words.cutting import CutTexts, WordCutter, batches_of
from indexing.words.unigram import cutter_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_MODULES = "modules.json"
_VECTORS = "embedding.weight"
_LENGTH_BYTES = 8
_BATCH_CHARACTERS = 1 << 18
_DIGEST_BLOCK = 1 << 20
# What changes the vectors; a model card or a licence beside them does not.
_TELLING_SUFFIXES = frozenset({".json", ".safetensors", ".bin", ".txt", ".model"})
_UNTELLING_NAMES = frozenset({"training.json"})


class Encoder(Protocol):
    """Gives texts vectors whose inner product tells how alike they are."""

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""

    @property
    def fingerprint(self) -> str:
        """Return a digest of everything that the vectors depend on."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension).

        Each row has length one, or is zero where the encoder knows no word of the text.
        """

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text as :meth:`encode_queries` does, as that which is searched."""


class StaticEncoder:
    """A mean of word vectors, from a folder that holds static embeddings.

    Attributes:
        folder: Where it was loaded from.
        fingerprint: Digest of weights and tokenizer.

    Cost: loads in 50 ms; the first large batch builds what cuts many texts at once, 0.4 s.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load the folder.

        Args:
            folder: Saved by sentence-transformers.
            threads: How many cut and add up many texts; one for each processor unless told.

        Raises:
            EncoderFolderError: Tokenizer or weights are missing or unreadable.
        """
        self.folder = folder
        self._threads = threads or os.cpu_count()
        place = _static_place(folder)
        if place is None:
            raise EncoderFolderError(str(folder), "no static embeddings")
        try:
            # tokenizers raises bare exceptions for what is no tokenizer: look before it does.
            if "type" not in orjson.loads((place / "tokenizer.json").read_bytes())["model"]:
                raise EncoderFolderError(str(folder), "tokenizer.json names no model")
            self._tokenizer = Tokenizer.from_file(str(place / "tokenizer.json"))
            self._weights: NDArray[np.float32] = _weights_of(place / "model.safetensors")
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise EncoderFolderError(str(folder), f"it cannot be read ({error})") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.fingerprint = fingerprint_of_folder(folder)

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""
        return int(self._weights.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension)."""
        return self.encode_documents(texts)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension)."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        batches = list(batches_of(texts, characters=_BATCH_CHARACTERS))
        # With several batches numpy's part of the work runs on all processors.
        cutter = self._cutter if len(batches) > 1 else None
        if cutter is not None:
            with ThreadPoolExecutor(max_workers=self._threads) as side:
                cuts = side.map(cutter.cut, batches)
                rows = list(side.map(self._sums, cuts))
        else:
            rows = [self._sums_by_tokenizer(batch) for batch in batches]
        return with_unit_length(np.concatenate(rows))

    @cached_property
    def _cutter(self) -> WordCutter | None:
        """Cut many texts as the tokenizer does; where it is made, its words have its numbers."""
        is_unknown_nothing = not self._weights[0].any()
        return cutter_of(self._tokenizer) if is_unknown_nothing else None

    def _sums_by_tokenizer(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(texts) == 1:
            # Of several texts threads of the library's own take one each; a query would only wait
            # until one of them wakes up.
            encodings = [self._tokenizer.encode(texts[0], add_special_tokens=False)]
        else:
            encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        found = [encoding.ids for encoding in encodings]
        starts = np.cumsum([0, *(len(words) for words in found)])
        words = np.fromiter((word for text in found for word in text), np.int32, starts[-1])
        return self._sums(CutTexts(words, starts))

    def _sums(self, cut: CutTexts) -> NDArray[np.float32]:
        """Return the sum of the word vectors of each text: a mean but for its length."""
        ones = np.ones(len(cut.words), dtype=np.float32)
        table = csr_matrix(
            (ones, cut.words, cut.starts), shape=(len(cut.starts) - 1, len(self._weights))
        )
        sums: NDArray[np.float32] = table @ self._weights
        return sums


class SentenceTransformerEncoder:
    """Any folder that sentence-transformers saved, run by sentence-transformers.

    Attributes:
        folder: Where it is.
        fingerprint: Digest of weights, tokenizer and configuration.

    Cost: the first encoding imports torch (7 s); then 2 to 200 passages a second on two cores.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder.

        Raises:
            EncoderFolderError: It holds no modules.
        """
        if not (folder / _MODULES).is_file():
            raise EncoderFolderError(str(folder), f"no {_MODULES}")
        self.folder = folder
        self.fingerprint = fingerprint_of_folder(folder)

    @property
    def dimension(self) -> int:
        """Return how many numbers a vector has."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension), with the model's query prompt."""
        rows = self._model.encode_query(list(texts), show_progress_bar=False)
        return with_unit_length(self._shaped(rows))

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, shape (n, dimension), with the model's document prompt."""
        rows = self._model.encode_document(list(texts), show_progress_bar=False)
        return with_unit_length(self._shaped(rows))

    def _shaped(self, rows: object) -> NDArray[np.float32]:
        return np.asarray(rows, dtype=np.float32).reshape(-1, self.dimension)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 7 s

        try:
            return SentenceTransformer(str(self.folder), local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise EncoderFolderError(str(self.folder), str(error)) from error


FolderEncoder: TypeAlias = StaticEncoder | SentenceTransformerEncoder
"""An encoder that lies in a folder, from which others may load it."""


def load_encoder(folder: Path, *, threads: int | None = None) -> FolderEncoder:
    """Return the encoder that a folder holds.

    Args:
        folder: Saved by sentence-transformers or by
            :func:`indexing.learning.training.train_encoder`.
        threads: As for :class:`StaticEncoder`; any other model is told by its library.

    Raises:
        EncoderFolderError: The folder holds none.
    """
    return (
        SentenceTransformerEncoder(folder)
        if _static_place(folder) is None
        else StaticEncoder(folder, threads=threads)
    )


def _weights_of(path: Path) -> NDArray[np.float32]:
    """Return the vectors of words; mapped into memory, so that all processes share their pages.

    The library reads them into memory of each process; its format is a length, JSON and the
    numbers, one behind the other.

    Raises:
        KeyError: The file holds no vectors of words.
        OSError: It cannot be read.
        ValueError: It is cut short.
        SafetensorError: It is no such file.
    """
    with safe_open(path, framework="numpy") as file:
        # Whatever is wrong with the file is told here.
        shape = tuple(file.get_slice(_VECTORS).get_shape())
    with path.open("rb") as file:
        size = int.from_bytes(file.read(_LENGTH_BYTES), "little")
        about = json.loads(file.read(size))[_VECTORS]
    if about["dtype"] != "F32":
        return load_file(path)[_VECTORS].astype(np.float32)
    start = _LENGTH_BYTES + size + int(about["data_offsets"][0])
    return np.memmap(path, np.float32, mode="r", offset=start, shape=shape).view(np.ndarray)


def is_static_folder(folder: Path) -> bool:
    """Tell whether a folder holds static embeddings and no other model.

    Raises:
        EncoderFolderError: It is no folder of sentence-transformers, or lacks its files.
    """
    return _static_place(folder) is not None


def fingerprint_of_folder(folder: Path) -> str:
    """Return a digest of the files of an encoder that change its vectors."""
    digest = hashlib.sha256()
    files = (
        path
        for path in folder.rglob("*")
        if path.suffix in _TELLING_SUFFIXES and path.name not in _UNTELLING_NAMES
    )
    for path in sorted(files):
        digest.update(f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            while block := file.read(_DIGEST_BLOCK):
                digest.update(block)
    return digest.hexdigest()[:16]


def with_unit_length(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows divided by their lengths; rows of zeros stay zero.

    Example:
        >>> with_unit_length(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist()
        [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def _static_place(folder: Path) -> Path | None:
    """Return where a folder keeps static embeddings, or None when it is another model.

    Raises:
        EncoderFolderError: It is no folder of sentence-transformers at all.
    """
    try:
        modules = json.loads((folder / _MODULES).read_text("utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        place = folder / str(modules[0]["path"])
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise EncoderFolderError(str(folder), f"{_MODULES} cannot be read") from error
    is_static = kinds[0] == "StaticEmbedding" and set(kinds[1:]) <= {"Normalize"}
    if not is_static:
        return None
    for name in ("tokenizer.json", "model.safetensors"):
        if not (place / name).is_file():
            raise EncoderFolderError(str(folder), f"no {name}")
    return place

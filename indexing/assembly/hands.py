"""Who cuts the words of judgments and encodes their passages: this process, or others?

Both are functions of texts alone, so batches can be done anywhere and in any order; what came of
them is taken in the order of the judgments, and an index of many hands is, to the byte, that of
one.
"""

import atexit
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Any, Final, Protocol, TypeAlias

from corpus.errors import SchedulerError
from corpus.workforce import Gang, Workforce, gathered
from indexing.assembly.cut_words import CutWords, cut_words
from indexing.assembly.encoded_passages import EncodedPassages, encode_passages
from indexing.learning.encoders import (
    Encoder,
    FolderEncoder,
    SentenceTransformerEncoder,
    StaticEncoder,
    load_encoder,
)
from indexing.passages import PassageTexts
from indexing.words.segmentation import Segmenter

Batch: TypeAlias = Sequence[PassageTexts]


class Hands(Protocol):
    """Cut and encode batches of judgments."""

    def words(self, batches: Iterable[Batch], segmenter: Segmenter) -> Iterator[CutWords]:
        """Give the words of batches, in their order."""

    def vectors(self, batches: Iterable[Batch], encoder: Encoder) -> Iterator[EncodedPassages]:
        """Give the vectors of batches, in their order.

        Raises:
            EncoderOutputError: The encoder gave vectors of a wrong form.
        """


class OwnHands:
    """Do everything in the thread that asks."""

    def words(self, batches: Iterable[Batch], segmenter: Segmenter) -> Iterator[CutWords]:
        """Give the words of batches, in their order."""
        return map(partial(cut_words, segmenter=segmenter), batches)

    def vectors(self, batches: Iterable[Batch], encoder: Encoder) -> Iterator[EncodedPassages]:
        """Give the vectors of batches, in their order."""
        return map(partial(encode_passages, encoder=encoder), batches)


OWN_HANDS: Final = OwnHands()


@contextmanager
def hands_of(workforce: Workforce) -> Iterator[Hands]:
    """Have hands for the time of a block.

    Args:
        workforce: Who works; one of the processes is this one, which numbers and writes.

    Raises:
        SchedulerError: The cluster cannot work, or would give other results.
        WorkerLostError: A worker died, or the way to the workers broke.
    """
    if workforce.is_alone:
        yield OWN_HANDS
        return
    helpers = replace(workforce, processes=max(1, workforce.processes - 1))
    with gathered(helpers) as gang:
        yield _ManyHands(gang, workforce.scheduler or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderFiles:
    """An encoder that travels to other machines.

    Attributes:
        fingerprint: Tells it from others.
        files: The bytes of each file of its folder, by path in it.
    """

    fingerprint: str
    files: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, encoder: FolderEncoder) -> "EncoderFiles":
        """Return the files of an encoder."""
        folder = encoder.folder
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return cls(
            fingerprint=encoder.fingerprint,
            files=tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths),
        )


class _ManyHands:
    """Workers do it."""

    def __init__(self, gang: Gang, address: str) -> None:
        self._gang = gang
        self._address = address

    def words(self, batches: Iterable[Batch], segmenter: Segmenter) -> Iterator[CutWords]:
        """Give the words of batches, in their order.

        Raises:
            SchedulerError: A worker cuts other words than this process.
        """
        for _, (fingerprint, cut) in self._gang.in_order(cut_there, batches):
            if fingerprint != segmenter.fingerprint:
                raise SchedulerError(self._address, "a worker cuts by another dictionary")
            yield cut

    def vectors(self, batches: Iterable[Batch], encoder: Encoder) -> Iterator[EncodedPassages]:
        """Give the vectors of batches, in their order.

        Other machines encode, if the encoder lies in a folder that can travel. Processes of this
        one do not: native code of the process that asks keeps all its cores busy by itself.
        """
        if not self._gang.are_elsewhere or not isinstance(
            encoder, StaticEncoder | SentenceTransformerEncoder
        ):
            yield from OWN_HANDS.vectors(batches, encoder)
            return
        lent: Any = self._gang.lend(EncoderFiles.of(encoder))
        for _, encoded in self._gang.in_order(encode_there, batches, lent):
            yield encoded


def cut_there(papers: Batch) -> tuple[str, CutWords]:
    """Cut a batch where this runs.

    Returns:
        What the words depend on, and the words.
    """
    segmenter = _segmenter()
    return segmenter.fingerprint, cut_words(papers, segmenter=segmenter)


def encode_there(encoder: EncoderFiles, papers: Batch) -> EncodedPassages:
    """Encode a batch where this runs.

    Args:
        encoder: Its files; loaded once in a process.
        papers: The batch.
    """
    return encode_passages(papers, encoder=_unpacked(encoder))


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


_UNPACKED: dict[str, FolderEncoder] = {}
_UNPACKING: Final = Lock()


def _unpacked(encoder: EncoderFiles) -> FolderEncoder:
    """Return an encoder that came as files; they lie in a folder as long as the process lives."""
    with _UNPACKING:
        if encoder.fingerprint not in _UNPACKED:
            folder = Path(mkdtemp(prefix="tongpan-encoder-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            for name, content in encoder.files:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            # There are as many workers as cores.
            _UNPACKED[encoder.fingerprint] = load_encoder(folder, threads=1)
        return _UNPACKED[encoder.fingerprint]

"""How is a compressed file opened without letting it flood the machine?"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from corpus.errors import DamagedSourceError

STREAM_ERRORS = (
    EOFError,
    lzma.LZMAError,
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,  # a method of compression that the standard library does not have
    OSError,
)
"""What reading a stream that breaks off or is damaged may raise."""

MAX_RATIO = 500
"""Most bytes that one packed byte may unpack to; plain text stays below 100."""

FREE_BYTES = 64 * 1024 * 1024
"""Below this size the ratio is not looked at, so that tiny files of few words pass."""

_BUFFER_BYTES = 256 * 1024

_XZ = b"\xfd7zXZ\x00"
_GZIP = b"\x1f\x8b"
_SUFFIXES = (".xz", ".lzma", ".gz", ".gzip")
_LONG_SUFFIXES = {".tgz": ".tar", ".txz": ".tar"}


class BoundedStream(io.RawIOBase):
    """A stream that refuses to give more than a number of bytes.

    Args:
        stream: What is read.
        limit: Most bytes that it may give.
        place: Where it stands, for the refusal.
        below: The stream that ``stream`` unpacks, closed with it; the standard library's
            unpackers leave open what they did not open.
    """

    def __init__(
        self, stream: BinaryIO, *, limit: int, place: str, below: BinaryIO | None = None
    ) -> None:
        self._stream = stream
        self._below = below
        self._left = limit
        self._limit = limit
        self._place = place

    def readable(self) -> bool:
        """Tell that this stream can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read into a buffer.

        Raises:
            DamagedSourceError: The stream gave more than its limit.
        """
        view = memoryview(cast("bytearray", buffer)).cast("B")
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise DamagedSourceError(
                self._place, f"unpacks to more than {self._limit:,} bytes; too much for its size"
            )
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream below as well."""
        if not self.closed:
            self._stream.close()
            if self._below is not None:
                self._below.close()
        super().close()


def bounded(stream: BinaryIO, *, limit: int, place: str, below: BinaryIO | None = None) -> BinaryIO:
    """Return a buffered stream that raises after ``limit`` bytes; see :class:`BoundedStream`."""
    return io.BufferedReader(
        BoundedStream(stream, limit=limit, place=place, below=below), _BUFFER_BYTES
    )


def limit_for(packed_size: int) -> int:
    """Return how many bytes a packed file of this size may unpack to."""
    return max(FREE_BYTES, packed_size * MAX_RATIO)


def unpacked(
    opener: Callable[[], BinaryIO], *, name: str, size: int, place: str
) -> tuple[str, Callable[[], BinaryIO]]:
    """Look through .xz and .gz: return the name within and what opens it.

    The content decides; a file that only says .xz is handed on as it is.

    Args:
        opener: Opens the file as it lies.
        name: Name of the file.
        size: Its size in bytes, from which the limit of its content follows.
        place: Where it stands, for refusals.
    """
    with opener() as stream:
        head = stream.read(6)
    limit = limit_for(size)
    unpacker: Callable[[BinaryIO], object]
    if head.startswith(_XZ):
        unpacker = lzma.LZMAFile
    elif head.startswith(_GZIP):
        unpacker = _gunzip
    else:
        return name, opener

    def open_unpacked() -> BinaryIO:
        packed = opener()
        stream = cast("BinaryIO", unpacker(packed))
        return bounded(stream, limit=limit, place=place, below=packed)

    return _inner_name(name), open_unpacked


def _gunzip(packed: BinaryIO) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=packed)


def _inner_name(name: str) -> str:
    lower = name.lower()
    for suffix, inner in _LONG_SUFFIXES.items():
        if lower.endswith(suffix):
            return name[: -len(suffix)] + inner
    for suffix in _SUFFIXES:
        if lower.endswith(suffix):
            return name[: -len(suffix)]
    return name

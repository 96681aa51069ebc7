"""Where is kept, outside of the database, how far the trail has come?

The head goes forward only. Several processes share the file: whoever writes holds its lock.
"""

import fcntl
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.disk import sync
from service.audit_trail.chain import seal_of
from service.audit_trail.model import START, FlawKind, Head
from service.data_folder import write_private


class HeadFile:
    """The head of the trail in a file of its own.

    Args:
        path: The file; it need not exist.
        key: The key of the trail.
    """

    def __init__(self, path: Path, *, key: bytes) -> None:
        self._path = path
        self._key = key

    def begin(self) -> None:
        """Make the file before the first line is written, unless it is there.

        A kill behind this leaves a file that is behind the database. Whoever meets lines without a
        file therefore knows that it was taken away.
        """
        with self._lock():
            if not self._path.exists():
                self._write(Head(number=0, digest=START))
                sync(self._path.parent)

    def advance(self, head: Head) -> bool:
        """Write down that the trail has come so far, unless it has already come farther.

        A kill between the database and this leaves the file behind the database, never before it.

        Returns:
            False where the file is missing or not ours: nothing is written then, so that the loss
            does not go unnoticed; see :meth:`renew`.
        """
        with self._lock():
            kept = self.read()
            if not isinstance(kept, Head):
                return False
            if kept.number < head.number:
                self._write(head)
            return True

    def renew(self, head: Head) -> None:
        """Write a file in the place of one that is missing or not ours.

        Args:
            head: Of the line that says so.
        """
        with self._lock():
            self._write(head)

    def read(self) -> Head | FlawKind | None:
        """Return the kept head, None where there is no file, or what is wrong with it."""
        try:
            said = json.loads(self._path.read_text("utf-8"))
            head = Head(number=int(said["number"]), digest=str(said["digest"]))
            seal = str(said["seal"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return FlawKind.HEAD_FORGED
        is_ours = hmac.compare_digest(seal.encode(), seal_of(head, key=self._key).encode())
        return head if is_ours else FlawKind.HEAD_FORGED

    def _write(self, head: Head) -> None:
        said = {"number": head.number, "digest": head.digest, "seal": seal_of(head, key=self._key)}
        write_private(self._path, json.dumps(said))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with self._path.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

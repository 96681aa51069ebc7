"""What did somebody who was killed leave half-written, and is nobody writing it any more?

Whoever writes holds a lock on what is being written; a kill lets go of it, so that what can be
locked is left over. The lock is one of the system, on the file or folder itself.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file or folder that is being written, as long as the context is entered.

    Raises:
        OSError: It is not there, or somebody else holds it.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def clear(folder: Path, pattern: str) -> tuple[str, ...]:
    """Remove what was left half-written, and return the names of it.

    Args:
        folder: Where it lies.
        pattern: Which names are drafts, such as ``partial-*``; nothing else is touched.

    Example:
        >>> clear(Path("/nowhere"), "partial-*")
        ()
    """
    gone = []
    for path in sorted(folder.glob(pattern)):
        try:
            with held(path):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
        except OSError:
            # Somebody writes it, or has just finished.
            continue
        gone.append(path.name)
    return tuple(gone)

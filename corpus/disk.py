"""When does the disk have what was written?"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

_AT_ONCE: Final = 16


def sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder.

    Args:
        path: It must be there and readable.

    Raises:
        OSError: It is not.

    Example:
        >>> sync(Path("."))

    Cost: up to some ten milliseconds, by what else the disk has to do.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(paths: Sequence[Path]) -> None:
    """Wait until the disk has several files or the names in several folders, as :func:`sync`.

    Raises:
        OSError: One of them is not there.

    Cost: that of a few; a file system writes its journal once for all that wait for it.
    """
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as threads:
        for _ in threads.map(sync, paths):
            pass

"""When does the disk have what was written?"""

import os
from pathlib import Path


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

"""Which files has this process found right, so that it need not read them again?

A file is known by where its content lies on the disk, whatever its names are, and by when it was
last written.
"""

from pathlib import Path
from typing import Final

# Longer than the steps in which file systems tell time.
_TICK_NANOSECONDS: Final = 20_000_000
_MOST_REMEMBERED: Final = 10_000
_FOUND_RIGHT: dict[tuple[int, int, int, int], str] = {}


def is_known(path: Path, digest: str) -> bool:
    """Tell whether a file was found to have a digest, and was not written since."""
    return _FOUND_RIGHT.get(_identity(path)) == digest


def remember(path: Path, digest: str, *, before: int) -> None:
    """Remember a file that was found right, if a writing after its manifest bears another time.

    Args:
        path: The file.
        digest: What it was found to have.
        before: When its manifest was written, in nanoseconds.
    """
    if changed_at(path) + _TICK_NANOSECONDS > before:
        return
    if len(_FOUND_RIGHT) >= _MOST_REMEMBERED:
        _FOUND_RIGHT.clear()
    _FOUND_RIGHT[_identity(path)] = digest


def changed_at(path: Path) -> int:
    """Return when a file was last written, in nanoseconds; 0 where there is none.

    Example:
        >>> changed_at(Path("/nowhere"))
        0
    """
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _identity(path: Path) -> tuple[int, int, int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

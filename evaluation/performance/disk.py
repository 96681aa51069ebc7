"""How many bytes do files take?"""

from collections.abc import Iterable
from pathlib import Path


def bytes_of(paths: Iterable[Path]) -> int:
    """Return the bytes of those paths that are files."""
    return sum(path.stat().st_size for path in paths if path.is_file())

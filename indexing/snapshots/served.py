"""Which snapshots have answered?

A snapshot that was built and refused lies among the others, and whoever goes back must not land on
it. The file ``served`` names those that ever became the current one; it is written before the
pointer turns.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from corpus.disk import sync

SERVED: Final = "served"
"""Name of the file beside the snapshots."""

_PARTIAL: Final = "partial-served"


def read_served(root: Path) -> frozenset[str] | None:
    """Return the names of all that have answered; None where nobody has written it down.

    Example:
        >>> read_served(Path("/nowhere")) is None
        True
    """
    try:
        return frozenset((root / SERVED).read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return None


def note_served(root: Path, names: Iterable[str]) -> None:
    """Write down which snapshots that are kept have answered, with the one that is about to.

    Args:
        root: The folder of all snapshots.
        names: Theirs.
    """
    partial = root / _PARTIAL
    partial.write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8")
    sync(partial)
    partial.replace(root / SERVED)

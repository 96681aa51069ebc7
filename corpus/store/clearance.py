"""Which classes of closed judgments may whoever asks now read?

The classes stand in a context variable: the door through which somebody comes in sets them for as
long as it answers, threads that it waits for inherit them, and everything else (commands, audits,
the building of indexes, whatever runs on its own) holds none. Nothing set is nothing read.

Only reading a judgment by its id, or by the id of its source, looks at them. What is counted,
ranked, related or remembered for several people is made without closed judgments for everybody.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from sqlalchemy import ColumnElement

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.tables import judgments

NOBODY: Final[frozenset[Sensitivity]] = frozenset()
"""The classes of whoever has no clearance."""

OPEN: Final = judgments.c.closed_as.is_(None)
"""What holds of a judgment that is not closed."""

_cleared: ContextVar[frozenset[Sensitivity]] = ContextVar("cleared", default=NOBODY)


@contextmanager
def cleared_for(kinds: Iterable[Sensitivity]) -> Iterator[None]:
    """Read with a clearance for some classes, in place of the one before, for the block.

    Example:
        >>> with cleared_for([Sensitivity.JUVENILE]):
        ...     sorted(cleared())
        [<Sensitivity.JUVENILE: 'juvenile'>]
        >>> cleared()
        frozenset()
    """
    token = _cleared.set(frozenset(kinds))
    try:
        yield
    finally:
        _cleared.reset(token)


def cleared() -> frozenset[Sensitivity]:
    """Return the classes that may be read now."""
    return _cleared.get()


def readable() -> ColumnElement[bool]:
    """Return what holds of the judgments that may be read now."""
    kinds = cleared()
    return OPEN | judgments.c.closed_as.in_(sorted(kinds)) if kinds else OPEN

"""Who works where a command has much to do?"""

import os
from typing import Final

from corpus.workforce import Workforce
from service.settings import Settings

_INDEXING: Final = 3
"""So many processes: one reads, encodes, numbers and writes as fast as two cut words."""


def workforce_of(settings: Settings, *, processes: int | None) -> Workforce:
    """Return who works: the court's cluster where there is one, else processes of this machine.

    Args:
        settings: The settings.
        processes: How many processes somebody asked for; then the cluster is left alone.
    """
    if processes is not None:
        return Workforce(processes=processes)
    return Workforce(processes=every_core(), scheduler=settings.scheduler or None)


def indexing_workforce(
    settings: Settings, *, processes: int | None = None, is_aside: bool = False
) -> Workforce:
    """Return who builds an index: the court's cluster, or this machine.

    One process reads, encodes, numbers and writes; others cut words meanwhile.

    Args:
        settings: The settings.
        processes: How many processes somebody asked for; then the cluster is left alone.
        is_aside: Whether others wait for answers meanwhile; a core is left to them.
    """
    if processes is not None:
        return Workforce(processes=processes)
    return Workforce(
        processes=max(1, min(every_core() - is_aside, _INDEXING)),
        scheduler=settings.scheduler or None,
    )


def every_core() -> int:
    """Return how many processes keep this machine busy."""
    return os.cpu_count() or 1

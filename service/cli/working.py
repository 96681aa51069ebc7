"""Who works where a command has much to do?"""

import os

from corpus.workforce import Workforce
from service.settings import Settings


def workforce_of(settings: Settings, *, processes: int | None) -> Workforce:
    """Return who works: the court's cluster where there is one, else processes of this machine.

    Args:
        settings: The settings.
        processes: How many processes somebody asked for; then the cluster is left alone.
    """
    if processes is not None:
        return Workforce(processes=processes)
    return Workforce(processes=every_core(), scheduler=settings.scheduler or None)


def every_core() -> int:
    """Return how many processes keep this machine busy."""
    return os.cpu_count() or 1

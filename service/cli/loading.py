"""How is what stays as long as the process loaded in little time?"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_NEW_BEFORE_LOOK: Final = 10_000
"""Objects that are new before it is looked; a search leaves some hundreds behind for a while."""


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Load what stays as long as the process without looking for what is left over.

    Half a million objects are made at the start, and a quarter of its time went into looking
    through them again and again; what is there in the end is never looked through any more. What
    is made afterwards is looked through less often: nearly all of it goes by itself, and a look
    empties the caches of the processor.

    Example:
        >>> with nothing_collected():
        ...     gc.isenabled()
        False
        >>> gc.isenabled()
        True
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(_NEW_BEFORE_LOOK)
        gc.enable()

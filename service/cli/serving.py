"""`tongpan serve`: pages and interface over HTTP."""

import atexit
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
import uvicorn
from fastapi import FastAPI

from service.accounts.provider import provider_of
from service.app import create_app
from service.audit_trail.model import Deed, Outcome
from service.cli.opening import machine_account
from service.cli.output import notices
from service.data_folder import load_settings, secret_key
from service.edge.counting import FOLDER_VARIABLE
from service.errors import SettingsError
from service.house import House, open_house, utc_now
from service.jobs.worker import PROGRAM
from service.settings import Settings
from service.settings_book import SettingsBook

_SUBJECT_CHARACTERS = 256
_ENDING_SECONDS = 20.0


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
    provider_of(settings)
    _refuse_taken_port(settings.host, settings.port)
    with open_house(settings, may_make=True) as house:
        notices.print(f"同判：http://{settings.host}:{settings.port}  （Ctrl+C 停止）")
        _remember_settings(settings, house)
        for check in house.checks():
            if not check.is_well:
                notices.print(f"  注意 {check.label}：{check.words}", markup=False)
    # Workers are started anew and read their settings from the environment.
    os.environ["TONGPAN_DATA"] = str(settings.data)
    os.environ["TONGPAN_HOST"] = settings.host
    os.environ["TONGPAN_PORT"] = str(settings.port)
    # The requests are logged by our own envelope, with ids and without addresses.
    with _shared_figures(settings.workers), _job_worker(settings):
        uvicorn.run(
            "service.cli.serving:app_of_worker",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            log_level="warning",
            access_log=False,
            server_header=False,
        )


def _remember_settings(settings: Settings, house: House) -> None:
    """Note with which settings the server starts, and those that changed in the trail."""
    now = utc_now()
    changed = SettingsBook(settings, environment=os.environ).remember(now=now)
    if changed:
        house.trail.note(
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


@contextmanager
def _job_worker(settings: Settings) -> Iterator[None]:
    """Run a worker for background jobs beside the server, which ends with it."""
    if not settings.job_worker:
        yield
        return
    worker = subprocess.Popen(  # noqa: S603 - this program
        # Where the server is killed, the worker sees that its parent is gone.
        [*PROGRAM, "work", "--data", str(settings.data), "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
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
    with TemporaryDirectory(prefix="tongpan-metrics-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER_VARIABLE]


def app_of_worker() -> FastAPI:
    """Return the application of one process, over its own connections and its own open index.

    Raises:
        SettingsError: A setting cannot be used.
        StoreError: The database cannot be opened.
    """
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

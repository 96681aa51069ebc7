"""`tongpan serve`: pages and interface over HTTP."""

import logging
import socket
import sys
from pathlib import Path

import structlog
import uvicorn

from service.app import create_app
from service.cli.output import notices
from service.data_folder import load_settings
from service.errors import SettingsError
from service.house import open_house, utc_now


def run_serve(*, host: str | None, port: int | None, data: Path | None) -> None:
    """Serve pages and interface until stopped.

    Raises:
        SettingsError: The port is taken, or the secret key cannot be read.
        StoreError: The database cannot be opened.
    """
    settings = load_settings({"data": data, "host": host, "port": port})
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
    with open_house(settings, may_make=True) as house:
        app = create_app(house.edge(utc_now))
        _refuse_taken_port(settings.host, settings.port)
        notices.print(f"同判：http://{settings.host}:{settings.port}  （Ctrl+C 停止）")
        for check in house.checks():
            if not check.is_well:
                notices.print(f"  注意 {check.label}：{check.words}", markup=False)
        # The requests are logged by our own envelope, with ids and without query strings.
        uvicorn.run(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
        )


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

"""What goes round every answer: a request id, a log line, headers that keep browsers safe."""

import re
import secrets
import time

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = structlog.get_logger("tongpan.requests")
_GIVEN_ID = re.compile(rb"[A-Za-z0-9_.-]{8,64}")

# Scripts, styles, pictures and fonts come from this server alone, nothing stands inline, nobody
# frames the pages, and no address of a page (they hold ids) is told to another site.
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Envelope:
    """ASGI middleware that names, times and protects every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def complete(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                complete_headers(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            await self._app(scope, receive, complete)
        finally:
            # The path is logged without its query and no text that was searched by.
            _log.info(
                "request",
                request_id=request_id,
                method=scope["method"],
                path=scope["path"],
                status=status,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )


def complete_headers(headers: MutableHeaders, request_id: str) -> None:
    """Add the request id and what keeps browsers safe to the headers of an answer."""
    headers["x-request-id"] = request_id
    for name, value in SECURITY_HEADERS.items():
        headers[name] = value
    # Judgments and searches are not to be found again in the cache of a browser.
    headers.setdefault("cache-control", "no-store")


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _GIVEN_ID.fullmatch(value):
            given: bytes = value
            return given.decode("ascii")
    return secrets.token_hex(8)

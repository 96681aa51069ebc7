"""What goes round every answer: a request id, a log line, headers that keep browsers safe."""

import re
import secrets
import time
from typing import Final

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.edge.counting import AnswerFigures
from service.edge.permissions import pattern_at

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
_REQUEST_ID: Final = b"x-request-id"
_SET_HEADERS: Final = tuple(
    (name.encode("latin-1"), value.encode("latin-1")) for name, value in SECURITY_HEADERS.items()
)
_SET_NAMES: Final = frozenset({_REQUEST_ID, *(name for name, _ in _SET_HEADERS)})
_NOT_KEPT: Final = (b"cache-control", b"no-store")


class Envelope:
    """ASGI middleware that names, times and protects every answer."""

    def __init__(self, app: ASGIApp, *, answers: AnswerFigures) -> None:
        self._app = app
        self._answers = answers

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
            self._tell(scope, status, seconds=time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, *, seconds: float) -> None:
        # By its pattern: what stands in an address may name a person or a case. Who asked for what
        # stands in the audit trail, under the same request id.
        route = getattr(scope.get("route"), "path", None) or pattern_at(scope["path"])
        _log.info(
            "request",
            request_id=scope["state"]["request_id"],
            method=scope["method"],
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
        )
        self._answers.count(method=scope["method"], route=route, status=status, seconds=seconds)


def complete_headers(headers: MutableHeaders, request_id: str) -> None:
    """Add the request id and what keeps browsers safe to the headers of an answer."""
    told = headers.raw
    # One pass over what is there, instead of one for each header that is added.
    names = {name for name, _ in told}
    if not names.isdisjoint(_SET_NAMES):
        told[:] = [each for each in told if each[0] not in _SET_NAMES]
    told.append((_REQUEST_ID, request_id.encode("latin-1")))
    told.extend(_SET_HEADERS)
    # Judgments and searches are not to be found again in the cache of a browser.
    if b"cache-control" not in names:
        told.append(_NOT_KEPT)


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _GIVEN_ID.fullmatch(value):
            given: bytes = value
            return given.decode("ascii")
    return secrets.token_hex(8)

"""Is a body too large to be read?"""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.edge.gate import Refuse
from service.errors import UploadTooLargeError

# Beside the file itself a form sends its fields and the lines between them.
_FORM_ALLOWANCE = 2 * 1024 * 1024


class BodyLimit:
    """ASGI middleware that stops reading a body beyond the limit, announced or not."""

    def __init__(self, app: ASGIApp, *, limit_bytes: int, refuse: Refuse) -> None:
        self._app = app
        self._limit_bytes = limit_bytes
        self._most = limit_bytes + _FORM_ALLOWANCE
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counted body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        too_large = UploadTooLargeError(limit_bytes=self._limit_bytes)
        announced = Request(scope).headers.get("content-length", "0")
        if not announced.isdecimal() or int(announced) > self._most:
            await self._refuse(Request(scope), too_large)(scope, receive, send)
            return
        n_read = 0

        async def counted() -> Message:
            nonlocal n_read
            message = await receive()
            if message["type"] == "http.request":
                n_read += len(message.get("body", b""))
                if n_read > self._most:
                    raise too_large
            return message

        is_refused = False

        async def refused_or_sent(message: Message) -> None:
            # Frameworks answer every trouble with a body alike; this one has its own answer.
            nonlocal is_refused
            if n_read <= self._most:
                await send(message)
            elif not is_refused:
                is_refused = True
                await self._refuse(Request(scope), too_large)(scope, receive, send)

        await self._app(scope, counted, refused_or_sent)

"""What is answered when the database is lost on the way, outside of every page?

Whoever signs in, counts and writes down stands around the pages and needs the database too. What
they meet is no fault of the program: it is told as a refusal, and later the same may go well.
"""

from collections.abc import Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import StoreUnavailableError
from service.edge.context import request_id_of

_log = structlog.get_logger("tongpan.app")


class Reaching:
    """ASGI middleware that answers for a database that does not."""

    def __init__(self, app: ASGIApp, *, refuse: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the database is lost before the answer began, say so."""
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except StoreUnavailableError as error:
            if has_begun or scope["type"] != "http":
                raise
            request = Request(scope, receive)
            _log.warning("database_lost", request_id=request_id_of(request), reason=error.reason)
            await self._refuse(request, error)(scope, receive, send)

"""Who takes the next request, where several processes serve one port?"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_AT_ONCE = 4


class Spreading:
    """ASGI middleware by which a busy process lets go of its clients.

    A connection stays with the process that took it, and when many are opened one after the
    other, one process may take them all while the others have nothing to do. A process that
    works on more than :data:`MOST_AT_ONCE` requests closes the connections it answers; the
    clients open new ones, which whoever waits takes first. With few requests nothing is closed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._n_open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mark its answer as the last of its connection if busy."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def let_go(message: Message) -> None:
            if message["type"] == "http.response.start" and self._n_open > MOST_AT_ONCE:
                MutableHeaders(scope=message)["connection"] = "close"
            await send(message)

        self._n_open += 1
        try:
            await self._app(scope, receive, let_go)
        finally:
            self._n_open -= 1

"""How is the application asked within one process, without a network?"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

Message = MutableMapping[str, Any]
Application = Callable[[Message, Callable[[], Any], Callable[[Message], Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered.

    Attributes:
        status: The HTTP status.
        code: Code of the refusal; empty where nothing was refused.
        headers: By lower-case name.
        body: The bytes.
    """

    status: int
    code: str
    headers: Mapping[str, str]
    body: bytes


async def ask(
    application: Application,
    method: str,
    address: str,
    *,
    headers: Mapping[str, str],
    body: bytes = b"",
) -> Answer:
    """Ask an ASGI application one thing.

    Args:
        application: The application.
        method: Such as GET.
        address: Path and query.
        headers: By lower-case name.
        body: What is sent.
    """
    heard = _Heard()
    state: dict[str, Any] = {}
    path, _, query = address.partition("?")
    told = {"host": "127.0.0.1", "content-length": str(len(body)), **headers}
    scope: Message = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": state,
    }
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    await application(scope, receive, heard.take)
    return Answer(
        status=heard.status,
        code=str(state.get("refusal_code", "")),
        headers=heard.headers,
        body=bytes(heard.body),
    )


class _Heard:
    """Takes the messages of an answer."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")

"""How is an application asked without a network, and what did it answer?"""

import asyncio
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from service.edge.forms import FORM_FIELD

_WORDS = {
    "not_signed_in": "in",
    "not_permitted": "no",
    "purpose_needed": "why",
    "handling_judge_only": "hj",
    "token_not_for_pages": "pg",
    "not_found": "--",
    "judgment_not_found": "--",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; ``code`` is that of the refusal, empty where nothing was refused."""

    status: int
    code: str
    headers: dict[str, str]
    body: bytes


def play(app, asked):
    """Ask one question after the other in one loop; return what each was answered."""

    async def all_of_them():
        return [await ask(app, *each) for each in asked]

    return asyncio.run(all_of_them())


async def ask(app, method, address, headers, body):
    """Return the answer to one request."""
    sent, state, is_read = {"body": b""}, {}, False
    path, _, query = address.partition("?")

    async def receive():
        nonlocal is_read
        if is_read:
            return {"type": "http.disconnect"}
        is_read = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            sent["status"] = message["status"]
            sent["headers"] = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            sent["body"] += message.get("body", b"")

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": state,
        "app": app,
    }
    await app(scope, receive, send)
    code = state.get("refusal_code", "")
    return Answer(sent["status"], code, sent["headers"], sent["body"])


def question(method, path, *, token, form_token, body):
    """Return a request as somebody sends it: a form on pages, JSON on the interface."""
    headers = {"host": "127.0.0.1"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    if method == "GET":
        return method, path, headers, b""
    if path.startswith("/api/"):
        content = json.dumps(body).encode()
        headers["content-type"] = "application/json"
    else:
        content = urlencode({FORM_FIELD: form_token} | body).encode()
        headers["content-type"] = "application/x-www-form-urlencoded"
    return method, path, headers | {"content-length": str(len(content))}, content


def outcome(answer):
    """Return in a word what an answer told whoever asked.

    ``in`` sign in first; ``no`` the desk lacks the permission; ``--`` there is no such thing;
    ``why`` a ground has to be stated; ``hj`` for the handling judge alone; ``ok`` whatever the
    address does with what it was asked.
    """
    if answer.status >= 500 and answer.code != "not_ready":
        return f"!{answer.status}"
    return "--" if answer.status == 404 else _WORDS.get(answer.code, "ok")

"""What is an application asked as somebody, and what did it answer in a word?"""

import asyncio
import json
from urllib.parse import urlencode

from evaluation.worlds.asking import ask
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


def play(app, asked):
    """Ask one question after the other in one loop; return what each was answered."""

    async def all_of_them():
        return [
            await ask(app, method, address, headers=headers, body=body)
            for method, address, headers, body in asked
        ]

    return asyncio.run(all_of_them())


def question(method, path, *, token, form_token, body):
    """Return a request as somebody sends it: a form on pages, JSON on the interface."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    if method == "GET":
        return method, path, headers, b""
    if path.startswith("/api/"):
        content = json.dumps(body).encode()
        headers["content-type"] = "application/json"
    else:
        content = urlencode({FORM_FIELD: form_token} | body).encode()
        headers["content-type"] = "application/x-www-form-urlencoded"
    return method, path, headers, content


def outcome(answer):
    """Return in a word what an answer told whoever asked.

    ``in`` sign in first; ``no`` the desk lacks the permission; ``--`` there is no such thing;
    ``why`` a ground has to be stated; ``hj`` for the handling judge alone; ``ok`` whatever the
    address does with what it was asked.
    """
    if answer.status >= 500 and answer.code != "not_ready":
        return f"!{answer.status}"
    return "--" if answer.status == 404 else _WORDS.get(answer.code, "ok")

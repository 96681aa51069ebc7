"""Every address as everybody, towards what is whose: what the matrix states, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from service.app import create_app
from service.edge.forms import form_token
from service.edge.permissions import NEEDS
from tests.service.matrix.bodies import address_of, body_of
from tests.service.matrix.playing import outcome, play, question

MATRIX = Path(__file__).with_name("matrix.txt")
# These end the session that asks, change its password, or take away what is asked for.
_LAST = frozenset(
    {
        "DELETE /api/v1/sessions",
        "DELETE /api/v1/subscriptions/{number}",
        "POST /sign-out",
        "POST /account",
    }
)


def stated():
    """Return the columns of the matrix, and by address what each of them is told."""
    columns, told, cells = (), {}, ()
    for line in MATRIX.read_text("utf-8").splitlines():
        words = line.split()
        if line.startswith("#") or not words:
            continue
        if not columns:
            columns = tuple(words)
        elif line.startswith(" "):
            told[line.strip()] = dict(zip(columns, cells, strict=True))
        else:
            cells = tuple(words)
    return columns, told


class Quiet:
    """A desk with some of its ways replaced, the others as they are."""

    def __init__(self, inner, **replaced):
        self._inner, self._replaced = inner, replaced

    def __getattr__(self, name):
        return self._replaced.get(name) or getattr(self._inner, name)


class Blank:
    """Templates without words: what pages look like has tests of its own."""

    def get_template(self, name):
        return self

    def render(self, **content):
        return ""


@pytest.fixture
def asked_quickly(monkeypatch):
    """Leave away what tells nothing about access: threads, words of pages, printing."""

    async def at_once(function, *args, **_):
        return function(*args)

    def bare(request, *, status, sentence):
        return HTMLResponse("", status_code=status)

    monkeypatch.setattr("anyio.to_thread.run_sync", at_once)
    monkeypatch.setattr("service.web.rendering.environment", lambda *_: Blank())
    monkeypatch.setattr("service.app.render_refusal", bare)
    monkeypatch.setattr("service.edge.papers.print_paper", lambda paper: b"")
    monkeypatch.setattr("service.reports.desk.ReportDesk.word", lambda *_: b"")
    monkeypatch.setattr("service.reports.desk.ReportDesk.pdf", lambda *_: b"")
    monkeypatch.setattr("fastapi.FastAPI.openapi", lambda app: {})


@pytest.fixture
def application(edge, world, everybody, program, asked_quickly):
    """The application, asked by those whose sessions are known: sessions have tests of their own."""
    known = everybody | {"token": program}
    actors = {token: known.get(name) for name, token in world.tokens.items()}

    def actor_of(token, *, now):
        return actors.get(token)

    desk = Quiet(edge.desk, actor_of=actor_of)
    trail = Quiet(edge.trail, note=lambda deed: None)
    return create_app(replace(edge, desk=desk, trail=trail))


def test_every_address_is_stated_once_for_everybody():
    columns, told = stated()
    assert set(told) == {f"{method} {path}" for method, path in NEEDS}
    assert len(columns) == len(set(columns))


@pytest.mark.timeout(600)
def test_every_cell_is_as_stated(application, edge, world):
    columns, told = stated()
    assert set(columns) == set(world.tokens)
    rows = sorted(told, key=lambda row: (row in _LAST, row))
    cells = [(row, name) for row in rows for name in columns]
    forms = {name: _form_token(application, token) for name, token in world.tokens.items()}
    answers = play(application, [_request(world, forms, *cell) for cell in cells])
    assert {
        f"{row} as {name}": outcome(answer)
        for (row, name), answer in zip(cells, answers, strict=True)
        if outcome(answer) != told[row][name]
    } == {}


def _request(world, forms, row, name):
    method, path = row.split(" ", 1)
    return question(
        method,
        address_of(method, path, world.parts),
        token=world.tokens[name],
        form_token=forms[name],
        body=body_of(method, path, world.parts),
    )


def _form_token(application, token):
    headers = [(b"authorization", f"Bearer {token}".encode())]
    return form_token(Request({"type": "http", "app": application, "headers": headers}))

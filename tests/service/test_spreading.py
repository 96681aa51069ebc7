"""A busy process lets go of its clients, a quiet one keeps them."""

import asyncio

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from service.edge.spreading import MOST_AT_ONCE, Spreading


def answers_of(n_at_once):
    """Return the headers of requests that are all open at the same time."""

    async def ask_all():
        everyone_is_in = asyncio.Event()
        n_in = 0

        async def app(scope, receive, send):
            nonlocal n_in
            n_in += 1
            if n_in == n_at_once:
                everyone_is_in.set()
            await everyone_is_in.wait()
            await PlainTextResponse(Request(scope).url.path)(scope, receive, send)

        transport = httpx2.ASGITransport(app=Spreading(app))
        async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
            answers = await asyncio.gather(*(client.get(f"/{n}") for n in range(n_at_once)))
            alone = await client.get("/alone")
        return [answer.headers.get("connection") for answer in answers], alone.headers

    return asyncio.run(ask_all())


@pytest.mark.parametrize("n_at_once", [1, MOST_AT_ONCE])
def test_a_process_with_few_requests_keeps_its_connections(n_at_once):
    told, _ = answers_of(n_at_once)
    assert told == [None] * n_at_once


def test_a_busy_process_closes_until_few_are_left():
    told, alone = answers_of(MOST_AT_ONCE + 3)
    assert told.count("close") == 3
    assert "connection" not in alone

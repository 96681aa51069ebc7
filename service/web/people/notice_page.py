"""What somebody was told: the list of notices."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import MalformedRequestError
from service.web.pieces.paging import At, Paging
from service.web.rendering import page

router = APIRouter(include_in_schema=False)

_LONGEST_NUMBER = 12


@router.get("/notices")
def notices(request: Request, at: At = 1) -> HTMLResponse:
    """Show whoever asks what they were told, the unread first."""
    desk, actor = edge_of(request).notices, actor_of(request)
    paging = Paging(n=desk.count(actor), asked_for=at, path="/notices")
    kept = desk.of(actor, most=paging.per_page, skip=paging.skip)
    return page(request, "notices.html", status=200, notices=kept, paging=paging)


@router.post("/notices")
async def change(request: Request) -> Response:
    """Mark a notice read, or all; mute its kind for its subject, or hear of it again."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_change, request, fields)


def _change(request: Request, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    act, number = fields.get("act", ""), _number(fields.get("number", ""))
    if act == "read_all":
        edge.notices.read(actor, now=edge.clock())
    elif act == "read" and number is not None:
        edge.notices.read(actor, number, now=edge.clock())
    elif act in {"mute", "unmute"} and number is not None:
        edge.notices.mute(actor, number, is_muted=act == "mute")
    else:
        raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))
    note(request, action=f"notice_{act}", subject="" if number is None else str(number))
    return RedirectResponse("/notices", status_code=303)


def _number(words: str) -> int | None:
    is_number = words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER
    return int(words) if is_number else None

"""The pages of closed judgments: what whoever keeps them does, and what whoever is cleared finds.

Whoever keeps them (安全保密管理员) sees number, court, class and reason of each, and no text.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import ClosingError, JudgmentNotFoundError
from corpus.privacy.sensitivity import Sensitivity
from service.accounts.errors import AccountNotFoundError
from service.actors import PERMISSIONS, SEPARATED, Permission
from service.closed.classes import CLASSES
from service.closed.clearing import LEAST_WORDS
from service.closed.errors import ClearanceError
from service.closed.model import Asked
from service.court_time import court_day
from service.edge.context import actor_of, author_of, edge_of, note
from service.edge.forms import read_fields
from service.errors import MalformedRequestError
from service.web.pieces.paging import At, Paging, at_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_USUAL_DAYS: Final = 30
_ACTS: Final = frozenset({"close", "reopen", "clear", "unclear"})
_REFUSALS: Final = (ClearanceError, ClosingError, JudgmentNotFoundError, AccountNotFoundError)


@router.get("/closed-judgments")
def closed_judgments(
    request: Request,
    *,
    named: Annotated[str, Query(max_length=200)] = "",
    at: At = 1,
) -> HTMLResponse:
    """Show what is closed, who is cleared, and the forms that change both."""
    note(request, action="closed.list", subject="")
    return _render(request, named=named, at=at)


@router.post("/closed-judgments")
async def change_closed(request: Request) -> Response:
    """Close a judgment or open it again, give a clearance or end it."""
    fields = await read_fields(request)
    return await run_in_threadpool(_change, request, fields)


@router.get("/closed-judgments/readable")
def readable_judgments(
    request: Request, *, words: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Show whoever asks the closed judgments that they are cleared for, and their clearances."""
    edge, actor = edge_of(request), actor_of(request)
    note(request, action="closed.readable", subject="")
    return page(
        request,
        "closed_readable.html",
        found=edge.closed.readable(words.split()),
        words=words,
        clearances=edge.closed.clearances.own(actor.account_id),
        classes=CLASSES,
        today=court_day(edge.clock()),
    )


def _change(request: Request, fields: Mapping[str, str]) -> Response:
    act = fields.get("act", "")
    # What was typed may be anything; the trail holds known acts and ids alone.
    note(request, action=f"closed.{act}" if act in _ACTS else "closed.list", subject="")
    try:
        subject = _done(request, act, fields)
    except _REFUSALS as error:
        return _render(request, status=400, notice=sentence_of(error), typed=fields)
    note(request, action=f"closed.{act}", subject=subject)
    return RedirectResponse("/closed-judgments", status_code=303)


def _done(request: Request, act: str, fields: Mapping[str, str]) -> str:
    """Do what a form asks for; return what it touched."""
    edge, actor = edge_of(request), actor_of(request)
    named, reason, now = fields.get("named", ""), fields.get("reason", ""), edge.clock()
    match act:
        case "close":
            made = edge.closed.close(
                named, _kind(fields), reason=reason, by=author_of(actor), now=now
            )
            return " ".join(each.judgment_id for each in made)
        case "reopen":
            made = edge.closed.reopen(named, reason=reason, by=author_of(actor), now=now)
            return " ".join(each.judgment_id for each in made)
        case "clear":
            asked = Asked(
                account=fields.get("account", ""),
                kind=_kind(fields),
                ground=fields.get("ground", ""),
                from_on=_day(fields, "from_on"),
                until_on=_day(fields, "until_on"),
            )
            given = edge.closed.clearances.give(asked, by=actor.name, now=now)
            return f"{given.account} {given.kind} #{given.number}"
        case "unclear":
            number = _number(fields)
            edge.closed.clearances.end(number, because=reason, by=actor.name, now=now)
            return f"#{number}"
        case _:
            raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))


def _kind(fields: Mapping[str, str]) -> Sensitivity:
    token = fields.get("kind", "")
    try:
        return Sensitivity(token)
    except ValueError as error:
        raise MalformedRequestError(problems=(f"kind: {token[:32]!r} is none",)) from error


def _day(fields: Mapping[str, str], name: str) -> date:
    try:
        return date.fromisoformat(fields.get(name, ""))
    except ValueError as error:
        raise MalformedRequestError(problems=(f"{name}: expected a day, 2026-03-02",)) from error


def _number(fields: Mapping[str, str]) -> int:
    typed = fields.get("number", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise MalformedRequestError(problems=(f"number: {typed[:32]!r} is none",))
    return int(typed)


def _render(
    request: Request,
    *,
    named: str = "",
    at: int = 1,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    edge = edge_of(request)
    today = court_day(edge.clock())
    n = edge.closed.count()
    # Of one number there are few, and they stand on one page.
    paging = Paging(n=0 if named.strip() else n, asked_for=at, path="/closed-judgments")
    found = edge.closed.standing(named, skip=paging.skip, limit=paging.per_page)
    given = Paging(
        n=edge.closed.clearances.count(),
        asked_for=at_of(request.query_params.get("clearances", "")),
        path="/closed-judgments",
        name="clearances",
        part="clearances",
    )
    return page(
        request,
        "closed_judgments.html",
        status=status,
        notice=notice,
        typed=typed or {},
        found=found,
        named=named,
        n=n,
        paging=paging,
        classes=CLASSES,
        clearances=edge.closed.clearances.all(most=given.per_page, skip=given.skip),
        clearance_paging=given,
        people=_people(request),
        today=today,
        usual_end=today + timedelta(days=_USUAL_DAYS - 1),
        least=LEAST_WORDS,
    )


def _people(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the accounts that may be cleared for something, by name and name on the screen."""
    return tuple(
        (each.name, each.display_name)
        for each in edge_of(request).desk.all()
        if each.is_enabled
        and not SEPARATED.intersection(each.roles)
        and any(Permission.READ_JUDGMENTS in PERMISSIONS[role] for role in each.roles)
    )

"""Pages that help: words of law with their articles, and a tour through the pages."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from service.edge.context import actor_of, edge_of
from service.edge.forms import read_form
from service.errors import PageNotFoundError
from service.web.rendering import page
from service.web.wordbook.terms import terms
from service.web.wordbook.tour import COOKIE, LEFT, bar_of, steps_of

router = APIRouter(include_in_schema=False)


@router.get("/help")
def help_page(request: Request) -> HTMLResponse:
    """Show the words of law and the keys."""
    return page(request, "help.html", terms=tuple(terms().values()))


@router.get("/tour")
def tour_page(request: Request) -> HTMLResponse:
    """Show the steps, and where to go on."""
    steps = steps_of(actor_of(request))
    at = request.cookies.get(COOKIE, "").removeprefix(LEFT)
    return page(request, "tour.html", steps=steps, standing=bar_of(steps, at))


@router.post("/tour")
async def leave_tour(request: Request) -> Response:
    """Leave the tour; where one was is remembered by the browser."""
    await read_form(request)
    answer = RedirectResponse("/tour", status_code=303)
    at = request.cookies.get(COOKIE, "").removeprefix(LEFT)
    if bar_of(steps_of(actor_of(request)), at) is not None:
        _remember(request, answer, LEFT + at)
    return answer


@router.get("/tour/{step}")
def tour_step(request: Request, step: str) -> Response:
    """Lead to the page of a step; the bar stands on it."""
    actor = actor_of(request)
    found = bar_of(steps_of(actor), step)
    if found is None:
        raise PageNotFoundError(what=step)
    address = found.step.address
    if "{case}" in address:
        own = edge_of(request).pending.of_account(actor.account_id, most=1)
        # Without a case there is nothing to show yet: the page where one is opened.
        address = address.format(case=own[0].id) if own else "/cases"
    answer = RedirectResponse(address, status_code=303)
    _remember(request, answer, step)
    return answer


def _remember(request: Request, answer: Response, value: str) -> None:
    answer.set_cookie(
        COOKIE,
        value,
        httponly=True,
        samesite="lax",
        secure=edge_of(request).settings.secure_cookies,
        path="/",
    )

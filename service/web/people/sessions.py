"""How does one sign in and out in a browser?"""

import secrets
from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.accounts.desk import SignedIn
from service.edge.context import SESSION_COOKIE, edge_of, note, session_token
from service.edge.devices import device_of
from service.edge.forms import VISIT_COOKIE, read_form
from service.edge.waiting import seconds_to_wait
from service.errors import ForgedFormError, SignInRefusedError, TooManyFailuresError
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - name of the field
    """Show the form."""
    if request.state.actor is not None:
        return RedirectResponse(inside(next), status_code=303)
    return render_sign_in(request, next_address=next)


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Open a session and lead on."""
    try:
        form = await read_form(request)
    except ForgedFormError as error:
        return render_sign_in(request, status=403, notice=sentence_of(error))
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    next_address = str(form.get("next", "/"))
    return await run_in_threadpool(_open, request, name, password, next_address)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session and forget its cookie."""
    await read_form(request)
    token = session_token(request)
    if token is not None:
        await run_in_threadpool(edge_of(request).desk.sign_out, token)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return answer


def render_sign_in(
    request: Request,
    *,
    status: int = 200,
    notice: str | None = None,
    name: str = "",
    next_address: str = "/",
) -> HTMLResponse:
    """Show the form to sign in; its token is tied to a cookie of this visit."""
    is_new = not request.cookies.get(VISIT_COOKIE)
    if is_new:
        request.state.new_visit = secrets.token_urlsafe(24)
    answer = page(
        request,
        "sign_in.html",
        status=status,
        notice=notice,
        name=name,
        next=inside(next_address),
        has_provider=request.app.state.provider is not None,
    )
    if is_new:
        set_cookie(request, answer, VISIT_COOKIE, request.state.new_visit)
    return answer


def address_with_return(request: Request) -> str:
    """Return the address of the form that leads back to where the request wanted to go."""
    if request.method != "GET":
        return "/sign-in"
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/sign-in" if wanted == "/" else f"/sign-in?{urlencode({'next': wanted})}"


def lead_on(request: Request, signed_in: SignedIn, next_address: str) -> Response:
    """Give the browser its session and lead on: to the code of the second factor where it waits."""
    # The trail knows who it is now, and not before.
    if signed_in.awaits_factor:
        address = f"/sign-in/factor?{urlencode({'next': inside(next_address)})}"
        note(request, action="sign_in_awaits_factor", subject=signed_in.actor.name)
    else:
        address = inside(next_address)
        request.state.actor = signed_in.actor
        note(request, action="sign_in", subject=signed_in.actor.name)
    answer = RedirectResponse(address, status_code=303)
    set_cookie(request, answer, SESSION_COOKIE, signed_in.token)
    return answer


def _open(request: Request, name: str, password: str, next_address: str) -> Response:
    edge = edge_of(request)
    try:
        signed_in = edge.desk.sign_in(name, password, now=edge.clock(), device=device_of(request))
    except (SignInRefusedError, TooManyFailuresError) as error:
        note(request, action="sign_in_refused", subject=edge.desk.known_name(name))
        return told_to_wait(
            render_sign_in(
                request,
                status=refusal_status(error),
                notice=sentence_of(error),
                name=name,
                next_address=next_address,
            ),
            error,
            now=edge.clock(),
        )
    return lead_on(request, signed_in, next_address)


def refusal_status(error: Exception) -> int:
    """Return the status of a page that tells why signing in was refused."""
    return 429 if isinstance(error, TooManyFailuresError) else 401


def told_to_wait(answer: HTMLResponse, error: Exception, *, now: datetime) -> HTMLResponse:
    """Say in the header of a page how long to wait, where the refusal tells."""
    seconds = seconds_to_wait(error, now=now)
    if seconds is not None:
        answer.headers["retry-after"] = str(seconds)
    return answer


def set_cookie(request: Request, answer: Response, name: str, value: str) -> None:
    """Give the browser a cookie that goes with it."""
    # No age: the cookie goes with the browser, the session ends by itself before that.
    answer.set_cookie(
        name,
        value,
        httponly=True,
        samesite="lax",
        secure=edge_of(request).settings.secure_cookies,
        path="/",
    )


def inside(address: str) -> str:
    """Return an address of this site, whatever was asked for; nobody is led elsewhere."""
    is_inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_inside and address.isprintable() else "/"

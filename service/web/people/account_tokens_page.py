"""One's own sessions on other devices, and one's tokens for programs."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.accounts.errors import AccountError
from service.accounts.tokens import Given, is_live
from service.actors import Scope, scopes_of
from service.edge.context import SESSION_COOKIE, actor_of, edge_of, note, session_token
from service.edge.forms import read_fields, read_form
from service.errors import MalformedRequestError, SignInRefusedError, TooManyFailuresError
from service.web.people.sessions import told_to_wait
from service.web.pieces.paging import Paging, at_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_USUAL_DAYS = 90


@router.get("/account/sessions")
def own_sessions(request: Request) -> HTMLResponse:
    """Show where one is signed in."""
    edge, actor = edge_of(request), actor_of(request)
    devices = edge.desk.devices(actor, token=session_token(request), now=edge.clock())
    return page(
        request,
        "account_sessions.html",
        devices=devices,
        idle_minutes=edge.settings.idle_minutes,
        session_hours=edge.settings.session_hours,
    )


@router.post("/account/sessions")
async def end_sessions(request: Request) -> Response:
    """End one of one's sessions, or all of them."""
    fields = await read_fields(request)
    return await run_in_threadpool(_end, request, fields)


@router.get("/account/tokens")
def own_tokens(request: Request) -> HTMLResponse:
    """Show one's tokens and the form that makes another."""
    return _render(request)


@router.post("/account/tokens")
async def change_tokens(request: Request) -> Response:
    """Make a token or end one."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    scopes = tuple(value for value in form.getlist("scope") if isinstance(value, str))
    await form.close()
    return await run_in_threadpool(_change, request, fields, scopes)


def _end(request: Request, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    mark = fields.get("mark", "")
    note(request, action="sign_out_device" if mark else "sign_out_everywhere", subject=actor.name)
    if mark:
        edge.desk.sign_out_device(actor, mark)
        return RedirectResponse("/account/sessions", status_code=303)
    edge.desk.sign_out_everywhere(actor.name)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return answer


def _change(request: Request, fields: Mapping[str, str], scopes: Sequence[str]) -> Response:
    act, edge, actor = fields.get("act", ""), edge_of(request), actor_of(request)
    prefix = fields.get("prefix", "")
    note(request, action=f"token_{act}"[:32], subject=prefix[:16])
    try:
        match act:
            case "give":
                given = edge.desk.give_token(
                    actor,
                    password=fields.get("password", ""),
                    name=fields.get("name", ""),
                    scopes=_scopes(scopes),
                    days=_days(fields.get("days", "")),
                    now=edge.clock(),
                )
                note(request, action="token_give", subject=given.prefix)
                # Shown once, in the answer to the form itself.
                return _render(request, given=given)
            case "revoke":
                edge.desk.tokens.revoke_own(actor, prefix, now=edge.clock())
            case _:
                raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))
    except SignInRefusedError:
        return _render(request, notice="密码不正确。", status=400)
    except TooManyFailuresError as error:
        answer = _render(request, notice=sentence_of(error), status=429)
        return told_to_wait(answer, error, now=edge.clock())
    except AccountError as error:
        return _render(request, notice=sentence_of(error), status=400)
    return RedirectResponse("/account/tokens", status_code=303)


def _scopes(words: Sequence[str]) -> tuple[Scope, ...]:
    known = {scope.value: scope for scope in Scope}
    if unknown := [each for each in words if each not in known]:
        raise MalformedRequestError(problems=(f"scope: {unknown[0][:32]!r} is none",))
    return tuple(known[each] for each in words)


def _days(typed: str) -> int:
    # What is no number is none of the days that are taken; the refusal says which are.
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0


def _render(
    request: Request,
    *,
    notice: str | None = None,
    status: int = 200,
    given: Given | None = None,
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    now = edge.clock()
    tokens = edge.desk.tokens
    paging = Paging(
        n=tokens.count_of_account(actor.account_id),
        asked_for=at_of(request.query_params.get("at", "")),
        path="/account/tokens",
    )
    found = tokens.of_account(actor.account_id, most=paging.per_page, skip=paging.skip)
    most = edge.settings.token_days
    return page(
        request,
        "account_tokens.html",
        status=status,
        notice=notice,
        given=given,
        tokens=[(each, is_live(each, now=now)) for each in found],
        paging=paging,
        scopes=scopes_of(actor.roles),
        most_days=most,
        usual_days=min(_USUAL_DAYS, most),
    )

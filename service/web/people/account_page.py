"""One's own password, and the accounts that the 安全保密管理员 keeps."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.accounts.errors import AccountError
from service.accounts.passwords import random_password
from service.actors import Role
from service.edge.context import SESSION_COOKIE, actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import MalformedRequestError, SignInRefusedError, TooManyFailuresError
from service.store.account_records import WantedAccounts
from service.web.pieces.paging import Paging, at_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.get("/account")
def own_account(request: Request) -> HTMLResponse:
    """Show the form that changes one's own password."""
    return _render_own(request)


@router.post("/account")
async def change_own_password(request: Request) -> Response:
    """Change one's own password and lead to the form to sign in."""
    fields, _ = await _fields(request)
    return await run_in_threadpool(_change_own, request, fields)


@router.get("/accounts")
def accounts(request: Request) -> HTMLResponse:
    """Show all accounts and the forms that change them."""
    return _render(request)


@router.post("/accounts")
async def change_account(request: Request) -> Response:
    """Make an account, set its roles or a new password, close it or open it again."""
    fields, roles = await _fields(request)
    return await run_in_threadpool(_change, request, fields, roles)


async def _fields(request: Request) -> tuple[dict[str, str], tuple[str, ...]]:
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    roles = tuple(value for value in form.getlist("role") if isinstance(value, str))
    await form.close()
    return fields, roles


def _change_own(request: Request, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    new = fields.get("password", "")
    if new != fields.get("again", ""):
        return _render_own(request, notice="两次输入的新密码不一致。", status=400)
    try:
        edge.desk.change_own(
            actor, current=fields.get("current", ""), password=new, now=edge.clock()
        )
    except SignInRefusedError:
        note(request, action="change_own_password", subject=actor.name)
        return _render_own(request, notice="现在的密码不正确。", status=400)
    except TooManyFailuresError as error:
        return _render_own(request, notice=sentence_of(error), status=429)
    except AccountError as error:
        return _render_own(request, notice=sentence_of(error), status=400)
    note(request, action="change_own_password", subject=actor.name)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return answer


def _change(request: Request, fields: Mapping[str, str], roles: Sequence[str]) -> Response:
    name, act = fields.get("name", "").strip(), fields.get("act", "")
    actor = actor_of(request)
    note(request, action=f"account_{act}"[:32], subject=name[:64])
    if act != "add" and name == actor.name:
        return _render(request, notice="不能改变自己的账号。", status=400)
    try:
        password = _given_password(request, name, fields, roles)
        if password is None:
            _act_on(request, name, fields, roles)
    except AccountError as error:
        return _render(request, notice=sentence_of(error), status=400)
    if password is None:
        return RedirectResponse("/accounts", status_code=303)
    # Shown once, in the answer to the form itself: it stands in no address and in no log.
    return _render(request, given=(name, password))


def _given_password(
    request: Request, name: str, fields: Mapping[str, str], roles: Sequence[str]
) -> str | None:
    """Do what gives an account a password and return that; None where something else is asked."""
    desk, password = edge_of(request).desk, random_password()
    match fields.get("act", ""):
        case "add":
            desk.add(
                name=name,
                display_name=fields.get("display_name", ""),
                password=password,
                roles=_roles(roles),
                now=edge_of(request).clock(),
                must_change=True,
            )
        case "password":
            desk.set_password(name, password, must_change=True)
        case _:
            return None
    return password


def _act_on(request: Request, name: str, fields: Mapping[str, str], roles: Sequence[str]) -> None:
    desk, act = edge_of(request).desk, fields.get("act", "")
    match act:
        case "roles":
            desk.set_roles(name, _roles(roles))
        case "close" | "open":
            desk.set_enabled(name, is_enabled=act == "open")
        case "reset_factor":
            desk.reset_factor(name)
        case "sign_out":
            desk.sign_out_everywhere(name)
        case "revoke_token":
            by, now = actor_of(request).name, edge_of(request).clock()
            desk.tokens.revoke(fields.get("prefix", ""), by=by, now=now)
        case _:
            raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))


def _roles(words: Sequence[str]) -> tuple[Role, ...]:
    known = {role.value: role for role in Role}
    if not words or (unknown := [each for each in words if each not in known]):
        told = "none given" if not words else f"{unknown[0][:32]!r} is none"
        raise MalformedRequestError(problems=(f"role: {told}",))
    return tuple(known[each] for each in words)


def _render_own(request: Request, *, notice: str | None = None, status: int = 200) -> HTMLResponse:
    return page(
        request,
        "account.html",
        status=status,
        notice=notice,
        least=edge_of(request).settings.password_characters,
    )


def _render(
    request: Request,
    *,
    notice: str | None = None,
    status: int = 200,
    given: tuple[str, str] | None = None,
) -> HTMLResponse:
    edge = edge_of(request)
    now = edge.clock()
    asked = {name: request.query_params.get(name, "")[:64] for name in ("words", "role", "open")}
    wanted = WantedAccounts(
        words=asked["words"],
        role=next((each for each in Role if each.value == asked["role"]), None),
        is_enabled={"yes": True, "no": False}.get(asked["open"]),
    )
    paging = Paging(
        n=edge.desk.count(wanted),
        asked_for=at_of(request.query_params.get("at", "")),
        path="/accounts",
        asked=asked,
    )
    tokens = Paging(
        n=edge.desk.tokens.count_live(now=now),
        asked_for=at_of(request.query_params.get("tokens", "")),
        path="/accounts",
        name="tokens",
        part="tokens",
    )
    return page(
        request,
        "accounts.html",
        status=status,
        notice=notice,
        given=given,
        accounts=edge.desk.find_some(wanted, most=paging.per_page, skip=paging.skip),
        asked=asked,
        paging=paging,
        roles=tuple(Role),
        is_factor_needed=edge.desk.factors.is_needed,
        tokens=edge.desk.tokens.live(now=now, most=tokens.per_page, skip=tokens.skip),
        token_paging=tokens,
    )

"""Signing in by the court's identity provider: there and back."""

from typing import TYPE_CHECKING

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from service.accounts.errors import ProviderRefusedError
from service.accounts.provider_way import LEAVE_FOR, RETURN_PATH
from service.edge.context import edge_of, note, request_id_of
from service.edge.devices import device_of
from service.errors import PageNotFoundError, SignInRefusedError
from service.web.people.sessions import inside, lead_on, render_sign_in
from service.web.wordbook.wording import sentence_of

if TYPE_CHECKING:
    from service.accounts.provider import Provider

router = APIRouter(include_in_schema=False)

_log = structlog.get_logger("tongpan.provider")
_COOKIE = "tongpan_leave"
_NO_ACCOUNT = "统一身份认证已通过，但本系统没有对应的账号或者账号已停用。请联系安全保密管理员。"


@router.get("/sign-in/provider")
def leave(request: Request, next: str = "/") -> Response:  # noqa: A002 - name of the field
    """Send the browser to the provider."""
    edge, provider = edge_of(request), _provider(request)
    address, sealed = provider.leave(next_address=inside(next), now=edge.clock())
    answer = RedirectResponse(address, status_code=303)
    answer.set_cookie(
        _COOKIE,
        sealed,
        max_age=int(LEAVE_FOR.total_seconds()),
        path="/sign-in",
        httponly=True,
        samesite="lax",
        secure=edge.settings.secure_cookies,
    )
    return answer


@router.get(RETURN_PATH)
def come_back(request: Request, code: str = "", state: str = "") -> Response:
    """Sign in whom the provider answers for, where an account here has the name."""
    try:
        answer = _signed_in(request, code=code, state=state)
    except ProviderRefusedError as error:
        # Which check failed is for whoever keeps the system; the page tells what to do.
        _log.warning("provider_refused", request_id=request_id_of(request), reason=error.reason)
        note(request, action="sign_in_refused", subject="")
        answer = render_sign_in(request, status=403, notice=sentence_of(error))
    except SignInRefusedError:
        note(request, action="sign_in_refused", subject="")
        answer = render_sign_in(request, status=403, notice=_NO_ACCOUNT)
    answer.delete_cookie(_COOKIE, path="/sign-in", httponly=True, samesite="lax")
    return answer


def _signed_in(request: Request, *, code: str, state: str) -> Response:
    edge, provider = edge_of(request), _provider(request)
    now = edge.clock()
    left = provider.opened(request.cookies.get(_COOKIE, ""), now=now)
    name = provider.name_of(left, state=state, code=code, now=now)
    signed_in = edge.desk.sign_in_known(
        name.strip().casefold(),
        now=now,
        has_factor=edge.settings.oidc_second_factor,
        device=device_of(request),
    )
    return lead_on(request, signed_in, left.next)


def _provider(request: Request) -> "Provider":
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise PageNotFoundError(what=request.url.path)
    return provider

"""May this request pass?

The gate stands before routing: it knows the table of addresses, finds the session and refuses
before a body is read. What it lets through carries its actor in ``request.state.actor``.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.store.clearance import NOBODY, cleared_for
from service.accounts.errors import FactorEnrolError, TokenPlaceError
from service.accounts.tokens import is_program_token
from service.actors import Actor, Permission
from service.edge.context import bearer_token, edge_of, is_for_programs, session_token
from service.edge.forms import FORM_HEADER, is_genuine
from service.edge.permissions import Open, needs_at
from service.edge.rates import Rates
from service.errors import (
    ForgedFormError,
    MethodRefusedError,
    NotPermittedError,
    NotSignedInError,
    PageNotFoundError,
    PasswordChangeError,
    ServiceError,
)
from service.settings import LOOPBACK

Refuse = Callable[[Request, Exception], Response]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware that lets through what the table of permissions allows."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse, rates: Rates) -> None:
        self._app = app
        self._refuse = refuse
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a refusal, or pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            await _admit(request)
            self._rates.count(request, request.state.actor)
        except ServiceError as refusal:
            await self._refuse(request, refusal)(scope, receive, send)
            return
        actor: Actor | None = request.state.actor
        # What is read for this answer, also by threads that it waits for, is read with their
        # clearance for closed judgments; a token has none.
        with cleared_for(NOBODY if actor is None else actor.cleared):
            await self._app(scope, receive, send)


async def _admit(request: Request) -> None:
    actor = await _find_actor(request)
    request.state.actor = actor
    path = request.url.path
    needs = dict(needs_at(path))
    method = "GET" if request.method == "HEAD" else request.method
    need = needs.get(method)
    if need is Open.TO_EVERYBODY or (need is Permission.SEE_METRICS and _is_let_measure(request)):
        return
    if actor is None:
        # Before signing in, one address is like another: what exists is not told.
        raise NotSignedInError
    if not needs:
        raise PageNotFoundError(what=path)
    if need is None or isinstance(need, Open):
        raise MethodRefusedError(method=request.method)
    _require(actor, need, request)
    is_by_cookie = bearer_token(request) is None
    if is_by_cookie and path.startswith("/api/") and request.method not in _SAFE:
        offered = request.headers.get(FORM_HEADER, "")
        if not is_genuine(request, offered):
            raise ForgedFormError


def _is_let_measure(request: Request) -> bool:
    """Tell whether the figures are open to whoever asks on this machine, as a setting may say."""
    host = request.client.host if request.client else ""
    return edge_of(request).settings.metrics_on_loopback and host in LOOPBACK


def _require(actor: Actor, need: Permission, request: Request) -> None:
    if actor.token and not is_for_programs(request.url.path):
        raise TokenPlaceError
    actor.require(need)
    if request.method not in _SAFE and not actor.may_change_by(need):
        raise NotPermittedError(permission=need.value)
    if need is Permission.OWN_SESSION:
        return
    if actor.must_change:
        raise PasswordChangeError
    if actor.must_enrol:
        raise FactorEnrolError


async def _find_actor(request: Request) -> Actor | None:
    token = session_token(request)
    if token is None:
        return None
    edge = edge_of(request)
    if is_program_token(token):
        # A browser that sends one as its cookie is no program.
        is_by_header = bearer_token(request) is not None
        find = edge.desk.tokens.actor_of
        return await run_in_threadpool(find, token, now=edge.clock()) if is_by_header else None
    return await run_in_threadpool(edge.desk.actor_of, token, now=edge.clock())

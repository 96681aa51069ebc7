"""Which requests are written into the audit trail, and when?

Everything that changes something, everything that shows something protected, and every refusal of
somebody who is signed in; what is open to everybody and what concerns one's own session alone is
not. The line is stored before the first byte of the answer leaves: nothing is seen that does not
stand in the trail.
"""

from http import HTTPStatus
from typing import Final

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import CorpusError
from service.actors import Actor, Permission
from service.audit_trail.model import Deed, Outcome
from service.edge.context import Noted, edge_of, request_id_of
from service.edge.permissions import NEEDS, Open
from service.errors import ServiceError

_log = structlog.get_logger("tongpan.trail")
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_ONESELF: Final = frozenset({Permission.OWN_SESSION, Permission.READ_API_DESCRIPTION})
_ACTION_CHARACTERS: Final = 128
_SUBJECT_CHARACTERS: Final = 256


class Witness:
    """ASGI middleware that writes down what was asked and how it ended.

    It stands outside of the gate, so that refusals are seen, and inside of the envelope, which
    names the request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; before its answer begins, write it down."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        has_begun = False
        refused: CorpusError | ServiceError | None = None

        async def written_first(message: Message) -> None:
            nonlocal has_begun, refused
            if message["type"] == "http.response.start" and not has_begun:
                has_begun = True
                try:
                    await _write(request, int(message["status"]))
                except (CorpusError, ServiceError) as error:
                    # Raised further out: in here it would meet whoever answers for the pages, who
                    # has answered already and takes it for a fault of the program.
                    refused = error
            if refused is None:
                await send(message)

        try:
            await self._app(scope, receive, written_first)
        finally:
            # Without an answer there was a fault of ours, which is told further out.
            if not has_begun:
                await _write(request, HTTPStatus.INTERNAL_SERVER_ERROR)
        if refused is not None:
            raise refused


def write_down(request: Request) -> None:
    """Write down that a request went well, in the thread that answers it.

    For whoever has the answer ready and answers often: else another thread is woken for it. Where
    the answer is a refusal after all, that is written down too.

    Raises:
        StoreError: The database refuses to write; then nothing must be answered.
        SettingsError: The key of the trail cannot be made or read.
    """
    deed = _deed(request, HTTPStatus.OK)
    if deed is not None:
        edge_of(request).trail.note(deed)
        request.state.is_written_down = True


async def _write(request: Request, status: int) -> None:
    if status == HTTPStatus.OK and getattr(request.state, "is_written_down", False):
        return
    deed = _deed(request, status)
    if deed is None:
        return
    try:
        await run_in_threadpool(edge_of(request).trail.note, deed)
    except (CorpusError, ServiceError) as error:
        # Without its line nothing is answered; the log says why.
        _log.error("trail_refused", request_id=deed.request_id, kind=type(error).__name__)
        raise


def _deed(request: Request, status: int) -> Deed | None:
    """Return what is to be written down of a request, or None."""
    actor: Actor | None = getattr(request.state, "actor", None)
    noted: Noted | None = getattr(request.state, "noted", None)
    if noted is None and (actor is None or not _is_kept(request, status, actor)):
        return None
    return Deed(
        at=edge_of(request).clock(),
        account_id=None if actor is None else actor.account_id,
        doer="" if actor is None else _doer(actor),
        roles="" if actor is None else ",".join(role.value for role in actor.roles),
        action=(noted.action if noted else _address(request))[:_ACTION_CHARACTERS],
        subject=(noted.subject if noted else _named(request))[:_SUBJECT_CHARACTERS],
        outcome=_outcome(status),
        detail=getattr(request.state, "refusal_code", ""),
        purpose=getattr(request.state, "purpose", ""),
        request_id=request_id_of(request),
    )


def _doer(actor: Actor) -> str:
    """Return the name of whoever asked; of a program also which token it came with."""
    return f"{actor.name} [{actor.token}]" if actor.token else actor.name


def _is_kept(request: Request, status: int, actor: Actor) -> bool:
    if request.method not in _SAFE or status >= HTTPStatus.BAD_REQUEST:
        return True
    need = NEEDS.get(("GET", _template(request)))
    if need is None or isinstance(need, Open) or need is Permission.SEE_METRICS:
        # Figures name nobody and are collected several times a minute.
        return False
    return bool(actor.token) or need not in _OF_ONESELF


def _outcome(status: int) -> Outcome:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Outcome.FAILED
    return Outcome.REFUSED if status >= HTTPStatus.BAD_REQUEST else Outcome.DONE


def _address(request: Request) -> str:
    return f"{request.method} {_template(request)}"


def _template(request: Request) -> str:
    """Return the address with the names of its parts, or as it was asked where none answers."""
    path: str = getattr(request.scope.get("route"), "path", request.url.path)
    return path


def _named(request: Request) -> str:
    """Return the ids that stand in the address."""
    return " ".join(str(value) for value in request.path_params.values())

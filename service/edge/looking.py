"""Does whoever opens a case of others, or a paper of a meeting, say on what ground?

Between the gate and the pages: whoever hears the case passes, whoever sits at the table passes on
the ground of the seat, everybody else is asked (履职依据). What is then shown is put down as a
look, and the ground goes into the audit trail with the line of the request.
"""

import re
from typing import Final
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import CorpusError
from service.edge.context import actor_of, edge_of, note
from service.edge.gate import Refuse
from service.errors import ServiceError
from service.purposes.errors import PurposeNeededError
from service.purposes.model import Purpose, Stated, SubjectKind

PURPOSE_HEADER: Final = "tongpan-purpose"
_CASES: Final = re.compile(r"/(?:api/v1/)?supervised-cases/(?P<subject>[0-9a-f]{24})")
_MATTERS: Final = re.compile(
    r"/(?:api/v1/)?(?:referrals|flags|conferences|conference-items|committee-items|"
    r"committee-meetings)/(?P<subject>[0-9a-f]{24})(?:/.*)?"
)
_PLACES: Final = ((_CASES, SubjectKind.PENDING_CASE), (_MATTERS, SubjectKind.MATTER))
_REFUSED_FROM: Final = 400


class Looking:
    """ASGI middleware that asks for a ground and puts down who looked."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, on its ground."""
        asked = _asked(scope)
        if asked is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            purpose = await run_in_threadpool(_admit, request, *asked)
        except (ServiceError, CorpusError) as refusal:
            if isinstance(refusal, PurposeNeededError):
                note(request, action="purpose.asked", subject=asked[1])
            await self._refuse(request, refusal)(scope, receive, send)
            return
        if purpose is None:
            await self._app(scope, receive, send)
            return
        request.state.purpose = f"{purpose.ground.value} #{purpose.number}"

        async def put_down_first(message: Message) -> None:
            is_shown = (
                message["type"] == "http.response.start" and message["status"] < _REFUSED_FROM
            )
            if is_shown:
                edge = edge_of(request)
                await run_in_threadpool(edge.referral.purposes.look, purpose, now=edge.clock())
            await send(message)

        await self._app(scope, receive, put_down_first)


def _asked(scope: Scope) -> tuple[SubjectKind, str] | None:
    """Return what an address looks into, or None."""
    if scope["type"] != "http":
        return None
    for pattern, kind in _PLACES:
        if found := pattern.fullmatch(scope["path"]):
            return kind, found["subject"]
    return None


def _admit(request: Request, kind: SubjectKind, subject: str) -> Purpose | None:
    edge, actor = edge_of(request), actor_of(request)
    desk, now = edge.referral.purposes, edge.clock()
    if (header := request.headers.get(PURPOSE_HEADER)) is not None:
        ground, _, words = header.partition(";")
        stated = Stated(ground=ground.strip(), words=unquote(words))
        return desk.state(actor, kind, subject, stated, now=now)
    return desk.admit(actor, kind, subject, now=now)

"""The page that asks on what ground somebody looks into a case of others (履职依据)."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.errors import PageNotFoundError
from service.purposes.desk import LEAST_WORDS, MOST_WORDS
from service.purposes.errors import PurposeRefusedError
from service.purposes.grounds import GroundRow
from service.purposes.model import Stated, SubjectKind
from service.referral.course.acts import MatterKind
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_ADDRESSES: Final[Mapping[MatterKind, str]] = {
    MatterKind.REFERRAL: "/referrals",
    MatterKind.FLAG: "/flags",
    MatterKind.CONFERENCE_ITEM: "/conference-items",
    MatterKind.CONFERENCE: "/conferences",
    MatterKind.COMMITTEE_ITEM: "/committee-items",
    MatterKind.COMMITTEE_MEETING: "/committee-meetings",
}


def address_of_question(kind: str, subject: str) -> str:
    """Return the address of the page that asks.

    Example:
        >>> address_of_question("pending_case", "ab12")
        '/purposes/pending_case/ab12'
    """
    return f"/purposes/{kind}/{subject}"


@router.get("/purposes/{kind}/{subject}")
def question(request: Request, kind: str, subject: str) -> Response:
    """Ask on what ground; whoever needs none is led on."""
    note(request, action="purpose.question", subject=subject)
    return _render(request, _kind(kind), subject)


@router.post("/purposes/{kind}/{subject}")
async def state(request: Request, kind: str, subject: str) -> Response:
    """Keep the ground and lead on."""
    fields = await read_fields(request)
    return await run_in_threadpool(_state, request, _kind(kind), subject, fields)


def _state(
    request: Request, kind: SubjectKind, subject: str, fields: Mapping[str, str]
) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    stated = Stated(ground=fields.get("ground", ""), words=fields.get("words", ""))
    note(request, action="purpose.state", subject=subject)
    try:
        kept = edge.referral.purposes.state(actor, kind, subject, stated, now=edge.clock())
    except PurposeRefusedError as refused:
        return _render(
            request, kind, subject, status=400, notice=sentence_of(refused), stated=stated
        )
    request.state.purpose = f"{kept.ground.value} #{kept.number}"
    return RedirectResponse(_address(request, kind, subject), status_code=303)


def _render(
    request: Request,
    kind: SubjectKind,
    subject: str,
    *,
    status: int = 200,
    notice: str = "",
    stated: Stated | None = None,
) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    desk = edge.referral.purposes
    rows = desk.grounds(actor, kind, subject, now=edge.clock())
    if not rows:
        return RedirectResponse(_address(request, kind, subject), status_code=303)
    return _question(
        request,
        rows,
        kind=kind,
        subject=subject,
        status=status,
        notice=notice,
        stated=stated or Stated(ground="", words=""),
    )


def _question(
    request: Request,
    rows: tuple[GroundRow, ...],
    *,
    kind: SubjectKind,
    subject: str,
    status: int,
    notice: str,
    stated: Stated,
) -> HTMLResponse:
    return page(
        request,
        "purpose.html",
        status=status,
        notice=notice,
        rows=rows,
        kind=kind,
        address=address_of_question(kind.value, subject),
        stated=stated,
        least=LEAST_WORDS,
        most=MOST_WORDS,
        hours=edge_of(request).settings.purpose_hours,
    )


def _address(request: Request, kind: SubjectKind, subject: str) -> str:
    """Return the address of what is looked into.

    Raises:
        PageNotFoundError: There is no page of it.
    """
    if kind is SubjectKind.PENDING_CASE:
        return f"/supervised-cases/{subject}"
    matter = edge_of(request).referral.records.kind_of(subject)
    if matter is None or matter not in _ADDRESSES:
        raise PageNotFoundError(what=f"matter {subject}")
    return f"{_ADDRESSES[matter]}/{subject}"


def _kind(token: str) -> SubjectKind:
    try:
        return SubjectKind(token)
    except ValueError as error:
        raise PageNotFoundError(what=f"subject of kind {token[:32]}") from error

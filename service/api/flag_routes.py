"""Which addresses has the interface for the four classes and for time limits?"""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from service.api.referral_schemas import ActRequest
from service.api.routes import refused
from service.api.schemas import Payload
from service.edge.context import actor_of, edge_of, note
from service.referral.flags.desk import OpenFlag
from service.referral.flags.model import Flag, FlagState, SubItem
from service.referral.limits.model import TimeLimit

router = APIRouter(prefix="/api/v1")


class MarkRequest(Payload):
    """A mark that is proposed."""

    sub_item: SubItem
    because: str = Field(default="", max_length=2_000)


class ListedFlagOut(Payload):
    """What a list tells of a mark."""

    id: str
    state: FlagState
    title: str
    court: str
    division: str
    moved_at: datetime


class FlagOut(Payload):
    """A mark as whoever asks sees it."""

    id: str
    flag: Flag
    offered: tuple[str, ...]


class LimitOut(Payload):
    """The time limit of a case; ``due_on`` is what is expected where none is kept."""

    limit: TimeLimit | None
    due_on: date | None
    warns_on: date | None
    offered: tuple[str, ...]


class SupervisionResponse(Payload):
    """The marks and the time limit of a case."""

    flags: tuple[FlagOut, ...]
    limit: LimitOut


@router.get("/flags", summary="本人可见的四类案件标识", responses=refused(401, 403, 422))
def list_flags(
    request: Request, skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0
) -> tuple[ListedFlagOut, ...]:
    """Return a page of the marks that whoever asks sees, the last moved first."""
    return tuple(
        ListedFlagOut(
            id=each.id,
            state=FlagState(each.outline.state),
            title=each.outline.title,
            court=each.outline.court,
            division=each.outline.division,
            moved_at=each.moved_at,
        )
        for each in edge_of(request).referral.flags.listed(actor_of(request), skip=skip)
    )


@router.get("/flags/{flag_id}", summary="一项四类案件标识", responses=refused(401, 403, 404))
def read_flag(request: Request, flag_id: str) -> FlagOut:
    """Return a mark, to those who see it."""
    opened = edge_of(request).referral.flags.open(flag_id, actor=actor_of(request))
    note(request, action="read_flag", subject=flag_id)
    return _told(opened)


@router.post(
    "/flags/{flag_id}/acts",
    summary="办理一项标识：确认、取消、监督、回复、结束",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_flag(request: Request, flag_id: str, given: ActRequest) -> FlagOut:
    """Do an act that is offered; return what stands now."""
    desk, actor = edge_of(request).referral.flags, actor_of(request)
    desk.act(
        flag_id,
        given.act,
        given.content,
        reason=given.reason,
        actor=actor,
        now=edge_of(request).clock(),
    )
    note(request, action="act_on_flag", subject=flag_id)
    return _told(desk.open(flag_id, actor=actor))


@router.get(
    "/pending-cases/{pending_id}/supervision",
    summary="待决案件的四类案件标识和审限",
    responses=refused(401, 403, 404),
)
def read_supervision(request: Request, pending_id: str) -> SupervisionResponse:
    """Return the marks and the time limit of a case, to its panel."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    opened = edge.referral.limits.of_case(case, actor=actor)
    limit = None if opened.open is None else opened.open.matter
    note(request, action="read_supervision", subject=case.id)
    return SupervisionResponse(
        flags=tuple(_told(each) for each in edge.referral.flags.of_case(case, actor=actor)),
        limit=LimitOut(
            limit=limit,
            due_on=opened.expected if limit is None else limit.due_on,
            warns_on=None if limit is None else limit.warns_on,
            offered=tuple(move.name.value for move in opened.moves),
        ),
    )


@router.post(
    "/pending-cases/{pending_id}/flags",
    summary="提出四类案件标识",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def mark_case(request: Request, pending_id: str, given: MarkRequest) -> FlagOut:
    """Propose a mark of a case that one hears."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    desk = edge.referral.flags
    made = desk.propose(case, given.sub_item, because=given.because, actor=actor, now=edge.clock())
    note(request, action="mark_case", subject=case.id)
    return _told(desk.open(made.id, actor=actor))


@router.post(
    "/pending-cases/{pending_id}/limit",
    summary="登记、延长、扣除审限，或者结案",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def change_limit(request: Request, pending_id: str, given: ActRequest) -> SupervisionResponse:
    """Begin the time limit of a case, or do an act on it; return what stands now."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    edge.referral.limits.act(
        case, given.act, given.content, reason=given.reason, actor=actor, now=edge.clock()
    )
    note(request, action="change_time_limit", subject=case.id)
    return read_supervision(request, pending_id)


def _told(opened: OpenFlag) -> FlagOut:
    return FlagOut(
        id=opened.open.id,
        flag=opened.flag,
        offered=tuple(move.name.value for move in opened.moves),
    )

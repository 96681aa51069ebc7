"""Which addresses has the interface for the adjudication committee?"""

from dataclasses import asdict, replace
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from service.api.committee_schemas import (
    CommitteeAgendaOut,
    CommitteeApplicationRequest,
    CommitteeBoardResponse,
    CommitteeGroundOut,
    CommitteeItemResponse,
    CommitteeMeetingRequest,
    CommitteeMeetingResponse,
    ListedCommitteeOut,
)
from service.api.matter_encoding import MatterActRequest, history_out, labelled, moves_out
from service.api.routes import refused
from service.edge.context import actor_of, edge_of, note
from service.referral.committee.desk import SAID, CommitteeDesk, OpenItem
from service.referral.committee.vocabulary import ItemAct, ItemState, MeetingAct, MeetingState
from service.referral.course.course import Move
from service.store.matter_records import ListedMatter

router = APIRouter(prefix="/api/v1")


@router.get(
    "/committee",
    summary="审判委员会：议题、会议、组织和提交的情形",
    responses=refused(401, 403, 422),
)
def committee_board(
    request: Request,
    state: Annotated[ItemState | None, Query(description="议题的状态")] = None,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> CommitteeBoardResponse:
    """Return what of the committee is open to whoever asks."""
    desk, actor = _desk(request), actor_of(request)
    states = () if state is None else (state.value,)
    board = desk.board(actor, states=states, skip=offset)
    return CommitteeBoardResponse(
        items=tuple(_listed(each, ItemState) for each in board.items),
        n_items=board.n_items,
        meetings=tuple(_listed(each, MeetingState) for each in board.meetings),
        bodies=desk.bodies(actor),
        grounds=tuple(
            CommitteeGroundOut(**asdict(each)) for each in desk.grounds(edge_of(request).clock())
        ),
    )


@router.post(
    "/committee-items",
    summary="提请审判委员会讨论",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def ask_committee(request: Request, given: CommitteeApplicationRequest) -> CommitteeItemResponse:
    """Ask the committee; the referral moves with it."""
    edge, actor = edge_of(request), actor_of(request)
    begun = _desk(request).apply(given.referral_id, given.entry(), actor=actor, now=edge.clock())
    note(request, action="ask_committee", subject=begun.id)
    return _item(_desk(request).open_item(begun.id, actor=actor))


@router.get(
    "/committee-items/{item_id}", summary="一项审委会议题", responses=refused(401, 403, 404)
)
def read_committee_item(request: Request, item_id: str) -> CommitteeItemResponse:
    """Return an item, to those who take part in it and do not stand aside."""
    seen = _desk(request).open_item(item_id, actor=actor_of(request))
    note(request, action="read_committee_item", subject=item_id)
    return _item(seen)


@router.post(
    "/committee-items/{item_id}/acts",
    summary="办理一项审委会议题",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_committee_item(
    request: Request, item_id: str, given: MatterActRequest
) -> CommitteeItemResponse:
    """Do an act that is offered; return what stands now. A vote is answered without itself."""
    edge, actor, desk = edge_of(request), actor_of(request), _desk(request)
    desk.act(item_id, given.act, given.content, reason=given.reason, actor=actor, now=edge.clock())
    note(request, action="act_on_committee_item", subject=item_id)
    return _item(desk.open_item(item_id, actor=actor))


@router.post(
    "/committee-meetings",
    summary="召集一次审委会会议",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def convene_committee(request: Request, given: CommitteeMeetingRequest) -> CommitteeMeetingResponse:
    """Call a meeting of a body as the roster has it now."""
    edge, actor = edge_of(request), actor_of(request)
    begun = _desk(request).convene(given.entry(), actor=actor, now=edge.clock())
    note(request, action="convene_committee", subject=begun.id)
    return _meeting(request, begun.id)


@router.get(
    "/committee-meetings/{meeting_id}",
    summary="一次审委会会议：议程、签到和留痕",
    responses=refused(401, 403, 404),
)
def read_committee_meeting(request: Request, meeting_id: str) -> CommitteeMeetingResponse:
    """Return a meeting, to those who take part in it."""
    told = _meeting(request, meeting_id)
    note(request, action="read_committee_meeting", subject=meeting_id)
    return told


@router.post(
    "/committee-meetings/{meeting_id}/acts",
    summary="办理一次审委会会议",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_committee_meeting(
    request: Request, meeting_id: str, given: MatterActRequest
) -> CommitteeMeetingResponse:
    """Do an act that is offered; return what stands now."""
    edge = edge_of(request)
    _desk(request).act_on_meeting(
        meeting_id,
        given.act,
        given.content,
        reason=given.reason,
        actor=actor_of(request),
        now=edge.clock(),
    )
    note(request, action="act_on_committee_meeting", subject=meeting_id)
    return _meeting(request, meeting_id)


def _desk(request: Request) -> CommitteeDesk:
    return edge_of(request).referral.committee


def _item(seen: OpenItem) -> CommitteeItemResponse:
    item = seen.item
    sitting = item.sitting
    is_speaking = item.state is ItemState.SPEAKING and sitting is not None
    is_voting = item.state is ItemState.VOTING and sitting is not None
    return CommitteeItemResponse(
        id=seen.id,
        state=labelled(item.state),
        item=item,
        next_speaker=sitting.next_speaker if is_speaking and sitting is not None else None,
        awaited=sitting.awaited if is_voting and sitting is not None else (),
        offered=moves_out(seen.moves, _asked),
        history=history_out(seen.acts, ItemAct, ItemState),
    )


def _meeting(request: Request, meeting_id: str) -> CommitteeMeetingResponse:
    seen = _desk(request).open_meeting(meeting_id, actor=actor_of(request))
    return CommitteeMeetingResponse(
        id=seen.id,
        state=labelled(seen.meeting.state),
        meeting=replace(seen.meeting, agenda=()),
        agenda=tuple(
            CommitteeAgendaOut(
                item_id=line.item_id,
                title=line.title,
                minutes=line.minutes,
                state=None if line.state is None else labelled(line.state),
            )
            for line in seen.agenda
        ),
        offered=moves_out(seen.moves, _asked),
        history=history_out(seen.acts, MeetingAct, MeetingState),
    )


def _asked(move: Move[Any]) -> type:
    return SAID.get(move.name.value, move.content)


def _listed(matter: ListedMatter, states: type[StrEnum]) -> ListedCommitteeOut:
    outline = matter.outline
    return ListedCommitteeOut(
        id=matter.id,
        state=labelled(states(outline.state)),
        title=outline.title,
        division=outline.division,
        cause=outline.cause,
        due_on=outline.due_on,
        moved_at=matter.moved_at,
    )

"""Which addresses has the interface for the judges' conference?"""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request

from service.api.conference_schemas import (
    BoardResponse,
    ColumnOut,
    ConferenceItemResponse,
    ConferenceResponse,
    ListedConferenceOut,
    PlanRequest,
    SuggestRequest,
)
from service.api.matter_encoding import MatterActRequest, history_out, labelled, moves_out
from service.api.routes import refused
from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.referral.conference.asking import ASKED_OF_ITEM, ASKED_OF_MEETING
from service.referral.conference.counting import onward
from service.referral.conference.item import yet_to_sign
from service.referral.conference.meeting import is_excused, is_short_notice
from service.referral.conference.shown import counted, shown_meeting, speaks_next
from service.referral.conference.vocabulary import (
    ConferenceAct,
    ConferenceState,
    ItemAct,
    ItemState,
)
from service.store.matter_records import ListedMatter

router = APIRouter(prefix="/api/v1")


@router.get("/conferences", summary="法官会议：议题和会议", responses=refused(401, 403, 422))
def board(request: Request, words: Annotated[str, Query(max_length=200)] = "") -> BoardResponse:
    """Return what goes on at the conference, as far as it is open to whoever asks."""
    found = edge_of(request).referral.conference_board.of(actor_of(request), words=words)
    return BoardResponse(
        columns=tuple(
            ColumnOut(
                column=labelled(column), items=tuple(_listed(each, ItemState) for each in items)
            )
            for column, items in found.columns.items()
        ),
        meetings=tuple(_listed(each, ConferenceState) for each in found.meetings),
        past=tuple(_listed(each, ConferenceState) for each in found.past),
    )


@router.post(
    "/conferences",
    summary="筹备一次法官会议",
    status_code=201,
    responses=refused(400, 401, 403, 409, 422),
)
def plan(request: Request, given: PlanRequest) -> ConferenceResponse:
    """Plan a meeting, with what the court has set for its day."""
    edge = edge_of(request)
    planned = edge.referral.conferences.plan(
        given.plan(), actor=actor_of(request), now=edge.clock()
    )
    note(request, action="plan_conference", subject=planned.id)
    return _meeting(request, planned.id)


@router.get(
    "/conferences/{conference_id}",
    summary="一次法官会议：议程、人员、签到和留痕",
    responses=refused(401, 403, 404),
)
def read_conference(request: Request, conference_id: str) -> ConferenceResponse:
    """Return a meeting, to those who take part in it."""
    told = _meeting(request, conference_id)
    note(request, action="read_conference", subject=conference_id)
    return told


@router.post(
    "/conferences/{conference_id}/acts",
    summary="办理一次法官会议",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_conference(
    request: Request, conference_id: str, given: MatterActRequest
) -> ConferenceResponse | None:
    """Do an act that is offered; return what stands now, nothing to whoever excused themselves."""
    edge, actor = edge_of(request), actor_of(request)
    moved = edge.referral.conferences.act(
        conference_id,
        given.act,
        given.content,
        reason=given.reason,
        actor=actor,
        now=edge.clock(),
    )
    note(request, action="act_on_conference", subject=conference_id)
    is_shut = given.act == ConferenceAct.REPLY and is_excused(moved.matter, actor.account_id)
    return None if is_shut else _meeting(request, conference_id)


@router.post(
    "/conference-items",
    summary="将分歧移送提交法官会议，成为议题",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def suggest(request: Request, given: SuggestRequest) -> ConferenceItemResponse:
    """Put a referral to a conference; the referral moves with it."""
    edge = edge_of(request)
    begun = edge.referral.conference_items.suggest(
        given.referral_id, given.suggested(), actor=actor_of(request), now=edge.clock()
    )
    note(request, action="suggest_item", subject=begun.id)
    return _item(request, begun.id)


@router.get(
    "/conference-items/{item_id}",
    summary="一项法官会议议题：材料、发言、归纳、签名、复议和留痕",
    responses=refused(401, 403, 404),
)
def read_item(request: Request, item_id: str) -> ConferenceItemResponse:
    """Return an item, to those who take part in it and are not recused."""
    told = _item(request, item_id)
    note(request, action="read_conference_item", subject=item_id)
    return told


@router.post(
    "/conference-items/{item_id}/acts",
    summary="办理一项法官会议议题",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_item(
    request: Request, item_id: str, given: MatterActRequest
) -> ConferenceItemResponse | None:
    """Do an act that is offered; return what stands now, nothing to whoever recused themselves."""
    edge, actor = edge_of(request), actor_of(request)
    moved = edge.referral.conference_items.act(
        item_id, given.act, given.content, reason=given.reason, actor=actor, now=edge.clock()
    )
    note(request, action="act_on_conference_item", subject=item_id)
    return None if actor.account_id in moved.matter.recused else _item(request, item_id)


def _item(request: Request, item_id: str) -> ConferenceItemResponse:
    opened = edge_of(request).referral.conference_items.open(item_id, actor=actor_of(request))
    return ConferenceItemResponse(
        id=opened.id,
        state=labelled(opened.item.state),
        item=opened.item,
        speaks_next=speaks_next(opened.item),
        yet_to_sign=yet_to_sign(opened.item),
        counted=counted(opened.item),
        onward=labelled(onward(opened.item)),
        offered=moves_out(opened.moves, lambda move: ASKED_OF_ITEM.get(move.name.value)),
        history=history_out(opened.open.acts, ItemAct, ItemState),
    )


def _meeting(request: Request, conference_id: str) -> ConferenceResponse:
    edge = edge_of(request)
    opened = edge.referral.conferences.open(conference_id, actor=actor_of(request))
    return ConferenceResponse(
        id=opened.id,
        state=labelled(opened.meeting.state),
        meeting=shown_meeting(opened),
        is_short_notice=is_short_notice(opened.meeting, court_day(edge.clock())),
        offered=moves_out(opened.moves, lambda move: ASKED_OF_MEETING.get(move.name.value)),
        history=history_out(opened.open.acts, ConferenceAct, ConferenceState),
    )


def _listed(found: ListedMatter, states: type[StrEnum]) -> ListedConferenceOut:
    outline = found.outline
    return ListedConferenceOut(
        id=found.id,
        state=labelled(states(outline.state)),
        title=outline.title,
        court=outline.court,
        division=outline.division,
        cause=outline.cause,
        due_on=outline.due_on,
        moved_at=found.moved_at,
    )

"""Which addresses has the interface for referrals?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from service.api.referral_encoding import encode_list, encode_prefilled, encode_referral
from service.api.referral_schemas import (
    ActRequest,
    PrefilledResponse,
    ProposeRequest,
    ReferralResponse,
    ReferralsResponse,
    StartIn,
)
from service.api.routes import refused
from service.edge.context import actor_of, edge_of, note
from service.referral.referrals.model import ReferralState
from service.store.matter_records import Wanted

router = APIRouter(prefix="/api/v1")


@router.get("/referrals", summary="本人可见的分歧移送", responses=refused(401, 403, 422))
def list_referrals(
    request: Request,
    state: ReferralState | None = None,
    cause: Annotated[str | None, Query(max_length=64)] = None,
    words: Annotated[str, Query(max_length=200)] = "",
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> ReferralsResponse:
    """Return referrals that whoever asks may see, the last moved first."""
    wanted = Wanted(states=() if state is None else (state.value,), cause=cause, words=words)
    desk = edge_of(request).referral.referrals
    return encode_list(desk.listed(actor_of(request), wanted, skip=skip))


@router.post(
    "/referrals/prefilled",
    summary="移送的来源：问题、观点、证据、应当提交的情形和相似移送，不保存",
    responses=refused(400, 401, 403, 404, 422, 503),
)
def prefill_referral(request: Request, given: StartIn) -> PrefilledResponse:
    """Return what a referral starts from; nothing is kept."""
    desk, actor = edge_of(request).referral.referrals, actor_of(request)
    now = edge_of(request).clock()
    filled = desk.prefill(given.start(), actor=actor, now=now)
    like = desk.like_before(filled, actor=actor, now=now)
    return encode_prefilled(filled, desk.items_before(filled), like)


@router.post(
    "/referrals",
    summary="提出一件分歧移送",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422, 503),
)
def propose_referral(request: Request, given: ProposeRequest) -> ReferralResponse:
    """Make a referral, with everything that it rests on frozen."""
    desk, actor = edge_of(request).referral.referrals, actor_of(request)
    now = edge_of(request).clock()
    filled = desk.prefill(given.start(), actor=actor, now=now)
    begun = desk.propose(filled, given.entry(), actor=actor, now=now)
    note(request, action="propose_referral", subject=begun.id)
    return _told(request, begun.id)


@router.get(
    "/referrals/{referral_id}", summary="一件分歧移送及其留痕", responses=refused(401, 403, 404)
)
def read_referral(request: Request, referral_id: str) -> ReferralResponse:
    """Return a referral, to those who take part in it."""
    told = _told(request, referral_id)
    note(request, action="read_referral", subject=referral_id)
    return told


@router.post(
    "/referrals/{referral_id}/acts",
    summary="办理一件分歧移送；并入的，返回并入后的移送",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_referral(request: Request, referral_id: str, given: ActRequest) -> ReferralResponse:
    """Do an act that is offered; return what stands now."""
    desk, actor = edge_of(request).referral.referrals, actor_of(request)
    moved = desk.act(
        referral_id,
        given.act,
        given.content,
        reason=given.reason,
        actor=actor,
        now=edge_of(request).clock(),
    )
    note(request, action="act_on_referral", subject=referral_id)
    return _told(request, moved.id)


def _told(request: Request, referral_id: str) -> ReferralResponse:
    desk = edge_of(request).referral.referrals
    opened = desk.open(referral_id, actor=actor_of(request), now=edge_of(request).clock())
    return encode_referral(opened, desk.look_again(opened))

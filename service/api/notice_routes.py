"""Which addresses has the interface for notices and like pending cases?"""

from fastapi import APIRouter, Request

from service.api.notice_schemas import (
    CollisionsResponse,
    NoticeChange,
    NoticesResponse,
    encode_collisions,
    encode_notices,
)
from service.api.routes import refused
from service.case_divergence.desk import require_handling
from service.edge.context import actor_of, edge_of, note, reach_of

router = APIRouter(prefix="/api/v1")


@router.get("/notices", summary="本人的提醒", responses=refused(401, 403))
def own_notices(request: Request) -> NoticesResponse:
    """Return what whoever asks was told."""
    edge, actor = edge_of(request), actor_of(request)
    return encode_notices(edge.notices.of(actor), edge.notices.n_unread(actor))


@router.patch(
    "/notices/{number}", summary="标为已读或不再提醒", responses=refused(401, 403, 404, 422)
)
def change_notice(request: Request, number: int, given: NoticeChange) -> NoticesResponse:
    """Mark a notice read, or mute its kind for its subject; return all."""
    edge, actor = edge_of(request), actor_of(request)
    if given.is_read:
        edge.notices.read(actor, number, now=edge.clock())
    if given.is_muted is not None:
        edge.notices.mute(actor, number, is_muted=given.is_muted)
    return encode_notices(edge.notices.of(actor), edge.notices.n_unread(actor))


@router.get(
    "/pending-cases/{pending_id}/collisions",
    summary="在审类案（仅承办法官）",
    responses=refused(401, 403, 404),
)
def collisions_of_case(request: Request, pending_id: str) -> CollisionsResponse:
    """Return the like cases that wait for their judgments, to the handling judge."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    require_handling(case, actor)
    note(request, action="read_divergence", subject=case.id)
    return encode_collisions(edge.collisions.of_case(case, reach_of(request)))

"""Which addresses has the interface for divergences?"""

from fastapi import APIRouter, Request

from corpus.judgment import JudgmentId
from service.api.divergence_schemas import AnswerRequest, DivergenceResponse, encode_divergence
from service.api.routes import refused
from service.edge.context import actor_of, edge_of, note

router = APIRouter(prefix="/api/v1")


@router.get(
    "/pending-cases/{pending_id}/divergence",
    summary="待决案件的类案分歧（仅承办法官）",
    responses=refused(400, 401, 403, 404, 503),
)
def divergence_of_case(request: Request, pending_id: str) -> DivergenceResponse:
    """Return where the like cases of a case were decided differently, to its handling judge."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    found = edge.divergence.of_case(case, actor=actor, now=edge.clock())
    edge.referral.flags.propose_found(case, found.reported, now=edge.clock())
    note(request, action="read_divergence", subject=case.id)
    return encode_divergence(found)


@router.post(
    "/pending-cases/{pending_id}/divergence/{finding_key}",
    summary="回答一项分歧提示（仅承办法官）",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422, 503),
)
def answer_divergence(
    request: Request, pending_id: str, finding_key: str, given: AnswerRequest
) -> DivergenceResponse:
    """Keep what the handling judge says of a finding; return what stands now."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    edge.divergence.answer(
        case,
        finding_key,
        given.answer,
        reason=given.reason,
        actor=actor,
        now=edge.clock(),
        origin=given.origin,
    )
    note(request, action="answer_divergence", subject=case.id)
    return encode_divergence(edge.divergence.of_case(case, actor=actor, now=edge.clock()))


@router.get(
    "/judgments/{judgment_id}/divergence",
    summary="一篇文书与其类案的分歧",
    responses=refused(400, 401, 403, 404, 503),
)
def divergence_of_judgment(request: Request, judgment_id: str) -> DivergenceResponse:
    """Return where a stored judgment stands among its like."""
    edge = edge_of(request)
    found = edge.divergence.of_judgment(
        JudgmentId(judgment_id), actor=actor_of(request), now=edge.clock()
    )
    note(request, action="read_divergence", subject=judgment_id)
    return encode_divergence(found)

"""Which addresses has the interface for checks of drafts?"""

from fastapi import APIRouter, Request

from service.api.draft_schemas import (
    CheckRequest,
    CheckResponse,
    DraftAnswerRequest,
    LooseCheckRequest,
    LooseCheckResponse,
    encode_check,
    encode_looked,
)
from service.api.routes import refused
from service.edge.context import actor_of, edge_of, note

router = APIRouter(prefix="/api/v1")


@router.post(
    "/check",
    summary="核对一份不属于待决案件的草稿，不保存",
    responses=refused(400, 401, 403, 422, 503),
)
def check_loose_draft(request: Request, given: LooseCheckRequest) -> LooseCheckResponse:
    """Check a draft without a case; nothing is kept."""
    edge = edge_of(request)
    looked = edge.drafts.look(given.text, court=given.court, now=edge.clock())
    note(request, action="check_draft", subject="")
    return encode_looked(looked)


@router.post(
    "/pending-cases/{pending_id}/checks",
    summary="核对待决案件的草稿（仅承办法官）",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422, 503),
)
def check_draft(request: Request, pending_id: str, given: CheckRequest) -> CheckResponse:
    """Check a draft of a case and keep what was found, for its handling judge."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    check = edge.drafts.check(
        case, given.text, file_name=given.file_name, actor=actor, now=edge.clock()
    )
    note(request, action="check_draft", subject=case.id)
    return encode_check(edge.drafts.state(case, check.id, actor=actor))


@router.get(
    "/pending-cases/{pending_id}/checks/{check_id}",
    summary="一次草稿核对的结果和答复（仅承办法官）",
    responses=refused(401, 403, 404),
)
def read_check(request: Request, pending_id: str, check_id: str) -> CheckResponse:
    """Return a check with its answers, to its handling judge."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    state = edge.drafts.state(case, check_id, actor=actor)
    note(request, action="read_draft_check", subject=case.id)
    return encode_check(state)


@router.post(
    "/pending-cases/{pending_id}/checks/{check_id}/answers",
    summary="答复一个问题：采纳修改、说明理由、不是类案、提请讨论（仅承办法官）",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422),
)
def answer_finding(
    request: Request, pending_id: str, check_id: str, given: DraftAnswerRequest
) -> CheckResponse:
    """Keep what the handling judge says of a finding; return what stands now."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    state = edge.drafts.answer(
        case,
        check_id,
        given.finding,
        given.answer,
        reason=given.reason,
        actor=actor,
        now=edge.clock(),
    )
    note(request, action="answer_draft_check", subject=case.id)
    return encode_check(state)

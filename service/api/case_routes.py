"""Which addresses has the interface for pending cases?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from indexing.columns.filters import OPEN_FILTER
from service.api.case_schemas import (
    CaseFields,
    CaseOut,
    CasesResponse,
    OpenCaseRequest,
    QueriesResponse,
    encode_case,
    encode_query,
)
from service.api.lists import USUAL_LINES, Limit, Skip, Words
from service.api.related_schemas import RelatedResponse, encode_related
from service.api.routes import refused
from service.api.tier_encoding import encode_tiered
from service.api.tier_schemas import TieredResponse
from service.edge.context import Edge, actor_of, edge_of, note, reach_of
from service.errors import CaseFieldError
from service.pending.asking import condition_of_case
from service.pending.opening import CasePaper

router = APIRouter(prefix="/api/v1")


@router.post(
    "/pending-cases",
    summary="登记或更新待决案件",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422),
)
def open_case(request: Request, given: OpenCaseRequest) -> CaseOut:
    """Open a case, or write what is new of one that the case system handed over before."""
    edge = edge_of(request)
    case = edge.pending.open(
        CasePaper(text=given.text, file_name=given.file_name, external_id=given.external_id),
        given.to_entry(),
        account_id=actor_of(request).account_id,
        members=account_ids(edge, given.accounts),
        now=edge.clock(),
    )
    edge.subscriptions.case_changed(case, by=actor_of(request), now=edge.clock())
    note(request, action="open_case", subject=case.id)
    return encode_case(case)


@router.get("/pending-cases", summary="本人办理的待决案件", responses=refused(401, 403, 422))
def own_cases(
    request: Request, words: Words = "", skip: Skip = 0, limit: Limit = USUAL_LINES
) -> CasesResponse:
    """Return the cases that whoever asks may open."""
    desk, account = edge_of(request).pending, actor_of(request).account_id
    cases = desk.of_account(account, words=words, most=limit, skip=skip)
    return CasesResponse(
        n=desk.count_of_account(account, words=words),
        cases=tuple(encode_case(case) for case in cases),
    )


@router.get("/pending-cases/{pending_id}", summary="一件待决案件", responses=refused(401, 403, 404))
def one_case(request: Request, pending_id: str) -> CaseOut:
    """Return a case."""
    case = edge_of(request).pending.find(pending_id, account_id=actor_of(request).account_id)
    note(request, action="read_case", subject=case.id)
    return encode_case(case)


@router.patch(
    "/pending-cases/{pending_id}",
    summary="更新待决案件",
    responses=refused(400, 401, 403, 404, 422),
)
def change_case(request: Request, pending_id: str, given: CaseFields) -> CaseOut:
    """Write what is new of a case; what is left out stays."""
    edge = edge_of(request)
    case = edge.pending.change(
        pending_id, given.to_entry(), account_id=actor_of(request).account_id, now=edge.clock()
    )
    edge.subscriptions.case_changed(case, by=actor_of(request), now=edge.clock())
    note(request, action="change_case", subject=case.id)
    return encode_case(case)


@router.get(
    "/pending-cases/{pending_id}/similar",
    summary="待决案件的类案（按顺位），并记入检索记录",
    responses=refused(400, 401, 403, 404, 422, 503),
)
def similar_to_case(
    request: Request,
    pending_id: str,
    *,
    every_kind: Annotated[bool, Query(description="不限案件类型")] = False,
) -> TieredResponse:
    """Search for a case tier by tier from its court; the query is kept in its log."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    answer = edge.case_searcher.by_tiers(
        case,
        condition=OPEN_FILTER if every_kind else condition_of_case(case),
        account_id=actor.account_id,
        now=edge.clock(),
    )
    note(request, action="search", subject=case.id)
    return encode_tiered(answer.tiered)


@router.get(
    "/pending-cases/{pending_id}/related",
    summary="待决案件的关联案件",
    responses=refused(401, 403, 404),
)
def related_to_case(request: Request, pending_id: str) -> RelatedResponse:
    """Return the related cases of a case, decided and pending."""
    edge = edge_of(request)
    case = edge.pending.find(pending_id, account_id=actor_of(request).account_id)
    note(request, action="read_related", subject=case.id)
    return encode_related(edge.related.of_pending(case, reach_of(request)))


@router.get(
    "/pending-cases/{pending_id}/queries",
    summary="待决案件的检索记录",
    responses=refused(401, 403, 404),
)
def queries_of_case(request: Request, pending_id: str) -> QueriesResponse:
    """Return every query of a case, in order of asking."""
    edge = edge_of(request)
    case = edge.pending.find(pending_id, account_id=actor_of(request).account_id)
    note(request, action="read_case", subject=case.id)
    return QueriesResponse(
        queries=tuple(encode_query(query) for query in edge.case_searcher.queries(case))
    )


def account_ids(edge: Edge, names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the accounts of names.

    Raises:
        CaseFieldError: There is no account of a name.
    """
    found = []
    for name in names:
        account = edge.desk.find(name.strip())
        if account is None:
            raise CaseFieldError(field="accounts", value=name, accepted="已有账号的用户名")
        found.append(account.id)
    return tuple(found)

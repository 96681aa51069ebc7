"""Which addresses has the interface for tiers and library cases?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from corpus.judgment import JudgmentId
from service.api.routes import refused
from service.api.tier_encoding import encode_record, encode_tiered
from service.api.tier_schemas import (
    LibraryRecordOut,
    LibraryRequest,
    LibraryResponse,
    TieredRequest,
    TieredResponse,
)
from service.court_time import court_day
from service.edge.context import actor_of, author_of, edge_of, note
from service.library.desk import TypedRecord
from service.search.question import Question

router = APIRouter(prefix="/api/v1")


@router.post(
    "/similar/tiered",
    summary="按顺位检索类案",
    responses=refused(400, 401, 403, 404, 422, 503),
)
def similar_by_tier(request: Request, asked: TieredRequest) -> TieredResponse:
    """Return the judgments most like a text or a stored judgment, tier by tier."""
    edge = edge_of(request)
    answer = edge.tiers.search(
        Question(
            text=asked.text,
            judgment_id=None if asked.judgment_id is None else JudgmentId(asked.judgment_id),
            filter=asked.filters.to_filter(),
            charges=asked.charges,
        ),
        today=court_day(edge.clock()),
        court=asked.court,
        filed_on=asked.filed_on,
        per_tier=asked.per_tier,
    )
    note(request, action="search", subject=asked.judgment_id or "text")
    return encode_tiered(answer)


@router.get("/library", summary="案例库案例的效力记录", responses=refused(401, 403, 422))
def library(
    request: Request,
    judgment_id: Annotated[
        str | None, Query(max_length=64, description="只看这一案例的历次记录")
    ] = None,
) -> LibraryResponse:
    """Return what holds of every recorded case today, or the history of one."""
    edge = edge_of(request)
    records = (
        edge.library.standing(court_day(edge.clock())).values()
        if judgment_id is None
        else edge.library.history(JudgmentId(judgment_id))
    )
    ordered = sorted(records, key=lambda each: -each.id)
    return LibraryResponse(records=tuple(encode_record(each) for each in ordered))


@router.post(
    "/library",
    summary="记录案例有效、不再参照或出库",
    status_code=201,
    responses=refused(400, 401, 403, 422),
)
def record_library_case(request: Request, given: LibraryRequest) -> LibraryRecordOut:
    """Take a record of a library case; the earlier ones stay as history."""
    edge = edge_of(request)
    typed = TypedRecord(
        case=given.case,
        standing=given.standing,
        since=given.since.isoformat(),
        source=given.source,
        replacement=given.replacement,
        publication="" if given.publication is None else given.publication,
    )
    (record,) = edge.library.record([typed], author=author_of(actor_of(request)), now=edge.clock())
    note(request, action="record_library_case", subject=record.judgment_id)
    return encode_record(record)

"""Which addresses has the interface for related cases?"""

from fastapi import APIRouter, Request

from corpus.judgment import JudgmentId
from service.api.related_schemas import RelatedResponse, encode_related
from service.api.routes import refused
from service.edge.context import edge_of, note, reach_of

router = APIRouter(prefix="/api/v1")


@router.get(
    "/judgments/{judgment_id}/related",
    summary="一篇文书的关联案件",
    responses=refused(401, 403, 404),
)
def related_to_judgment(request: Request, judgment_id: str) -> RelatedResponse:
    """Return the related cases of a stored judgment."""
    related = edge_of(request).related.of_judgment(JudgmentId(judgment_id), reach_of(request))
    note(request, action="read_related", subject=judgment_id)
    return encode_related(related)

"""Which address searches by method?"""

from fastapi import APIRouter, Request

from service.api.method_encoding import encode_method_answer
from service.api.method_schemas import MethodRequest, MethodResponse
from service.api.routes import refused
from service.edge.context import edge_of, note
from service.search.methods.desk import answer_by_method

router = APIRouter(prefix="/api/v1")


@router.post(
    "/search",
    summary="按方法检索（案情、争议焦点、关键词、法条、案例）",
    responses=refused(400, 401, 403, 404, 422, 503),
)
def search(request: Request, asked: MethodRequest) -> MethodResponse:
    """Return the judgments that a method of search finds."""
    answer = answer_by_method(asked.to_question(), edge_of(request).search)
    note(request, action="search", subject=asked.method)
    return encode_method_answer(answer)

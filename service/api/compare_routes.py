"""Which address has the interface for comparisons?"""

from fastapi import APIRouter, Request

from corpus.judgment import JudgmentId
from service.api.compare_encoding import encode_comparison
from service.api.compare_schemas import CompareRequest, CompareResponse, ComparisonOut
from service.api.routes import refused
from service.comparison.asking import side_of_question
from service.comparison.comparing import compare
from service.comparison.sides import Side, side_of_judgment
from service.court_time import court_day
from service.edge.context import Edge, edge_of, note
from service.search.question import Question

router = APIRouter(prefix="/api/v1")


@router.post(
    "/compare",
    summary="与一至三篇文书逐项对比：基本事实、争议焦点、法律适用、不同点、法律版本",
    responses=refused(400, 401, 403, 404, 422),
)
def compare_with(request: Request, asked: CompareRequest) -> CompareResponse:
    """Compare a text or a stored judgment with stored judgments."""
    edge = edge_of(request)
    question = edge.search.check(
        Question(
            text=asked.text,
            judgment_id=None if asked.judgment_id is None else JudgmentId(asked.judgment_id),
            charges=asked.charges,
        )
    )
    stored = None if question.judgment_id is None else edge.search.judgment(question.judgment_id)
    side = side_of_question(question, stored, as_of=court_day(edge.clock()))
    note(request, action="compare", subject=" ".join(asked.judgment_ids)[:64])
    return CompareResponse(
        comparisons=tuple(_compared(edge, side, each) for each in asked.judgment_ids)
    )


def _compared(edge: Edge, side: Side, judgment_id: str) -> ComparisonOut:
    judgment = edge.search.judgment(JudgmentId(judgment_id))
    return encode_comparison(
        compare(side, side_of_judgment(judgment)), judgment_id=judgment.id, text=judgment.text
    )

"""Which addresses has the interface for verdicts?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from corpus.judgment import JudgmentId
from service.api.routes import refused
from service.api.schemas import LabelledValue
from service.api.verdict_schemas import VerdictOut, VerdictRequest, VerdictsResponse
from service.edge.context import actor_of, edge_of, note
from service.labels import label_of
from service.search.question import Question
from service.verdicts.model import AskedBy, GivenVerdict

router = APIRouter(prefix="/api/v1")


@router.post(
    "/verdicts",
    summary="认定一篇文书是否类案",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422, 503),
)
def give_verdict(request: Request, given: VerdictRequest) -> VerdictOut:
    """Take a verdict; it replaces an earlier one of the same judge, which stays as history."""
    edge, actor = edge_of(request), actor_of(request)
    asked_by = given.asked_judgment_id
    question = edge.search.check(
        Question(text=given.text, judgment_id=None if asked_by is None else JudgmentId(asked_by))
    )
    judgment = edge.search.judgment(JudgmentId(given.judgment_id))
    edge.verdicts.give(
        AskedBy(text=question.text, judgment_id=question.judgment_id, charges=given.charges),
        judgment_id=judgment.id,
        verdict=given.verdict,
        reason=given.reason,
        snapshot_id=edge.search.coverage().snapshot_id,
        ranker=given.ranker,
        account_id=actor.account_id,
        now=edge.clock(),
    )
    note(request, action="give_verdict", subject=judgment.id)
    return _encode(edge.verdicts.of_account(actor.account_id, offset=0, limit=1)[0])


@router.get("/verdicts", summary="本人的类案认定", responses=refused(401, 403, 422))
def own_verdicts(
    request: Request,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> VerdictsResponse:
    """Return the verdicts of whoever asks."""
    given = edge_of(request).verdicts.of_account(
        actor_of(request).account_id, offset=offset, limit=limit
    )
    return VerdictsResponse(
        verdicts=tuple(_encode(each) for each in given), offset=offset, limit=limit
    )


def _encode(given: GivenVerdict) -> VerdictOut:
    return VerdictOut(
        text=given.asked.text,
        asked_judgment_id=given.asked.judgment_id,
        charges=given.asked.charges,
        judgment_id=given.judgment_id,
        verdict=LabelledValue(value=given.verdict.value, label=label_of(given.verdict)),
        reason=given.reason,
        snapshot_id=given.snapshot_id,
        ranker=given.ranker,
        author=given.author,
        at=given.at,
        is_standing=given.is_standing,
    )

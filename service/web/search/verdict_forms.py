"""How does a judge say on the list of hits what is a similar case?

The buttons are plain forms: they work without a script and by keyboard, and lead back to the hit.
"""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.judgment import JudgmentId
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import MalformedRequestError
from service.search.answer import SimilarHit
from service.store.activity_records import SearchRecord
from service.verdicts.desk import VerdictsOnHit
from service.verdicts.model import AskedBy, Verdict
from service.web.pieces.kept_searches import own_search

router = APIRouter(include_in_schema=False)

_LONGEST_REASON = 1000
_LONGEST_NAME = 128


@router.post("/results/{search_id}/verdicts")
async def give_verdict(request: Request, search_id: str) -> Response:
    """Take a verdict and lead back to the hit."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_give, request, search_id, fields)


def asked_by(record: SearchRecord) -> AskedBy:
    """Return the question of a kept search as verdicts know it."""
    judgment_id = record.judgment_id
    return AskedBy(
        text=record.text,
        judgment_id=None if judgment_id is None else JudgmentId(judgment_id),
    )


def verdicts_on(
    request: Request, record: SearchRecord, hits: Sequence[SimilarHit]
) -> Mapping[JudgmentId, VerdictsOnHit]:
    """Return what stands of the hits shown, as whoever asks may see it."""
    return edge_of(request).verdicts.on_hits(
        asked_by(record),
        [hit.judgment.id for hit in hits],
        account_id=actor_of(request).account_id,
    )


def _give(request: Request, search_id: str, fields: Mapping[str, str]) -> RedirectResponse:
    edge = edge_of(request)
    record = own_search(request, search_id)
    try:
        verdict = Verdict(fields.get("verdict", ""))
    except ValueError:
        expected = ", ".join(Verdict)
        raise MalformedRequestError(problems=(f"verdict: expected one of {expected}",)) from None
    judgment = edge.search.judgment(JudgmentId(fields.get("judgment_id", "")))
    edge.verdicts.give(
        asked_by(record),
        judgment_id=judgment.id,
        verdict=verdict,
        reason=fields.get("reason", "")[:_LONGEST_REASON],
        snapshot_id=fields.get("snapshot_id", "")[:_LONGEST_NAME],
        ranker=fields.get("ranker", "")[:_LONGEST_NAME],
        account_id=actor_of(request).account_id,
        now=edge.clock(),
    )
    note(request, action="give_verdict", subject=judgment.id)
    # The address of the form carries filter and page of the list that it stands on.
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/results/{record.id}{query}#verdict-{judgment.id}", status_code=303)

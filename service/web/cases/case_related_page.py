"""The related cases of a pending case."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.edge.context import actor_of, edge_of, note, reach_of
from service.pending.asking import asked_by_case
from service.pending.model import PendingCase
from service.related.model import Related
from service.verdicts.model import Verdict
from service.web.cases.case_pages import frame_of, own_case
from service.web.judgments.related_page import hidden_words
from service.web.judgments.related_view import related_view
from service.web.pieces.masked_display import with_masking
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/cases/{pending_id}/related")
def case_related(request: Request, pending_id: str) -> HTMLResponse:
    """Show the related cases of a case, decided and pending."""
    case = own_case(request, pending_id)
    related = related_to(request, case)
    note(request, action="read_related", subject=case.id)
    return page(
        request,
        "case_related.html",
        status=200,
        **frame_of(request, case, view="related"),
        related_view=related_view(
            related,
            shown=hidden_words(request, related),
            address=lambda address: with_masking(address, request),
        ),
    )


def related_to(request: Request, case: PendingCase) -> Related:
    """Return the related cases of a case; those judged similar that fell raise an alarm."""
    edge = edge_of(request)
    given = edge.verdicts.standing_for(asked_by_case(case), account_id=actor_of(request).account_id)
    similar = [each.judgment_id for each in given if each.verdict is Verdict.SIMILAR]
    return edge.related.of_pending(case, reach_of(request), similar=similar)

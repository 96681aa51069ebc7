"""The page of the related cases of a judgment."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.judgment import JudgmentId
from corpus.privacy.display import words_hiding
from service.edge.context import edge_of, note, reach_of
from service.related.model import Related
from service.web.judgments.related_view import related_view
from service.web.pieces.hit_view import card_of
from service.web.pieces.masked_display import MASKED, is_masked, masking_of, with_masking
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/judgments/{judgment_id}/related")
def related_page(request: Request, judgment_id: str) -> HTMLResponse:
    """Show the related cases of a judgment."""
    edge = edge_of(request)
    related = edge.related.of_judgment(JudgmentId(judgment_id), reach_of(request))
    note(request, action="read_related", subject=judgment_id)
    judgment = masking_of(edge.search.judgment(JudgmentId(judgment_id)), request).judgment
    here = f"/judgments/{judgment_id}/related"
    return page(
        request,
        "related.html",
        card=card_of(judgment),
        judgment=judgment,
        back=with_masking(f"/judgments/{judgment_id}", request),
        view=related_view(
            related,
            shown=hidden_words(request, related),
            address=lambda address: with_masking(address, request),
        ),
        is_masked=is_masked(request),
        masked_switch=here if is_masked(request) else f"{here}?{MASKED}=on",
    )


def hidden_words(request: Request, related: Related) -> Mapping[str, Callable[[str], str]]:
    """Return by case how words of it are shown; nothing while the switch is off.

    Cost: with the switch on, some milliseconds for each judgment that the page names.
    """
    if not is_masked(request):
        return {}
    edge = edge_of(request)
    cases = {related.case.id: related.case} | {
        one.case.id: one.case for edges in related.edges.values() for one in edges
    }
    return {
        end: words_hiding(case.people)
        if case.is_pending
        else masking_of(edge.search.judgment(JudgmentId(end)), request).words
        for end, case in cases.items()
    }

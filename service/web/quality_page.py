"""How well is the store read, and what did people set right?"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.actors import Permission
from service.edge.context import actor_of, edge_of
from service.reading.correcting import label_of_field
from service.reading.quality_words import STATES, lines_of
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/quality")
def quality_page(request: Request) -> HTMLResponse:
    """Show counts by field, corrections and what the last ingests rejected."""
    found = edge_of(request).reading.quality.quality()
    return page(
        request,
        "quality.html",
        quality=found,
        states=tuple(STATES.values()),
        lines=() if found.tally is None else lines_of(found.tally),
        corrections=[(label_of_field(each.field), each) for each in found.corrections],
        may_read=actor_of(request).may(Permission.READ_JUDGMENTS),
    )

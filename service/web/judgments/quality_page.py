"""How well is the store read, what did people set right, and what puts searches in order?"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.actors import Permission
from service.edge.context import actor_of, edge_of
from service.ranking.words import (
    counts_words,
    in_use_words,
    readiness_words,
    training_words,
)
from service.reading.correcting import label_of_field
from service.reading.quality_words import STATES, lines_of
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/quality")
def quality_page(request: Request) -> HTMLResponse:
    """Show counts by field, corrections, what the last ingests rejected, and what ranks."""
    ranking = edge_of(request).ranking.status()
    found = edge_of(request).reading.quality.quality()
    return page(
        request,
        "quality.html",
        quality=found,
        states=tuple(STATES.values()),
        lines=() if found.tally is None else lines_of(found.tally),
        corrections=[(label_of_field(each.field), each) for each in found.corrections],
        ranking={
            "使用中": in_use_words(ranking),
            "评价": counts_words(ranking),
            "能否训练": readiness_words(ranking),
        },
        last_training=() if ranking.last is None else training_words(ranking.last),
        may_read=actor_of(request).may(Permission.READ_JUDGMENTS),
    )

"""What does the administrator see: one page on how the installation stands?

The 系统管理员 keeps the machine and sees no judgment, no case and no line of the trail: of accounts
who there is, of audits how far they are, of the trail whether its end is whole.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from indexing.errors import IndexingError
from service.edge.context import edge_of
from service.errors import ServiceError
from service.ranking.words import in_use_words
from service.reading.quality_words import lines_of
from service.web.rendering import page
from service.web.system_view import (
    last_runs,
    role_counts,
    setting_lines,
    snapshot_lines,
    trail_state,
)

router = APIRouter(include_in_schema=False)


@router.get("/system")
def system_page(request: Request) -> HTMLResponse:
    """Show checks, index, jobs, trail, accounts, courts and settings."""
    edge = edge_of(request)
    try:
        coverage = edge.search.coverage()
    except (IndexingError, ServiceError):
        coverage = None
    accounts = edge.desk.all()
    quality = edge.reading.quality.quality()
    return page(
        request,
        "system.html",
        checks=edge.checks(),
        coverage=coverage,
        snapshots=snapshot_lines(edge, now=edge.clock()),
        quality_lines=() if quality.tally is None else lines_of(quality.tally),
        ingests=quality.runs,
        ranking_words=in_use_words(edge.ranking.status()),
        runs=last_runs(edge),
        trail=trail_state(edge),
        accounts=accounts,
        role_counts=role_counts(accounts),
        court=edge.tiers.book.own,
        superiors=sorted(edge.tiers.book.superiors.items()),
        settings=setting_lines(edge),
    )

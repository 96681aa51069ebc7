"""What does the administrator see?"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from indexing.errors import IndexingError
from service.edge.context import edge_of
from service.errors import ServiceError
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/system")
def system_page(request: Request) -> HTMLResponse:
    """Show the checks and the accounts."""
    edge = edge_of(request)
    try:
        coverage = edge.search.coverage()
    except (IndexingError, ServiceError):
        coverage = None
    return page(
        request,
        "system.html",
        checks=edge.checks(),
        coverage=coverage,
        accounts=edge.desk.all(),
    )

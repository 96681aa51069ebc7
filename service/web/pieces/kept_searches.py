"""Whose is a kept search?"""

from starlette.requests import Request

from service.edge.context import actor_of, edge_of
from service.errors import PageNotFoundError
from service.store.activity_records import SearchRecord


def own_search(request: Request, search_id: str) -> SearchRecord:
    """Return a search of whoever asks.

    Raises:
        PageNotFoundError: There is none of this id, or it is somebody else's.
    """
    record = edge_of(request).activity.find_search(
        search_id, account_id=actor_of(request).account_id
    )
    if record is None:
        raise PageNotFoundError(what=f"search {search_id}")
    return record

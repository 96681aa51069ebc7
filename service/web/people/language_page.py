"""How does somebody choose the language of the pages?"""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from service.edge.context import edge_of
from service.errors import PageNotFoundError
from service.web.people.sessions import inside
from service.web.wordbook.language import COOKIE, Language

router = APIRouter(include_in_schema=False)

_AGE_SECONDS = 365 * 24 * 3600


@router.get("/language/{language}")
def choose(request: Request, language: str, next: str = "/") -> Response:  # noqa: A002 - the field
    """Remember a language and lead back; nothing but the browser's own memory changes."""
    if language not in {each.value for each in Language}:
        raise PageNotFoundError(what=language)
    answer = RedirectResponse(inside(next), status_code=303)
    answer.set_cookie(
        COOKIE,
        language,
        max_age=_AGE_SECONDS,
        httponly=True,
        samesite="lax",
        secure=edge_of(request).settings.secure_cookies,
        path="/",
    )
    return answer

"""How large and how strong is what somebody reads? Kept in a cookie, so that it needs no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from service.edge.context import edge_of
from service.edge.forms import read_fields

router = APIRouter(include_in_schema=False)

COOKIE = "tongpan_appearance"
_STRONG = "strong"
_A_YEAR = 365 * 24 * 3600


class TextSize(StrEnum):
    """How large the type is: as it is, a fifth, a half and twice as large."""

    STANDARD = "standard"
    LARGE = "large"
    LARGER = "larger"
    LARGEST = "largest"


SIZE_WORDS: Mapping[TextSize, str] = MappingProxyType(
    {
        TextSize.STANDARD: "标准",
        TextSize.LARGE: "大字",
        TextSize.LARGER: "特大",
        TextSize.LARGEST: "两倍",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """How pages look for somebody.

    Attributes:
        size: How large the type is.
        is_strong: Whether the contrast is high.
    """

    size: TextSize = TextSize.STANDARD
    is_strong: bool = False


def appearance_of(request: Request) -> Appearance:
    """Return how pages look in this browser; what its cookie says and nobody knows is passed over.

    Cost: none worth naming.
    """
    size, _, strength = request.cookies.get(COOKIE, "").partition(".")
    known = TextSize(size) if size in set(TextSize) else TextSize.STANDARD
    return Appearance(size=known, is_strong=strength == _STRONG)


@router.post("/appearance")
async def change_appearance(request: Request) -> Response:
    """Keep how pages are to look, and lead back to the page that asked."""
    fields = await read_fields(request)
    now = appearance_of(request)
    asked = fields.get("size", "")
    size = asked if asked in set(TextSize) else now.size.value
    strength = fields.get("contrast", _STRONG if now.is_strong else "")
    answer = RedirectResponse(page_before(request), status_code=303)
    answer.set_cookie(
        COOKIE,
        f"{size}.{_STRONG if strength == _STRONG else ''}",
        max_age=_A_YEAR,
        httponly=True,
        samesite="lax",
        secure=edge_of(request).settings.secure_cookies,
        path="/",
    )
    return answer


def page_before(request: Request) -> str:
    """Return the page of this site that the form stood on."""
    before = urlsplit(request.headers.get("referer", ""))
    if before.netloc != request.url.netloc or not before.path.startswith("/"):
        return "/"
    path = "/" + before.path.lstrip("/\\")
    return f"{path}?{before.query}" if before.query else path

"""How does the page of results show tiers?"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from service.court_time import court_day
from service.edge.context import edge_of
from service.errors import UnknownCourtError
from service.search.question import Question
from service.tiers.model import TieredAnswer
from service.web.pieces.masked_display import MASKED, is_masked
from service.web.wordbook.wording import sentence_of

ORDER = "order"
COURT = "court"
_BY_TIERS = "tiers"


SIZE = "per_tier"
_SIZES = (3, 10, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLink:
    """How many hits of each group there can be.

    Attributes:
        n: So many at most.
        address: Where they are shown.
        is_chosen: Whether they are shown now.
    """

    n: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtForm:
    """The form that changes from where the search looks up, and how much of each tier is shown.

    Attributes:
        address: Where it leads.
        kept: What else of the address stays, as names and values.
        typed: What was typed.
        notice: Why that is no court; empty where it is one.
        sizes: How many hits of each group there can be.
    """

    address: str
    kept: Sequence[tuple[str, str]]
    typed: str
    notice: str
    sizes: tuple[SizeLink, ...]


def is_by_tiers(request: Request) -> bool:
    """Tell whether hits are asked for tier by tier."""
    return request.query_params.get(ORDER) == _BY_TIERS


def switches(
    request: Request, *, by_tiers: bool | None = None, masked: bool | None = None
) -> list[tuple[str, str]]:
    """Return the switches of a page of results as names and values, for links that keep them.

    Args:
        request: The request, whose switches they are.
        by_tiers: The order to lead to; None keeps it.
        masked: Whether names are hidden there; None keeps it.
    """
    tiered = is_by_tiers(request) if by_tiers is None else by_tiers
    court = request.query_params.get(COURT, "").strip()
    hidden = is_masked(request) if masked is None else masked
    kept = [(MASKED, "on")] if hidden else []
    if tiered:
        kept.append((ORDER, _BY_TIERS))
    if tiered and court:
        kept.append((COURT, court))
    if tiered and _size(request) != _SIZES[0]:
        kept.append((SIZE, str(_size(request))))
    return kept


def answer_by_tiers(request: Request, question: Question) -> tuple[TieredAnswer, CourtForm]:
    """Answer a question tier by tier, from the court that the address names.

    A name that is no court's is told in the form, and this court looks instead.
    """
    edge = edge_of(request)
    typed = request.query_params.get(COURT, "").strip()
    today = court_day(edge.clock())
    notice, size = "", _size(request)
    try:
        answer = edge.tiers.search(question, today=today, court=typed or None, per_tier=size)
    except UnknownCourtError as error:
        notice = sentence_of(error)
        answer = edge.tiers.search(question, today=today, per_tier=size)
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != COURT]
    return answer, CourtForm(
        address=request.url.path,
        kept=kept,
        typed=typed,
        notice=notice,
        sizes=tuple(_size_link(request, n) for n in _SIZES),
    )


def _size(request: Request) -> int:
    asked = request.query_params.get(SIZE, "")
    return next((n for n in _SIZES if str(n) == asked), _SIZES[0])


def _size_link(request: Request, n: int) -> SizeLink:
    others = [(name, value) for name, value in request.query_params.multi_items() if name != SIZE]
    return SizeLink(
        n=n,
        address=f"{request.url.path}?{urlencode([*others, (SIZE, str(n))])}",
        is_chosen=n == _size(request),
    )

"""How does the page of results show tiers?"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from service.court_time import court_day
from service.edge.context import edge_of
from service.errors import UnknownCourtError
from service.search.question import Question
from service.tiers.model import TieredAnswer
from service.web.masked_display import MASKED, is_masked
from service.web.wording import sentence_of

ORDER = "order"
COURT = "court"
_BY_TIERS = "tiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtForm:
    """The form that changes from where the search looks up.

    Attributes:
        address: Where it leads.
        kept: What else of the address stays, as names and values.
        typed: What was typed.
        notice: Why that is no court; empty where it is one.
    """

    address: str
    kept: Sequence[tuple[str, str]]
    typed: str
    notice: str


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
    return kept


def answer_by_tiers(request: Request, question: Question) -> tuple[TieredAnswer, CourtForm]:
    """Answer a question tier by tier, from the court that the address names.

    A name that is no court's is told in the form, and this court looks instead.
    """
    edge = edge_of(request)
    typed = request.query_params.get(COURT, "").strip()
    today = court_day(edge.clock())
    notice = ""
    try:
        answer = edge.tiers.search(question, today=today, court=typed or None)
    except UnknownCourtError as error:
        notice = sentence_of(error)
        answer = edge.tiers.search(question, today=today)
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != COURT]
    return answer, CourtForm(address=request.url.path, kept=kept, typed=typed, notice=notice)

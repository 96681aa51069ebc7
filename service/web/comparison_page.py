"""The pages that compare: a hit with the case asked about, and two to four cases side by side.

A list of ten hits says of each under which law it lies, which costs about a millisecond a hit. The
three axes take four times as long, more than a list may cost, and nobody reads ten of them at once:
they are fetched when a judge opens them, and have a page of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from corpus.judgment import Judgment, JudgmentId
from corpus.law.old_citations import old_citations
from service.comparison.asking import side_of_case, side_of_question
from service.comparison.columns import (
    FEWEST_COLUMNS,
    MOST_COLUMNS,
    Column,
    column_of_judgment,
    lay_side_by_side,
)
from service.comparison.comparing import compare
from service.comparison.listed_law import listed_law
from service.comparison.sides import Side, side_of_judgment
from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.errors import ComparedCountError
from service.pending.model import PendingCase
from service.search.answer import SimilarHit
from service.search.question import Question
from service.store.activity_records import SearchRecord
from service.web.comparison_view import (
    CaseView,
    ComparisonView,
    SideBySideView,
    case_of_judgment,
    case_of_text,
    head_rows,
    statute_rows,
    view_of_comparison,
)
from service.web.hit_view import ComparedMark
from service.web.kept_searches import own_search
from service.web.masked_display import MASKED, is_masked, masking_of, with_masking
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks a page to compare: a kept search or a pending case.

    Attributes:
        side: As a side of comparisons.
        case: As a column or heading.
        stored: The stored judgment that asks, as shown; None where a text does.
        query: Names it in addresses: ``search=ID`` or ``case=ID``.
        hits: Address of its list of hits.
    """

    side: Side
    case: CaseView
    stored: Judgment | None
    query: str
    hits: str


def asking_of_search(request: Request, record: SearchRecord) -> Asking:
    """Return a kept search as the one that asks.

    Raises:
        JudgmentNotFoundError: The judgment that it names has left the store.
    """
    query, hits = f"search={record.id}", f"/results/{record.id}"
    if record.judgment_id is None:
        today = court_day(edge_of(request).clock())
        side = side_of_question(Question(text=record.text), None, as_of=today)
        return Asking(side=side, case=case_of_text(), stored=None, query=query, hits=hits)
    stored = _shown(request, record.judgment_id)
    case = case_of_judgment(
        stored, label="本案", address=with_masking(f"/judgments/{stored.id}", request)
    )
    return Asking(side=side_of_judgment(stored), case=case, stored=stored, query=query, hits=hits)


def asking_of_case(request: Request, case: PendingCase) -> Asking:
    """Return a pending case as the one that asks."""
    return Asking(
        side=side_of_case(case, as_of=court_day(edge_of(request).clock())),
        case=case_of_text(),
        stored=None,
        query=f"case={case.id}",
        hits=f"/cases/{case.id}",
    )


def marks_on_list(
    request: Request, asking: Asking, hits: Sequence[SimilarHit]
) -> Mapping[JudgmentId, ComparedMark]:
    """Return for each hit of a list under which law it lies, and where it is compared.

    Cost: 1.5 ms for each hit that is new to this process, 0.3 ms for one listed before.
    """
    return {
        hit.judgment.id: ComparedMark(
            law=listed_law(asking.side.law, hit.judgment),
            address=with_masking(f"{asking.hits}/hits/{hit.judgment.id}", request),
        )
        for hit in hits
    }


@router.get("/results/{search_id}/hits/{judgment_id}")
def hit_page(
    request: Request,
    search_id: str,
    judgment_id: str,
    fragment: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query parameter
) -> HTMLResponse:
    """Compare a hit with the question; ``fragment`` gives it without the page around."""
    asking = asking_of_search(request, own_search(request, search_id))
    return _hit(request, asking, judgment_id, is_fragment=fragment)


@router.get("/cases/{pending_id}/hits/{judgment_id}")
def case_hit_page(
    request: Request,
    pending_id: str,
    judgment_id: str,
    fragment: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query parameter
) -> HTMLResponse:
    """Compare a hit with a pending case; ``fragment`` gives it without the page around."""
    asking = asking_of_case(request, _own_case(request, pending_id))
    return _hit(request, asking, judgment_id, is_fragment=fragment)


@router.get("/compare")
def compare_page(
    request: Request,
    search: Annotated[str | None, Query()] = None,
    case: Annotated[str | None, Query()] = None,
    judgment: Annotated[list[str] | None, Query()] = None,
) -> HTMLResponse:
    """Show two to four cases side by side; a kept search or pending case stands first."""
    ids = list(dict.fromkeys(judgment or ()))
    asking: Asking | None = None
    if search is not None:
        asking = asking_of_search(request, own_search(request, search))
    elif case is not None:
        asking = asking_of_case(request, _own_case(request, case))
    given = len(ids) + (asking is not None)
    if not FEWEST_COLUMNS <= given <= MOST_COLUMNS:
        raise ComparedCountError(given=given, fewest=FEWEST_COLUMNS, most=MOST_COLUMNS)
    heads: list[Judgment | None] = [_shown(request, each) for each in ids]
    columns = [column_of_judgment(each) for each in heads if each is not None]
    cases = [
        _case(request, each, label=f"案例{place}", asking=asking)
        for place, each in enumerate(heads, start=1)
        if each is not None
    ]
    note(request, action="compare", subject=" ".join(ids)[:64])
    if asking is not None:
        first = (
            Column(side=asking.side, ruling=())
            if asking.stored is None
            else column_of_judgment(asking.stored)
        )
        columns, cases = [first, *columns], [asking.case, *cases]
        heads = [asking.stored, *heads]
    return page(
        request,
        "compare.html",
        view=_side_by_side(columns, cases, heads),
        back=None if asking is None else with_masking(asking.hits, request),
        is_masked=is_masked(request),
        masked_switch=_switch(request, asking, ids),
    )


def _hit(request: Request, asking: Asking, judgment_id: str, *, is_fragment: bool) -> HTMLResponse:
    judgment = _shown(request, judgment_id)
    note(request, action="compare", subject=judgment_id)
    here = f"{asking.hits}/hits/{judgment.id}"
    return page(
        request,
        "hit_fragment.html" if is_fragment else "hit.html",
        view=view_of_comparison(
            compare(asking.side, side_of_judgment(judgment)),
            asked=asking.case,
            found=_case(request, judgment, label="该案", asking=asking),
            text=judgment.text,
        ),
        back=with_masking(asking.hits, request),
        side_by_side=with_masking(f"/compare?{asking.query}&judgment={judgment.id}", request),
        is_masked=is_masked(request),
        masked_switch=here if is_masked(request) else f"{here}?{MASKED}=on",
    )


def _own_case(request: Request, pending_id: str) -> PendingCase:
    return edge_of(request).pending.find(pending_id, account_id=actor_of(request).account_id)


def _shown(request: Request, judgment_id: str) -> Judgment:
    """Return a stored judgment as this request wants to see it."""
    stored = edge_of(request).search.judgment(JudgmentId(judgment_id))
    return masking_of(stored, request).judgment


def _case(request: Request, judgment: Judgment, *, label: str, asking: Asking | None) -> CaseView:
    address = f"/judgments/{judgment.id}" + ("" if asking is None else f"?{asking.query}")
    return case_of_judgment(judgment, label=label, address=with_masking(address, request))


def _side_by_side(
    columns: Sequence[Column], cases: Sequence[CaseView], heads: Sequence[Judgment | None]
) -> SideBySideView:
    first = columns[0]
    comparisons: list[ComparisonView] = []
    for column, case in zip(columns[1:], cases[1:], strict=True):
        comparisons.append(
            view_of_comparison(
                compare(first.side, column.side),
                asked=cases[0],
                found=case,
                text=column.side.text,
            )
        )
    return SideBySideView(
        cases=tuple(cases),
        head=head_rows(heads),
        statutes=statute_rows(
            [
                (column.side.text, column.side.law.provisions, old_citations(column.side.law))
                for column in columns
            ]
        ),
        rows=lay_side_by_side(columns),
        comparisons=tuple(comparisons),
    )


def _switch(request: Request, asking: Asking | None, ids: Sequence[str]) -> str:
    parts = [f"judgment={each}" for each in ids]
    if asking is not None:
        parts.insert(0, asking.query)
    if not is_masked(request):
        parts.append(f"{MASKED}=on")
    return f"/compare?{'&'.join(parts)}"

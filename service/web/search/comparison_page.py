"""The pages that compare: a hit with the case asked about, and two to four cases side by side.

A list of ten hits says of each under which law it lies, which costs about a millisecond a hit. The
three axes take four times as long, more than a list may cost, and nobody reads ten of them at once:
they are fetched when a judge opens them, and have a page of their own.
"""

from collections.abc import Mapping, Sequence
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
from service.edge.context import edge_of, note
from service.errors import ComparedCountError
from service.search.answer import SimilarHit
from service.web.pieces.asked import Asked, asked_by, asked_by_pending, asked_by_search
from service.web.pieces.comparison_view import (
    CaseView,
    ComparisonView,
    SideBySideView,
    case_of_judgment,
    case_of_text,
    head_rows,
    statute_rows,
    view_of_comparison,
)
from service.web.pieces.hit_view import ComparedMark
from service.web.pieces.masked_display import MASKED, is_masked, masking_of, with_masking
from service.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/results/{search_id}/hits/{judgment_id}")
def hit_page(request: Request, search_id: str, judgment_id: str) -> HTMLResponse:
    """Compare a hit with the case asked about; ``fragment`` gives it without the page around."""
    return _hit(request, asked_by_search(request, search_id), JudgmentId(judgment_id))


@router.get("/cases/{pending_id}/hits/{judgment_id}")
def case_hit_page(request: Request, pending_id: str, judgment_id: str) -> HTMLResponse:
    """Compare a hit with a pending case; ``fragment`` gives it without the page around."""
    return _hit(request, asked_by_pending(request, pending_id), JudgmentId(judgment_id))


@router.get("/compare")
def compare_page(
    request: Request, judgment: Annotated[list[str] | None, Query()] = None
) -> HTMLResponse:
    """Show two to four cases side by side; a search or pending case that asks stands first."""
    ids = list(dict.fromkeys(judgment or ()))
    asked = asked_by(request)
    given = len(ids) + (asked is not None)
    if not FEWEST_COLUMNS <= given <= MOST_COLUMNS:
        raise ComparedCountError(given=given, fewest=FEWEST_COLUMNS, most=MOST_COLUMNS)
    judgments = [_shown(request, each) for each in ids]
    note(request, action="compare", subject=" ".join(ids)[:64])
    columns = [column_of_judgment(each) for each in judgments]
    cases = [
        _case(request, each, label=f"案例{place}", asked=asked)
        for place, each in enumerate(judgments, start=1)
    ]
    heads: list[Judgment | None] = [*judgments]
    if asked is not None:
        side, case, stored = _asking(request, asked)
        columns.insert(
            0, Column(side=side, ruling=()) if stored is None else column_of_judgment(stored)
        )
        cases.insert(0, case)
        heads.insert(0, stored)
    return page(
        request,
        "compare.html",
        view=_side_by_side(columns, cases, heads),
        back=None if asked is None else with_masking(asked.back, request),
        is_masked=is_masked(request),
        masked_switch=_switch(request, asked, ids),
    )


def _hit(request: Request, asked: Asked, judgment_id: JudgmentId) -> HTMLResponse:
    side, asked_case, _ = _asking(request, asked)
    judgment = _shown(request, judgment_id)
    note(request, action="compare", subject=judgment_id)
    view = view_of_comparison(
        compare(side, side_of_judgment(judgment)),
        asked=asked_case,
        found=_case(request, judgment, label="该案", asked=asked),
        text=judgment.text,
    )
    here = asked.hit_address(judgment_id)
    is_fragment = request.query_params.get("fragment") == "true"
    return page(
        request,
        "hit_fragment.html" if is_fragment else "hit.html",
        view=view,
        back=with_masking(asked.back, request),
        side_by_side=with_masking(f"/compare?{asked.query}&judgment={judgment_id}", request),
        is_masked=is_masked(request),
        masked_switch=here if is_masked(request) else f"{here}?{MASKED}=on",
    )


def laws_on_list(
    request: Request, asked: Asked, hits: Sequence[SimilarHit]
) -> Mapping[JudgmentId, ComparedMark]:
    """Return for each hit of a list whether it lies under the law of the case asked about.

    Cost: 2 ms for the question and 1 ms for each hit, less for hits listed before.
    """
    law = _asking(request, asked)[0].law
    return {
        hit.judgment.id: ComparedMark(
            law=listed_law(law, hit.judgment),
            address=with_masking(asked.hit_address(hit.judgment.id), request),
        )
        for hit in hits
    }


def _asking(request: Request, asked: Asked) -> tuple[Side, CaseView, Judgment | None]:
    """Return who asks as a side and as a case, and the stored judgment that asks, as shown."""
    today = court_day(edge_of(request).clock())
    if asked.case is not None:
        return side_of_case(asked.case, as_of=today), case_of_text(), None
    if asked.question.judgment_id is None:
        return side_of_question(asked.question, None, as_of=today), case_of_text(), None
    stored = _shown(request, asked.question.judgment_id)
    return side_of_judgment(stored), _case(request, stored, label="本案", asked=None), stored


def _shown(request: Request, judgment_id: str) -> Judgment:
    """Return a stored judgment as this request wants to see it."""
    stored = edge_of(request).search.judgment(JudgmentId(judgment_id))
    return masking_of(stored, request).judgment


def _case(request: Request, judgment: Judgment, *, label: str, asked: Asked | None) -> CaseView:
    address = f"/judgments/{judgment.id}" + ("" if asked is None else f"?{asked.query}")
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


def _switch(request: Request, asked: Asked | None, ids: Sequence[str]) -> str:
    parts = [f"judgment={each}" for each in ids]
    if asked is not None:
        parts.insert(0, asked.query)
    if not is_masked(request):
        parts.append(f"{MASKED}=on")
    return f"/compare?{'&'.join(parts)}"

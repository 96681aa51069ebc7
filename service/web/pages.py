"""Which pages are there? Each takes a request, asks the house and renders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Judgment, JudgmentId
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.errors import IndexingError
from indexing.searching.query import QueryParts
from service.actors import Permission
from service.closed.withholding import WITHHELD
from service.edge.context import Edge, actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import FilterError, PageNotFoundError, ServiceError
from service.labels import label_of
from service.search.answer import Coverage
from service.search.filtering import FILTER_NAMES, filter_of, words_of
from service.search.methods.desk import answer_by_method, checked_question
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import read_question, write_question
from service.search.outline import Outline, write_outline
from service.search.question import Question
from service.search.uploads import text_of_upload
from service.store.activity_records import SearchRecord
from service.subscriptions.model import ASKED
from service.web.pieces.asked import asked_by_record
from service.web.pieces.kept_searches import own_search
from service.web.pieces.library_view import standing_now
from service.web.pieces.masked_display import is_masked, masking_of, with_masking
from service.web.pieces.subscribing import search_form
from service.web.rendering import ASSET_TYPES, asset, page
from service.web.search.comparison_page import laws_on_list
from service.web.search.examples import EXAMPLES
from service.web.search.family_links import family_links
from service.web.search.filter_view import filter_groups
from service.web.search.hit_lists import shown_hit, verdict_context
from service.web.search.method_view import form_of, method_hits, question_of_fields
from service.web.search.tier_page import answer_by_tiers, is_by_tiers, switches
from service.web.search.tier_view import tiers_view
from service.web.search.verdict_forms import verdicts_on
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

HITS_PER_PAGE = 10
_RECENT = 8
_CLIPPED = 120
_ACCEPTED_TYPES = ".docx,.pdf,.txt,.html,.htm,.xml,text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentSearch:
    """A search on the list of the last ones."""

    id: str
    words: str
    at: datetime


@router.get("/assets/{name}")
def own_asset(name: str) -> Response:
    """Send a style sheet, script or picture of the pages."""
    content = asset(name)
    if content is None:
        raise PageNotFoundError(what=name)
    return Response(
        content,
        media_type=ASSET_TYPES[name],
        headers={"cache-control": "public, max-age=300"},
    )


_DESKS = (
    (Permission.WORK_ON_CASES, "/cases"),
    (Permission.RUN_AUDITS, "/audits"),
    (Permission.KEEP_REFERRALS, "/secretary"),
    (Permission.LEAD_REFERRALS, "/supervised-cases"),
    (Permission.SEARCH, "/search"),
    (Permission.SEE_SYSTEM, "/system"),
    (Permission.READ_TRAIL, "/audit-trail"),
    (Permission.KEEP_ACCOUNTS, "/accounts"),
)


@router.get("/")
def home(request: Request) -> Response:
    """Lead each desk to its page."""
    actor = actor_of(request)
    first = next((address for need, address in _DESKS if actor.may(need)), "/notices")
    return RedirectResponse(first, status_code=303)


@router.get("/search")
def search_page(request: Request) -> HTMLResponse:
    """Show the paste box."""
    return render_search(request)


@router.post("/search")
async def start_search(request: Request) -> Response:
    """Keep the question and lead to its results."""
    form = await read_form(request)
    request.state.method_question = question_of_fields(
        {name: value for name, value in form.items() if isinstance(value, str)}
    )
    # Where the question is refused, the page comes back with what was typed.
    request.state.typed = _outlined(form) or _field(form, "text")
    upload = await _uploaded(form)
    await form.close()
    return await run_in_threadpool(_keep_question, request, form, upload)


@router.get("/results/{search_id}")
def results(
    request: Request, search_id: str, page_number: Annotated[int, Query(alias="page", ge=1)] = 1
) -> HTMLResponse:
    """Answer a kept question."""
    edge = edge_of(request)
    record = own_search(request, search_id)
    by_method = read_question(record.text or "")
    if by_method is not None:
        return _method_results(request, record, by_method, page_number)
    condition, filter_notice = _condition(request)
    question = Question(
        text=record.text,
        judgment_id=None if record.judgment_id is None else JudgmentId(record.judgment_id),
        filter=condition,
        offset=(page_number - 1) * HITS_PER_PAGE,
        limit=HITS_PER_PAGE,
    )
    tiered, court_form = (
        answer_by_tiers(request, question) if is_by_tiers(request) else (None, None)
    )
    answer = edge.search.similar(question) if tiered is None else tiered.whole
    hits = answer.hits if tiered is None else tuple(each.hit for each in tiered.hits)
    show = partial(shown_hit, request, asked=f"search={search_id}", library=standing_now(request))
    laws = laws_on_list(request, asked_by_record(record), hits)
    note(request, action="search", subject=search_id)
    page_count = -(-answer.n_ranked // HITS_PER_PAGE)
    return page(
        request,
        "results.html",
        search_id=search_id,
        answer=answer,
        rules=edge.referral.rules.way_back.bearing_on(
            record.text or "", tuple(each.name for each in answer.used.elements)
        ),
        verdict_context=verdict_context(
            request,
            address=f"/results/{record.id}/verdicts",
            snapshot_id=answer.coverage.snapshot_id,
            ranker=answer.ranker,
            verdicts=verdicts_on(request, record, hits),
        ),
        hits=[replace(show(hit), compared=laws[hit.judgment.id]) for hit in hits],
        tiers=None
        if tiered is None
        else tiers_view(
            tiered,
            lambda each: replace(
                show(each.hit), weight=each.weight, compared=laws[each.hit.judgment.id]
            ),
        ),
        court_form=court_form,
        others=family_links(request, hits, f"search={search_id}"),
        asked_text=record.text or "",
        asked_words=_clipped(record.text or ""),
        file_name=record.file_name,
        asked_judgment=_shown_judgment(request, answer.asked_judgment_id),
        asked_address=with_masking(f"/judgments/{answer.asked_judgment_id}", request),
        # Of a stored judgment the panel would show the names that are masked elsewhere.
        shows_used=answer.asked_judgment_id is None or not is_masked(request),
        most_characters=edge.settings.query_characters,
        court_bound=edge.settings.hits_per_court,
        likeness_address=_address(search_id, condition, 1, switches(request, by_tiers=False)),
        tiers_address=_address(search_id, condition, 1, switches(request, by_tiers=True)),
        filter_notice=filter_notice,
        **_frame(request, record, condition, number=page_number, count=page_count),
    )


def _method_results(
    request: Request, record: SearchRecord, question: MethodQuestion, page_number: int
) -> HTMLResponse:
    """Answer a kept question by method."""
    edge = edge_of(request)
    condition, filter_notice = _condition(request)
    answer = answer_by_method(
        replace(
            question,
            filter=condition,
            offset=(page_number - 1) * HITS_PER_PAGE,
            limit=HITS_PER_PAGE,
        ),
        edge.search,
    )
    note(request, action="search", subject=record.id)
    most_listed = edge.settings.ranked_hits
    page_count = -(-min(answer.n_hits, most_listed) // HITS_PER_PAGE)
    return page(
        request,
        "method_results.html",
        search_id=record.id,
        answer=answer,
        hits=method_hits(request, answer, asked=f"search={record.id}"),
        most_listed=most_listed,
        is_cut=answer.n_hits > most_listed,
        filter_notice=filter_notice,
        **_frame(request, record, condition, number=page_number, count=page_count),
    )


def _frame(
    request: Request, record: SearchRecord, condition: SearchFilter, *, number: int, count: int
) -> dict[str, Any]:
    """Return what stands round every list of hits: filters, pages, switches, the subscription."""
    search_id = record.id
    start, end = condition.decided_from, condition.decided_to
    return {
        "subscribe_form": search_form(request, record, condition),
        "is_masked": is_masked(request),
        "masked_switch": _address(
            search_id, condition, number, switches(request, masked=not is_masked(request))
        ),
        "kept_switches": switches(request),
        "bare_address": _bare_address(request, search_id),
        "chosen": condition != OPEN_FILTER,
        "filter_groups": filter_groups(edge_of(request).search.facets(), condition),
        "decided_from": "" if start is None else start.isoformat(),
        "decided_to": "" if end is None else end.isoformat(),
        "page_number": number,
        "page_count": count,
        "previous_page": _page_address(request, search_id, condition, number - 1, count),
        "next_page": _page_address(request, search_id, condition, number + 1, count),
    }


def _bare_address(request: Request, search_id: str) -> str:
    kept = urlencode(switches(request))
    return f"/results/{search_id}" + (f"?{kept}" if kept else "")


def render_search(
    request: Request, *, status: int = 200, notice: str | None = None
) -> HTMLResponse:
    """Show the paste box, with what was typed and a notice where a question was refused."""
    edge = edge_of(request)
    coverage, not_ready = _coverage(edge)
    recent = edge.activity.recent_searches(actor_of(request).account_id, limit=_RECENT)
    asked = _asked_method(request)
    return page(
        request,
        "search.html",
        status=status,
        notice=notice,
        methods=tuple(SearchMethod),
        method=asked.method,
        method_form=form_of(asked),
        text=getattr(request.state, "typed", ""),
        coverage=coverage,
        not_ready=not_ready,
        examples=EXAMPLES,
        accepted_types=_ACCEPTED_TYPES,
        most_characters=edge.settings.query_characters,
        recent=[_recent(edge, record) for record in recent],
        saved=[
            each for each in edge.subscriptions.of(actor_of(request)) if each.wish.kind in ASKED
        ],
    )


def _asked_method(request: Request) -> MethodQuestion:
    """Return what stands in the form: as refused, or the empty form of the tab asked for."""
    typed: MethodQuestion | None = getattr(request.state, "method_question", None)
    if typed is not None:
        return typed
    try:
        method = SearchMethod(request.query_params.get("method", ""))
    except ValueError:
        method = SearchMethod.FACTS
    return MethodQuestion(method=method)


async def _uploaded(form: FormData) -> tuple[str, bytes] | None:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    return file.filename, await file.read()


def _keep_question(
    request: Request, form: FormData, upload: tuple[str, bytes] | None
) -> RedirectResponse:
    edge = edge_of(request)
    typed: str = request.state.typed
    by_method: MethodQuestion | None = request.state.method_question
    if by_method is not None:
        checked = checked_question(by_method, edge.search)
        return _keep_text(request, write_question(checked))
    judgment_id = _field(form, "judgment_id") or None
    text: str | None = None
    if judgment_id is None:
        text = typed if upload is None else text_of_upload(*upload, edge.settings)
    question = edge.search.check(
        Question(text=text, judgment_id=None if judgment_id is None else JudgmentId(judgment_id))
    )
    record = edge.activity.add_search(
        actor_of(request).account_id,
        now=edge.clock(),
        text=question.text,
        judgment_id=question.judgment_id,
        file_name=None if upload is None else upload[0][-255:],
    )
    return RedirectResponse(f"/results/{record.id}", status_code=303)


def _keep_text(request: Request, text: str) -> RedirectResponse:
    edge = edge_of(request)
    record = edge.activity.add_search(
        actor_of(request).account_id,
        now=edge.clock(),
        text=text,
        judgment_id=None,
        file_name=None,
    )
    return RedirectResponse(f"/results/{record.id}", status_code=303)


def _outlined(form: FormData) -> str:
    """Return what somebody changed of what was searched by, or nothing where nobody did."""
    parts = {name: _field(form, name) for name in ("facts", "claims", "issues", "reasoning")}
    if not any(words.strip() for words in parts.values()):
        return ""
    lines = [line.strip() for line in parts["issues"].splitlines()]
    edited = QueryParts(
        facts=parts["facts"],
        claims=parts["claims"],
        issues=tuple(line for line in lines if line),
        reasoning=parts["reasoning"],
    )
    return write_outline(Outline(parts=edited, charges=(_field(form, "charges"),)))


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _condition(request: Request) -> tuple[SearchFilter, str | None]:
    given = {name: request.query_params.getlist(name) for name in FILTER_NAMES}
    try:
        return filter_of(given), None
    except FilterError as error:
        return OPEN_FILTER, sentence_of(error)


def _page_address(
    request: Request, search_id: str, condition: SearchFilter, number: int, page_count: int
) -> str | None:
    if not 1 <= number <= page_count:
        return None
    return _address(search_id, condition, number, switches(request))


def _address(
    search_id: str, condition: SearchFilter, number: int, kept: Sequence[tuple[str, str]]
) -> str:
    words = [(name, word) for name, chosen in words_of(condition).items() for word in chosen]
    return f"/results/{search_id}?{urlencode([*words, ('page', str(number)), *kept])}"


def _shown_judgment(request: Request, judgment_id: str | None) -> Judgment | None:
    found = _judgment_or_none(edge_of(request), judgment_id)
    return None if found is None else masking_of(found, request).judgment


def _coverage(edge: Edge) -> tuple[Coverage | None, str]:
    try:
        return edge.search.coverage(), ""
    except (IndexingError, ServiceError) as error:
        return None, sentence_of(error)


def _recent(edge: Edge, record: SearchRecord) -> RecentSearch:
    by_method = read_question(record.text or "")
    if by_method is not None:
        words = f"{label_of(by_method.method)}：{_clipped(by_method.words)}"
    elif record.text is not None:
        words = _clipped(record.text)
    else:
        judgment = _judgment_or_none(edge, record.judgment_id)
        words = WITHHELD if judgment is None else f"相似于：{judgment.title}"
    return RecentSearch(id=record.id, words=words, at=record.created_at)


def _judgment_or_none(edge: Edge, judgment_id: str | None) -> Judgment | None:
    if judgment_id is None:
        return None
    try:
        return edge.search.judgment(JudgmentId(judgment_id))
    except JudgmentNotFoundError:
        return None


def _clipped(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _CLIPPED else words[:_CLIPPED] + "……"

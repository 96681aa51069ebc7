"""The search of a pending case: its similar cases by tier, verdicts, where it ended, its log."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.judgment import JudgmentId
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.errors import IndexingError
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import FORM_FIELD, form_token, read_form
from service.errors import FilterError, NotReadyError, RequestError, StopReasonError
from service.labels import label_of
from service.pending.asking import asked_by_case, condition_of_case
from service.pending.model import PendingCase
from service.pending.search_model import KeptQuery, TierStop
from service.search.condition_words import condition_words
from service.search.filtering import FILTER_NAMES, filter_of, words_of
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict
from service.web.cases.case_pages import frame_of, own_case
from service.web.cases.case_related_page import related_to
from service.web.pieces.asked import asked_by_own_case
from service.web.pieces.case_entry import member_of
from service.web.pieces.library_view import standing_now
from service.web.rendering import page
from service.web.search.comparison_page import laws_on_list
from service.web.search.family_links import family_links
from service.web.search.hit_lists import ids_of, shown_hit, verdict_context
from service.web.search.method_view import form_of, method_hits, question_of_fields
from service.web.search.tier_view import tiers_view
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

EVERY_KIND = "every_kind"
_LONGEST_REASON = 1000
_PER_METHOD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLine:
    """A kept query as the log shows it.

    Attributes:
        number: From 1 within the case.
        method: Name of the method.
        words: What was searched by.
        conditions: The filters, in words; empty where there were none.
        n_found: How many judgments were ranked.
        tiers: Names of the tiers that held any judgments, and how many.
        at: When.
        author: Who asked.
        snapshot_id: The index that answered.
    """

    number: int
    method: str
    words: str
    conditions: str
    n_found: int
    tiers: tuple[tuple[str, int], ...]
    at: datetime
    author: str
    snapshot_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopForm:
    """What the form that ends a search at a tier needs.

    Attributes:
        address: Where it is sent.
        standing: Where the search ended, or None.
        form_field: Name of the field of the token.
        form_token: The token.
    """

    address: str
    standing: TierStop | None
    form_field: str
    form_token: str


@router.get("/cases/{pending_id}")
def similar(request: Request, pending_id: str) -> HTMLResponse:
    """Show the similar cases of a case, tier by tier."""
    return render_similar(request, own_case(request, pending_id))


@router.get("/cases/{pending_id}/methods")
def by_method(request: Request, pending_id: str) -> HTMLResponse:
    """Search for a case by another method; without words, show its form."""
    return render_by_method(request, own_case(request, pending_id))


@router.post("/cases/{pending_id}/verdicts")
async def give_verdict(request: Request, pending_id: str) -> Response:
    """Take a verdict on a hit and lead back to it."""
    fields = await _fields(request)
    return await run_in_threadpool(_give, request, pending_id, fields)


@router.post("/cases/{pending_id}/stop")
async def stop(request: Request, pending_id: str) -> Response:
    """Note that the search ends at a tier, or that it goes on."""
    fields = await _fields(request)
    return await run_in_threadpool(_stop, request, pending_id, fields)


@router.get("/cases/{pending_id}/log")
def log(request: Request, pending_id: str) -> HTMLResponse:
    """Show every query of a case."""
    case = own_case(request, pending_id)
    queries = edge_of(request).case_searcher.queries(case)
    return page(
        request,
        "case_log.html",
        status=200,
        **frame_of(request, case, view="log"),
        queries=[line_of_query(query) for query in reversed(queries)],
    )


def render_similar(
    request: Request, case: PendingCase, *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    """Search for a case and show what was found; where nothing can be searched, say why."""
    edge, actor = edge_of(request), actor_of(request)
    condition, filter_notice = _condition(request, case)
    note(request, action="search", subject=case.id)
    try:
        answer = edge.case_searcher.by_tiers(
            case, condition=condition, account_id=actor.account_id, now=edge.clock()
        ).tiered
    except (IndexingError, NotReadyError) as error:
        return page(
            request,
            "case_similar.html",
            status=503,
            **frame_of(request, case, view="similar"),
            tiers=None,
            rules=edge.referral.rules.way_back.touching(case),
            notice=sentence_of(error),
        )
    hits = [each.hit for each in answer.hits]
    if condition == condition_of_case(case):
        edge.news.items.note_similar(case, ids_of(hits))
    laws = laws_on_list(request, asked_by_own_case(case), hits)
    shown = partial(shown_hit, request, asked=f"case={case.id}", library=standing_now(request))
    return page(
        request,
        "case_similar.html",
        status=status,
        **frame_of(request, case, view="similar"),
        notice=notice or filter_notice,
        alarms=related_to(request, case).alarms,
        rules=edge.referral.rules.way_back.touching(case),
        answer=answer.whole,
        conditions=condition_words(words_of(condition)),
        tiers=tiers_view(
            answer,
            lambda each: replace(
                shown(each.hit), weight=each.weight, compared=laws[each.hit.judgment.id]
            ),
        ),
        others=family_links(request, hits, f"case={case.id}"),
        verdict_context=verdict_context(
            request,
            address=f"/cases/{case.id}/verdicts",
            snapshot_id=answer.whole.coverage.snapshot_id,
            ranker=answer.whole.ranker,
            verdicts=edge.verdicts.on_hits(
                asked_by_case(case), ids_of(hits), account_id=actor.account_id
            ),
        ),
        stop=StopForm(
            address=f"/cases/{case.id}/stop",
            standing=edge.case_search.standing_stop(case.id),
            form_field=FORM_FIELD,
            form_token=form_token(request),
        ),
    )


def render_by_method(request: Request, case: PendingCase) -> HTMLResponse:
    """Show the form of a method and, where words are given, what it finds."""
    edge, actor = edge_of(request), actor_of(request)
    fields = dict(request.query_params)
    question = question_of_fields(fields) or MethodQuestion(method=SearchMethod.KEYWORD)
    question = replace(question, text=None, filter=condition_of_case(case), limit=_PER_METHOD)
    answer, notice, status = None, "", 200
    if question.words.strip():
        try:
            answer = edge.case_searcher.by_method(
                case, question, account_id=actor.account_id, now=edge.clock()
            ).answer
            note(request, action="search", subject=case.id)
        except (IndexingError, NotReadyError, RequestError) as refused:
            notice, status = sentence_of(refused), 400
    hits = () if answer is None else method_hits(request, answer, asked=f"case={case.id}")
    return page(
        request,
        "case_methods.html",
        status=status,
        **frame_of(request, case, view="methods"),
        methods=tuple(each for each in SearchMethod if each is not SearchMethod.FACTS),
        method_form=form_of(question),
        notice=notice,
        answer=answer,
        hits=hits,
        verdict_context=None
        if answer is None
        else verdict_context(
            request,
            address=f"/cases/{case.id}/verdicts",
            snapshot_id=answer.coverage.snapshot_id,
            ranker=answer.ranker or answer.order.value,
            verdicts=edge.verdicts.on_hits(
                asked_by_case(case),
                [hit.similar.judgment.id for hit in answer.hits],
                account_id=actor.account_id,
            ),
        ),
    )


def line_of_query(query: KeptQuery) -> QueryLine:
    """Return a kept query as people read it."""
    return QueryLine(
        number=query.number,
        method=label_of(SearchMethod(query.method)),
        words=query.words,
        conditions=condition_words(query.conditions),
        n_found=query.n_found,
        tiers=tuple((label_of(Tier(tier)), n) for tier, n in query.tier_counts.items() if n),
        at=query.at,
        author=query.author,
        snapshot_id=query.snapshot_id,
    )


def _give(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    case = own_case(request, pending_id)
    judgment = edge.search.judgment(JudgmentId(fields.get("judgment_id", "")))
    edge.verdicts.give(
        asked_by_case(case),
        judgment_id=judgment.id,
        verdict=member_of(fields, "verdict", Verdict),
        reason=fields.get("reason", "")[:_LONGEST_REASON],
        snapshot_id=fields.get("snapshot_id", "")[:128],
        ranker=fields.get("ranker", "")[:128],
        account_id=actor_of(request).account_id,
        now=edge.clock(),
    )
    note(request, action="give_verdict", subject=judgment.id)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/cases/{case.id}{query}#verdict-{judgment.id}", status_code=303)


def _stop(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    case = own_case(request, pending_id)
    if fields.get("go_on"):
        edge.case_search.go_on(case.id, account_id=actor.account_id, now=edge.clock())
        note(request, action="search_goes_on", subject=case.id)
        return RedirectResponse(f"/cases/{case.id}", status_code=303)
    tier = member_of(fields, "tier", Tier)
    try:
        edge.case_search.stop_at(
            case.id,
            tier.value,
            reason=fields.get("reason", "")[:_LONGEST_REASON],
            account_id=actor.account_id,
            now=edge.clock(),
        )
    except StopReasonError as refused:
        return render_similar(request, case, status=400, notice=sentence_of(refused))
    note(request, action="search_stops", subject=f"{case.id} {tier.value}")
    return RedirectResponse(f"/cases/{case.id}#tier-{tier.value}", status_code=303)


def _condition(request: Request, case: PendingCase) -> tuple[SearchFilter, str]:
    """Return the conditions of an address; without any, those that the case itself sets."""
    given = {name: request.query_params.getlist(name) for name in FILTER_NAMES}
    if not any(given.values()) and request.query_params.get(EVERY_KIND) is None:
        return condition_of_case(case), ""
    try:
        return filter_of(given), ""
    except FilterError as error:
        return OPEN_FILTER, sentence_of(error)


async def _fields(request: Request) -> Mapping[str, str]:
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return fields

"""Which pages has a pending case?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from corpus.errors import CorpusError
from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import RequestError
from service.pending.handling import is_handled_by
from service.pending.model import PendingCase, Stage
from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.pending.typed_lines import panel_lines, party_lines
from service.search.uploads import display_name, text_of_upload
from service.subscriptions.asking import wish_of_case
from service.web.cases.case_view import card_of_case
from service.web.cases.desk_view import desk_paper
from service.web.pieces.case_entry import answer_of_form, entry_of_form, submission_of_form
from service.web.pieces.paging import At, Paging
from service.web.pieces.subscribing import subscribe_form
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_ACCEPTED_TYPES = ".docx,.pdf,.txt,.html,.htm,.xml,text/plain"
_REFUSED: tuple[type[Exception], ...] = (RequestError, CorpusError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed into a form that was refused, and why.

    Attributes:
        fields: By name.
        notice: The sentence for the screen.
    """

    fields: Mapping[str, str]
    notice: str


NOTHING_TYPED = Typed(fields={}, notice="")


@router.get("/cases")
def cases(
    request: Request, words: Annotated[str, Query(max_length=100)] = "", at: At = 1
) -> HTMLResponse:
    """List the cases of whoever asks, with the box that opens another."""
    return render_cases(request, words=words, at=at)


@router.post("/cases")
async def open_case(request: Request) -> Response:
    """Open a case from a file or a pasted text and lead to its page."""
    form = await read_form(request)
    file = form.get("file")
    upload = None
    if isinstance(file, UploadFile) and file.filename:
        upload = file.filename, await file.read()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_open, request, fields, upload)


@router.get("/cases/{pending_id}/file")
def case_file(request: Request, pending_id: str) -> HTMLResponse:
    """Show what is known of a case, to be read and changed."""
    case = own_case(request, pending_id)
    note(request, action="read_case", subject=case.id)
    return render_file(request, case)


@router.post("/cases/{pending_id}/file")
async def change_case(request: Request, pending_id: str) -> Response:
    """Write what is new of a case."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_change, request, pending_id, fields)


@router.get("/cases/{pending_id}/submitted")
def submitted(request: Request, pending_id: str) -> HTMLResponse:
    """Show the cases that parties submitted, and what is still to be answered."""
    return render_submitted(request, own_case(request, pending_id))


@router.post("/cases/{pending_id}/submitted")
async def submit(request: Request, pending_id: str) -> Response:
    """Put down a case that a party submitted, or the court's answer to one."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_submit, request, pending_id, fields)


def own_case(request: Request, pending_id: str) -> PendingCase:
    """Return a case that whoever asks may open.

    Raises:
        PageNotFoundError: There is none of this id, or it is not open to this account.
    """
    return edge_of(request).pending.find(pending_id, account_id=actor_of(request).account_id)


def render_cases(
    request: Request,
    *,
    status: int = 200,
    typed: Typed = NOTHING_TYPED,
    words: str = "",
    at: int = 1,
) -> HTMLResponse:
    """Show the list with what is new of each case, and what was typed where opening was refused."""
    edge, actor = edge_of(request), actor_of(request)
    today = court_day(edge.clock())
    edge.subscriptions.greet(actor, now=edge.clock())
    account = actor.account_id
    n = edge.pending.count_of_account(account, words=words)
    paging = Paging(n=n, asked_for=at, path="/cases", asked={"words": words})
    own = edge.pending.of_account(account, words=words, most=paging.per_page, skip=paging.skip)
    return page(
        request,
        "cases.html",
        status=status,
        cards=[
            (card_of_case(case, today=today), news)
            for case, news in zip(own, edge.news.of_cases(own, actor), strict=True)
        ],
        has_cases=bool(n or (words and edge.pending.count_of_account(account))),
        words=words,
        paging=paging,
        n_subscriptions=len(edge.subscriptions.of(actor)),
        text=typed.fields.get("text", ""),
        notice=typed.notice,
        accepted_types=_ACCEPTED_TYPES,
        most_characters=edge.settings.query_characters,
    )


def render_file(
    request: Request, case: PendingCase, *, status: int = 200, typed: Typed = NOTHING_TYPED
) -> HTMLResponse:
    """Show a case to be changed, with what was typed where a change was refused."""
    edge = edge_of(request)
    members = set(edge.pending.members(case.id))
    accounts = [each for each in edge.desk.all() if each.id in members]
    return page(
        request,
        "case_file.html",
        status=status,
        **frame_of(request, case, view="file"),
        fields={**_fields_of(case), **typed.fields},
        notice=typed.notice,
        stages=tuple(Stage),
        accounts=[each.display_name or each.name for each in accounts],
    )


def render_submitted(
    request: Request, case: PendingCase, *, status: int = 200, typed: Typed = NOTHING_TYPED
) -> HTMLResponse:
    """Show parties' cases, with what was typed where it was refused."""
    edge = edge_of(request)
    return page(
        request,
        "case_submitted.html",
        status=status,
        **frame_of(request, case, view="submitted"),
        party_cases=edge.case_search.party_cases(case.id),
        kinds=tuple(SubmittedKind),
        places=tuple(ResponsePlace),
        names=[party.name for party in case.parties],
        fields=typed.fields,
        notice=typed.notice,
        today=court_day(edge.clock()).isoformat(),
    )


def frame_of(request: Request, case: PendingCase, *, view: str) -> dict[str, object]:
    """Return what every page of a case shows around its own content.

    What is new since the last look is told before this look is kept.
    """
    edge, actor = edge_of(request), actor_of(request)
    news = edge.news.visit(case, actor, tab=view, now=edge.clock())
    party_cases = edge.case_search.party_cases(case.id)
    return {
        "case": case,
        "card": card_of_case(case, today=court_day(edge.clock())),
        "paper": desk_paper(case),
        "now": edge.clock(),
        "view": view,
        "news": news,
        "subscribe_form": subscribe_form(request, wish_of_case(case), [("case", case.id)]),
        "is_handling": is_handled_by(case, actor),
        "n_queries": len(edge.case_searcher.queries(case)),
        "n_submitted": len(party_cases),
        "n_unanswered": sum(each.is_open for each in party_cases),
    }


def _open(
    request: Request, fields: Mapping[str, str], upload: tuple[str, bytes] | None
) -> Response:
    edge = edge_of(request)
    actor = actor_of(request)
    try:
        text = fields.get("text", "")
        if upload is not None:
            text = text_of_upload(*upload, edge.settings)
        case = edge.pending.open(
            CasePaper(text=text, file_name=None if upload is None else display_name(upload[0])),
            CaseEntry(handling_judge=actor.display_name),
            account_id=actor.account_id,
            now=edge.clock(),
        )
    except _REFUSED as refused:
        return render_cases(
            request, status=400, typed=Typed(fields=fields, notice=sentence_of(refused))
        )
    note(request, action="open_case", subject=case.id)
    return RedirectResponse(f"/cases/{case.id}", status_code=303)


def _change(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    case = own_case(request, pending_id)
    try:
        entry = entry_of_form(fields, case)
        actor = actor_of(request)
        changed = edge.pending.change(case.id, entry, account_id=actor.account_id, now=edge.clock())
        edge.subscriptions.case_changed(changed, by=actor, now=edge.clock())
    except _REFUSED as refused:
        typed = Typed(fields=fields, notice=sentence_of(refused))
        return render_file(request, case, status=400, typed=typed)
    note(request, action="change_case", subject=case.id)
    return RedirectResponse(f"/cases/{case.id}/file?saved=1", status_code=303)


def _submit(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    case = own_case(request, pending_id)
    try:
        if "answers" in fields:
            answer = answer_of_form(fields)
            edge.case_search.answer(
                case.id,
                answer.number,
                place=answer.place,
                response=answer.response,
                now=edge.clock(),
            )
        else:
            given = submission_of_form(fields)
            edge.case_search.submit(
                case.id,
                submitted_by=given.submitted_by,
                submitted_on=given.submitted_on,
                kind=given.kind,
                number=given.number,
                account_id=actor_of(request).account_id,
                now=edge.clock(),
            )
    except _REFUSED as refused:
        typed = Typed(fields=fields, notice=sentence_of(refused))
        return render_submitted(request, case, status=400, typed=typed)
    note(request, action="submitted_case", subject=case.id)
    return RedirectResponse(f"/cases/{case.id}/submitted", status_code=303)


def _fields_of(case: PendingCase) -> dict[str, str]:
    return {
        "case_number": "" if case.case_number is None else str(case.case_number),
        "court": case.court or "",
        "elements": "；".join(case.elements),
        "parties": party_lines(case.parties),
        "handling_judge": case.handling_judge,
        "panel": panel_lines(case.panel),
        "filed_on": _iso(case.filed_on),
        "due_on": _iso(case.due_on),
        "happened_on": _iso(case.happened_on),
        "stage": case.stage.value,
        "issues": "\n".join(case.issues),
        "intended_provisions": "\n".join(case.intended_provisions),
        "intended_ruling": case.intended_ruling,
    }


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()

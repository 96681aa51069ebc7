"""The check of a draft of a pending case (草稿核对), for its handling judge alone."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.drafts.record import CheckState
from service.drafts.vocabulary import DraftAnswer
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import DraftReasonError, PageNotFoundError, RequestError, VerdictReasonError
from service.pending.handling import is_handled_by
from service.pending.model import PaperKind, PendingCase
from service.referral.referrals.model import Way
from service.search.uploads import display_name, text_of_upload
from service.web.cases.case_pages import frame_of, own_case
from service.web.cases.draft_view import view_of
from service.web.pieces.case_entry import member_of
from service.web.referral.referral_forms import refer_address
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_LONGEST_REASON = 2_000
ACCEPTED_TYPES = ".docx,.doc,.pdf,.txt"
"""Files that a browser offers to choose from."""


@router.get("/cases/{pending_id}/check")
def show_check(request: Request, pending_id: str) -> HTMLResponse:
    """Show the latest check of a case, or the one asked for, with the form for another."""
    case = _own_draft_case(request, pending_id)
    note(request, action="read_draft_check", subject=case.id)
    return render_check(request, case, check_id=request.query_params.get("check"))


@router.post("/cases/{pending_id}/check")
async def check_draft(request: Request, pending_id: str) -> Response:
    """Check a draft: a file, pasted words, or the case's own text."""
    form = await read_form(request)
    file = form.get("file")
    upload = None
    if isinstance(file, UploadFile) and file.filename:
        upload = file.filename, await file.read()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_check, request, pending_id, fields, upload)


@router.post("/cases/{pending_id}/check/answers")
async def answer_finding(request: Request, pending_id: str) -> Response:
    """Keep what the handling judge says of a finding."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_answer, request, pending_id, fields)


def render_check(
    request: Request,
    case: PendingCase,
    *,
    check_id: str | None = None,
    status: int = 200,
    notice: str = "",
    fields: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Show a check, with what was typed where an answer or a draft was refused."""
    state = _state(request, case, check_id)
    return page(
        request,
        "case_check.html",
        status=status,
        **frame_of(request, case, view="check"),
        notice=notice,
        check=None if state is None else view_of(state),
        shows_file=request.query_params.get("left") == "file",
        draft_address="" if state is None else f"/cases/{case.id}/check?check={state.check.id}",
        typed=dict(fields or {}),
        has_own_draft=case.paper is PaperKind.DRAFT,
        accepted_types=ACCEPTED_TYPES,
        most_characters=edge_of(request).settings.query_characters,
        longest_reason=_LONGEST_REASON,
    )


def _own_draft_case(request: Request, pending_id: str) -> PendingCase:
    """Return a case that whoever asks handles.

    Raises:
        PageNotFoundError: There is none of this id for this account, or another judge handles it.
    """
    case = own_case(request, pending_id)
    if not is_handled_by(case, actor_of(request)):
        raise PageNotFoundError(what=f"case {pending_id}")
    return case


def _state(request: Request, case: PendingCase, check_id: str | None) -> CheckState | None:
    """Return a check; None where nothing was checked yet."""
    try:
        return edge_of(request).drafts.state(case, check_id, actor=actor_of(request))
    except PageNotFoundError:
        if check_id is not None:
            raise
        return None


def _check(
    request: Request,
    pending_id: str,
    fields: Mapping[str, str],
    upload: tuple[str, bytes] | None,
) -> Response:
    edge, case = edge_of(request), _own_draft_case(request, pending_id)
    text, name = fields.get("text", ""), None
    try:
        if upload is not None:
            name = display_name(upload[0])
            text = text_of_upload(upload[0], upload[1], edge.settings)
        elif fields.get("own"):
            text = case.text
        check = edge.drafts.check(
            case, text, file_name=name, actor=actor_of(request), now=edge.clock()
        )
    except (RequestError, CorpusError, IndexingError) as refused:
        return render_check(
            request, case, status=400, notice=sentence_of(refused), fields={"text": text}
        )
    note(request, action="check_draft", subject=case.id)
    return RedirectResponse(f"/cases/{case.id}/check?check={check.id}", status_code=303)


def _answer(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    edge, case = edge_of(request), _own_draft_case(request, pending_id)
    check_id, key = fields.get("check", ""), fields.get("finding", "")
    try:
        edge.drafts.answer(
            case,
            check_id,
            key,
            member_of(fields, "answer", DraftAnswer),
            reason=fields.get("reason", "")[:_LONGEST_REASON],
            actor=actor_of(request),
            now=edge.clock(),
        )
    except (DraftReasonError, VerdictReasonError) as refused:
        return render_check(
            request,
            case,
            check_id=check_id,
            status=400,
            notice=sentence_of(refused),
            fields=fields,
        )
    note(request, action="answer_draft_check", subject=case.id)
    if fields.get("answer") == DraftAnswer.REFER:
        address = refer_address(Way.DRAFT_CHECK, case, check=check_id, finding=key)
        return RedirectResponse(address, status_code=303)
    return RedirectResponse(
        f"/cases/{case.id}/check?check={check_id}#finding-{key}", status_code=303
    )

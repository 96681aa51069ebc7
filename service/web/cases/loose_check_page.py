"""The check of a draft that belongs to no pending case; nothing of it is kept."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.edge.context import edge_of, note
from service.edge.forms import read_form
from service.errors import RequestError
from service.search.uploads import display_name, text_of_upload
from service.web.cases.draft_page import ACCEPTED_TYPES
from service.web.cases.draft_view import LooseCheckView, loose_view_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@router.get("/check")
def loose_form(request: Request) -> HTMLResponse:
    """Show the form that takes a draft."""
    return _render(request)


@router.post("/check")
async def check_loose(request: Request) -> Response:
    """Check a draft, a file or pasted words, and show at once what was found.

    There is no address to come back to, because nothing is kept.
    """
    form = await read_form(request)
    file = form.get("file")
    upload = None
    if isinstance(file, UploadFile) and file.filename:
        upload = file.filename, await file.read()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_check, request, fields, upload)


def _check(
    request: Request, fields: Mapping[str, str], upload: tuple[str, bytes] | None
) -> HTMLResponse:
    edge = edge_of(request)
    text, name = fields.get("text", ""), None
    try:
        if upload is not None:
            name = display_name(upload[0])
            text = text_of_upload(upload[0], upload[1], edge.settings)
        looked = edge.drafts.look(text, now=edge.clock())
    except (RequestError, CorpusError, IndexingError) as refused:
        return _render(request, status=400, notice=sentence_of(refused), text=text)
    note(request, action="check_draft", subject="")
    return _render(request, check=loose_view_of(looked, file_name=name))


def _render(
    request: Request,
    *,
    status: int = 200,
    notice: str = "",
    text: str = "",
    check: LooseCheckView | None = None,
) -> HTMLResponse:
    return page(
        request,
        "loose_check.html",
        status=status,
        notice=notice,
        text=text,
        check=check,
        accepted_types=ACCEPTED_TYPES,
        most_characters=edge_of(request).settings.query_characters,
    )

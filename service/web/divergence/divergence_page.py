"""Where the like cases of a case were decided differently: of a pending case, of a judgment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.judgment import Judgment, JudgmentId
from indexing.errors import IndexingError
from service.case_divergence.answers import AnswerKind
from service.case_divergence.desk import require_handling
from service.case_divergence.model import CaseDivergence
from service.case_divergence.standard import StandardTerm, terms_of
from service.case_divergence.words import HINT, nothing_words, scope_words
from service.charts.model import Drawing
from service.divergence.model import DivergenceOrigin
from service.edge.context import actor_of, edge_of, note, reach_of
from service.edge.forms import FORM_FIELD, form_token, read_form
from service.errors import AnswerReasonError, MalformedRequestError, NotReadyError
from service.pending.model import PendingCase
from service.referral.referrals.model import Way
from service.web.cases.case_pages import frame_of, own_case
from service.web.cases.desk_view import BESIDE
from service.web.divergence.divergence_charts import chosen_in
from service.web.divergence.divergence_ranges import range_drawings
from service.web.divergence.divergence_view import FindingView, Shown, finding_views
from service.web.pieces.hit_view import card_of
from service.web.pieces.masked_display import MASKED, is_masked, masking_of, with_masking
from service.web.referral.referral_forms import refer_address
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_LONGEST_REASON = 2000
FoundT = TypeVar("FoundT")


@dataclass(frozen=True, slots=True, kw_only=True)
class DivergenceView:
    """What the page shows of what was found.

    Attributes:
        found: What was found.
        scope: What was compared, in words.
        hint: What stands above all findings.
        nothing: What stands where none is reported.
        terms: From where on something is told, with the source of each number.
        reported: Divergences.
        insufficient: Questions with too few judgments.
        explained: Differences that something innocent explains.
        ranges: Figures that like civil cases fix, drawn with this case marked.
    """

    found: CaseDivergence
    scope: str
    hint: str
    nothing: str
    terms: tuple[StandardTerm, ...]
    reported: tuple[FindingView, ...]
    insufficient: tuple[FindingView, ...]
    explained: tuple[FindingView, ...]
    ranges: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """What the form that answers a finding needs.

    Attributes:
        address: Where it is sent.
        refer: Where a referral of a finding is begun; the key goes behind.
        kinds: What can be said.
        origins: Where in the court the divergence may come from.
        finding_key: The finding whose answer was refused; empty where none was.
        typed: The reason typed into it.
        form_field: Name of the field of the token.
        form_token: The token.
        longest: Most characters of a reason.
    """

    address: str
    refer: str
    kinds: tuple[AnswerKind, ...]
    origins: tuple[DivergenceOrigin, ...]
    finding_key: str
    typed: str
    form_field: str
    form_token: str
    longest: int = _LONGEST_REASON


@router.get("/cases/{pending_id}/divergence")
def case_divergence(request: Request, pending_id: str) -> HTMLResponse:
    """Show the handling judge where the like cases of a case were decided differently."""
    return _render_case(request, own_case(request, pending_id))


@router.post("/cases/{pending_id}/divergence")
async def answer(request: Request, pending_id: str) -> Response:
    """Keep what the handling judge says of a finding."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_answer, request, pending_id, fields)


@router.get("/judgments/{judgment_id}/divergence")
def judgment_divergence(request: Request, judgment_id: str) -> HTMLResponse:
    """Show where a judgment stands among its like."""
    edge = edge_of(request)
    stored = edge.search.judgment(JudgmentId(judgment_id))
    note(request, action="read_divergence", subject=judgment_id)
    here = f"/judgments/{judgment_id}/divergence"
    found, notice = _unless_unready(
        lambda: edge.divergence.of_judgment(stored.id, actor=actor_of(request), now=edge.clock())
    )
    judgment = masking_of(stored, request).judgment
    own = f"/judgments/{judgment_id}"
    return page(
        request,
        "divergence.html",
        status=200 if found else 503,
        card=card_of(judgment),
        judgment=judgment,
        back=with_masking(own, request),
        notice=notice,
        divergence=None
        if found is None
        else _view(request, found, here=here, own_address=own, is_case=False),
        is_masked=is_masked(request),
        masked_switch=here if is_masked(request) else f"{here}?{MASKED}=on",
    )


def _render_case(
    request: Request,
    case: PendingCase,
    *,
    status: int = 200,
    refused: str = "",
    fields: Mapping[str, str] | None = None,
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    require_handling(case, actor)
    note(request, action="read_divergence", subject=case.id)
    found, unready = _unless_unready(
        lambda: edge.divergence.of_case(case, actor=actor, now=edge.clock())
    )
    if found is not None:
        edge.referral.flags.propose_found(case, found.reported, now=edge.clock())
        edge.news.items.note_findings(case, found.reported)
    typed = fields or {}
    here = f"/cases/{case.id}/divergence"
    return page(
        request,
        "case_divergence.html",
        status=status if found else 503,
        **frame_of(request, case, view="divergence"),
        notice=refused or unready,
        collisions=edge.collisions.of_case(case, reach_of(request)),
        divergence=None
        if found is None
        else _view(
            request,
            found,
            here=here,
            own_address=BESIDE,
            is_case=True,
        ),
        answer_form=AnswerForm(
            address=here,
            refer=refer_address(Way.FINDING, case, finding=""),
            kinds=tuple(AnswerKind),
            origins=tuple(DivergenceOrigin),
            finding_key=typed.get("finding", ""),
            typed=typed.get("reason", ""),
            form_field=FORM_FIELD,
            form_token=form_token(request),
        ),
    )


def _answer(request: Request, pending_id: str, fields: Mapping[str, str]) -> Response:
    edge = edge_of(request)
    case = own_case(request, pending_id)
    key, kind = fields.get("finding", ""), fields.get("answer", "")
    if kind not in set(AnswerKind):
        raise MalformedRequestError(problems=(f"answer: {kind[:32]!r} is none",))
    origin = fields.get("origin", "")
    if origin and origin not in set(DivergenceOrigin):
        raise MalformedRequestError(problems=(f"origin: {origin[:32]!r} is none",))
    try:
        edge.divergence.answer(
            case,
            key,
            AnswerKind(kind),
            reason=fields.get("reason", "")[:_LONGEST_REASON],
            actor=actor_of(request),
            now=edge.clock(),
            origin=DivergenceOrigin(origin) if origin else None,
        )
    except AnswerReasonError as error:
        return _render_case(request, case, status=400, refused=sentence_of(error), fields=fields)
    note(request, action="answer_divergence", subject=case.id)
    if kind == AnswerKind.REFER:
        return RedirectResponse(refer_address(Way.FINDING, case, finding=key), status_code=303)
    return RedirectResponse(f"/cases/{case.id}/divergence#finding-{key}", status_code=303)


def _view(
    request: Request, found: CaseDivergence, *, here: str, own_address: str, is_case: bool
) -> DivergenceView:
    shown = Shown(
        here=with_masking(here, request),
        own_id=found.gathered.own_id,
        own_address=own_address if is_case else with_masking(own_address, request),
        address=lambda address: with_masking(address, request),
        words=lambda judgment: _words(request, judgment),
        chosen=chosen_in(request.query_params),
    )
    return DivergenceView(
        found=found,
        scope=scope_words(found.gathered, is_case=is_case),
        hint=HINT,
        nothing=nothing_words(found),
        terms=terms_of(edge_of(request).settings),
        reported=finding_views(found, found.reported, shown),
        insufficient=finding_views(found, found.insufficient, shown),
        explained=finding_views(found, found.explained, shown),
        ranges=range_drawings(found, shown),
    )


def _words(request: Request, judgment: Judgment) -> Callable[[str], str]:
    return masking_of(judgment, request).words


def _unless_unready(find: Callable[[], FoundT]) -> tuple[FoundT | None, str]:
    """Return what is found, or why nothing can be searched."""
    try:
        return find(), ""
    except (IndexingError, NotReadyError) as error:
        return None, sentence_of(error)

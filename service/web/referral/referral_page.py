"""The pages of referrals (分歧移送): the list, a new one, and one with all that can be done."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.referral.errors import ReferralError
from service.referral.papers.upward_desk import may_apply
from service.referral.referrals.checklist import holding
from service.referral.referrals.desk import ReferralDesk
from service.referral.referrals.model import (
    DismissalReason,
    Force,
    OpinionSide,
    ReferralState,
    Target,
)
from service.referral.referrals.reading import PER_PAGE, OpenReferral
from service.referral.referrals.routing import lines_for
from service.store.matter_records import Wanted
from service.web.pieces.paging import At, Paging
from service.web.referral.referral_forms import (
    LONGEST,
    NEW_POSITIONS,
    content_of,
    entry_of,
    start_of,
)
from service.web.referral.referral_view import evidence_views, history_of
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_OPEN = (
    ReferralState.PROPOSED,
    ReferralState.OPEN,
    ReferralState.BEFORE_CONFERENCE,
    ReferralState.AFTER_CONFERENCE,
    ReferralState.BEFORE_COMMITTEE,
    ReferralState.AFTER_COMMITTEE,
    ReferralState.BEFORE_SUPERIOR,
)
_ADVISED = frozenset({ReferralState.AFTER_CONFERENCE, ReferralState.AFTER_COMMITTEE})
"""What was advised or decided can be put as a rule."""
_ANY = "all"


@router.get("/referrals")
def referrals(
    request: Request,
    state: Annotated[str, Query(max_length=32)] = "",
    words: Annotated[str, Query(max_length=200)] = "",
    cause: Annotated[str, Query(max_length=64)] = "",
    at: At = 1,
) -> HTMLResponse:
    """List the referrals that whoever asks may see: those that go on, or those of one state."""
    states = {each.value: (each.value,) for each in ReferralState} | {_ANY: ()}
    wanted = Wanted(
        states=states.get(state, tuple(each.value for each in _OPEN)),
        words=words,
        cause=cause or None,
    )
    asked = {"state": state, "words": words, "cause": cause}
    desk, actor = _desk(request), actor_of(request)
    listed = desk.listed(actor, wanted, skip=(at - 1) * PER_PAGE)
    paging = Paging(n=listed.n, asked_for=at, path="/referrals", asked=asked, per_page=PER_PAGE)
    if paging.at < at:
        listed = desk.listed(actor, wanted, skip=paging.skip)
    return page(
        request,
        "referrals.html",
        listed=listed,
        asked=asked,
        states=tuple(each for each in ReferralState if each.value in listed.by_state),
        n_going=sum(listed.by_state.get(each.value, 0) for each in _OPEN),
        n_all=sum(listed.by_state.values()),
        state_of=ReferralState,
        paging=paging,
    )


@router.get("/referrals/new")
def new_referral(request: Request) -> HTMLResponse:
    """Show what a referral starts from, to be put better and sent off."""
    return _render_new(request, dict(request.query_params))


@router.post("/referrals/new")
async def propose(request: Request) -> Response:
    """Make a referral."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_propose, request, fields)


@router.get("/referrals/{referral_id}")
def referral(request: Request, referral_id: str) -> HTMLResponse:
    """Show a referral with what can be done now, its evidence and its history."""
    note(request, action="read_referral", subject=referral_id)
    return _render(request, referral_id)


@router.post("/referrals/{referral_id}")
async def act(request: Request, referral_id: str) -> Response:
    """Do an act that the page offers."""
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return await run_in_threadpool(_act, request, referral_id, fields)


def _desk(request: Request) -> ReferralDesk:
    return edge_of(request).referral.referrals


def _render_new(
    request: Request, fields: Mapping[str, str], *, status: int = 200, notice: str = ""
) -> HTMLResponse:
    desk, actor, now = _desk(request), actor_of(request), edge_of(request).clock()
    start = start_of(fields)
    filled = desk.prefill(start, actor=actor, now=now)
    entry = entry_of(fields, filled.positions)
    items = desk.items_before(filled, entry.answers)
    return page(
        request,
        "referral_new.html",
        status=status,
        notice=notice,
        start=start,
        filled=filled,
        typed=fields,
        items=items,
        lines=lines_for(holding(items)),
        like=desk.like_before(filled, actor=actor, now=now),
        n_positions=len(filled.positions) + NEW_POSITIONS,
        longest=LONGEST,
    )


def _propose(request: Request, fields: Mapping[str, str]) -> Response:
    desk, actor, now = _desk(request), actor_of(request), edge_of(request).clock()
    filled = desk.prefill(start_of(fields), actor=actor, now=now)
    try:
        begun = desk.propose(filled, entry_of(fields, filled.positions), actor=actor, now=now)
    except ReferralError as refused:
        return _render_new(request, fields, status=400, notice=sentence_of(refused))
    note(request, action="propose_referral", subject=begun.id)
    return RedirectResponse(f"/referrals/{begun.id}", status_code=303)


def _render(
    request: Request,
    referral_id: str,
    *,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    desk = _desk(request)
    opened = desk.open(referral_id, actor=actor_of(request), now=edge_of(request).clock())
    return page(
        request,
        "referral.html",
        status=status,
        notice=notice,
        typed=dict(typed or {}),
        opened=opened,
        referral=opened.referral,
        members=_members(opened),
        evidence=evidence_views(desk.look_again(opened)),
        history=history_of(opened.open.acts),
        reasons=tuple(DismissalReason),
        sides=tuple(OpinionSide),
        targets=tuple(Target),
        forces=tuple(Force),
        n_positions=len(opened.referral.positions) + NEW_POSITIONS,
        above=edge_of(request).referral.referrals.reader.book.above(opened.referral.proposal.court),
        may_draft=opened.referral.state in _ADVISED
        and bool(edge_of(request).referral.rules.offered_to_begin(actor_of(request))),
        may_apply=may_apply(opened),
        longest=LONGEST,
    )


def _act(request: Request, referral_id: str, fields: Mapping[str, str]) -> Response:
    desk, actor, now = _desk(request), actor_of(request), edge_of(request).clock()
    opened = desk.open(referral_id, actor=actor, now=now)
    name = fields.get("act", "")
    try:
        moved = desk.act(
            referral_id,
            name,
            content_of(name, fields, opened.referral.positions),
            reason=fields.get("reason", "")[:LONGEST],
            actor=actor,
            now=now,
        )
    except ReferralError as refused:
        return _render(request, referral_id, status=400, notice=sentence_of(refused), typed=fields)
    note(request, action="act_on_referral", subject=referral_id)
    return RedirectResponse(f"/referrals/{moved.id}", status_code=303)


def _members(opened: OpenReferral) -> tuple[str, ...]:
    """Return the names of the panel, whoever looks first."""
    names = [opened.doer.name]
    for case in opened.cases:
        names += [case.handling_judge, *(seat.name for seat in case.panel)]
    return tuple(dict.fromkeys(name for name in names if name))

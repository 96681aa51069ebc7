"""The page of an item of the judges' conference: materials, who speaks next, what was said."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.referral.conference.counting import onward
from service.referral.conference.item import (
    signers,
    views_on_the_table,
    yet_to_sign,
    yet_to_speak,
)
from service.referral.conference.item_course import IN_SESSION
from service.referral.conference.next_steps import NEXT_OF_ITEM
from service.referral.conference.refusing import LEADERS
from service.referral.conference.shown import counted, speaks_next
from service.referral.conference.vocabulary import (
    Ground,
    ItemAct,
    ItemState,
    Level,
    PanelConclusion,
    RecusalGround,
    RefusalReason,
    ViewStanding,
)
from service.referral.errors import ReferralError
from service.referral.papers.desk import papers_of_conference_item
from service.web.referral.conference_forms import LONGEST, item_content, suggested_of
from service.web.referral.matter_history import history_of
from service.web.referral.referral_view import evidence_views
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

# What somebody is waited for stands open on the page; the rest opens when asked for.
_MAIN_ACTS = frozenset(
    {
        ItemAct.SUBMIT,
        ItemAct.ADMIT,
        ItemAct.ACKNOWLEDGE,
        ItemAct.OPEN,
        ItemAct.INTRODUCE,
        ItemAct.ANSWER,
        ItemAct.REMARK,
        ItemAct.STATE,
        ItemAct.SUMMARISE,
        ItemAct.SIGN,
        ItemAct.RECONSIDER,
    }
)


@router.get("/conferences/items/new")
def new_item(request: Request) -> HTMLResponse:
    """Show a referral that is to be put to a conference."""
    return _render_new(request, request.query_params.get("referral", ""), {})


@router.post("/conferences/items/new")
async def suggest(request: Request) -> Response:
    """Put a referral to a conference."""
    fields = await read_fields(request)
    return await run_in_threadpool(_suggest, request, fields)


@router.get("/conference-items/{item_id}")
def item(request: Request, item_id: str) -> HTMLResponse:
    """Show an item, to those who take part in it and are not recused."""
    note(request, action="read_conference_item", subject=item_id)
    return _render(request, item_id)


@router.post("/conference-items/{item_id}")
async def act(request: Request, item_id: str) -> Response:
    """Do an act that the page offers."""
    fields = await read_fields(request)
    return await run_in_threadpool(_act, request, item_id, fields)


def _render_new(
    request: Request,
    referral_id: str,
    fields: Mapping[str, str],
    *,
    status: int = 200,
    notice: str = "",
) -> HTMLResponse:
    edge = edge_of(request)
    opened = edge.referral.referrals.open(referral_id, actor=actor_of(request), now=edge.clock())
    return page(
        request,
        "conference_item_new.html",
        status=status,
        notice=notice,
        typed=dict(fields),
        opened=opened,
        grounds=tuple(Ground),
        longest=LONGEST,
    )


def _suggest(request: Request, fields: Mapping[str, str]) -> Response:
    edge, referral_id = edge_of(request), fields.get("referral", "")
    try:
        begun = edge.referral.conference_items.suggest(
            referral_id, suggested_of(fields), actor=actor_of(request), now=edge.clock()
        )
    except ReferralError as refused:
        return _render_new(request, referral_id, fields, status=400, notice=sentence_of(refused))
    note(request, action="suggest_item", subject=begun.id)
    return RedirectResponse(f"/conference-items/{begun.id}", status_code=303)


def _render(
    request: Request,
    item_id: str,
    *,
    status: int = 200,
    notice: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    desks = edge.referral
    opened = desks.conference_items.open(item_id, actor=actor)
    found = opened.item
    names = {move.name for move in opened.moves}
    names_hosts = not names.isdisjoint({ItemAct.SUBMIT, ItemAct.NAME_HOST})
    court = found.suggestion.court
    return page(
        request,
        "conference_item.html",
        status=status,
        notice=notice,
        typed=dict(typed or {}),
        opened=opened,
        item=found,
        evidence=evidence_views(desks.referrals.look_at(found.suggestion.evidence)),
        is_in_session=found.state in IN_SESSION,
        next=speaks_next(found),
        waiting=yet_to_speak(found),
        counted=counted(found),
        signers=signers(found),
        unsigned=yet_to_sign(found),
        views=views_on_the_table(found),
        onward=onward(found),
        next_step=NEXT_OF_ITEM.get(found.state, ""),
        hosts=desks.conference_items.books.possible_hosts(court) if names_hosts else (),
        levels=tuple(Level),
        leader_parts=LEADERS,
        main_acts=_MAIN_ACTS,
        today=court_day(edge.clock()),
        papers_of=papers_of_conference_item(found),
        refusals=tuple(RefusalReason),
        recusals=tuple(RecusalGround),
        standings=tuple(ViewStanding),
        conclusions=tuple(PanelConclusion),
        history=history_of(opened.open.acts, ItemAct, ItemState),
        longest=LONGEST,
    )


def _act(request: Request, item_id: str, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    name = fields.get("act", "")
    try:
        moved = edge.referral.conference_items.act(
            item_id,
            name,
            item_content(name, fields),
            reason=fields.get("reason", "")[:LONGEST],
            actor=actor,
            now=edge.clock(),
        )
    except ReferralError as refused:
        return _render(request, item_id, status=400, notice=sentence_of(refused), typed=fields)
    note(request, action="act_on_conference_item", subject=item_id)
    # Whoever recused themselves does not see the item any more.
    is_shut = actor.account_id in moved.matter.recused
    address = "/conferences" if is_shut else f"/conference-items/{item_id}"
    return RedirectResponse(address, status_code=303)

"""Which pages have rules: the register, one rule, and the form that drafts one?"""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import FORM_FIELD, read_form
from service.errors import MalformedRequestError, ServiceError
from service.labels import label_of
from service.parameters.table import Parameter
from service.referral.rules.desk import next_review
from service.referral.rules.following import before_and_after
from service.referral.rules.model import (
    ReviewCause,
    RuleAct,
    RuleForce,
    RuleState,
    TaskAnswer,
    UpwardForm,
)
from service.subscriptions.asking import wish_of_rule
from service.web.pieces.paging import At, Paging
from service.web.pieces.subscribing import subscribe_form
from service.web.referral.rule_view import RuleForm, content_of, form_of, register_rows
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_Fields = Mapping[str, str]
_LOOK = "look_after"


@router.get("/rules")
def rules(
    request: Request,
    state: Annotated[str, Query(max_length=32)] = "",
    words: Annotated[str, Query(max_length=100)] = "",
    at: At = 1,
) -> HTMLResponse:
    """Show a page of the register of rules."""
    desk, actor = edge_of(request).referral.rules, actor_of(request)
    chosen = next((each for each in RuleState if each.value == state), None)
    paging = Paging(
        n=desk.count(actor, state=chosen, words=words),
        asked_for=at,
        path="/rules",
        asked={"state": "" if chosen is None else chosen.value, "words": words},
    )
    shown = desk.all(actor, state=chosen, words=words, most=paging.per_page, skip=paging.skip)
    return page(
        request,
        "rules.html",
        rows=register_rows(desk, shown),
        paging=paging,
        states=tuple(RuleState),
        chosen=chosen,
        words=words,
        may_draft=RuleAct.DRAFT in {move.name for move in desk.offered_to_begin(actor)},
    )


@router.get("/rules/new")
def new_rule(request: Request, referral: Annotated[str, Query(max_length=32)] = "") -> HTMLResponse:
    """Show the form that drafts a rule, filled from a referral where one is named."""
    edge, actor = edge_of(request), actor_of(request)
    draft = edge.referral.rules.draft_from(actor, referral, today=court_day(edge.clock()))
    return _form(request, form_of(draft), rule_id="")


@router.get("/rules/{rule_id}")
def rule(request: Request, rule_id: str) -> HTMLResponse:
    """Show a rule."""
    return _render(request, rule_id)


@router.get("/rules/{rule_id}/revise")
def revise(request: Request, rule_id: str) -> HTMLResponse:
    """Show the form that revises a draft."""
    view = edge_of(request).referral.rules.see(actor_of(request), rule_id)
    return _form(request, form_of(view.rule), rule_id=rule_id)


@router.post("/rules")
async def draft(request: Request) -> Response:
    """Begin a rule."""
    return await run_in_threadpool(_draft, request, await _fields(request))


@router.post("/rules/{rule_id}")
async def act(request: Request, rule_id: str) -> Response:
    """Do an act on a rule."""
    return await run_in_threadpool(_act, request, rule_id, await _fields(request))


async def _fields(request: Request) -> _Fields:
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    fields.pop(FORM_FIELD, None)
    return fields


def _draft(request: Request, fields: _Fields) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    try:
        view = edge.referral.rules.act(
            actor, None, RuleAct.DRAFT, content_of(RuleAct.DRAFT, fields), now=edge.clock()
        )
    except ServiceError as refused:
        return _form(
            request, RuleForm(**_known(fields)), rule_id="", notice=sentence_of(refused), status=409
        )
    note(request, action="rule_draft", subject=view.id)
    return RedirectResponse(f"/rules/{view.id}", status_code=303)


def _act(request: Request, rule_id: str, fields: _Fields) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    wanted = fields.get("act", "")
    if wanted == _LOOK:
        edge.referral.rules.look_after(actor, rule_id, now=edge.clock())
        note(request, action="rule_look_after", subject=rule_id)
        return RedirectResponse(f"/rules/{quote(rule_id)}#effect", status_code=303)
    name = next((each for each in RuleAct if each.value == wanted), None)
    if name is None:
        raise MalformedRequestError(problems=(f"act: {wanted[:32]!r} is none",))
    reason = fields.get("reason", "")
    try:
        if name is RuleAct.ANSWER_TASK:
            answer = next(each for each in TaskAnswer if each.value == fields.get("answer"))
            edge.referral.rules.answer_task(
                actor, rule_id, fields["pending_id"], answer, reason=reason, now=edge.clock()
            )
        else:
            content = content_of(name, fields)
            edge.referral.rules.act(actor, rule_id, name, content, reason=reason, now=edge.clock())
            edge.subscriptions.rule_changed(rule_id, now=edge.clock())
    except (KeyError, StopIteration):
        raise MalformedRequestError(problems=("answer: expected one of the table",)) from None
    except ServiceError as refused:
        return _render(request, rule_id, notice=sentence_of(refused), status=409)
    note(request, action=f"rule_{name.value}", subject=rule_id)
    return RedirectResponse(f"/rules/{quote(rule_id)}", status_code=303)


def _render(request: Request, rule_id: str, *, notice: str = "", status: int = 200) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    view = edge.referral.rules.see(actor, rule_id)
    note(request, action="read_rule", subject=rule_id)
    today = court_day(edge.clock())
    months = edge.referral.rules.way_back.parameters.number(Parameter.RULE_REVIEW_MONTHS, today)
    return page(
        request,
        "rule.html",
        status=status,
        notice=notice,
        view=view,
        rule=view.rule,
        subscribe_form=subscribe_form(
            request, wish_of_rule(view.id, view.rule.text.question), [("rule", view.id)]
        ),
        act_label=lambda name: label_of(RuleAct(name)),
        moves={move.name.value: move for move in view.offered},
        effect=before_and_after(view.rule, key="effect"),
        answers=tuple(TaskAnswer),
        review_causes=tuple(ReviewCause),
        upward_forms=tuple(UpwardForm),
        today=today,
        review_on=next_review(today, months),
    )


def _form(
    request: Request, form: RuleForm, *, rule_id: str, notice: str = "", status: int = 200
) -> HTMLResponse:
    return page(
        request,
        "rule_form.html",
        status=status,
        notice=notice,
        form=form,
        rule_id=rule_id,
        forces=tuple(RuleForce),
    )


def _known(fields: _Fields) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name in RuleForm.__dataclass_fields__}

"""Which addresses has the interface for rules (裁判规则)?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from service.api.routes import refused
from service.api.rule_schemas import (
    RuleActRequest,
    RuleEffectResponse,
    RuleResponse,
    RulesResponse,
    TaskAnswerRequest,
    TouchingRulesResponse,
    encode_effect,
    encode_rule,
    encode_rules,
    encode_touching,
)
from service.edge.context import actor_of, edge_of, note
from service.errors import PageNotFoundError
from service.referral.rules.following import before_and_after
from service.referral.rules.model import RuleState
from service.referral.rules.shelf import MOST_RULES

router = APIRouter(prefix="/api/v1")


@router.get("/rules", summary="裁判规则", responses=refused(401, 403, 422))
def rules(
    request: Request,
    state: RuleState | None = None,
    words: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_RULES)] = MOST_RULES,
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> RulesResponse:
    """Return the rules that whoever asks may read, and how many there are."""
    desk, actor = edge_of(request).referral.rules, actor_of(request)
    found = desk.all(actor, state=state, words=words, most=limit, skip=skip)
    return encode_rules(found, n=desk.count(actor, state=state, words=words))


@router.post(
    "/rules",
    status_code=201,
    summary="起草裁判规则",
    responses=refused(400, 401, 403, 409, 422),
)
def draft_rule(request: Request, given: RuleActRequest) -> RuleResponse:
    """Begin a rule; the content is that of the act ``draft``."""
    edge = edge_of(request)
    view = edge.referral.rules.act(
        actor_of(request), None, given.act, given.content, reason=given.reason, now=edge.clock()
    )
    note(request, action="rule_draft", subject=view.id)
    return encode_rule(view)


@router.get("/rules/{rule_id}", summary="一项裁判规则", responses=refused(401, 403, 404))
def rule(request: Request, rule_id: str) -> RuleResponse:
    """Return a rule as whoever asks may see it."""
    return encode_rule(edge_of(request).referral.rules.see(actor_of(request), rule_id))


@router.post(
    "/rules/{rule_id}/acts",
    summary="办理裁判规则",
    responses=refused(400, 401, 403, 404, 409, 422),
)
def act_on_rule(request: Request, rule_id: str, given: RuleActRequest) -> RuleResponse:
    """Do an act on a rule that its state offers to whoever asks."""
    edge = edge_of(request)
    view = edge.referral.rules.act(
        actor_of(request), rule_id, given.act, given.content, reason=given.reason, now=edge.clock()
    )
    edge.subscriptions.rule_changed(rule_id, now=edge.clock())
    note(request, action=f"rule_{given.act.value}", subject=rule_id)
    return encode_rule(view)


@router.post(
    "/rules/{rule_id}/tasks/{pending_id}",
    summary="答复对照任务（仅承办法官）",
    responses=refused(400, 401, 403, 404, 409, 422),
)
def answer_task(
    request: Request, rule_id: str, pending_id: str, given: TaskAnswerRequest
) -> RuleResponse:
    """Keep what the judge of a pending case says of a rule."""
    edge = edge_of(request)
    view = edge.referral.rules.answer_task(
        actor_of(request),
        rule_id,
        pending_id,
        given.answer,
        reason=given.reason,
        now=edge.clock(),
    )
    note(request, action="rule_answer_task", subject=rule_id)
    return encode_rule(view)


@router.get(
    "/rules/{rule_id}/effect",
    summary="规则施行前后的离散度",
    responses=refused(401, 403, 404),
)
def rule_effect(request: Request, rule_id: str) -> RuleEffectResponse:
    """Return dispersion before a rule and since, as of the last look at judgments."""
    view = edge_of(request).referral.rules.see(actor_of(request), rule_id)
    found = before_and_after(view.rule, key="effect")
    if found is None:
        raise PageNotFoundError(what=f"effect of rule {rule_id}")
    return encode_effect(found)


@router.post(
    "/rules/{rule_id}/looks",
    summary="跟踪后续裁判（仅维护规则的部门）",
    responses=refused(401, 403, 404),
)
def look_after_rule(request: Request, rule_id: str) -> RuleResponse:
    """Look what judgments made of a rule since, and whether it is up for review."""
    edge, actor = edge_of(request), actor_of(request)
    edge.referral.rules.look_after(actor, rule_id, now=edge.clock())
    note(request, action="rule_look_after", subject=rule_id)
    return encode_rule(edge.referral.rules.see(actor, rule_id))


@router.get(
    "/pending-cases/{pending_id}/rules",
    summary="涉及待决案件的裁判规则",
    responses=refused(401, 403, 404),
)
def rules_of_case(request: Request, pending_id: str) -> TouchingRulesResponse:
    """Return the rules that touch a pending case."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    return encode_touching(edge.referral.rules.way_back.touching(case))

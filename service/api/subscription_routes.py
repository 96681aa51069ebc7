"""Which addresses has the interface for subscriptions?"""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from service.api.routes import refused
from service.api.subscription_schemas import (
    CaseNewsResponse,
    SubscribeRequest,
    SubscriptionChange,
    SubscriptionResponse,
    SubscriptionsResponse,
    encode_match,
    encode_news,
    encode_subscription,
)
from service.edge.context import actor_of, edge_of, note
from service.errors import MalformedRequestError
from service.subscriptions.asking import wish_of_case, wish_of_question, wish_of_rule
from service.subscriptions.model import Wish

router = APIRouter(prefix="/api/v1")

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/subscriptions", summary="本人的订阅", responses=refused(401, 403))
def own_subscriptions(request: Request) -> SubscriptionsResponse:
    """Return the subscriptions of whoever asks."""
    return _all(request)


@router.post(
    "/subscriptions",
    summary="订阅检索、裁判规则或待决案件",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422, 503),
)
def subscribe(request: Request, given: SubscribeRequest) -> SubscriptionResponse:
    """Begin a subscription; what matches already is no news."""
    edge, actor = edge_of(request), actor_of(request)
    begun = edge.subscriptions.subscribe(actor, _wish(request, given), now=edge.clock())
    note(request, action="subscribe", subject=str(begun.id))
    return _one(request, begun.id)


@router.get(
    "/subscriptions/{number}", summary="订阅及其发现的内容", responses=refused(401, 403, 404, 422)
)
def own_subscription(request: Request, number: Number) -> SubscriptionResponse:
    """Return a subscription with what it found and whoever asks may open."""
    return _one(request, number)


@router.patch(
    "/subscriptions/{number}", summary="静音或改变提醒方式", responses=refused(401, 403, 404, 422)
)
def change_subscription(
    request: Request, number: Number, given: SubscriptionChange
) -> SubscriptionResponse:
    """Mute a subscription or let it speak, or set how soon it tells."""
    desk, actor = edge_of(request).subscriptions, actor_of(request)
    if given.is_muted is not None:
        desk.mute(actor, number, is_muted=given.is_muted)
    if given.pace is not None:
        desk.set_pace(actor, number, given.pace)
    return _one(request, number)


@router.delete("/subscriptions/{number}", summary="取消订阅", responses=refused(401, 403, 404, 422))
def end_subscription(request: Request, number: Number) -> SubscriptionsResponse:
    """End a subscription; return those that are left."""
    edge, actor = edge_of(request), actor_of(request)
    edge.subscriptions.end(actor, number, now=edge.clock())
    return _all(request)


@router.get(
    "/pending-cases/{pending_id}/news",
    summary="待决案件自上次查看以来的新内容",
    responses=refused(401, 403, 404),
)
def case_news(request: Request, pending_id: str) -> CaseNewsResponse:
    """Return what is new of a case since its pages were last looked at."""
    edge, actor = edge_of(request), actor_of(request)
    case = edge.pending.find(pending_id, account_id=actor.account_id)
    note(request, action="read_case", subject=case.id)
    return encode_news(edge.news.of_case(case, actor))


def _wish(request: Request, given: SubscribeRequest) -> Wish:
    edge, actor = edge_of(request), actor_of(request)
    told = [each for each in (given.question, given.rule_id, given.pending_id) if each is not None]
    if len(told) == 1 and given.question is not None:
        return wish_of_question(given.question.to_question())
    if len(told) == 1 and given.rule_id is not None:
        view = edge.referral.rules.see(actor, given.rule_id)
        return wish_of_rule(view.id, view.rule.text.question)
    if len(told) == 1 and given.pending_id is not None:
        return wish_of_case(edge.pending.find(given.pending_id, account_id=actor.account_id))
    raise MalformedRequestError(problems=("question, rule_id, pending_id: expected one of them",))


def _all(request: Request) -> SubscriptionsResponse:
    desk, actor = edge_of(request).subscriptions, actor_of(request)
    return SubscriptionsResponse(subscriptions=tuple(map(encode_subscription, desk.of(actor))))


def _one(request: Request, number: int) -> SubscriptionResponse:
    desk, actor = edge_of(request).subscriptions, actor_of(request)
    found = desk.find(actor, number)
    return SubscriptionResponse(
        subscription=encode_subscription(found),
        matches=tuple(map(encode_match, desk.matches(actor, number))),
    )

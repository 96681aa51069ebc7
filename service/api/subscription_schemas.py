"""In which form do subscriptions travel over HTTP?"""

from datetime import datetime

from pydantic import Field

from service.api.method_schemas import MethodRequest
from service.api.schemas import LabelledValue, Payload
from service.labels import label_of
from service.subscriptions.model import Pace, Subscription
from service.subscriptions.news import CaseNews
from service.subscriptions.showing import ShownMatch


class SubscribeRequest(Payload):
    """What is to be heard of: exactly one of a question, a rule and a pending case."""

    question: MethodRequest | None = Field(default=None, description="检索；只取方法、内容和条件")
    rule_id: str | None = Field(default=None, max_length=64)
    pending_id: str | None = Field(default=None, max_length=64)


class SubscriptionChange(Payload):
    """What is to become of a subscription; null leaves it."""

    is_muted: bool | None = Field(default=None, description="静音期间出现的内容不再另行提醒")
    pace: Pace | None = None


class SubscriptionOut(Payload):
    """A subscription."""

    id: int
    kind: LabelledValue
    title: str
    pace: LabelledValue
    is_muted: bool
    created_at: datetime


class SubscriptionsResponse(Payload):
    """The subscriptions of an account, the newest first."""

    subscriptions: tuple[SubscriptionOut, ...]


class MatchOut(Payload):
    """Something that a subscription found."""

    kind: LabelledValue
    words: str
    address: str = Field(description="页面地址，没有页面的为空")
    found_at: datetime
    state: LabelledValue


class SubscriptionResponse(Payload):
    """A subscription with what it found, the newest first."""

    subscription: SubscriptionOut
    matches: tuple[MatchOut, ...]


class NewsItemOut(Payload):
    """One thing that is new."""

    words: str
    address: str


class AspectNewsOut(Payload):
    """What is new of one aspect of a case."""

    aspect: LabelledValue
    items: tuple[NewsItemOut, ...]


class CaseNewsResponse(Payload):
    """What is new of a case since its pages were last looked at; asking is no look."""

    is_first: bool = Field(description="本人从未打开过本案页面")
    is_behind: bool = Field(description="案件或者索引已更新，类案尚未重新检索")
    aspects: tuple[AspectNewsOut, ...]


def encode_news(news: CaseNews) -> CaseNewsResponse:
    """Return what is new of a case as it travels."""
    return CaseNewsResponse(
        is_first=news.is_first,
        is_behind=news.is_behind,
        aspects=tuple(
            AspectNewsOut(
                aspect=LabelledValue(value=each.aspect.value, label=label_of(each.aspect)),
                items=tuple(
                    NewsItemOut(words=item.words, address=item.address) for item in each.items
                ),
            )
            for each in news.aspects
        ),
    )


def encode_subscription(subscription: Subscription) -> SubscriptionOut:
    """Return a subscription as it travels."""
    kind, pace = subscription.wish.kind, subscription.pace
    return SubscriptionOut(
        id=subscription.id,
        kind=LabelledValue(value=kind.value, label=label_of(kind)),
        title=subscription.wish.title,
        pace=LabelledValue(value=pace.value, label=label_of(pace)),
        is_muted=subscription.is_muted,
        created_at=subscription.created_at,
    )


def encode_match(shown: ShownMatch) -> MatchOut:
    """Return a match as it travels."""
    kind, state = shown.match.kind, shown.match.state
    return MatchOut(
        kind=LabelledValue(value=kind.value, label=label_of(kind)),
        words=shown.words,
        address=shown.address,
        found_at=shown.match.found_at,
        state=LabelledValue(value=state.value, label=label_of(state)),
    )

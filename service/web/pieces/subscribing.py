"""What does the button need that subscribes to what a page shows?"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from corpus.judgment import JudgmentId
from indexing.columns.filters import SearchFilter
from service.edge.context import actor_of, edge_of
from service.edge.forms import FORM_FIELD, form_token
from service.search.filtering import words_of
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import read_question
from service.store.activity_records import SearchRecord
from service.subscriptions.asking import wish_of_question
from service.subscriptions.model import Subscription, SubscriptionKind, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribeForm:
    """The button of a page.

    Attributes:
        fields: What the form sends.
        kind: What would be subscribed to.
        standing: The subscription that stands already, or None.
        form_field: Name of the field of the token.
        form_token: The token.
    """

    fields: Sequence[tuple[str, str]]
    kind: SubscriptionKind
    standing: Subscription | None
    form_field: str
    form_token: str


def subscribe_form(
    request: Request, wish: Wish, fields: Sequence[tuple[str, str]]
) -> SubscribeForm:
    """Return the button for a wish.

    Args:
        request: The request.
        wish: What would be subscribed to.
        fields: From which the wish is made again.
    """
    desk = edge_of(request).subscriptions
    return SubscribeForm(
        fields=fields,
        kind=wish.kind,
        standing=desk.standing(actor_of(request), wish.kind, wish.subject),
        form_field=FORM_FIELD,
        form_token=form_token(request),
    )


def search_form(request: Request, record: SearchRecord, condition: SearchFilter) -> SubscribeForm:
    """Return the button for a kept search under the conditions of its page."""
    chosen = [(name, word) for name, words in words_of(condition).items() for word in words]
    wish = wish_of_question(question_of_record(record, condition))
    return subscribe_form(request, wish, [("search", record.id), *chosen])


def question_of_record(record: SearchRecord, condition: SearchFilter) -> MethodQuestion:
    """Return what a kept search asks, whatever its method."""
    by_method = read_question(record.text or "")
    if by_method is None:
        stored = record.judgment_id
        return MethodQuestion(
            method=SearchMethod.FACTS,
            text=record.text,
            judgment_id=None if stored is None else JudgmentId(stored),
            filter=condition,
        )
    return MethodQuestion(
        method=by_method.method,
        words=by_method.words,
        part=by_method.part,
        sort=by_method.sort,
        text=by_method.text,
        judgment_id=by_method.judgment_id,
        filter=condition,
    )

"""How does what stands on a page become a wish?"""

import json
from dataclasses import replace
from typing import Final

from service.labels import label_of
from service.pending.model import PendingCase
from service.search.condition_words import condition_words
from service.search.filtering import words_of
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import row_of_question
from service.subscriptions.model import SubscriptionKind, Wish

_CLIPPED: Final = 40
_PAGE: Final = 10


def wish_of_question(question: MethodQuestion) -> Wish:
    """Return the wish to hear of what a question finds from now on; its page is no part of it.

    Example:
        >>> asked = MethodQuestion(method=SearchMethod.STATUTE, words="刑法264条", offset=20)
        >>> wish = wish_of_question(asked)
        >>> wish.kind.value, wish.title
        ('provision', '法条关联检索：刑法264条')
    """
    row = row_of_question(replace(question, offset=0, limit=_PAGE))
    return Wish(
        kind=_kind_of(question),
        subject=json.dumps(row, ensure_ascii=False, sort_keys=True),
        title=_title_of(question),
    )


def wish_of_rule(rule_id: str, question: str) -> Wish:
    """Return the wish to hear what becomes of a rule."""
    return Wish(kind=SubscriptionKind.RULE, subject=rule_id, title=question)


def wish_of_case(case: PendingCase) -> Wish:
    """Return the wish to hear what becomes of a pending case."""
    number = "（案号未填写）" if case.case_number is None else str(case.case_number)
    return Wish(kind=SubscriptionKind.CASE, subject=case.id, title=number)


def _kind_of(question: MethodQuestion) -> SubscriptionKind:
    if question.method is SearchMethod.STATUTE and question.words:
        return SubscriptionKind.PROVISION
    if question.method is SearchMethod.ISSUE:
        return SubscriptionKind.ISSUE
    return SubscriptionKind.SEARCH


def _title_of(question: MethodQuestion) -> str:
    words = " ".join((question.words or question.text or question.judgment_id or "").split())
    clipped = words if len(words) <= _CLIPPED else words[:_CLIPPED] + "……"
    conditions = condition_words(words_of(question.filter))
    return f"{label_of(question.method)}：{clipped}" + (f"（{conditions}）" if conditions else "")

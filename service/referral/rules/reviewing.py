"""When has a rule to be looked at again (规则复审)?

When the law that it rests on changes, a guiding or reference case speaks to its question, a court
above goes another way, too many judgments leave it, or its time is over.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from corpus.citations import find_provisions
from corpus.judgment import DocumentKind
from corpus.law.changes import law_changes
from corpus.provision import Provision
from corpus.spans import value_of
from service.referral.rules.following import Stood
from service.referral.rules.model import FollowUpKind, ReviewCall, ReviewCause, Rule, Side

_FEWEST_DEPARTURES: Final = 3
_DEPARTED_SHARE: Final = 0.2
_LIBRARY: Final = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


def reviews_due(
    rule: Rule, stood: Sequence[Stood], *, superiors: Collection[str], today: date
) -> tuple[ReviewCall, ...]:
    """Return why a rule is to be looked at again today, without what it was called for already.

    Args:
        rule: A rule that was published.
        stood: Judgments and library cases on its question.
        superiors: Names of the courts above.
        today: The day.
    """
    if rule.publication is None:
        return ()
    known = set(rule.reviews)
    since = [each for each in stood if each.decided_on >= rule.publication.valid_from]
    calls = (
        *_by_law(rule, today),
        *_by_library(since),
        *_by_superiors(since, superiors),
        *_by_departures(rule),
        *_by_time(rule, today),
    )
    return tuple(each for each in calls if each not in known)


def _by_law(rule: Rule, today: date) -> Iterator[ReviewCall]:
    cited = [each for words in rule.text.provisions for each in _provisions(words)]
    causes = frozenset(rule.text.causes)
    for change in law_changes():
        if not rule.text.law_as_of < change.since <= today:
            continue
        is_cited = any(change.is_former_rule(each) or change.is_new_rule(each) for each in cited)
        if is_cited or change.elements & causes:
            yield ReviewCall(
                why=ReviewCause.LAW_CHANGED,
                words=f"{change.since.isoformat()}起{change.after}（{change.source}）",
            )


def _by_library(since: Sequence[Stood]) -> Iterator[ReviewCall]:
    for each in since:
        judgment = each.case.judgment
        if value_of(judgment.document_kind) in _LIBRARY:
            yield ReviewCall(
                why=ReviewCause.GUIDING_CASE,
                words=f"{judgment.title}（{each.decided_on.isoformat()}）：{each.bearing.holding.text}",
            )


def _by_superiors(since: Sequence[Stood], superiors: Collection[str]) -> Iterator[ReviewCall]:
    for each in since:
        court = value_of(each.case.judgment.court)
        if court is None or court.name not in superiors or each.bearing.side is not Side.AGAINST:
            continue
        yield ReviewCall(
            why=ReviewCause.SUPERIOR_MOVED,
            words=f"{court.name}{each.decided_on.isoformat()}：{each.bearing.holding.text}",
        )


def _by_departures(rule: Rule) -> Iterator[ReviewCall]:
    departed = sum(each.kind is FollowUpKind.DEPARTED for each in rule.follow_ups)
    whole = sum(each.kind is not FollowUpKind.OVERTURNED for each in rule.follow_ups)
    if departed >= _FEWEST_DEPARTURES and departed >= _DEPARTED_SHARE * whole:
        # Said once for each count: what grows further is called for again.
        yield ReviewCall(
            why=ReviewCause.DEPARTURES, words=f"施行后{whole}件中有{departed}件未说明理由而偏离"
        )


def _by_time(rule: Rule, today: date) -> Iterator[ReviewCall]:
    if rule.publication is not None and today >= rule.publication.review_on:
        yield ReviewCall(
            why=ReviewCause.TIME_PASSED,
            words=f"定于{rule.publication.review_on.isoformat()}前复审",
        )


def _provisions(words: str) -> Iterator[Provision]:
    for each in find_provisions(words):
        yield each.value

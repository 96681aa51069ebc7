"""Which pending cases does a rule touch?

A case of its causes and courts whose paper or issues speak of what is peculiar to its question.
"""

from dataclasses import dataclass, replace
from typing import Final

from indexing.columns.bigrams import bigrams_of
from service.pending.asking import parts_of_case
from service.pending.model import PendingCase
from service.referral.rules.bearing import RuleSense, covered
from service.referral.rules.model import Rule

_TOUCHED: Final = 0.4
"""A case is asked sooner than a judgment is counted: its judge can say that it is not touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """How a rule touches a case.

    Attributes:
        issue: The issue of the case that is nearest to its question; empty where none is stated.
        nearness: How much of what is peculiar to the question the case speaks of, in [0, 1].
    """

    issue: str
    nearness: float


def touch_of(rule: Rule, sense: RuleSense, case: PendingCase) -> Touch | None:
    """Return how a rule touches a case; None where it does not.

    Args:
        rule: A rule that stands.
        sense: The same as it is held against cases.
        case: A pending case.

    Cost: linear in the paper of the case, about a millisecond.
    """
    if not sense.causes & frozenset(case.elements) or case.court not in rule.text.courts:
        return None
    parts = parts_of_case(case)
    touch = touch_of_text(sense, "\n".join((*parts.issues, *case.issues, case.text)))
    if touch is None:
        return None
    issues = dict.fromkeys((*case.issues, *parts.issues))
    shared = {
        each: len(set(bigrams_of(each).tolist()) & set(sense.question.tolist())) for each in issues
    }
    best = max(shared, key=lambda each: (shared[each], each), default="")
    return replace(touch, issue=best if shared.get(best) else "")


def touch_of_text(sense: RuleSense, text: str) -> Touch | None:
    """Return how a rule bears on a text; None where it does not.

    Cost: linear in the text.
    """
    nearness = covered(sense, text)
    return Touch(issue="", nearness=round(nearness, 4)) if nearness >= _TOUCHED else None

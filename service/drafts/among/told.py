"""How does what like cases show become a finding?"""

from collections.abc import Sequence

from service.comparison.quotes import Quote
from service.drafts.model import DraftFinding, LikeCase, key_of
from service.drafts.rules import RULES
from service.drafts.vocabulary import DraftRule, DraftWeight


def told(
    rule: DraftRule,
    sentence: str,
    *,
    about: Sequence[str],
    quotes: Sequence[Quote] = (),
    cases: Sequence[LikeCase] = (),
    weight: DraftWeight | None = None,
) -> DraftFinding:
    """Return a finding that like cases show.

    Args:
        rule: What was looked at.
        sentence: What was found, in Chinese.
        about: What tells it from others of its rule, whatever cases show it.
        quotes: Words of the draft.
        cases: Like cases.
        weight: How much it matters; None for the weight of the rule.
    """
    card = RULES[rule]
    return DraftFinding(
        key=key_of(rule, *about),
        rule=rule,
        area=card.area,
        weight=weight or card.weight,
        sentence=sentence,
        reason=card.reason,
        quotes=tuple(quotes),
        cases=tuple(cases),
    )

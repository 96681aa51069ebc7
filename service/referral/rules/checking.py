"""How does a rule that a draft departs from become a finding about the draft?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.judgment import Judgment
from service.drafts.among.told import told
from service.drafts.model import DraftFinding
from service.drafts.vocabulary import DraftRule, DraftWeight
from service.labels import label_of
from service.referral.rules.model import RuleForce
from service.referral.rules.way_back import DraftDeparture, WayBack


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCheck:
    """Holds drafts against the rules that stand.

    Attributes:
        way_back: Tells from which a draft departs.
    """

    way_back: WayBack

    def __call__(self, draft: Judgment, elements: Sequence[str]) -> Iterator[DraftFinding]:
        """Give the rules that a draft departs from.

        Args:
            draft: The draft, as read.
            elements: Its charges or cause.

        Cost: some tens of microseconds for each holding and rule of the causes.
        """
        for departure in self.way_back.departures_of(draft, elements):
            yield _told(departure)


def _told(departure: DraftDeparture) -> DraftFinding:
    rule = departure.rule
    number = "" if rule.publication is None else rule.publication.number
    is_binding = rule.text.force is RuleForce.BINDING
    sentence = (
        f"{number}裁判规则（{label_of(rule.text.force)}）就“{rule.text.question}”规定："
        f"{rule.text.answer}。草稿的处理与之不一致"
        + ("，但写有不适用的理由，请核对。" if departure.is_reasoned else "，也没有说明理由。")
    )
    weight = DraftWeight.GRAVE if is_binding and not departure.is_reasoned else DraftWeight.MARKED
    return told(
        DraftRule.AGAINST_RULE,
        sentence.replace("。。", "。"),
        about=(departure.id,),
        quotes=(departure.holding,),
        weight=weight,
    )

"""Has a view of the conference a majority, and what follows for the panel?

Source: 法发〔2021〕2号 art. 11 [M]; over half of whom is for each court to set.
"""

from collections import Counter

from service.referral.conference.item import ConferenceItem, standing_statements
from service.referral.conference.item_acts import SummedView
from service.referral.conference.vocabulary import MajorityBase, PanelConclusion, ViewStanding
from service.referral.referrals.model import Force


def counted_views(item: ConferenceItem) -> tuple[SummedView, ...]:
    """Return the views held in the end with their counts, the most held first, then by words.

    A view has a majority where more than half of the base hold it: of the judges who take part and
    are not recused, or of those who stated an opinion, as the court had set.
    """
    counts = Counter(each.view for each in standing_statements(item))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    base = majority_base(item)
    has_majority = bool(ordered) and ordered[0][1] * 2 > base
    return tuple(
        SummedView(view=view, n=n, standing=_standing(place, has_majority=has_majority))
        for place, (view, n) in enumerate(ordered)
    )


def majority_base(item: ConferenceItem) -> int:
    """Return over half of how many a majority is; observers and the recused are not in it."""
    if item.seats.majority is MajorityBase.STATEMENTS:
        return len(standing_statements(item))
    return sum(seat.account_id not in item.recused for seat in item.seats.judges)


def onward(item: ConferenceItem) -> Force:
    """Return whether the case must, may or need not go to the president for the committee.

    It does where the conference formed no majority, or the panel decides otherwise or cannot
    decide: must for the four classes, may for others.
    """
    panel = item.reconsideration
    differs = panel is not None and panel.conclusion is not PanelConclusion.ADOPTED
    if not differs and item.standing is ViewStanding.MAJORITY:
        return Force.NONE
    return Force.MUST if item.suggestion.four_class else Force.MAY


def _standing(place: int, *, has_majority: bool) -> ViewStanding:
    if not has_majority:
        return ViewStanding.NO_MAJORITY
    return ViewStanding.MAJORITY if place == 0 else ViewStanding.MINORITY

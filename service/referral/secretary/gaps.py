"""What is missing of a referral or an item, and from whom?

Pure: matters in, gaps out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.referral.committee.items import Item
from service.referral.committee.vocabulary import ItemState as CommitteeState
from service.referral.conference.item import ConferenceItem, yet_to_sign
from service.referral.conference.vocabulary import ItemState
from service.referral.referrals.model import EvidenceKind, Referral, ReferralState, Target
from service.referral.secretary.vocabulary import Gap

_TO_A_BODY: Final = frozenset({Target.CONFERENCE, Target.COMMITTEE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that is missing.

    Attributes:
        gap: What.
        names: From whom, where it is known.
    """

    gap: Gap
    names: tuple[str, ...] = ()


def gaps_of_referral(referral: Referral) -> Iterator[Missing]:
    """Give what an open referral to a body still needs.

    Source: 法发〔2020〕24号 art. 2, 7; 法发〔2021〕2号 art. 7 [M].
    """
    if referral.state is not ReferralState.OPEN or referral.target not in _TO_A_BODY:
        return
    is_reported = any(each.kind is EvidenceKind.REPORT for each in referral.evidence)
    if not is_reported and not referral.report_id:
        yield Missing(gap=Gap.REPORT)
    if referral.pending_ids and not referral.opinions:
        yield Missing(gap=Gap.OPINIONS)


def gaps_of_conference_item(item: ConferenceItem) -> Iterator[Missing]:
    """Give who has not read the materials, or not signed the minutes."""
    if item.state is ItemState.DELIVERED:
        unread = tuple(
            seat.name
            for seat in (*item.participants, *item.observers)
            if seat.account_id not in item.read_by and seat.account_id not in item.recused
        )
        if unread:
            yield Missing(gap=Gap.READING, names=unread)
    if item.state is ItemState.SIGNING:
        unsigned = tuple(seat.name for seat in yet_to_sign(item))
        if unsigned:
            yield Missing(gap=Gap.SIGNATURE, names=unsigned)


def gaps_of_committee_item(item: Item) -> Iterator[Missing]:
    """Give which members have not read the materials, or that nobody drafted the minutes."""
    if item.state is CommitteeState.MATERIALS_SENT and item.scheduling is not None:
        unread = tuple(
            seat.name
            for seat in item.scheduling.body.seats
            if seat.account_id not in item.read_by and seat.account_id not in item.recused
        )
        if unread:
            yield Missing(gap=Gap.READING, names=unread)
    if item.state is CommitteeState.DECIDED:
        yield Missing(gap=Gap.MINUTES)

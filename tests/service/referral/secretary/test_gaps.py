"""What is missing of a matter, and from whom."""

from dataclasses import replace

import pytest

from service.referral.conference.item_acts import Recusal
from service.referral.conference.vocabulary import RecusalGround
from service.referral.referrals.model import (
    Evidence,
    EvidenceKind,
    OpinionSide,
    PanelOpinion,
    Proposal,
    Referral,
    ReferralState,
    Target,
    Way,
)
from service.referral.secretary.gaps import (
    gaps_of_committee_item,
    gaps_of_conference_item,
    gaps_of_referral,
)
from service.referral.secretary.vocabulary import Gap
from tests.service.referral.committee import people as committee
from tests.service.referral.conference import made as conference

REPORT = Evidence(kind=EvidenceKind.REPORT, of="r", title="报告", words="", digest="0" * 64)
OPINION = PanelOpinion(member="甲", side=OpinionSide.MAJORITY, opinion="支持")


def referral(**changes):
    basis = {
        "state": ReferralState.OPEN,
        "proposal": Proposal(way=Way.BY_HAND, origin="", question="问题", court="某院"),
        "question": "问题",
        "positions": (),
        "evidence": (),
        "proposed_text": "",
        "target": Target.CONFERENCE,
        "force": "should",
        "grounds": (),
        "proposed_by": 1,
        "judge_ids": (),
        "pending_ids": ("p1",),
    }
    return Referral(**basis | changes)


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({}, [Gap.REPORT, Gap.OPINIONS]),
        ({"evidence": (REPORT,)}, [Gap.OPINIONS]),
        ({"report_id": "r1"}, [Gap.OPINIONS]),
        ({"opinions": (OPINION,)}, [Gap.REPORT]),
        ({"pending_ids": ()}, [Gap.REPORT]),
        ({"evidence": (REPORT,), "opinions": (OPINION,)}, []),
        ({"target": Target.NONE}, []),
        ({"state": ReferralState.PROPOSED}, []),
        ({"state": ReferralState.CLOSED}, []),
    ],
)
def test_what_a_referral_still_needs(changes, gaps):
    assert [each.gap for each in gaps_of_referral(referral(**changes))] == gaps


def names_of(item):
    return [(each.gap, each.names) for each in gaps_of_conference_item(item)]


def test_who_has_not_read_the_materials():
    item = conference.until("delivered")
    item = replace(
        item,
        read_by=(21, 24),
        recusals=(Recusal(account_id=22, ground=RecusalGround.RELATIVE),),
    )
    assert names_of(item) == [(Gap.READING, ("法官23", "列席"))]
    assert names_of(conference.until("read")) == []


def test_who_has_not_signed():
    item = conference.go(*conference.acts_until("signing"), conference.signs(conference.LOW))
    (gap, names), *others = names_of(item)
    assert gap is Gap.SIGNATURE
    assert set(names) == {"法官22", "法官23", "法官24"}
    assert others == []
    assert names_of(conference.until("reconsidering")) == []


def test_which_members_of_the_committee_have_not_read():
    item = committee.go(None, *committee.to_sent())
    (gap,) = gaps_of_committee_item(replace(item, read_by=committee.ORDER[:6]))
    assert (gap.gap, gap.names) == (Gap.READING, ("委员1",))
    assert list(gaps_of_committee_item(replace(item, read_by=committee.ORDER))) == []


def test_a_decision_waits_for_its_minutes():
    item = committee.go(None, *committee.to_voting())
    decided = committee.vote(item, *(committee.opened(each) for each in committee.ORDER))
    assert [each.gap for each in gaps_of_committee_item(decided)] == [Gap.MINUTES]

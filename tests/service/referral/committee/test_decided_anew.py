"""What the committee decides on reconsidering reaches the referral that had come back."""

import pytest

from service.referral.referrals.model import ReferralState


@pytest.fixture
def executed(bench):
    bench.to_execution()
    return bench


def referral_of(bench):
    ledger = bench.referral.referrals.ledger
    return ledger.open(bench.referral_id).matter


def again(bench, decision):
    """The item goes to another meeting, and is decided otherwise."""
    bench.do(bench.president, "reconsider", reason="出现新的司法解释")
    bench.convene()
    bench.do(bench.secretary, "schedule", {"meeting_id": bench.meeting_id, "minutes": 30})
    bench.do(bench.secretary, "send_materials", {"titles": ["审理报告"]})
    bench.begin()
    bench.do(bench.secretary, "open")
    bench.do(bench.judge, "report", {"words": "复议"})
    bench.do(bench.president, "end_questions")
    while (turn := bench.item().sitting.next_speaker) is not None:
        said = {"member": turn.account_id, "opinion": "同意", "reasons": ""}
        bench.do(bench.secretary, "speak", said)
    options = [{"words": decision, "ruling": {}}, {"words": "维持原决定", "ruling": {}}]
    bench.do(bench.president, "put_to_vote", {"options": options})
    for member in bench.members:
        bench.vote(member)
    minutes = {"summary": "复议", "decision": decision, "public_reasons": "新的规定"}
    bench.do(bench.secretary, "draft_minutes", minutes)
    bench.do(bench.president, "approve_minutes")
    bench.do(bench.secretary, "send_decision", {"recipients": ["刑庭"]})


def test_a_second_decision_takes_the_place_of_the_first(executed):
    assert referral_of(executed).committee.words == "被告人甲某犯盗窃罪，判处有期徒刑三年"
    again(executed, "改判有期徒刑二年")
    referral = referral_of(executed)
    assert referral.state is ReferralState.AFTER_COMMITTEE
    assert referral.committee.words == "改判有期徒刑二年"


def test_a_referral_that_was_closed_is_there_again(executed):
    referrals = executed.referral.referrals
    referrals.act(
        executed.referral_id,
        "close",
        {},
        reason="已办结",
        actor=executed.judge,
        now=executed.clock(),
    )
    again(executed, "改判有期徒刑二年")
    assert referral_of(executed).state is ReferralState.AFTER_COMMITTEE


def test_one_that_goes_another_way_by_now_stays_where_it_is(executed):
    for name, reason in (("close", "已办结"), ("reopen", "出现冲突的后案")):
        executed.referral.referrals.act(
            executed.referral_id,
            name,
            {},
            reason=reason,
            actor=executed.judge,
            now=executed.clock(),
        )
    again(executed, "改判有期徒刑二年")
    referral = referral_of(executed)
    assert referral.state is ReferralState.OPEN
    assert referral.committee.words == "被告人甲某犯盗窃罪，判处有期徒刑三年"

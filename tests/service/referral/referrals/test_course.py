"""A referral goes the way of its table, whatever anybody tries."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.referral.course.acts import Act, Doer, KeptAct, Nothing, Part
from service.referral.errors import ReferralError, RuleBrokenError
from service.referral.referrals.course import COURSE, NOT_HELD
from service.referral.referrals.model import (
    Acceptance,
    Attachment,
    ChosenTarget,
    Dismissal,
    DismissalReason,
    Evidence,
    EvidenceKind,
    Force,
    HeldPosition,
    MergedInto,
    OpinionSide,
    PanelOpinion,
    Proposal,
    ReferralState,
    Refinement,
    Returned,
    RuleMade,
    SentOn,
    TakenIn,
    Target,
    Way,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def doer(*parts, account=7):
    return Doer(account_id=account, name="某", parts=frozenset(parts))


JUDGE = doer(Part.HANDLING_JUDGE)
OFFICE = doer(Part.OVERSIGHT_OFFICE, account=5)
MACHINE = doer(Part.MACHINE, account=0)


def proposal(**changes):
    basis = {"way": Way.FINDING, "origin": "", "question": "利息上限", "court": "某院"}
    return Proposal(**basis | changes)


def go(*acts):
    matter = None
    for name, content, who, *reason in acts:
        given_reason = reason[0] if reason else ""
        act = Act(name=name, doer=who, at=NOW, reason=given_reason, content=content)
        matter = COURSE.apply(matter, act)
    return matter


PROPOSED = ("propose", proposal(pending_id="p1"), JUDGE)
SENT = ("send_to_conference", SentOn(item_id="i1", report_id="r1"), JUDGE)
BACK = (
    "return_from_conference",
    Returned(item_id="i1", outcome="majority", words="以四倍为限"),
    MACHINE,
)


@pytest.mark.parametrize(
    ("who", "state"),
    [
        (JUDGE, ReferralState.OPEN),
        (OFFICE, ReferralState.PROPOSED),
        (MACHINE, ReferralState.PROPOSED),
    ],
)
def test_a_judge_knows_that_it_is_one_and_others_propose(who, state):
    assert go(("propose", proposal(), who)).state is state


def test_the_whole_way():
    end = go(
        PROPOSED,
        SENT,
        BACK,
        ("send_to_committee", SentOn(item_id="i2", report_id="r1"), JUDGE),
        ("return_from_committee", Returned(item_id="i2", outcome="decided", words="…"), MACHINE),
        ("make_rule", RuleMade(rule_id="u1"), MACHINE),
        ("close", Nothing(), OFFICE, "规则已公布"),
    )
    assert end.state is ReferralState.CLOSED
    assert (end.item_ids, end.rule_id, end.report_id) == (("i1", "i2"), "u1", "r1")


@pytest.mark.parametrize(
    ("acts", "rule"),
    [
        ([("propose", proposal(question="  "), JUDGE)], "question"),
        ([PROPOSED, ("send_to_conference", SentOn(item_id="i1"), JUDGE)], "V7"),
        ([PROPOSED, ("send_to_committee", SentOn(item_id="i1"), JUDGE)], "V7"),
        ([PROPOSED, ("send_to_committee", SentOn(item_id="i", report_id="r"), JUDGE)], "V8"),
        (
            [
                PROPOSED,
                ("send_to_committee", SentOn(item_id="i", report_id="r", exemption="x"), JUDGE),
            ],
            "V8",
        ),
        (
            [
                PROPOSED,
                SENT,
                ("return_from_conference", Returned(item_id="i9", outcome="", words=""), MACHINE),
            ],
            "item",
        ),
    ],
)
def test_rules_stand_against_it(acts, rule):
    with pytest.raises(RuleBrokenError) as refusal:
        go(*acts)
    assert refusal.value.rule == rule
    assert refusal.value.words


@pytest.mark.parametrize("outcome", NOT_HELD)
def test_where_no_conference_was_held_none_counts(outcome):
    back = Returned(item_id="i1", outcome=outcome, words="不属于讨论范围")
    acts = (PROPOSED, SENT, ("return_from_conference", back, MACHINE))
    end = go(*acts)
    assert (end.state, end.conference) == (ReferralState.AFTER_CONFERENCE, back)
    with pytest.raises(RuleBrokenError, match="V8"):
        go(*acts, ("send_to_committee", SentOn(item_id="i2", report_id="r1"), JUDGE))
    # One that was held counts, whatever becomes of a later item.
    later = SentOn(item_id="i2", report_id="r1")
    again = Returned(item_id="i2", outcome=outcome, words="无新情况")
    heard = (PROPOSED, SENT, BACK, ("send_to_conference", later, JUDGE))
    on = ("send_to_committee", SentOn(item_id="i3", report_id="r1"), JUDGE)
    end = go(*heard, ("return_from_conference", again, MACHINE), on)
    assert end.state is ReferralState.BEFORE_COMMITTEE


@pytest.mark.parametrize("name", ["close", "withdraw"])
def test_what_must_be_referred_is_not_put_away_unheard(name):
    must = proposal(pending_id="p1", target=Target.CONFERENCE, force=Force.MUST)
    with pytest.raises(RuleBrokenError) as refusal:
        go(("propose", must, JUDGE), (name, Nothing(), JUDGE, "不必讨论"))
    assert refusal.value.rule == "must_refer"
    other = ("choose_target", ChosenTarget(target=Target.NONE, force=Force.MAY), JUDGE, "已有例外")
    end = go(("propose", must, JUDGE), other, (name, Nothing(), JUDGE, "不必讨论"))
    assert end.state in {ReferralState.CLOSED, ReferralState.WITHDRAWN}


def test_an_exemption_of_the_law_spares_the_conference():
    sent = SentOn(item_id="i1", report_id="r1", exemption="must_discuss")
    assert go(PROPOSED, ("send_to_committee", sent, JUDGE)).state is ReferralState.BEFORE_COMMITTEE


def test_a_question_of_no_case_needs_no_report():
    sent = ("send_to_conference", SentOn(item_id="i1"), OFFICE)
    end = go(("propose", proposal(), OFFICE), ("accept", Acceptance(), OFFICE), sent)
    assert end.state is ReferralState.BEFORE_CONFERENCE


def test_a_member_who_speaks_again_is_counted_once():
    first = PanelOpinion(member="甲", side=OpinionSide.MAJORITY, opinion="支持")
    second = PanelOpinion(member="甲", side=OpinionSide.MINORITY, opinion="驳回")
    end = go(PROPOSED, ("give_panel_opinion", first, JUDGE), ("give_panel_opinion", second, JUDGE))
    assert end.opinions == (second,)


def test_an_opinion_is_its_members_own():
    first = PanelOpinion(member="乙", side=OpinionSide.MINORITY, opinion="驳回")
    member = Doer(account_id=9, name="乙", parts=frozenset({Part.PANEL_MEMBER}))
    noted = go(PROPOSED, ("give_panel_opinion", first, JUDGE), ("give_panel_opinion", first, JUDGE))
    assert noted.opinions == (first,)
    own = ("give_panel_opinion", first, member)
    other = PanelOpinion(member="甲", side=OpinionSide.MAJORITY, opinion="支持")
    for refused in (
        (own, ("give_panel_opinion", first, JUDGE)),
        (("give_panel_opinion", other, member),),
    ):
        with pytest.raises(RuleBrokenError) as refusal:
            go(PROPOSED, *refused)
        assert refusal.value.rule == "own_opinion"


def test_a_merged_referral_keeps_its_cases_in_the_other():
    one = Evidence(kind=EvidenceKind.QUOTE, of="a", title="", words="甲", digest="1" * 64)
    taken = TakenIn(
        referral_id="x2",
        pending_id="p2",
        judge_ids=(7, 8),
        positions=(HeldPosition(words="两倍"),),
        evidence=(one, one),
    )
    end = go(
        ("propose", proposal(pending_id="p1", judge_ids=(7,)), JUDGE), ("take_in", taken, MACHINE)
    )
    assert end.pending_ids == ("p1", "p2")
    assert end.judge_ids == (7, 8)
    assert end.taken_in == ("x2",)
    assert [each.words for each in end.positions] == ["两倍"]


def test_evidence_is_attached_once():
    one = Evidence(kind=EvidenceKind.QUOTE, of="a", title="", words="甲", digest="1" * 64)
    attach = ("attach", Attachment(evidence=(one,)), JUDGE)
    assert go(PROPOSED, attach, attach).evidence == (one,)


CONTENTS = {
    "propose": proposal(pending_id="p1"),
    "accept": Acceptance(),
    "dismiss": Dismissal(why=DismissalReason.SERIES),
    "refine": Refinement(question="问", positions=(), proposed_text=""),
    "attach": Attachment(evidence=()),
    "give_panel_opinion": PanelOpinion(member="甲", side=OpinionSide.MAJORITY, opinion="支持"),
    "send_to_conference": SentOn(item_id="i1", report_id="r1"),
    "return_from_conference": Returned(item_id="i1", outcome="majority", words=""),
    "send_to_committee": SentOn(item_id="i1", report_id="r1"),
    "return_from_committee": Returned(item_id="i1", outcome="decided", words=""),
    "make_rule": RuleMade(rule_id="u1"),
    "merge": MergedInto(referral_id="x"),
    "withdraw": Nothing(),
    "close": Nothing(),
    "reopen": Nothing(),
}
DOERS = st.sampled_from(list(Part)).map(doer)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(CONTENTS)), DOERS), max_size=30))
def test_no_walk_leaves_the_table_and_its_trail_gives_the_same(walk):
    matter, trail = None, []
    for name, who in walk:
        act = Act(name=name, doer=who, at=NOW, reason="因", content=CONTENTS[name])
        before = "" if matter is None else matter.state.value
        try:
            moved = COURSE.apply(matter, act)
        except ReferralError:
            continue
        move = next(each for each in COURSE.offered(matter) if each.name.value == name)
        assert moved.state in move.targets
        matter = moved
        trail.append(
            KeptAct(number=len(trail) + 1, act=act, from_state=before, to_state=moved.state.value)
        )
    assert COURSE.replay(trail) == matter

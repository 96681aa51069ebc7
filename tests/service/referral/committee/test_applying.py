"""An item on its way to a meeting: what an application needs, who forwards it, who filters it."""

from dataclasses import replace

import pytest

from service.referral.committee.applications import Completion, Materials, PanelAnswer
from service.referral.committee.vocabulary import Filter, ItemState
from service.referral.course.acts import Part
from service.referral.errors import ActNotOfferedError, ActReasonError
from service.referral.referrals.model import OpinionSide, PanelOpinion
from tests.service.referral.committee.people import (
    APPLY,
    FIRST,
    HANDLER,
    JUDGE,
    LEADER,
    MUST,
    NOW,
    PLENARY,
    PRESIDENT,
    SEATS,
    SECRETARY,
    SPECIALISED,
    TO_APPROVED,
    TO_FILTERED,
    act,
    application,
    broken,
    filtering,
    go,
    member,
    opening,
    recuse,
    scheduling,
    to_sent,
)


def test_an_application_climbs_step_by_step():
    item = go(None, *TO_APPROVED[:3])
    assert [each.part for each in item.endorsements] == [Part.DIVISION_HEAD, Part.VICE_PRESIDENT]
    with pytest.raises(ActNotOfferedError):
        go(go(None, APPLY), act("approve", LEADER))


def test_the_president_brings_it_on_without_asking():
    assert go(None, act("apply", LEADER, application())).state is ItemState.APPROVED


def test_a_sole_judge_applies_and_a_panel_does_so_by_its_presiding_judge():
    assert broken(act("apply", HANDLER, application())) == "applicant"
    assert go(None, act("apply", HANDLER, application(is_sole=True))).state is ItemState.APPLIED


SPLIT = (PanelOpinion(member="甲", side=OpinionSide.MINORITY, opinion="改判"),)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"questions": ()}, "question"),
        ({"questions": ("甲", " ")}, "question"),
        ({"report_id": ""}, "V7"),
        ({"conference": None}, "V8"),
        ({"conference": None, "exemption": "hurry"}, "V8"),
        ({"conference": None, "exemption": "must_discuss"}, "V8"),
        (
            {
                "conference": None,
                "exemption": "must_discuss",
                "grounds": (MUST,),
                "opinions": SPLIT,
            },
            "V8",
        ),
    ],
)
def test_an_application_needs_what_the_law_wants(changes, rule):
    assert broken(act("apply", JUDGE, application(**changes))) == rule


@pytest.mark.parametrize(
    "changes",
    [
        {"pending_id": None, "report_id": ""},
        {"conference": None, "exemption": "must_discuss", "grounds": (MUST,)},
        {"conference": None, "exemption": "same_members"},
        {"conference": None, "exemption": "confidential", "opinions": SPLIT},
    ],
)
def test_exemptions_of_the_law_spare_it(changes):
    assert go(None, act("apply", JUDGE, application(**changes))).state is ItemState.APPLIED


def test_the_president_suggests_reconsidering_as_often_as_the_court_allows():
    suggest = act("suggest_reconsideration", LEADER, reason="理由不足")
    answer = PanelAnswer(keeps_opinion=True, words="维持原意见")
    item = go(None, *TO_APPROVED[:3], suggest, act("report_reconsideration", JUDGE, answer))
    assert item.panel_answers == (answer,)
    assert broken(suggest, item=item) == "reconsiderations"
    assert go(item, act("refuse", LEADER, reason="不必讨论")).state is ItemState.REFUSED
    with pytest.raises(ActReasonError):
        go(item, act("refuse", LEADER))


@pytest.mark.parametrize(
    ("changes", "filters", "rule"),
    [
        ({}, {"criteria": ()}, "criteria"),
        ({}, {"result": Filter.SIMPLE}, "simple_track"),
        ({"grounds": (MUST,), "opinions": SPLIT}, {"result": Filter.SIMPLE}, "simple_track"),
        (
            {"grounds": (MUST,)},
            {"result": Filter.SIMPLE, "allows_simple": False},
            "simple_track",
        ),
    ],
)
def test_the_filter_says_why_and_keeps_the_short_way_short(changes, filters, rule):
    item = go(None, act("apply", LEADER, application(**changes)))
    assert broken(act("filter", SECRETARY, filtering(**filters)), item=item) == rule


def test_an_item_goes_the_short_way():
    item = go(
        None,
        act("apply", LEADER, application(grounds=(MUST,))),
        act("filter", SECRETARY, filtering(Filter.SIMPLE)),
        act("schedule", SECRETARY, scheduling()),
        act("send_materials", SECRETARY, Materials(titles=(), lead_days=7)),
        act("open", SECRETARY, opening()),
    )
    assert item.state is ItemState.SPEAKING


def test_what_lacks_something_is_completed_and_what_is_out_of_scope_goes_to_the_president():
    back = go(None, *TO_APPROVED, act("filter", SECRETARY, filtering(Filter.INCOMPLETE)))
    added = Completion(
        questions=("问一", "问二"), facts="事实", proposed="改判", reasons="", like_cases=""
    )
    assert go(back, act("complete", JUDGE, added)).application.questions == ("问一", "问二")
    doubted = go(None, *TO_APPROVED, act("filter", SECRETARY, filtering(Filter.OUT_OF_SCOPE)))
    why = {"reason": "事实问题"}
    assert go(doubted, act("overrule_scope", LEADER, **why)).state is ItemState.APPROVED
    end = go(doubted, act("confirm_out_of_scope", LEADER, **why))
    assert end.state is ItemState.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (replace(PLENARY, seats=SEATS[:6]), "odd_size"),
        (replace(SPECIALISED, seats=SEATS[:3]), "body_size"),
    ],
)
def test_a_body_is_odd_and_a_special_one_over_half(body, rule):
    assert broken(*TO_FILTERED, act("schedule", SECRETARY, scheduling(body))) == rule


def test_materials_are_sent_in_time_or_with_a_reason():
    item = go(None, *TO_FILTERED, act("schedule", SECRETARY, scheduling()))
    late = {"at": NOW.replace(day=6)}
    content = Materials(titles=(), lead_days=7)
    assert broken(act("send_materials", SECRETARY, content, **late), item=item) == "lead_days"
    sent = go(item, act("send_materials", SECRETARY, content, reason="羁押期限将届", **late))
    assert sent.state is ItemState.MATERIALS_SENT


def test_the_president_decides_on_members_and_the_committee_on_the_president():
    item = go(None, *to_sent())
    assert go(item, *recuse(FIRST)).recused == {FIRST}
    assert go(item, *recuse(FIRST, granted=False)).recused == frozenset()
    for refused in (
        recuse(FIRST, who=SECRETARY),
        recuse(FIRST, by_committee=True),
        recuse(PRESIDENT),
    ):
        assert broken(*refused, item=item) == "recusal"
    own = recuse(PRESIDENT, who=SECRETARY, by_committee=True)
    assert go(item, *own).recused == {PRESIDENT}


def test_nothing_begins_while_a_recusal_is_undecided():
    item = go(None, *to_sent(), *recuse(FIRST)[:1])
    assert broken(act("open", SECRETARY, opening()), item=item) == "recusal"


def test_whoever_stands_aside_neither_reads_nor_declares_again():
    item = go(None, *to_sent(), act("acknowledge", member(FIRST)), *recuse(FIRST))
    assert item.read_by == ()
    assert broken(act("acknowledge", member(FIRST)), item=item) == "V10"
    assert broken(*recuse(FIRST), item=item) == "V10"

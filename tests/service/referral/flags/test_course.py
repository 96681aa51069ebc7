"""Those who lead ask and never change; what a machine proposes a person confirms."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.divergence.model import AlarmType
from service.referral.course.acts import Act, Doer, KeptAct, Nothing, Part
from service.referral.errors import ActPartError, ReferralError, RuleBrokenError
from service.referral.flags.course import COURSE
from service.referral.flags.model import (
    CLASS_OF,
    OF_ALARM,
    Answered,
    Closed,
    Disposition,
    FlagState,
    Proposed,
    Required,
    SubItem,
)
from service.reports.vocabulary import FourClass

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def doer(*parts):
    return Doer(account_id=7, name="某", parts=frozenset(parts))


JUDGE, HEAD = doer(Part.HANDLING_JUDGE), doer(Part.DIVISION_HEAD)
OFFICE, MACHINE = doer(Part.OVERSIGHT_OFFICE), doer(Part.MACHINE)


def proposed(sub_item=SubItem.AGAINST_DECIDED, reconsiderations=1):
    return Proposed(
        sub_item=sub_item, pending_id="p1", court="某院", reconsiderations=reconsiderations
    )


def go(*acts):
    flag = None
    for name, content, who, *reason in acts:
        given_reason = reason[0] if reason else "履职"
        act = Act(name=name, doer=who, at=NOW, reason=given_reason, content=content)
        flag = COURSE.apply(flag, act)
    return flag


FOUND = ("propose", proposed(), MACHINE)
MARKED = ("propose", proposed(), HEAD)
RECONSIDER = ("require_reconsideration", Required(), HEAD)


@pytest.mark.parametrize(
    ("who", "state"),
    [
        (MACHINE, FlagState.PROPOSED),
        (JUDGE, FlagState.PROPOSED),
        (HEAD, FlagState.CONFIRMED),
        (OFFICE, FlagState.CONFIRMED),
    ],
)
def test_a_machine_only_proposes(who, state):
    assert go(("propose", proposed(), who)).state is state


def test_the_three_alarms_are_the_three_items_of_the_third_class():
    assert set(OF_ALARM) == set(AlarmType)
    assert {CLASS_OF[item] for item in OF_ALARM.values()} == {FourClass.CONFLICT}
    assert set(CLASS_OF) == set(SubItem)


def test_what_is_asked_is_numbered_and_answered():
    flag = go(MARKED, ("require_report", Required(), HEAD), RECONSIDER)
    assert [each.number for each in flag.requirements] == [1, 2]
    answered = go(
        MARKED,
        ("require_report", Required(), HEAD),
        ("answer", Answered(number=1, words="已提交报告"), JUDGE),
    )
    assert answered.requirements[0].answer == "已提交报告"


@pytest.mark.parametrize(
    ("acts", "rule"),
    [
        ((MARKED, RECONSIDER, RECONSIDER), "reconsideration"),
        ((MARKED, ("close", Closed(), HEAD)), "V16"),
        ((MARKED, ("cancel", Nothing(), JUDGE)), "flag_cancel"),
        ((MARKED, ("answer", Answered(number=1, words="答"), JUDGE)), "flag_answer"),
    ],
)
def test_rules_stand_against_it(acts, rule):
    with pytest.raises(RuleBrokenError) as refusal:
        go(*acts)
    assert refusal.value.rule == rule


def test_how_often_is_what_the_court_had_set():
    twice = ("propose", proposed(reconsiderations=2), HEAD)
    assert len(go(twice, RECONSIDER, RECONSIDER).requirements) == 2
    with pytest.raises(RuleBrokenError):
        go(("propose", proposed(reconsiderations=0), HEAD), RECONSIDER)


def test_only_the_third_class_needs_what_became_of_it():
    other = ("propose", proposed(SubItem.DELAY), HEAD)
    assert go(other, ("close", Closed(), HEAD)).state is FlagState.CLOSED
    end = go(MARKED, ("close", Closed(disposition=Disposition.FOLLOWED), HEAD))
    assert (end.state, end.disposition) == (FlagState.CLOSED, Disposition.FOLLOWED)


def test_a_judge_puts_aside_what_a_machine_proposed():
    assert go(FOUND, ("cancel", Nothing(), JUDGE)).state is FlagState.CANCELLED


def test_judges_do_not_supervise_themselves():
    with pytest.raises(ActPartError):
        go(MARKED, ("require_progress", Required(), JUDGE))


def test_no_act_carries_an_opinion_of_a_panel():
    words = {name for move in COURSE.moves for name in move.content.__dataclass_fields__}
    assert words.isdisjoint({"opinion", "opinions", "side", "member", "positions", "ruling"})


CONTENTS = {
    "propose": proposed(),
    "confirm": Nothing(),
    "cancel": Nothing(),
    "require_progress": Required(),
    "require_report": Required(),
    "require_reconsideration": Required(),
    "read_outline": Nothing(),
    "send_to_conference": Required(),
    "send_to_committee": Required(),
    "answer": Answered(number=1, words="答"),
    "close": Closed(disposition=Disposition.NO_CONFLICT),
}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(CONTENTS)), st.sampled_from(list(Part)).map(doer)),
        max_size=30,
    )
)
def test_no_walk_asks_twice_for_reconsideration_or_loses_what_was_asked(walk):
    flag, trail, asked = None, [], []
    for name, who in walk:
        act = Act(name=name, doer=who, at=NOW, reason="因", content=CONTENTS[name])
        before = "" if flag is None else flag.state.value
        try:
            flag = COURSE.apply(flag, act)
        except ReferralError:
            continue
        if name.startswith(("require", "send")):
            asked.append(name)
        kept = KeptAct(number=len(trail) + 1, act=act, from_state=before, to_state=flag.state.value)
        trail.append(kept)
    assert asked.count("require_reconsideration") <= 1
    assert [each.act.value for each in flag.requirements] == asked if flag else not asked
    assert COURSE.replay(trail) == flag

"""An item once decided: minutes, approval, what the judgment made of it, and the whole way."""

from dataclasses import replace

import pytest

from service.referral.committee.decisions import (
    Difference,
    FiledJudgment,
    Minutes,
    Prevented,
    Registration,
    Sent,
)
from service.referral.committee.vocabulary import Aspect, ItemState, Stand
from service.referral.errors import ActNotOfferedError, ActPartError, ActReasonError
from tests.service.referral.committee.people import (
    BALLOT,
    FOURTH,
    HEAD,
    HELD_ON,
    JUDGE,
    LEADER,
    NOW,
    ORDER,
    SECRETARY,
    VICE,
    VICE_PRESIDENT,
    act,
    broken,
    go,
    opened,
    to_voting,
    vote,
)

MINUTES = Minutes(summary="汇报、讨论", decision="维持原判", public_reasons="合同有效")
FILED = FiledJudgment(case_number="", digest="0" * 64, differences=(), compared=())
SEND = Sent(recipients=("民一庭",), to_prosecutor=False, due_on=HELD_ON)
NOTED = act("note_prevented", SECRETARY, Prevented(on=NOW.date()), reason="因病住院")
APPROVED = Registration(year=2026, serial=1)


def decided(votes=None):
    item = go(None, *to_voting())
    return vote(item, *(votes or [opened(each) for each in ORDER]))


def test_the_whole_way():
    end = go(
        decided(),
        act("draft_minutes", SECRETARY, MINUTES),
        act("return_minutes", LEADER, reason="写明理由"),
        act("draft_minutes", SECRETARY, MINUTES),
        act("approve_minutes", LEADER, Registration(year=2026, serial=1)),
        act("send_decision", SECRETARY, SEND),
        act("ask_to_reconsider", JUDGE, reason="有新情况"),
        act("file_judgment", JUDGE, FILED),
        act("archive", SECRETARY),
    )
    assert end.state is ItemState.ARCHIVED
    assert end.registration.number == "审委〔2026〕1号"
    assert end.sitting.decision == BALLOT.options[0]
    assert [each.member for each in end.sitting.statements] == list(ORDER)
    assert end.n_asked_again == 1


@pytest.mark.parametrize(
    ("changes", "votes", "rule"),
    [
        ({"summary": " "}, {}, "minutes"),
        ({"decision": ""}, {}, "minutes"),
        ({"public_reasons": ""}, {}, "public_reasons"),
        ({}, {FOURTH: Stand.AGAINST}, "minority"),
    ],
)
def test_minutes_hold_what_the_law_wants(changes, votes, rule):
    item = decided(
        [opened(each, votes.get(each, Stand.FOR), 0 if each in votes else 1) for each in ORDER]
    )
    assert broken(act("draft_minutes", SECRETARY, replace(MINUTES, **changes)), item=item) == rule


def test_the_minority_is_known_by_its_votes():
    item = decided([opened(each, option=2 if each == VICE else 1) for each in ORDER])
    assert [each.member for each in item.sitting.minority] == [VICE]
    kept = replace(MINUTES, minority="委员2：应当改判")
    assert go(item, act("draft_minutes", SECRETARY, kept)).minutes.minority


def test_reasons_stay_inside_where_the_law_says_so():
    inner = replace(MINUTES, public_reasons="", unpublished_ground="涉及国家秘密")
    assert go(decided(), act("draft_minutes", SECRETARY, inner)).minutes == inner


def test_minutes_are_approved_by_the_president_alone():
    item = go(decided(), act("draft_minutes", SECRETARY, MINUTES))
    for who in (SECRETARY, HEAD):
        with pytest.raises(ActPartError):
            go(item, act("approve_minutes", who, APPROVED))
    with pytest.raises(ActNotOfferedError):
        go(item, act("send_decision", SECRETARY, SEND))


def test_a_vice_president_approves_where_the_president_is_noted_as_prevented():
    item = go(decided(), act("draft_minutes", SECRETARY, MINUTES))
    for name in ("approve_minutes", "return_minutes"):
        content = APPROVED if name == "approve_minutes" else None
        assert broken(act(name, VICE_PRESIDENT, content, reason="代"), item=item) == "approval"
    done = go(item, NOTED, act("approve_minutes", VICE_PRESIDENT, APPROVED))
    assert (done.state, done.prevented.reason) == (ItemState.MINUTES_APPROVED, "因病住院")
    drafted = act("draft_minutes", SECRETARY, MINUTES)
    back = act("return_minutes", VICE_PRESIDENT, reason="补写理由")
    assert go(item, NOTED, back, drafted).prevented is None


def test_the_president_who_can_approve_after_all_does():
    item = go(decided(), act("draft_minutes", SECRETARY, MINUTES), NOTED)
    assert go(item, act("approve_minutes", LEADER, APPROVED)).prevented is None


def test_a_prevention_has_its_day_and_its_reason():
    item = go(decided(), act("draft_minutes", SECRETARY, MINUTES))
    late = act("note_prevented", SECRETARY, Prevented(on=NOW.date().replace(day=9)), reason="因病")
    assert broken(late, item=item) == "day"
    with pytest.raises(ActReasonError):
        go(item, replace(NOTED, reason=""))


def in_execution():
    return go(
        decided(),
        act("draft_minutes", SECRETARY, MINUTES),
        act("approve_minutes", LEADER, APPROVED),
        act("send_decision", SECRETARY, SEND),
    )


def test_a_judgment_that_differs_waits_for_the_president_or_a_corrected_one():
    difference = Difference(
        aspect=Aspect.CHARGE,
        decided="抢劫罪",
        judged="盗窃罪",
        decided_quote="抢劫罪",
        judged_quote="犯盗窃罪",
        start=0,
        end=4,
    )
    item = go(
        in_execution(),
        act("file_judgment", JUDGE, replace(FILED, differences=(difference,))),
    )
    assert item.state is ItemState.DIFFERS
    with pytest.raises(ActNotOfferedError):
        go(item, act("archive", SECRETARY))
    assert go(item, act("file_judgment", JUDGE, FILED)).state is ItemState.CONFORMS
    confirmed = go(item, act("confirm_conformity", LEADER, reason="罪名更名"))
    assert confirmed.state is ItemState.CONFORMS


def test_the_president_puts_a_decision_up_again():
    item = go(in_execution(), act("reconsider", LEADER, reason="有新情况"))
    assert item.state is ItemState.FILTERED
    assert item.registration is None
    assert item.sitting.decision is not None

"""Where a case goes against one that is pending, those who lead both divisions are told."""

from dataclasses import replace

import pytest

from service.actors import Role
from service.notices.model import NoticeKind
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import ChecklistAnswer, Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Office
from tests.service.collisions.made import FEE, GRANTED, REFUSED, opened


@pytest.fixture
def two_cases(edge, person, clock, judge):
    """Two like cases of two divisions whose judges mean to rule in opposed ways."""
    other = person("li", "李法官", division="民二庭")
    cases = []
    for n, (account, ruling) in enumerate(((judge, GRANTED), (other, REFUSED)), start=1):
        case = opened(
            edge.pending,
            n,
            judge=account.display_name,
            account=account,
            now=clock(),
            intended_ruling=ruling,
        )
        cases.append(case)
    return cases


@pytest.fixture
def heads(person):
    return [
        person(
            f"head{n}", f"庭长{n}", Role.LEADER, offices=(Office.DIVISION_HEAD,), division=division
        )
        for n, division in enumerate(("民一庭", "民二庭", "刑一庭"))
    ]


def told(edge, actor):
    return [
        each.notice.sentence
        for each in edge.notices.of(actor)
        if each.notice.kind is NoticeKind.PENDING_CONFLICT
    ]


@pytest.mark.parametrize("holds", [True, False])
def test_heads_of_both_panels_are_told_once(referral, edge, two_cases, heads, judge, clock, holds):
    mine, _ = two_cases
    desk = referral.referrals
    entry = referral.roster.colleague(judge)
    referral.roster.records.put([replace(entry, court=mine.court, division="民一庭")])
    filled = desk.prefill(Start(way=Way.BY_HAND, pending_id=mine.id), actor=judge, now=clock())
    answers = (ChecklistAnswer(ground="against_pending", holds=holds),)
    begun = desk.propose(filled, Entry(question=FEE, answers=answers), actor=judge, now=clock())
    desk.act(
        begun.id,
        "refine",
        {"question": FEE, "positions": [], "proposed_text": ""},
        reason="",
        actor=judge,
        now=clock(),
    )
    first, second, third = (told(edge, head) for head in heads)
    if not holds:
        assert first == second == third == []
        return
    (sentence,) = first
    assert "您庭在审的（2026）吉0104民初1号与本院在审的（2026）吉0104民初2号（民二庭）" in sentence
    (sentence,) = second
    assert "您庭在审的（2026）吉0104民初2号与本院在审的（2026）吉0104民初1号（民一庭）" in sentence
    assert FEE not in sentence
    assert third == []

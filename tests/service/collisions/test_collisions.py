"""Like pending cases: which they are, who is told of them, and what is never told."""

import pytest

from service.actors import Role
from service.collisions.likeness import likeness_of, profile_of
from service.collisions.model import Conflict, Direction
from service.collisions.opposing import conflicts_between, meant_by
from service.notices.model import NoticeKind
from service.pending.model import Stage
from service.pending.opening import CaseEntry
from service.related.reach import DECIDED_ONLY, Reach
from service.store.notice_records import Reader
from tests.service.collisions.made import FEE, GRANTED, INTEREST, REFUSED, opened
from tests.service.conftest import GOOD_PASSWORD

NOTHING_OPEN = Reach(sees_pending=True)


@pytest.fixture
def li(desk, clock):
    return desk.add(
        name="li", display_name="李法官", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )


@pytest.fixture
def file(case_work, clock):
    def open_case(number, account, **fields):
        return opened(
            case_work.pending,
            number,
            judge=account.display_name,
            account=account,
            now=clock(),
            **fields,
        )

    return open_case


def told(case_work, actor):
    return {
        (each.notice.kind, each.notice.subject, each.notice.sentence)
        for each in case_work.notices.of(actor)
    }


def test_both_judges_are_told_where_the_other_case_lies(case_work, file, judge, li):
    mine, theirs = file(1, judge), file(2, li)
    ((kind, subject, sentence),) = told(case_work, judge)
    assert (kind, subject) == (NoticeKind.PENDING_LIKE, mine.id)
    assert sentence == (
        "在审的（2026）吉0104民初2号（吉林省长春市朝阳区人民法院，承办法官李法官，民间借贷纠纷）"
        f"与您承办的（2026）吉0104民初1号争议焦点“{FEE}”相近。"
    )
    ((_, subject, _),) = told(case_work, li)
    assert subject == theirs.id


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({}, True),
        ({"court": "sibling"}, True),
        ({"court": "above"}, True),
        ({"court": "far"}, False),
        ({"elements": ("买卖合同纠纷",)}, False),
        ({"stage": Stage.CLOSED}, False),
    ],
    ids=["同院", "同一上级", "上级法院", "外省", "案由不同", "已结案"],
)
def test_who_is_near_enough_and_alike(case_work, file, judge, li, fields, is_told):
    file(1, judge)
    file(3, li, **fields)
    assert bool(told(case_work, judge)) is is_told
    assert bool(told(case_work, li)) is is_told


def test_cases_of_one_judge_need_no_notice(case_work, file, judge):
    file(1, judge)
    file(2, judge)
    assert told(case_work, judge) == set()


def test_changes_that_change_nothing_tell_nothing_again(case_work, file, judge, li, clock):
    mine, theirs = file(1, judge), file(2, li)
    for case, account in ((mine, judge), (theirs, li), (mine, judge)):
        clock.forward(minutes=1)
        case_work.pending.change(
            case.id,
            CaseEntry(stage=Stage.AWAITING_DELIBERATION),
            account_id=account.account_id,
            now=clock(),
        )
    assert len(case_work.notices.of(judge)) == len(case_work.notices.of(li)) == 1


def test_a_new_judge_is_told_too(case_work, file, judge, li, clock):
    mine = file(1, judge)
    file(2, li)
    case_work.pending.change(
        mine.id, CaseEntry(handling_judge="赵法官"), account_id=judge.account_id, now=clock()
    )
    named = Reader(account_id=0, name="赵法官")
    (kept,) = case_work.notices.records.of(named, most=9)
    assert kept.notice.subject == mine.id


def test_an_opposed_ruling_is_told_by_direction_alone(case_work, file, judge, li, clock):
    mine = file(1, judge, intended_ruling=GRANTED)
    theirs = file(2, li, intended_ruling=REFUSED)
    ((_, _, sentence),) = [e for e in told(case_work, judge) if e[0] is NoticeKind.PENDING_CONFLICT]
    assert f"对“{FEE}”的裁判意见方向相反：本案拟予支持，对方拟不予支持。" in sentence
    assert "必要费用" not in sentence
    ((_, _, sentence),) = [e for e in told(case_work, li) if e[0] is NoticeKind.PENDING_CONFLICT]
    assert "本案拟不予支持，对方拟予支持" in sentence
    assert "合理费用" not in sentence
    # Other words of the same direction change nothing that matters.
    clock.forward(minutes=1)
    case_work.pending.change(
        theirs.id,
        CaseEntry(intended_ruling="律师费不属于必要费用，对出借人主张的律师费不予支持。"),
        account_id=li.account_id,
        now=clock(),
    )
    case_work.pending.change(
        mine.id, CaseEntry(stage=Stage.IN_TRIAL), account_id=judge.account_id, now=clock()
    )
    for actor in (judge, li):
        kinds = [each.notice.kind for each in case_work.notices.of(actor)]
        assert sorted(kinds) == [NoticeKind.PENDING_CONFLICT, NoticeKind.PENDING_LIKE]


def test_rulings_of_one_direction_do_not_collide(case_work, file, judge, li):
    file(1, judge, intended_ruling=GRANTED)
    file(2, li, intended_ruling="律师费是合理费用，对出借人主张的律师费予以支持。")
    assert {kind for kind, _, _ in told(case_work, judge)} == {NoticeKind.PENDING_LIKE}


def test_a_judge_in_conflict_with_oneself_is_told_once(case_work, file, judge):
    file(1, judge, intended_ruling=GRANTED)
    file(2, judge, intended_ruling=REFUSED)
    assert [kind for kind, _, _ in told(case_work, judge)] == [NoticeKind.PENDING_CONFLICT]


def test_conflicts_are_the_same_from_both_sides(file, judge, li):
    mine, theirs = (
        meant_by(file(1, judge, intended_ruling=GRANTED)),
        meant_by(file(2, li, intended_ruling=REFUSED)),
    )
    (one,), (other,) = conflicts_between(mine, theirs), conflicts_between(theirs, mine)
    assert (one.own, one.other) == (Direction.GRANTED, Direction.REFUSED)
    assert other == Conflict(issue=other.issue, own=one.other, other=one.own)


def test_nothing_is_meant_before_anything_is_written(file, judge):
    assert meant_by(file(1, judge)) is None


def test_likeness_is_the_same_from_both_sides(file, judge):
    cases = [
        file(number, judge, issue=issue)
        for number, issue in enumerate((FEE, INTEREST, "", "律师费应否由借款人承担", FEE), start=1)
    ]
    profiles = [profile_of(case) for case in cases]
    for one in profiles:
        for other in profiles:
            left, right = likeness_of(one, other), likeness_of(other, one)
            assert (left is None) == (right is None)
            if left is not None:
                assert (left.issue, left.other_issue) == (right.other_issue, right.issue)
                assert left.facts == right.facts


def test_the_list_tells_who_hears_cases_where_they_lie(case_work, file, judge, li):
    mine, theirs = file(1, judge), file(2, li)
    (collision,) = case_work.collisions.of_case(mine, NOTHING_OPEN)
    (neighbour,) = collision.neighbours
    assert (neighbour.id, neighbour.judge, neighbour.is_open) == (theirs.id, "李法官", False)
    assert collision.issue == FEE
    opens = Reach(sees_pending=True, opens=frozenset({theirs.id}))
    assert case_work.collisions.of_case(mine, opens)[0].neighbours[0].is_open
    assert case_work.collisions.of_case(mine, DECIDED_ONLY) == ()


def test_nobody_else_is_told_anything(case_work, file, judge, li, desk, clock):
    file(1, judge, intended_ruling=GRANTED)
    file(2, li, intended_ruling=REFUSED)
    for number, role in enumerate(Role):
        other = desk.add(
            name=f"other{number}",
            display_name=f"外人{number}",
            password=GOOD_PASSWORD,
            roles=[role],
            now=clock(),
        )
        assert case_work.notices.of(other) == ()
        assert case_work.notices.n_unread(other) == 0


def test_a_page_never_shows_the_paper_of_the_other(desk_client, file, judge, li):
    mine = file(1, judge, intended_ruling=GRANTED)
    theirs = file(2, li, intended_ruling=REFUSED)
    page = desk_client.get(f"/cases/{mine.id}/divergence").text
    assert "（2026）吉0104民初2号" in page
    assert "裁判意见方向相反" in page
    assert theirs.id not in page
    assert "必要费用" not in page
    assert "王五2" not in page
    answer = desk_client.get(f"/api/v1/pending-cases/{mine.id}/collisions")
    (collision,) = answer.json()["collisions"]
    assert collision["cases"][0]["id"] is None
    assert "必要费用" not in answer.text

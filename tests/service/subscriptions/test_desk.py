"""What somebody asked to hear of reaches them, counted by what they may open and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.judgment import JudgmentId
from service.actors import Role
from service.errors import MalformedRequestError, PageNotFoundError
from service.notices.model import NoticeKind
from service.pending.model import Stage
from service.pending.opening import CaseEntry, CasePaper
from service.search.filtering import filter_of
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.subscriptions.asking import wish_of_case, wish_of_question
from service.subscriptions.matching import law_changes
from service.subscriptions.model import MatchState, Pace, SubscriptionKind
from tests.service.conftest import GOOD_PASSWORD
from tests.service.papers import WordIndex
from tests.service.pending.test_opening import COMPLAINT

DRINKING = MethodQuestion(method=SearchMethod.FACTS, text="饮酒后驾驶小型轿车，被民警查获。")


@pytest.fixture
def subscriptions(following):
    return following.subscriptions


@pytest.fixture
def notices(case_work):
    return case_work.notices


@pytest.fixture
def few(index_shelf, judgments):
    """The index holds the first papers only; called, it holds all."""
    index_shelf.index = WordIndex(judgments[:3], snapshot_id="s0")

    def grow(number=None):
        index_shelf.index = WordIndex(judgments[:number], snapshot_id=f"s{number}")

    grow.judgments = judgments
    return grow


@pytest.fixture
def case(case_work, judge, clock):
    return case_work.pending.open(
        CasePaper(text=COMPLAINT, file_name=None),
        CaseEntry(handling_judge=judge.display_name),
        account_id=judge.account_id,
        now=clock(),
    )


@pytest.fixture
def colleague(desk, clock):
    return desk.add(
        name="other",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )


def told_to(notices, actor):
    return [
        each.notice
        for each in notices.of(actor)
        if each.notice.kind in {NoticeKind.SUBSCRIPTION, NoticeKind.SUBSCRIPTION_DIGEST}
    ]


def test_an_index_that_grew_is_told_of_once(subscriptions, notices, judge, few, clock, judgments):
    begun = subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    assert subscriptions.run(now=clock()).n_notices == 0
    before = begun.known
    few()
    assert subscriptions.run(now=clock()).n_notices == 1
    assert subscriptions.run(now=clock()).n_notices == 0
    (notice,) = told_to(notices, judge)
    found = {f"judgment:{each.id}" for each in judgments if "饮酒" in each.text} - before
    kept = {each.match.key for each in subscriptions.matches(judge, begun.id)}
    assert found <= kept
    assert f"{len(kept)} 篇裁判文书" in notice.sentence
    assert "因您保存并订阅了这项检索" in notice.why
    assert notice.address == f"/subscriptions/{begun.id}"


def test_conditions_of_a_saved_search_hold_for_what_comes(
    subscriptions, notices, judge, few, clock
):
    criminal = replace(DRINKING, filter=filter_of({"case_types": ["criminal"]}))
    civil = replace(DRINKING, filter=filter_of({"case_types": ["civil"]}))
    for each in (criminal, civil):
        subscriptions.subscribe(judge, wish_of_question(each), now=clock())
    few()
    subscriptions.run(now=clock())
    sentences = [each.sentence for each in told_to(notices, judge)]
    assert len([each for each in sentences if "刑事" in each]) == 1
    found = {
        key
        for each in subscriptions.of(judge)
        if "民事" in each.wish.title
        for key in (*each.known, *(one.match.key for one in subscriptions.matches(judge, each.id)))
    }
    drunk = {f"judgment:{each.id}" for each in few.judgments if "饮酒" in each.text}
    assert not found & drunk


def test_what_one_may_not_open_is_neither_told_nor_counted(
    subscriptions, notices, judge, desk, few, clock
):
    subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    desk.set_roles(judge.name, [Role.SECURITY_OFFICER])
    few()
    summary = subscriptions.run(now=clock())
    assert (summary.n_notices, summary.n_refused) == (0, 1)
    assert told_to(notices, judge) == []
    # What may be opened again is told then: it was not used up.
    desk.set_roles(judge.name, [Role.JUDGE])
    assert subscriptions.run(now=clock()).n_notices == 1


def test_a_muted_one_keeps_silent_and_does_not_catch_up(subscriptions, notices, judge, few, clock):
    begun = subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    subscriptions.mute(judge, begun.id, is_muted=True)
    few()
    subscriptions.run(now=clock())
    subscriptions.mute(judge, begun.id, is_muted=False)
    subscriptions.run(now=clock())
    assert told_to(notices, judge) == []
    shown = subscriptions.matches(judge, begun.id)
    assert {each.match.state for each in shown} == {MatchState.QUIET}


def test_once_a_day_all_that_waits_is_one_notice(subscriptions, notices, judge, few, clock):
    wishes = [DRINKING, replace(DRINKING, text="预先在本金中扣除的利息")]
    for each in wishes:
        begun = subscriptions.subscribe(judge, wish_of_question(each), now=clock())
        subscriptions.set_pace(judge, begun.id, Pace.DAILY)
    few(6)
    subscriptions.run(now=clock())
    few()
    subscriptions.run(now=clock())
    (digest,) = told_to(notices, judge)
    assert digest.kind is NoticeKind.SUBSCRIPTION_DIGEST
    assert "每日汇总一次" in digest.why
    clock.forward(days=1)
    subscriptions.run(now=clock())
    subscriptions.run(now=clock())
    n_days = len(told_to(notices, judge))
    assert n_days == 2
    clock.forward(days=1)
    subscriptions.run(now=clock())
    assert len(told_to(notices, judge)) == n_days


def test_a_case_is_followed_by_those_who_may_open_it(
    subscriptions, notices, judge, colleague, case_work, case, clock
):
    with pytest.raises(PageNotFoundError):
        subscriptions.subscribe(colleague, wish_of_case(case), now=clock())
    case_work.pending.admit(case.id, [colleague.account_id], account_id=judge.account_id)
    for actor in (judge, colleague):
        subscriptions.subscribe(actor, wish_of_case(case), now=clock())
    clock.forward(minutes=5)

    def change(actor, stage):
        changed = case_work.pending.change(
            case.id, CaseEntry(stage=stage), account_id=actor.account_id, now=clock()
        )
        subscriptions.case_changed(changed, by=actor, now=clock())

    change(judge, Stage.IN_TRIAL)
    # Whoever changed it knows.
    assert told_to(notices, judge) == []
    assert len(told_to(notices, colleague)) == 1
    case_work.pending.records.remove_member(case.id, colleague.account_id)
    clock.forward(minutes=5)
    change(judge, Stage.AWAITING_DELIBERATION)
    subscriptions.run(now=clock())
    assert len(told_to(notices, colleague)) == 1
    begun = subscriptions.of(colleague)[0]
    assert subscriptions.matches(colleague, begun.id) == ()


def test_a_law_that_is_replaced_is_a_match_from_its_day_on():
    question = MethodQuestion(method=SearchMethod.STATUTE, words="合同法第60条")
    assert wish_of_question(question).kind is SubscriptionKind.PROVISION
    assert law_changes(question, on=date(2020, 12, 31)) == []
    (key,) = law_changes(question, on=date(2021, 1, 1))
    assert key == "law:中华人民共和国合同法 2021-01-01"


def test_the_same_wish_is_one_subscription(subscriptions, judge, few, clock):
    first = subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    again = subscriptions.subscribe(
        judge, wish_of_question(replace(DRINKING, offset=10)), now=clock()
    )
    assert first.id == again.id
    assert len(subscriptions.of(judge)) == 1


def test_nobody_reaches_the_subscription_of_another(subscriptions, judge, colleague, few, clock):
    begun = subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    for act in (
        lambda: subscriptions.find(colleague, begun.id),
        lambda: subscriptions.matches(colleague, begun.id),
        lambda: subscriptions.mute(colleague, begun.id, is_muted=True),
        lambda: subscriptions.set_pace(colleague, begun.id, Pace.DAILY),
        lambda: subscriptions.end(colleague, begun.id, now=clock()),
    ):
        with pytest.raises(PageNotFoundError):
            act()


def test_too_many_are_refused(subscriptions, judge, few, clock, monkeypatch):
    monkeypatch.setattr("service.subscriptions.desk.MOST_SUBSCRIPTIONS", 1)
    subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    other = replace(DRINKING, text="预先在本金中扣除的利息")
    with pytest.raises(MalformedRequestError):
        subscriptions.subscribe(judge, wish_of_question(other), now=clock())


def test_a_judgment_that_left_the_store_is_shown_no_more(subscriptions, judge, few, clock, shelf):
    begun = subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    few()
    subscriptions.run(now=clock())
    shown = subscriptions.matches(judge, begun.id)
    shelf.judgments.pop(JudgmentId(shown[0].match.name))
    assert subscriptions.matches(judge, begun.id) == shown[1:]


def test_the_first_coming_of_a_day_looks_once(subscriptions, notices, judge, few, clock):
    subscriptions.subscribe(judge, wish_of_question(DRINKING), now=clock())
    few(5)
    subscriptions.greet(judge, now=clock())
    n_told = len(told_to(notices, judge))
    few()
    subscriptions.greet(judge, now=clock())
    assert len(told_to(notices, judge)) == n_told == 1
    clock.forward(days=1)
    subscriptions.greet(judge, now=clock())
    assert len(told_to(notices, judge)) == 2

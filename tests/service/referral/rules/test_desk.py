"""A rule reaches the cases that it touches, holds drafts against itself, and is followed."""

from datetime import UTC, datetime, timedelta

import pytest

from corpus.store.sql import SqlJudgmentStore
from service.actors import Role
from service.drafts.reading import read_draft
from service.drafts.vocabulary import DraftRule, DraftWeight
from service.errors import NotPermittedError, PageNotFoundError
from service.notices.model import NoticeKind
from service.pending.opening import CaseEntry
from service.referral.course.acts import Act, Doer, Part
from service.referral.errors import ActPartError, RuleBrokenError
from service.referral.referrals.model import (
    Acceptance,
    Proposal,
    ReferralState,
    Returned,
    SentOn,
    Way,
)
from service.referral.roster.model import Office
from service.referral.rules.checking import RuleCheck
from service.referral.rules.model import (
    FollowUpKind,
    ReviewCause,
    RuleAct,
    RuleState,
    TaskAnswer,
)
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.subscriptions.asking import wish_of_rule
from service.subscriptions.model import SubscriptionKind
from tests.service.case_divergence.suits import CHANGCHUN, DRAFT, GRANTED, REFUSED, appeal
from tests.service.referral.people import COURT

QUESTION = "出借人主张的律师费应否支持"
NOW = datetime(2025, 6, 5, 3, tzinfo=UTC)


def draft_of(judgments, **changes):
    told = {
        "question": QUESTION,
        "answer": "借条约定由借款人承担律师费的，律师费属于实现债权的合理费用，应予支持",
        "minority": "律师费不属于实现债权的必要费用，不予支持",
        "causes": ["民间借贷纠纷"],
        "courts": [CHANGCHUN[0], COURT],
        "law_as_of": "2025-06-01",
        "force": "advisory",
        "inner_reasons": "讨论中有三种意见",
        "examples": [],
        "counterexamples": [],
        **changes,
    }
    return {"text": told, "court": COURT}


@pytest.fixture
def president(person):
    return person("president", "院长甲", Role.LEADER, offices=(Office.PRESIDENT,))


@pytest.fixture
def rules(referral):
    return referral.rules


PUBLICATION = {"number": "2025年第1号", "valid_from": "2025-06-05", "review_on": "2027-06-05"}


@pytest.fixture
def published(rules, judgments, secretary, president):
    drafted = rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)
    return rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)


def test_a_draft_is_for_those_who_keep_rules(rules, judgments, secretary, president, judge):
    drafted = rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)
    assert rules.see(president, drafted.id).rule.text.inner_reasons
    with pytest.raises(PageNotFoundError):
        rules.see(judge, drafted.id)
    assert rules.all(judge) == ()
    assert [each.id for each in rules.all(secretary)] == [drafted.id]


def test_who_keeps_no_rules_drafts_none(rules, judgments, judge, person):
    with pytest.raises(ActPartError):
        rules.act(judge, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)
    administrator = person("keeper", "管理员", Role.ADMINISTRATOR)
    with pytest.raises(NotPermittedError):
        rules.act(administrator, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)


def test_a_published_rule_is_read_without_its_inner_side(rules, published, judge, secretary):
    seen = rules.see(judge, published.id)
    assert seen.rule.state is RuleState.IN_FORCE
    assert seen.rule.text.inner_reasons == ""
    assert (seen.history, seen.is_kept) == ((), False)
    kept = rules.see(secretary, published.id)
    assert kept.rule.text.inner_reasons
    assert [each.act.name for each in kept.history] == ["draft", "publish"]


def test_it_ends_the_referral_that_led_to_it(
    rules, referral, judgments, secretary, president, open_case, judge
):
    # A question that an audit found goes to no conference here: it is put where one has returned.
    ledger = referral.referrals.ledger
    proposal = Proposal(way=Way.AUDIT, origin="", question=QUESTION, court=COURT)
    referral_id = _after_conference(ledger, proposal)
    given = {**draft_of(judgments), "referral_id": referral_id}
    drafted = rules.act(secretary, None, RuleAct.DRAFT, given, now=NOW)
    rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)
    ended = ledger.open(referral_id).matter
    assert (ended.state, ended.rule_id) == (ReferralState.RULED, drafted.id)


def test_a_refused_publication_leaves_the_referral_alone(
    rules, referral, judgments, secretary, president
):
    ledger = referral.referrals.ledger
    proposal = Proposal(way=Way.AUDIT, origin="", question=QUESTION, court=COURT)
    referral_id = _after_conference(ledger, proposal)
    given = {**draft_of(judgments), "referral_id": referral_id}
    drafted = rules.act(secretary, None, RuleAct.DRAFT, given, now=NOW)
    with pytest.raises(RuleBrokenError):
        rules.act(president, drafted.id, RuleAct.PUBLISH, {**PUBLICATION, "number": " "}, now=NOW)
    assert ledger.open(referral_id).matter.state is ReferralState.AFTER_CONFERENCE


def test_the_judge_of_a_case_that_it_touches_is_given_a_task(
    rules, judgments, secretary, president, judge, open_case, edge
):
    case = open_case(judge)
    drafted = rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)
    rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)
    (given,) = rules.see(judge, drafted.id).own_tasks
    assert (given.task.pending_id, given.task.judge_id) == (case.id, judge.account_id)
    told = [each.notice.kind.value for each in edge.notices.of(judge)]
    assert sorted(told) == ["rule_published", "rule_task"]
    answered = rules.answer_task(
        judge, drafted.id, case.id, TaskAnswer.APPLIES, reason="", now=NOW + timedelta(days=1)
    )
    assert answered.own_tasks[0].answer is TaskAnswer.APPLIES
    (touching,) = rules.way_back.touching(case)
    assert touching.id == drafted.id


def test_a_case_opened_later_is_given_its_task_once(
    rules, published, judge, open_case, edge, clock
):
    case = open_case(judge)
    edge.pending.change(case.id, _nothing(), account_id=judge.account_id, now=clock())
    assert len(rules.see(judge, published.id).own_tasks) == 1
    told = [each for each in edge.notices.of(judge) if each.notice.kind.value == "rule_task"]
    assert len(told) == 1


def test_a_case_of_another_question_is_left_alone(rules, published, judge, open_case):
    text = "民事起诉状\n原告：张三。\n被告：李四。\n诉讼请求：判令被告归还借款本金五万元。\n事实与理由：被告借款后下落不明，原告多次催要未果，遂起诉。"
    open_case(judge, text=text)
    assert rules.see(judge, published.id).own_tasks == ()


@pytest.mark.parametrize(
    ("holding", "n"), [(None, 1), (GRANTED, 0)], ids=["against the rule", "with the rule"]
)
def test_a_draft_is_held_against_it(published, case_work, holding, n):
    text = DRAFT if holding is None else DRAFT.replace(REFUSED, holding)
    found = list(
        RuleCheck(way_back=case_work.rules)(read_draft(text, today=NOW.date()), ("民间借贷纠纷",))
    )
    assert [(each.rule, each.weight) for each in found] == [
        (DraftRule.AGAINST_RULE, DraftWeight.MARKED)
    ] * n
    for each in found:
        assert each.quotes[0].text in text


def test_what_later_judgments_made_of_it_is_kept_once(rules, published, engine, secretary):
    later = [
        appeal(17, REFUSED),  # day eight
        appeal(18, GRANTED),
        appeal(19, GRANTED),
    ]
    SqlJudgmentStore(engine).put(later)
    rules.look_after(secretary, published.id, now=NOW)
    rule = rules.see(secretary, published.id).rule
    ids = {each.id: each for each in later}
    kinds = {each.judgment_id: each.kind for each in rule.follow_ups if each.judgment_id in ids}
    assert list(kinds.values()).count(FollowUpKind.FOLLOWED) == 2
    assert list(kinds.values()).count(FollowUpKind.DEPARTED) == 1
    for each in rule.follow_ups:
        if each.judgment_id in ids:
            assert ids[each.judgment_id].text[each.start : each.end] == each.words
    before = len(rules.see(secretary, published.id).history)
    rules.look_after(secretary, published.id, now=NOW)
    assert len(rules.see(secretary, published.id).history) == before
    assert sum(each.with_it + each.against for each in rule.votes if not each.is_after) > 0


def test_nobody_else_looks_after_it(rules, published, judge):
    with pytest.raises(PageNotFoundError):
        rules.look_after(judge, published.id, now=NOW)


def test_it_is_up_for_review_when_its_time_is_over(rules, published, secretary, president):
    rules.look_after(secretary, published.id, now=datetime(2027, 6, 6, tzinfo=UTC))
    rule = rules.see(secretary, published.id).rule
    assert rule.state is RuleState.UNDER_REVIEW
    assert ReviewCause.TIME_PASSED in {each.why for each in rule.reviews}
    kept = rules.act(
        president,
        published.id,
        RuleAct.KEEP,
        {"review_on": "2029-06-05", "law_as_of": "2027-06-06"},
        reason="仍然适用",
        now=datetime(2027, 6, 7, tzinfo=UTC),
    )
    assert kept.rule.state is RuleState.IN_FORCE


def test_whoever_follows_it_is_told_of_what_becomes_public_once(
    rules, following, case_work, judgments, secretary, president, judge
):
    drafted = rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)
    wish = wish_of_rule(drafted.id, QUESTION)
    with pytest.raises(PageNotFoundError):
        following.subscriptions.subscribe(judge, wish, now=NOW)
    rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)
    begun = following.subscriptions.subscribe(judge, wish, now=NOW)
    following.subscriptions.rule_changed(drafted.id, now=NOW)
    rules.look_after(secretary, drafted.id, now=datetime(2027, 6, 6, tzinfo=UTC))
    for _ in range(2):
        following.subscriptions.rule_changed(drafted.id, now=datetime(2027, 6, 6, tzinfo=UTC))
    own = [
        each.notice
        for each in case_work.notices.of(judge)
        if each.notice.kind is NoticeKind.SUBSCRIPTION
    ]
    assert [each.sentence for each in own] == [f"“{QUESTION}”有新的内容：1 项规则变动。"]
    (shown,) = following.subscriptions.matches(judge, begun.id)
    assert shown.address == f"/rules/{drafted.id}"


def test_whoever_follows_its_provision_is_told_of_it(
    rules, following, judgments, secretary, president, judge
):
    asked = [
        MethodQuestion(method=SearchMethod.STATUTE, words=words)
        for words in ("民法典第676条", "民法典第577条")
    ]
    matcher = following.subscriptions.matcher
    drafted = rules.act(
        secretary,
        None,
        RuleAct.DRAFT,
        draft_of(judgments, provisions=["《中华人民共和国民法典》第六百七十六条"]),
        now=NOW,
    )

    def found():
        return [list(matcher.rules_on(SubscriptionKind.PROVISION, each, judge)) for each in asked]

    assert found() == [[], []]
    rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)
    assert found() == [[f"rule:{drafted.id}"], []]


def _nothing():
    return CaseEntry()


def _after_conference(ledger, proposal):
    office = Doer(account_id=5, name="审管办", parts=frozenset({Part.OVERSIGHT_OFFICE}))
    machine = Doer(account_id=0, name="系统", parts=frozenset({Part.MACHINE}))

    def act(name, content, who):
        return Act(name=name, doer=who, at=NOW, content=content)

    begun = ledger.begin(act("propose", proposal, office))
    ledger.perform(begun.id, act("accept", Acceptance(), office))
    ledger.perform(begun.id, act("send_to_conference", SentOn(item_id="i1"), office))
    back = Returned(item_id="i1", outcome="adopted", words="应予支持")
    ledger.perform(begun.id, act("return_from_conference", back, machine))
    return begun.id


def test_the_register_is_turned_over_with_drafts_among_what_was_made(
    rules, judgments, secretary, president, judge
):
    made = []
    for n in range(11):
        moment = NOW + timedelta(minutes=n // 2)
        drafted = rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=moment)
        made.append(drafted.id)
        if n % 3:
            told = {**PUBLICATION, "number": f"2025年第{n}号"}
            rules.act(president, drafted.id, RuleAct.PUBLISH, told, now=moment)
    for actor, n_all in ((secretary, 11), (judge, 7)):
        whole = [each.id for each in rules.all(actor)]
        assert len(whole) == rules.count(actor) == n_all
        for most in (1, 2, 3, 5, 20):
            parts = [
                each.id
                for skip in range(0, n_all + most, most)
                for each in rules.all(actor, most=most, skip=skip)
            ]
            assert parts == whole, (actor.name, most)
    assert rules.count(secretary, state=RuleState.DRAFT) == 4
    assert rules.count(secretary, words="没有这样的词") == 0

"""Who sees a check, what is kept of it, and what a new version resolves."""

from dataclasses import replace

import pytest

from service.drafts.vocabulary import DraftAnswer, DraftRule, DraftWeight
from service.errors import DraftReasonError, NotAJudgmentError, PageNotFoundError
from service.pending.search_model import SubmittedKind
from tests.service.case_divergence.suits import DRAFT

SLIP = DRAFT.replace("十日内归还原告张三借款二十万元", "十日内归还原告张山借款二十万元").replace(
    "原告：张三，男，汉族。", "原告：张三，男，汉族，公民身份号码220104198001010021。"
)


@pytest.fixture
def actor(judge):
    return judge


def found(check, rule):
    return next((each for each in check.findings if each.rule is rule), None)


def test_a_draft_in_a_minority_is_told_with_words_of_both_sides(drafts, case, actor, clock):
    check = drafts.check(case, DRAFT, actor=actor, now=clock())
    finding = found(check, DraftRule.DIVERGES)
    assert check.n_like == 7
    assert "律师费" in finding.quotes[0].text
    assert finding.quotes[0].text in check.text
    assert len(finding.cases) == 4
    assert all(each.words and "予以支持" in each.words for each in finding.cases)


def test_the_draft_that_goes_with_most_is_not_told(drafts, case, actor, clock):
    draft = DRAFT.replace("律师费不属于实现债权的必要费用", "律师费属于实现债权的合理费用").replace(
        "主张的律师费不予支持", "主张的律师费予以支持"
    )
    assert found(drafts.check(case, draft, actor=actor, now=clock()), DraftRule.DIVERGES) is None


def test_answers_stay_with_a_finding_and_a_new_version_shows_what_it_resolved(
    drafts, case, actor, clock
):
    first = drafts.check(case, SLIP, actor=actor, now=clock())
    person, diverges = found(first, DraftRule.PERSON), found(first, DraftRule.DIVERGES)
    drafts.answer(
        case,
        first.id,
        diverges.key,
        DraftAnswer.EXPLAIN,
        reason=" 约定不同 ",
        actor=actor,
        now=clock(),
    )
    clock.forward(minutes=5)
    second = drafts.check(case, DRAFT, file_name="二稿.docx", actor=actor, now=clock())
    state = drafts.state(case, actor=actor)
    assert (second.number, state.check.id) == (2, second.id)
    assert person.key in {each.key for each in state.resolved}
    given = state.answers[diverges.key]
    assert (given.answer, given.reason, given.author) == (DraftAnswer.EXPLAIN, "约定不同", "王法官")
    assert state.n_open == len(second.findings) - 1


def test_the_last_answer_stands_and_all_are_kept(drafts, case, actor, clock):
    check = drafts.check(case, DRAFT, actor=actor, now=clock())
    key = found(check, DraftRule.DIVERGES).key
    for answer in (DraftAnswer.ADOPT, DraftAnswer.REFER):
        drafts.answer(case, check.id, key, answer, reason="", actor=actor, now=clock())
    state = drafts.state(case, actor=actor)
    assert state.answers[key].answer is DraftAnswer.REFER
    assert [each.answer for each in state.history] == [DraftAnswer.ADOPT, DraftAnswer.REFER]


def test_the_same_draft_is_kept_once(drafts, case, actor, clock):
    one = drafts.check(case, DRAFT, actor=actor, now=clock())
    clock.forward(minutes=5)
    assert drafts.check(case, DRAFT, actor=actor, now=clock()) == one
    assert len(drafts.state(case, actor=actor).checks) == 1


def test_to_the_rest_of_the_panel_a_check_does_not_exist(drafts, case, actor, colleague, clock):
    check = drafts.check(case, DRAFT, actor=actor, now=clock())
    key = check.findings[0].key
    for ask in (
        lambda: drafts.check(case, DRAFT, actor=colleague, now=clock()),
        lambda: drafts.state(case, actor=colleague),
        lambda: drafts.state(case, check.id, actor=colleague),
        lambda: drafts.answer(
            case, check.id, key, DraftAnswer.ADOPT, reason="", actor=colleague, now=clock()
        ),
    ):
        with pytest.raises(PageNotFoundError):
            ask()


def test_an_explanation_needs_words_and_unlike_a_like_case(drafts, case, actor, clock):
    check = drafts.check(case, SLIP, actor=actor, now=clock())
    with pytest.raises(DraftReasonError):
        drafts.answer(
            case,
            check.id,
            check.findings[0].key,
            DraftAnswer.EXPLAIN,
            reason="  ",
            actor=actor,
            now=clock(),
        )
    with pytest.raises(PageNotFoundError):
        drafts.answer(
            case,
            check.id,
            found(check, DraftRule.PERSON).key,
            DraftAnswer.NOT_ALIKE,
            reason="",
            actor=actor,
            now=clock(),
        )
    assert drafts.state(case, actor=actor).history == ()


def test_what_is_no_ruling_is_refused(drafts, case, actor, clock):
    with pytest.raises(NotAJudgmentError):
        drafts.check(case, "今天天气很好，" * 10, actor=actor, now=clock())


def test_without_an_index_a_draft_is_checked_by_itself_and_that_is_said(
    drafts, case, actor, clock, index_shelf
):
    index_shelf.index = None
    check = drafts.check(case, SLIP, actor=actor, now=clock())
    assert check.not_compared
    assert check.snapshot_id is None
    assert found(check, DraftRule.PERSON).weight is DraftWeight.GRAVE


def test_a_draft_without_a_case_is_looked_at_and_not_kept(drafts, case, actor, clock):
    looked = drafts.look(DRAFT, now=clock())
    assert any(each.rule is DraftRule.DIVERGES for each in looked.findings)
    with pytest.raises(PageNotFoundError):
        drafts.state(case, actor=actor)


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("", True), ("关于原告提交的指导案例第24号，经查不相类似。", False)],
    ids=["unanswered", "named in the reasons"],
)
def test_a_guiding_case_of_a_party_must_be_answered(
    drafts, case, case_work, actor, clock, words, is_told
):
    case_work.case_search.submit(
        case.id,
        submitted_by="张三",
        submitted_on=clock().date(),
        kind=SubmittedKind.GUIDING,
        number="指导性案例24号",
        account_id=actor.account_id,
        now=clock(),
    )
    draft = DRAFT.replace("本院认为，双方借贷关系成立。", f"本院认为，双方借贷关系成立。{words}")
    check = drafts.check(case, draft, actor=actor, now=clock())
    assert (found(check, DraftRule.PARTY_CASE_UNANSWERED) is not None) is is_told


def test_a_like_case_that_is_none_is_left_out_of_the_next_check(drafts, case, actor, clock):
    check = drafts.check(case, DRAFT, actor=actor, now=clock())
    only = replace(found(check, DraftRule.DIVERGES), key="one", rule=DraftRule.GUIDING_MISSED)
    only = replace(only, cases=only.cases[:1])
    check_id = drafts.records.add(
        case.id,
        account_id=actor.account_id,
        checked_at=clock(),
        file_name=None,
        text=check.text,
        snapshot_id=check.snapshot_id,
        n_like=check.n_like,
        not_compared="",
        findings=(only,),
    )
    drafts.answer(
        case, check_id, "one", DraftAnswer.NOT_ALIKE, reason="事实不同", actor=actor, now=clock()
    )
    clock.forward(minutes=5)
    again = drafts.check(case, DRAFT, actor=actor, now=clock())
    assert again.n_like == check.n_like - 1

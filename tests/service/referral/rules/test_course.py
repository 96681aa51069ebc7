"""A rule goes the way of its table."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.referral.course.acts import Act, Doer, Nothing, Part
from service.referral.errors import (
    ActNotOfferedError,
    ActPartError,
    ActReasonError,
    RuleBrokenError,
)
from service.referral.rules.course import COURSE
from service.referral.rules.model import (
    AnsweredTask,
    FollowUp,
    FollowUpKind,
    FollowUps,
    Kept,
    Publication,
    ReplacedBy,
    ReviewCall,
    ReviewCause,
    RuleDraft,
    RuleForce,
    RuleState,
    RuleText,
    Task,
    TaskAnswer,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OFFICE = Doer(account_id=5, name="审管办", parts=frozenset({Part.OVERSIGHT_OFFICE}))
PRESIDENT = Doer(account_id=1, name="院长", parts=frozenset({Part.PRESIDENT}))
JUDGE = Doer(account_id=7, name="李法官", parts=frozenset({Part.HANDLING_JUDGE}))
MACHINE = Doer(account_id=0, name="系统", parts=frozenset({Part.MACHINE}))

TEXT = RuleText(
    question="逾期利息的上限如何确定",
    answer="逾期利息以合同成立时一年期贷款市场报价利率四倍为限",
    causes=("民间借贷纠纷",),
    courts=("吉林省长春林区中级人民法院",),
    law_as_of=date(2026, 3, 1),
    force=RuleForce.ADVISORY,
)
DRAFT = ("draft", RuleDraft(text=TEXT, court="吉林省长春林区中级人民法院"), OFFICE)
PUBLICATION = Publication(
    number="2026年第1号", valid_from=date(2026, 3, 10), review_on=date(2028, 3, 10)
)
PUBLISH = ("publish", PUBLICATION, PRESIDENT)
TASK = Task(
    pending_id="p1",
    case_number="",
    judge_id=7,
    judge="李法官",
    issue="",
    due_on=date(2026, 3, 17),
)
GIVE = ("give_task", TASK, MACHINE)
CALL = ("call_for_review", ReviewCall(why=ReviewCause.TIME_PASSED, words="期满"), MACHINE)


def go(*acts):
    matter = None
    for name, content, who, *reason in acts:
        act = Act(name=name, doer=who, at=NOW, reason=(reason or [""])[0], content=content)
        matter = COURSE.apply(matter, act)
    return matter


def answer(kind, who=JUDGE, reason="", pending="p1"):
    return ("answer_task", AnsweredTask(pending_id=pending, answer=kind), who, reason)


def follow(judgment_id, kind):
    return FollowUp(
        judgment_id=judgment_id,
        kind=kind,
        decided_on=date(2026, 4, 1),
        start=0,
        end=2,
        words="支持",
        digest="0" * 64,
    )


def test_the_whole_way():
    end = go(
        DRAFT,
        ("revise", replace(TEXT, reasons="因"), OFFICE),
        PUBLISH,
        GIVE,
        answer(TaskAnswer.APPLIES),
        CALL,
        (
            "keep",
            Kept(review_on=date(2030, 1, 1), law_as_of=date(2028, 3, 10)),
            PRESIDENT,
            "仍适用",
        ),
        ("replace", ReplacedBy(rule_id="r2"), PRESIDENT, "新规则"),
    )
    assert end.state is RuleState.REPLACED
    assert end.publication.review_on == date(2030, 1, 1)
    assert end.text.law_as_of == date(2028, 3, 10)
    assert end.tasks[0].answer is TaskAnswer.APPLIES


@pytest.mark.parametrize(
    "missing", [{"question": " "}, {"answer": ""}, {"causes": ()}, {"courts": ()}]
)
def test_a_rule_says_what_it_answers_how_and_for_what(missing):
    with pytest.raises(RuleBrokenError, match="rule_text"):
        go(("draft", RuleDraft(text=replace(TEXT, **missing), court="某院"), OFFICE))


@pytest.mark.parametrize(
    ("acts", "refusal"),
    [
        ([DRAFT, ("publish", PUBLICATION, OFFICE)], ActPartError),
        ([DRAFT, ("publish", replace(PUBLICATION, number=" "), PRESIDENT)], RuleBrokenError),
        (
            [DRAFT, ("publish", replace(PUBLICATION, review_on=date(2026, 3, 10)), PRESIDENT)],
            RuleBrokenError,
        ),
        ([DRAFT, PUBLISH, ("revise", TEXT, OFFICE)], ActNotOfferedError),
        ([DRAFT, GIVE], ActNotOfferedError),
        ([DRAFT, PUBLISH, ("repeal", Nothing(), PRESIDENT)], ActReasonError),
        ([DRAFT, PUBLISH, answer(TaskAnswer.APPLIES)], RuleBrokenError),
        (
            [DRAFT, PUBLISH, GIVE, answer(TaskAnswer.APPLIES, replace(JUDGE, account_id=8))],
            RuleBrokenError,
        ),
        ([DRAFT, PUBLISH, GIVE, answer(TaskAnswer.DISTINGUISHED)], RuleBrokenError),
        (
            [
                DRAFT,
                PUBLISH,
                ("keep", Kept(review_on=date(2030, 1, 1), law_as_of=NOW.date()), OFFICE),
            ],
            ActNotOfferedError,
        ),
    ],
)
def test_what_the_rules_do_not_allow_is_refused(acts, refusal):
    with pytest.raises(refusal):
        go(*acts)


def test_a_binding_rule_names_what_decided_it():
    binding = replace(TEXT, force=RuleForce.BINDING)
    draft = RuleDraft(text=binding, court="某院")
    with pytest.raises(RuleBrokenError, match="binding"):
        go(("draft", draft, OFFICE), PUBLISH)
    decided = go(("draft", replace(draft, item_ids=("i1",)), OFFICE), PUBLISH)
    assert decided.state is RuleState.IN_FORCE


def test_a_case_is_asked_once():
    assert len(go(DRAFT, PUBLISH, GIVE, GIVE).tasks) == 1


def test_a_reason_stands_with_an_answer_that_departs():
    given = go(DRAFT, PUBLISH, GIVE, answer(TaskAnswer.DISTINGUISHED, reason=" 合同未约定 ")).tasks[
        0
    ]
    assert (given.answer, given.reason) == (TaskAnswer.DISTINGUISHED, "合同未约定")


def test_the_last_look_at_a_judgment_counts():
    end = go(
        DRAFT,
        PUBLISH,
        ("follow_up", FollowUps(found=(follow("a", FollowUpKind.DEPARTED),)), MACHINE),
        (
            "follow_up",
            FollowUps(
                found=(follow("b", FollowUpKind.FOLLOWED), follow("a", FollowUpKind.OVERTURNED))
            ),
            MACHINE,
        ),
    )
    assert [(each.judgment_id, each.kind) for each in end.follow_ups] == [
        ("a", FollowUpKind.OVERTURNED),
        ("b", FollowUpKind.FOLLOWED),
    ]


def test_a_cause_calls_once():
    assert len(go(DRAFT, PUBLISH, CALL, CALL).reviews) == 1
    assert go(DRAFT, PUBLISH, CALL).stands

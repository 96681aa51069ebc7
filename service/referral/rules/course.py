"""Which moves does a rule offer, and what does each make of it?

起草 → 施行 → {待复审 → 保留, 被替代, 废止}; beside it tasks for pending cases and what later
judgments did. A rule that was published is never edited: another takes its place.
"""

from dataclasses import replace
from typing import Final

from service.referral.course.acts import Act, MatterKind, Part
from service.referral.course.course import Course, Move, later_move
from service.referral.errors import RuleBrokenError
from service.referral.rules.model import (
    AnsweredTask,
    FollowUps,
    GivenTask,
    Kept,
    Publication,
    ReplacedBy,
    ReviewCall,
    Rule,
    RuleAct,
    RuleDraft,
    RuleForce,
    RuleState,
    RuleText,
    SentUpward,
    Task,
    TaskAnswer,
)

_S, _A = RuleState, RuleAct
_OFFICE = frozenset({Part.OVERSIGHT_OFFICE, Part.CONFERENCE_SECRETARY, Part.COMMITTEE_SECRETARY})
_HEADS = frozenset({Part.PRESIDENT, Part.VICE_PRESIDENT})
_STANDS = frozenset({_S.IN_FORCE, _S.UNDER_REVIEW})


def _draft(_: Rule | None, act: Act) -> Rule:
    draft = act.content_as(RuleDraft)
    return Rule(
        state=_S.DRAFT,
        text=_sound(draft.text),
        court=draft.court,
        referral_id=draft.referral_id,
        item_ids=draft.item_ids,
    )


def _revise(rule: Rule, act: Act) -> Rule:
    return replace(rule, text=_sound(act.content_as(RuleText)))


def _publish(rule: Rule, act: Act) -> Rule:
    publication = act.content_as(Publication)
    if rule.text.force is RuleForce.BINDING and not rule.item_ids:
        raise RuleBrokenError(
            rule="binding",
            sentence="a binding rule names the item of the committee that decided it",
            words="应当执行的规则须写明作出决定的审委会议题（人民法院组织法第三十九条）。",
        )
    if not publication.number.strip() or publication.review_on <= publication.valid_from:
        raise RuleBrokenError(
            rule="publication",
            sentence="a rule is published with a number and a day of review after its first day",
            words="公布规则须有编号，复审日期应当晚于施行日期。",
        )
    return replace(rule, state=_S.IN_FORCE, publication=publication)


def _give_task(rule: Rule, act: Act) -> Rule:
    task = act.content_as(Task)
    # A case is asked once of a rule, however often it changes.
    if any(each.task.pending_id == task.pending_id for each in rule.tasks):
        return rule
    return replace(rule, tasks=(*rule.tasks, GivenTask(task=task)))


def _answer_task(rule: Rule, act: Act) -> Rule:
    answer = act.content_as(AnsweredTask)
    given = next((each for each in rule.tasks if each.task.pending_id == answer.pending_id), None)
    if given is None:
        raise RuleBrokenError(
            rule="task",
            sentence="no task was given for this case",
            words="本规则没有就这一案件布置对照任务。",
        )
    if given.task.judge_id != act.doer.account_id:
        raise RuleBrokenError(
            rule="task_judge",
            sentence="a task is answered by the judge of its case",
            words="对照任务只能由该案承办法官本人答复。",
        )
    if answer.answer is not TaskAnswer.APPLIES and not act.reason.strip():
        raise RuleBrokenError(
            rule="task_reason",
            sentence="not to apply a rule needs a reason",
            words="不适用本规则的，须写明理由。",
        )
    answered = replace(given, answer=answer.answer, reason=act.reason.strip())
    tasks = tuple(answered if each is given else each for each in rule.tasks)
    return replace(rule, tasks=tasks)


def _follow_up(rule: Rule, act: Act) -> Rule:
    looked = act.content_as(FollowUps)
    new = {each.judgment_id: each for each in looked.found}
    kept = tuple(new.pop(each.judgment_id, each) for each in rule.follow_ups)
    return replace(rule, follow_ups=(*kept, *new.values()), votes=looked.votes)


def _call_for_review(rule: Rule, act: Act) -> Rule:
    call = act.content_as(ReviewCall)
    if call in rule.reviews:
        return rule
    return replace(rule, state=_S.UNDER_REVIEW, reviews=(*rule.reviews, call))


def _keep(rule: Rule, act: Act) -> Rule:
    kept = act.content_as(Kept)
    if rule.publication is None:
        raise AssertionError("only a published rule is under review")
    publication = replace(rule.publication, review_on=kept.review_on)
    text = replace(rule.text, law_as_of=kept.law_as_of)
    return replace(rule, state=_S.IN_FORCE, publication=publication, text=text)


def _replace(rule: Rule, act: Act) -> Rule:
    return replace(rule, state=_S.REPLACED, replaced_by=act.content_as(ReplacedBy).rule_id)


def _repeal(rule: Rule, _: Act) -> Rule:
    return replace(rule, state=_S.REPEALED)


def _send_up(rule: Rule, act: Act) -> Rule:
    return replace(rule, sent_up=(*rule.sent_up, act.content_as(SentUpward)))


def _sound(text: RuleText) -> RuleText:
    """Return the text of a rule, which has to say what it answers, how and for what."""
    missing = [
        name
        for name, told in (
            ("问题", text.question.strip()),
            ("规则", text.answer.strip()),
            ("适用案由", text.causes),
            ("适用法院", text.courts),
        )
        if not told
    ]
    if missing:
        raise RuleBrokenError(
            rule="rule_text",
            sentence="a rule says its question, its answer, its causes and its courts",
            words=f"裁判规则还缺：{'、'.join(missing)}。",
        )
    return text


COURSE: Final = Course(
    kind=MatterKind.RULE,
    moves=(
        Move(
            name=_A.DRAFT,
            sources=frozenset(),
            targets=frozenset({_S.DRAFT}),
            parts=_OFFICE,
            step=_draft,
            content=RuleDraft,
            source="法发〔2021〕2号第十四条 [M]",
        ),
        later_move(_A.REVISE, {_S.DRAFT}, {_S.DRAFT}, _OFFICE, _revise, content=RuleText),
        later_move(
            _A.PUBLISH,
            {_S.DRAFT},
            {_S.IN_FORCE},
            _HEADS,
            _publish,
            content=Publication,
            source="人民法院组织法第三十九条",
        ),
        later_move(
            _A.GIVE_TASK, _STANDS, _STANDS, frozenset({Part.MACHINE}), _give_task, content=Task
        ),
        later_move(
            _A.ANSWER_TASK,
            _STANDS,
            _STANDS,
            frozenset({Part.HANDLING_JUDGE}),
            _answer_task,
            content=AnsweredTask,
        ),
        later_move(
            _A.FOLLOW_UP,
            _STANDS,
            _STANDS,
            frozenset({Part.MACHINE}),
            _follow_up,
            content=FollowUps,
        ),
        later_move(
            _A.CALL_FOR_REVIEW,
            _STANDS,
            _STANDS,
            _OFFICE | _HEADS | {Part.MACHINE},
            _call_for_review,
            content=ReviewCall,
        ),
        later_move(
            _A.KEEP,
            {_S.UNDER_REVIEW},
            {_S.IN_FORCE},
            _HEADS,
            _keep,
            content=Kept,
            needs_reason=True,
        ),
        later_move(
            _A.REPLACE,
            _STANDS,
            {_S.REPLACED},
            _HEADS,
            _replace,
            content=ReplacedBy,
            needs_reason=True,
        ),
        later_move(_A.REPEAL, _STANDS, {_S.REPEALED}, _HEADS, _repeal, needs_reason=True),
        later_move(
            _A.SEND_UP,
            _STANDS,
            _STANDS,
            _OFFICE | _HEADS,
            _send_up,
            content=SentUpward,
            source="法发〔2019〕23号第四条；法〔2024〕92号",
        ),
    ),
)
"""The moves of a rule."""

"""In which form do rules (裁判规则) travel over HTTP?"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.labels import label_of
from service.referral.course.acts import KeptAct
from service.referral.rules.desk import RuleView
from service.referral.rules.following import BeforeAndAfter
from service.referral.rules.model import GivenTask, RuleAct, RuleState, TaskAnswer
from service.referral.rules.way_back import TouchingRule
from service.store.matter_records import ListedMatter


class RuleLine(Payload):
    """A rule in a list."""

    id: str
    question: str
    state: LabelledValue
    court: str
    cause: str
    moved_at: datetime


class RulesResponse(Payload):
    """Rules, the last moved first."""

    rules: tuple[RuleLine, ...]
    n: int = Field(description="共有多少项，不只这里所列")


class RuleTaskOut(Payload):
    """A pending case that a rule touches."""

    pending_id: str
    case_number: str
    judge: str
    issue: str
    due_on: date
    answer: LabelledValue | None
    reason: str


class RuleFollowUpOut(Payload):
    """A later judgment and how it stands to a rule."""

    judgment_id: str
    kind: LabelledValue
    decided_on: date | None
    start: int = Field(description="引文在存储原文中的起点（字符）")
    end: int
    words: str


class RuleReviewOut(Payload):
    """Why a rule was called for review."""

    why: LabelledValue
    words: str


class ActOut(Payload):
    """An act of the history."""

    number: int
    name: str
    doer: str
    at: datetime
    from_state: str
    to_state: str
    reason: str


class RuleResponse(Payload):
    """A rule as its reader may see it."""

    id: str
    state: LabelledValue
    question: str
    answer: str
    reasons: str
    minority: str
    causes: tuple[str, ...]
    courts: tuple[str, ...]
    provisions: tuple[str, ...]
    law_as_of: date
    force: LabelledValue
    court: str
    number: str | None
    valid_from: date | None
    review_on: date | None
    replaced_by: str
    tasks: tuple[RuleTaskOut, ...] = Field(description="本人的任务；维护规则的部门可见全部")
    follow_ups: tuple[RuleFollowUpOut, ...]
    reviews: tuple[RuleReviewOut, ...]
    offered: tuple[LabelledValue, ...] = Field(description="现在可以由本人进行的步骤")
    history: tuple[ActOut, ...] = Field(description="留痕；仅维护规则的部门可见")


class RuleActRequest(Payload):
    """An act on a rule."""

    act: RuleAct
    reason: str = Field(default="", max_length=2_000)
    content: dict[str, object] = Field(
        default_factory=dict, description="该步骤的内容，字段见说明文档"
    )


class TaskAnswerRequest(Payload):
    """What the judge of a pending case says of a rule."""

    answer: TaskAnswer
    reason: str = Field(default="", max_length=2_000)


class TouchingRuleOut(Payload):
    """A rule that touches a pending case."""

    id: str
    number: str
    question: str
    answer: str
    force: LabelledValue
    issue: str
    nearness: float
    task: RuleTaskOut | None


class TouchingRulesResponse(Payload):
    """The rules that touch a pending case, the nearest first."""

    rules: tuple[TouchingRuleOut, ...]


class DispersionOut(Payload):
    """How far like cases lie apart; no share below the least number."""

    n: float
    is_enough: bool
    share: float | None
    low: float | None
    high: float | None


class RuleEffectResponse(Payload):
    """How far like cases lie apart before a rule and since."""

    before: DispersionOut
    after: DispersionOut


def encode_rules(listed: tuple[ListedMatter, ...], *, n: int) -> RulesResponse:
    """Return a list of rules as it travels."""
    return RulesResponse(
        rules=tuple(
            RuleLine(
                id=each.id,
                question=each.outline.title,
                state=_labelled(RuleState(each.outline.state)),
                court=each.outline.court,
                cause=each.outline.cause,
                moved_at=each.moved_at,
            )
            for each in listed
        ),
        n=n,
    )


def encode_rule(view: RuleView) -> RuleResponse:
    """Return a rule as it travels."""
    rule, text, publication = view.rule, view.rule.text, view.rule.publication
    return RuleResponse(
        id=view.id,
        state=_labelled(rule.state),
        question=text.question,
        answer=text.answer,
        reasons=text.reasons,
        minority=text.minority,
        causes=text.causes,
        courts=text.courts,
        provisions=text.provisions,
        law_as_of=text.law_as_of,
        force=_labelled(text.force),
        court=rule.court,
        number=None if publication is None else publication.number,
        valid_from=None if publication is None else publication.valid_from,
        review_on=None if publication is None else publication.review_on,
        replaced_by=rule.replaced_by,
        tasks=tuple(map(_task, rule.tasks)),
        follow_ups=tuple(
            RuleFollowUpOut(
                judgment_id=each.judgment_id,
                kind=_labelled(each.kind),
                decided_on=each.decided_on,
                start=each.start,
                end=each.end,
                words=each.words,
            )
            for each in rule.follow_ups
        ),
        reviews=tuple(
            RuleReviewOut(why=_labelled(each.why), words=each.words) for each in rule.reviews
        ),
        offered=tuple(_labelled(RuleAct(move.name)) for move in view.offered),
        history=tuple(map(_act, view.history)),
    )


def encode_touching(found: tuple[TouchingRule, ...]) -> TouchingRulesResponse:
    """Return the rules that touch a case as they travel."""
    return TouchingRulesResponse(
        rules=tuple(
            TouchingRuleOut(
                id=each.id,
                number="" if each.rule.publication is None else each.rule.publication.number,
                question=each.rule.text.question,
                answer=each.rule.text.answer,
                force=_labelled(each.rule.text.force),
                issue=each.touch.issue,
                nearness=each.touch.nearness,
                task=None if each.task is None else _task(each.task),
            )
            for each in found
        )
    )


def encode_effect(found: BeforeAndAfter) -> RuleEffectResponse:
    """Return dispersion before and after as it travels."""
    before, after = (
        DispersionOut(
            n=each.n,
            is_enough=each.is_enough,
            share=each.share if each.is_enough else None,
            low=each.low if each.is_enough else None,
            high=each.high if each.is_enough else None,
        )
        for each in (found.before, found.after)
    )
    return RuleEffectResponse(before=before, after=after)


def _task(given: GivenTask) -> RuleTaskOut:
    return RuleTaskOut(
        pending_id=given.task.pending_id,
        case_number=given.task.case_number,
        judge=given.task.judge,
        issue=given.task.issue,
        due_on=given.task.due_on,
        answer=None if given.answer is None else _labelled(given.answer),
        reason=given.reason,
    )


def _act(kept: KeptAct) -> ActOut:
    return ActOut(
        number=kept.number,
        name=kept.act.name,
        doer=kept.act.doer.name,
        at=kept.act.at,
        from_state=kept.from_state,
        to_state=kept.to_state,
        reason=kept.act.reason,
    )


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))

"""What is a rule (裁判规则), and what do its acts say?

The answer that a conference or the committee gave to a question of law, put so that the next judge
can apply it; and what became of it: who was told, which later judgments went with it or against it,
and when it has to be looked at again.

Source: 法发〔2021〕2号 art. 14 [M]; 人民法院组织法 art. 37, 39; 法发〔2019〕23号 art. 4.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RuleState(StrEnum):
    """How far a rule has come: 起草中, 施行中, 待复审, 已被替代, 已废止."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    UNDER_REVIEW = "under_review"
    REPLACED = "replaced"
    REPEALED = "repealed"


class RuleAct(StrEnum):
    """What can be done with a rule."""

    DRAFT = "draft"
    REVISE = "revise"
    PUBLISH = "publish"
    GIVE_TASK = "give_task"
    ANSWER_TASK = "answer_task"
    FOLLOW_UP = "follow_up"
    CALL_FOR_REVIEW = "call_for_review"
    KEEP = "keep"
    REPLACE = "replace"
    REPEAL = "repeal"
    SEND_UP = "send_up"


class RuleForce(StrEnum):
    """How it binds: 审委会决定，应当执行; 供参考."""

    BINDING = "binding"
    ADVISORY = "advisory"


class TaskAnswer(StrEnum):
    """What the judge of a pending case says: 适用本规则, 区别处理, 与本案无关."""

    APPLIES = "applies"
    DISTINGUISHED = "distinguished"
    NOT_TOUCHED = "not_touched"


class FollowUpKind(StrEnum):
    """How a later judgment stands to a rule: 遵循, 说明理由后区别, 未说明理由而偏离, 已被改判."""

    FOLLOWED = "followed"
    DISTINGUISHED = "distinguished"
    DEPARTED = "departed"
    OVERTURNED = "overturned"


class ReviewCause(StrEnum):
    """Why a rule is to be looked at again.

    所依据的法律变化, 新的指导性案例, 上级法院另有裁判, 施行期满, 偏离较多.
    """

    LAW_CHANGED = "law_changed"
    GUIDING_CASE = "guiding_case"
    SUPERIOR_MOVED = "superior_moved"
    TIME_PASSED = "time_passed"
    DEPARTURES = "departures"


class Side(StrEnum):
    """Where a holding stands to a rule: 一致, 相反, 不明."""

    WITH = "with"
    AGAINST = "against"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """What a rule says.

    Attributes:
        question: The question of law that it answers.
        answer: The rule itself, one or more sentences that can be applied.
        reasons: Why, as may be public.
        inner_reasons: Why, as stays in the inner volume (副卷); shown to those who keep rules only.
        minority: The minority view, if there was one; may be empty.
        causes: Charges and causes that it bears on, one or more.
        courts: Courts that it bears on, by full name.
        provisions: Provisions that it rests on, as cited: 《…》第…条.
        law_as_of: The day whose law it is made for.
        force: Whether it binds.
        examples: Judgments that took its side before it was made, by id.
        counterexamples: Judgments that took the other.
    """

    question: str
    answer: str
    causes: tuple[str, ...]
    courts: tuple[str, ...]
    law_as_of: date
    force: RuleForce
    reasons: str = ""
    inner_reasons: str = ""
    minority: str = ""
    provisions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """What a rule begins with.

    Attributes:
        text: What it says.
        court: Court that makes it.
        referral_id: The referral that led to it; empty where none did.
        item_ids: Items of conference and committee that decided it.
    """

    text: RuleText
    court: str
    referral_id: str = ""
    item_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Made known to everyone whom it concerns.

    Attributes:
        number: Number of the rule in its court, such as 2026年第3号.
        valid_from: From which day on.
        review_on: By which day it is looked at again at the latest.
    """

    number: str
    valid_from: date
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A pending case that a new rule touches, with its judge (对照任务).

    Attributes:
        pending_id: The case.
        case_number: Its number as shown; may be empty.
        judge_id: Account of its judge; 0 where the judge has none.
        judge: Name of the judge.
        issue: The issue of the case that it touches, in the words of the case; may be empty.
        due_on: By when the judge answers.
    """

    pending_id: str
    case_number: str
    judge_id: int
    judge: str
    issue: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredTask:
    """What the judge of a pending case answered."""

    pending_id: str
    answer: TaskAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A later judgment that stands to the rule.

    Attributes:
        judgment_id: The judgment.
        kind: How it stands.
        decided_on: When it was decided.
        start: Where the words begin that show it, in its stored text.
        end: Where they end.
        words: The words.
        digest: SHA-256 of ``words``.
    """

    judgment_id: str
    kind: FollowUpKind
    decided_on: date | None
    start: int
    end: int
    words: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterVotes:
    """How judgments of one quarter stand to a rule; a series has one vote.

    Attributes:
        quarter: The quarter, such as 26-1.
        is_after: Whether decided on the first day of the rule or later.
        with_it: Votes on its side.
        against: Votes on the other.
    """

    quarter: str
    is_after: bool
    with_it: int
    against: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """What was found of judgments in one look.

    Attributes:
        found: Those since the first day of the rule.
        votes: How all of them divide, quarter by quarter, before and since.
    """

    found: tuple[FollowUp, ...]
    votes: tuple[QuarterVotes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCall:
    """Why a rule is up for review.

    Attributes:
        why: The cause.
        words: What happened, with where it stands.
    """

    why: ReviewCause
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Looked at again, and it stands.

    Attributes:
        review_on: By which day it is looked at again.
        law_as_of: The day whose law it was held against.
    """

    review_on: date
    law_as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedBy:
    """The rule that takes its place."""

    rule_id: str


class UpwardForm(StrEnum):
    """As what it goes up: 法律适用分歧解决申请, 案例库备选案例."""

    DIVERGENCE_APPLICATION = "divergence_application"
    LIBRARY_CANDIDATE = "library_candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUpward:
    """Handed to a court above.

    Attributes:
        form: As what.
        court: To which court.
    """

    form: UpwardForm
    court: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTask:
    """A task with what became of it.

    Attributes:
        task: The task.
        answer: What the judge answered; None until then.
        reason: Why.
    """

    task: Task
    answer: TaskAnswer | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its acts made it.

    Attributes:
        state: How far it has come.
        text: What it says.
        court: Court that made it.
        referral_id: The referral that led to it; may be empty.
        item_ids: Items that decided it.
        publication: Number and dates; None until it is published.
        tasks: Pending cases that it touches, in the order in which tasks were given.
        follow_ups: Later judgments, the last look at each.
        votes: How judgments divided before and since, as of the last look.
        reviews: Why it was called for review, in order.
        replaced_by: The rule that took its place; may be empty.
        sent_up: Where it was handed to.
    """

    state: RuleState
    text: RuleText
    court: str
    referral_id: str
    item_ids: tuple[str, ...]
    publication: Publication | None = None
    tasks: tuple[GivenTask, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    votes: tuple[QuarterVotes, ...] = ()
    reviews: tuple[ReviewCall, ...] = ()
    replaced_by: str = ""
    sent_up: tuple[SentUpward, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is to be applied: a rule under review stands until it is changed."""
        return self.state in {RuleState.IN_FORCE, RuleState.UNDER_REVIEW}

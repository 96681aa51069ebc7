"""What is a referral (分歧移送), and what do its acts say?

A question of law on which like cases part, carried from whoever found it to the judges' conference
and the adjudication committee. What it rests on is frozen when it is attached: what is shown later
is what was seen then.

Source: 长林春林区中院 实施意见 (2021) art. 13; 法发〔2019〕23号 art. 4; 法发〔2021〕2号 art. 4.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.referral.course.acts import Nothing


class ReferralState(StrEnum):
    """How far a referral has come.

    待研判, 已立项, 法官会议研究中, 法官会议已研究, 审委会讨论中, 审委会已决定, 已报上级法院,
    已形成裁判规则, 已办结; 不构成分歧, 已并入, 已撤回.
    """

    PROPOSED = "proposed"
    OPEN = "open"
    BEFORE_CONFERENCE = "before_conference"
    AFTER_CONFERENCE = "after_conference"
    BEFORE_COMMITTEE = "before_committee"
    AFTER_COMMITTEE = "after_committee"
    BEFORE_SUPERIOR = "before_superior"
    RULED = "ruled"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class ReferralAct(StrEnum):
    """What can be done with a referral."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    DISMISS = "dismiss"
    REFINE = "refine"
    ATTACH = "attach"
    GIVE_PANEL_OPINION = "give_panel_opinion"
    CHOOSE_TARGET = "choose_target"
    RECHECK = "recheck"
    SEND_TO_CONFERENCE = "send_to_conference"
    RETURN_FROM_CONFERENCE = "return_from_conference"
    SEND_TO_COMMITTEE = "send_to_committee"
    RETURN_FROM_COMMITTEE = "return_from_committee"
    DECIDE_ANEW = "decide_anew"
    SEND_UP = "send_up"
    ANSWER_FROM_ABOVE = "answer_from_above"
    MAKE_RULE = "make_rule"
    MERGE = "merge"
    TAKE_IN = "take_in"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"


class Way(StrEnum):
    """How it came: 分歧提示, 草稿核对, 类案检索, 批量评查, 手工."""

    FINDING = "finding"
    DRAFT_CHECK = "draft_check"
    SEARCH = "search"
    AUDIT = "audit"
    BY_HAND = "by_hand"


class Target(StrEnum):
    """Where it goes: 无须移送, 专业法官会议, 审判委员会, 审管办梳理, 上级法院."""

    NONE = "none"
    CONFERENCE = "conference"
    COMMITTEE = "committee"
    OVERSIGHT = "oversight"
    SUPERIOR = "superior"


class Force(StrEnum):
    """How strongly: 无须, 可以, 应当建议, 必须."""

    NONE = "none"
    MAY = "may"
    SHOULD = "should"
    MUST = "must"


class DismissalReason(StrEnum):
    """Why there is no divergence: 关键事实不同, 法律变化, 已被改判, 同一系列案, 数据错误, 其他."""

    KEY_FACT = "key_fact"
    LAW_CHANGED = "law_changed"
    OVERTURNED = "overturned"
    SERIES = "series"
    DATA_ERROR = "data_error"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What was frozen: 检索报告, 分歧提示, 草稿核对, 评查分歧点, 裁判文书引文."""

    REPORT = "report"
    FINDING = "finding"
    DRAFT_CHECK = "draft_check"
    AUDIT_CLUSTER = "audit_cluster"
    QUOTE = "quote"


class OpinionSide(StrEnum):
    """How an opinion of the panel stands: 多数意见, 少数意见, 尚未形成多数."""

    MAJORITY = "majority"
    MINORITY = "minority"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPosition:
    """One side of the divergence (观点).

    Attributes:
        words: What it holds.
        judgment_ids: Judgments that take it.
        n_judgments: How many take it; may be more than are named.
        reasons: Why, in the words of those who hold it; may be empty.
    """

    words: str
    judgment_ids: tuple[str, ...] = ()
    n_judgments: int = 0
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something that the referral rests on, as it was when it was attached.

    Attributes:
        kind: What it is.
        of: Its id where it came from: report, finding, check, cluster or judgment.
        title: What it is called.
        words: What was seen, as text or JSON; a quote is verbatim.
        digest: SHA-256 of ``words``, 64 hexadecimal digits.
        start: Of a quote: where it begins in the stored text of the judgment.
        end: Of a quote: where it ends.
        snapshot_id: Index that had answered; may be empty.
    """

    kind: EvidenceKind
    of: str
    title: str
    words: str
    digest: str
    start: int | None = None
    end: int | None = None
    snapshot_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelOpinion:
    """What one member of the panel holds (合议庭成员意见).

    Attributes:
        member: Name of the member.
        side: Majority, minority, or none formed.
        opinion: What the member holds.
        reasons: Why.
        asks_for_conference: Whether the member asks for the conference (少数意见可以要求提交).
    """

    member: str
    side: OpinionSide
    opinion: str
    reasons: str = ""
    asks_for_conference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswer:
    """What a person answers to an item of the must-refer checklist.

    Attributes:
        ground: Token of the ground of the routing table that is asked.
        holds: Whether it holds.
    """

    ground: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a referral begins with.

    Attributes:
        way: How it came.
        origin: Where opinions part: token of an origin of the routing table; may be empty.
        question: The refined legal question (提炼的法律适用问题).
        court: Court that it belongs to.
        division: Division; may be empty.
        cause: Charge or cause; may be empty.
        pending_id: The pending case that it came from, if one.
        case_number: Its number as shown; may be empty.
        judge_ids: Accounts of the judges concerned, who may open it.
        positions: The sides.
        evidence: What it rests on.
        proposed_text: What is proposed as rule or ruling; may be empty.
        grounds: Tokens of the lines of the routing table that speak for it.
        target: Where the routing table sends it.
        force: How strongly.
        four_class: Whether the case is one of the four classes (四类案件).
        checked: What the person who referred it answered to the must-refer checklist.
    """

    way: Way
    origin: str
    question: str
    court: str
    division: str = ""
    cause: str = ""
    pending_id: str | None = None
    case_number: str = ""
    judge_ids: tuple[int, ...] = ()
    positions: tuple[HeldPosition, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    proposed_text: str = ""
    grounds: tuple[str, ...] = ()
    target: Target = Target.NONE
    force: Force = Force.NONE
    four_class: bool = False
    checked: tuple[ChecklistAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Taken up as a divergence (立项).

    Attributes:
        in_charge: Account that keeps it going (经办); 0 where it is the handling judge.
    """

    in_charge: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """No divergence."""

    why: DismissalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Refinement:
    """The question, the positions and the proposed text put better."""

    question: str
    positions: tuple[HeldPosition, ...]
    proposed_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Further evidence."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenTarget:
    """Where it goes, where that differs from what the routing table says."""

    target: Target
    force: Force
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """The must-refer checklist held against what it was.

    Attributes:
        came: Tokens of grounds that hold and did not.
        went: Tokens of grounds that held and do not.
        grounds: Those that hold.
        target: Where it goes now.
        force: How strongly now.
    """

    came: tuple[str, ...]
    went: tuple[str, ...]
    grounds: tuple[str, ...]
    target: Target
    force: Force


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOn:
    """Handed to a conference or the committee.

    Attributes:
        item_id: The item that it became there.
        report_id: The signed search report that goes with it; empty where none is there.
        exemption: Why the committee is asked without a conference: ``must_discuss``,
            ``same_members``, ``confidential``; empty where a conference has been held.
    """

    item_id: str
    report_id: str = ""
    exemption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back of a conference or the committee.

    Attributes:
        item_id: The item.
        outcome: Token of how it ended there.
        words: The opinion or the decision.
        goes_on: Whether it has to go on to the committee (应当层报), may (可以), or is done.
    """

    item_id: str
    outcome: str
    words: str
    goes_on: Force = Force.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUp:
    """Applied for above (法发〔2019〕23号)."""

    court: str
    paper_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFromAbove:
    """What the court above answered."""

    words: str
    answered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMade:
    """The rule that it led to."""

    rule_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedInto:
    """The referral that goes on with its question."""

    referral_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A referral on a like question that was merged into this one; its cases stay with it.

    Attributes:
        referral_id: The other one.
        pending_id: Its pending case, if one.
        judge_ids: Judges concerned there.
        positions: Its positions.
        evidence: Its evidence.
    """

    referral_id: str
    pending_id: str | None
    judge_ids: tuple[int, ...]
    positions: tuple[HeldPosition, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral as its acts made it.

    Attributes:
        state: How far it has come.
        proposal: What it began with.
        question: The question as it is put now.
        positions: The sides as they are put now, those of merged referrals behind.
        evidence: All that it rests on.
        proposed_text: What is proposed now.
        opinions: What the members of the panel hold, one for each member.
        own_opinions: Members who gave theirs themselves; nobody else changes it.
        target: Where it goes.
        force: How strongly.
        grounds: Why.
        in_charge: Account that keeps it going; 0 for the handling judge.
        proposed_by: Account that proposed it; 0 for the machine.
        judge_ids: All judges concerned.
        pending_ids: All pending cases that it is about.
        item_ids: Items of conference and committee that it became, in order.
        report_id: The search report that went with it; may be empty.
        conference: What came back of the last conference.
        was_heard: Whether a conference was ever held on it.
        committee: What came back of the committee.
        rule_id: The rule that it led to; may be empty.
        merged_into: The referral that goes on with its question; may be empty.
        taken_in: Referrals that were merged into it.
        rechecks: What its checklist was found to have changed by, in order.
    """

    state: ReferralState
    proposal: Proposal
    question: str
    positions: tuple[HeldPosition, ...]
    evidence: tuple[Evidence, ...]
    proposed_text: str
    target: Target
    force: Force
    grounds: tuple[str, ...]
    proposed_by: int
    judge_ids: tuple[int, ...]
    pending_ids: tuple[str, ...]
    in_charge: int = 0
    opinions: tuple[PanelOpinion, ...] = ()
    own_opinions: frozenset[str] = frozenset()
    item_ids: tuple[str, ...] = ()
    report_id: str = ""
    conference: Returned | None = None
    was_heard: bool = False
    committee: Returned | None = None
    rule_id: str = ""
    merged_into: str = ""
    taken_in: tuple[str, ...] = ()
    rechecks: tuple[Rechecked, ...] = ()


NOTHING = Nothing()
"""The content of acts on a referral that say no more than their reason."""

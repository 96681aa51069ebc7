"""In which form do divergences travel over HTTP?"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.case_divergence.answers import AnswerKind, GivenAnswer, topic_of
from service.case_divergence.model import CaseDivergence
from service.comparison.quotes import Quote
from service.divergence.model import (
    DivergenceOrigin,
    Explanation,
    Finding,
    Member,
    PositionGroup,
    RangeView,
)
from service.labels import label_of


class SourceQuoteOut(Payload):
    """Words of a judgment; ``text`` is what stands at ``start`` to ``end``, unchanged."""

    judgment_id: str | None
    text: str
    start: int
    end: int


class MemberOut(Payload):
    """A judgment on one side, with the three factors of 法发〔2020〕24号 art. 11."""

    judgment_id: str
    vote: float = Field(description="计入的件数；系列案合并计一件，草稿和已被改判撤销的为零")
    court: str
    court_level: LabelledValue | None
    decided_on: date | None
    committee: SourceQuoteOut | None = Field(description="载明经审判委员会讨论的原文")
    effect: LabelledValue
    is_draft: bool
    holding: SourceQuoteOut
    passage: SourceQuoteOut


class PositionOut(Payload):
    """A position."""

    key: str
    label: str = Field(description="裁判文书原文中最短的表述")
    votes: float
    members: tuple[MemberOut, ...]


class ExplanationOut(Payload):
    """An innocent explanation (无责解释)."""

    kind: LabelledValue
    share: float = Field(description="能够说明的差异所占份额，0 至 1")
    sentence: str
    evidence: tuple[SourceQuoteOut, ...]


class RangeMarkOut(Payload):
    """One judgment against what its like make expect."""

    judgment_id: str
    actual: float
    low: float
    middle: float
    high: float


class RangeOut(Payload):
    """A range with all who take part."""

    unit: str
    coverage: float
    marks: tuple[RangeMarkOut, ...]


class AnswerOut(Payload):
    """What the handling judge said of a finding."""

    answer: LabelledValue
    reason: str
    author: str
    at: datetime
    finding_key: str
    origin: LabelledValue | None = Field(description="由承办法官填写的分歧来源")


class FindingOut(Payload):
    """A question that like cases answer differently; a hint, no verdict."""

    key: str
    kind: LabelledValue
    cause: str
    question: str
    severity: LabelledValue
    is_reported: bool = Field(description="样本不足或者已有无责解释的为假")
    where: tuple[LabelledValue, ...]
    origins: tuple[LabelledValue, ...] = Field(
        description="分歧来源（法发〔2020〕26号第九条），从裁判署名能够读出的部分"
    )
    score: float
    positions: tuple[PositionOut, ...]
    explanations: tuple[ExplanationOut, ...]
    alarms: tuple[LabelledValue, ...] = Field(description="可由人标记的四类案件情形")
    range: RangeOut | None
    answer: AnswerOut | None


class DivergenceResponse(Payload):
    """Where the like cases of a case were decided differently."""

    findings: tuple[FindingOut, ...]
    n_compared: int
    n_recent: int
    n_unknown_effect: int
    n_left_out: int = Field(description="尚未生效等不参加比对的类案")
    n_said_not_similar: int
    snapshot_id: str


class AnswerRequest(Payload):
    """What the handling judge says of a finding."""

    answer: AnswerKind
    reason: str = Field(default="", max_length=2000)
    origin: DivergenceOrigin | None = None


def encode_divergence(found: CaseDivergence) -> DivergenceResponse:
    """Return what was found as it travels."""
    gathered = found.gathered
    ids = {judgment.text: judgment.id for judgment in gathered.judgments.values()}
    return DivergenceResponse(
        findings=tuple(
            encode_finding(each, ids, found.answers.get(topic_of(each))) for each in found.findings
        ),
        n_compared=gathered.n_like,
        n_recent=gathered.n_recent,
        n_unknown_effect=gathered.n_unknown,
        n_left_out=gathered.n_unsettled,
        n_said_not_similar=gathered.n_said_otherwise,
        snapshot_id=gathered.snapshot_id,
    )


def encode_finding(
    finding: Finding,
    ids: Mapping[str, str],
    answer: GivenAnswer | None,
) -> FindingOut:
    """Return a finding as it travels.

    Args:
        finding: The finding.
        ids: Their ids by text, which quotes of explanations count in.
        answer: What the handling judge said of its question, or None.
    """
    return FindingOut(
        key=finding.key,
        kind=_labelled(finding.kind),
        cause=finding.cause,
        question=finding.question,
        severity=_labelled(finding.severity),
        is_reported=finding.is_reported,
        where=tuple(map(_labelled, finding.where)),
        origins=tuple(map(_labelled, finding.origins)),
        score=finding.score,
        positions=tuple(map(_position, finding.groups)),
        explanations=tuple(_explanation(each, ids) for each in finding.explanations),
        alarms=tuple(map(_labelled, finding.alarms)),
        range=None if finding.plot is None else _range(finding.plot),
        answer=None if answer is None else _answer(answer),
    )


def _position(group: PositionGroup) -> PositionOut:
    return PositionOut(
        key=group.key,
        label=group.label,
        votes=group.votes,
        members=tuple(map(_member, group.members)),
    )


def _member(member: Member) -> MemberOut:
    level, own = member.level, member.judgment_id
    return MemberOut(
        judgment_id=own,
        vote=member.vote,
        court=member.court,
        court_level=None if level is None else _labelled(level),
        decided_on=member.decided_on,
        committee=None if member.committee is None else _quote(member.committee, own),
        effect=_labelled(member.effect),
        is_draft=member.is_draft,
        holding=_quote(member.holding, own),
        passage=_quote(member.passage, own),
    )


def _explanation(explanation: Explanation, ids: Mapping[str, str]) -> ExplanationOut:
    kind = explanation.innocence
    return ExplanationOut(
        kind=_labelled(kind),
        share=explanation.share,
        sentence=explanation.sentence,
        evidence=tuple(_quote(each, ids.get(each.whole)) for each in explanation.evidence),
    )


def _range(plot: RangeView) -> RangeOut:
    return RangeOut(
        unit=plot.unit,
        coverage=plot.coverage,
        marks=tuple(
            RangeMarkOut(
                judgment_id=mark.judgment_id,
                actual=mark.actual,
                low=mark.low,
                middle=mark.middle,
                high=mark.high,
            )
            for mark in plot.marks
        ),
    )


def _answer(given: GivenAnswer) -> AnswerOut:
    return AnswerOut(
        answer=_labelled(given.kind),
        reason=given.reason,
        author=given.author,
        at=given.at,
        finding_key=given.finding_key,
        origin=None if given.origin is None else _labelled(given.origin),
    )


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))


def _quote(quote: Quote, judgment_id: str | None) -> SourceQuoteOut:
    return SourceQuoteOut(
        judgment_id=judgment_id, text=quote.text, start=quote.span.start, end=quote.span.end
    )

"""In which form do checks of drafts travel over HTTP?"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.drafts.desk import offered
from service.drafts.looking import Looked
from service.drafts.model import DraftFinding, GivenAnswer
from service.drafts.record import CheckState
from service.drafts.vocabulary import DraftAnswer
from service.labels import label_of


class CheckRequest(Payload):
    """A draft to be checked."""

    text: str = Field(description="裁判文书草稿全文")
    file_name: str | None = Field(default=None, max_length=255)


class LooseCheckRequest(Payload):
    """A draft that belongs to no pending case."""

    text: str = Field(description="裁判文书草稿全文")
    court: str | None = Field(default=None, description="审理法院，默认为草稿首部的法院")


class DraftAnswerRequest(Payload):
    """What the handling judge says of a finding."""

    finding: str = Field(description="问题的 key")
    answer: DraftAnswer
    reason: str = Field(default="", max_length=2_000)


class DraftQuoteOut(Payload):
    """Words of the draft; ``text`` is what stands at ``start`` to ``end``, unchanged."""

    text: str
    start: int
    end: int


class LikeCaseOut(Payload):
    """A like case that a finding rests on, with its words."""

    judgment_id: str
    title: str
    what: str = Field(description="顺位，或者在本项中的作用")
    words: str
    start: int | None
    end: int | None


class DraftAnswerOut(Payload):
    """An answer as it was given."""

    finding: str
    answer: LabelledValue
    reason: str
    author: str
    at: datetime


class DraftFindingOut(Payload):
    """Something that the judge should look at; a hint, no verdict."""

    key: str = Field(description="同一问题在新一稿中不变")
    rule: LabelledValue
    area: LabelledValue
    weight: LabelledValue
    sentence: str
    reason: str
    quotes: tuple[DraftQuoteOut, ...]
    cases: tuple[LikeCaseOut, ...]
    answers: tuple[LabelledValue, ...] = Field(description="可以作出的答复")
    given: DraftAnswerOut | None = None


class LooseCheckResponse(Payload):
    """What was found in a draft; quotes count in ``text``. Nothing is kept."""

    text: str
    findings: tuple[DraftFindingOut, ...]
    snapshot_id: str | None
    n_like: int
    not_compared: str


class CheckResponse(LooseCheckResponse):
    """A check as it is kept."""

    id: str
    number: int
    checked_at: datetime
    file_name: str | None
    history: tuple[DraftAnswerOut, ...]
    resolved: tuple[DraftFindingOut, ...] = Field(description="上一稿有而本稿没有的问题")


def encode_looked(looked: Looked) -> LooseCheckResponse:
    """Return what was found in a draft of no case."""
    return LooseCheckResponse(
        text=looked.text,
        findings=tuple(encode_finding(each) for each in looked.findings),
        snapshot_id=looked.snapshot_id,
        n_like=looked.n_like,
        not_compared=looked.not_compared,
    )


def encode_check(state: CheckState) -> CheckResponse:
    """Return a check with its answers."""
    check = state.check
    return CheckResponse(
        id=check.id,
        number=check.number,
        checked_at=check.checked_at,
        file_name=check.file_name,
        text=check.text,
        findings=tuple(encode_finding(each, state.answers) for each in check.findings),
        snapshot_id=check.snapshot_id,
        n_like=check.n_like,
        not_compared=check.not_compared,
        history=tuple(_answer(each) for each in state.history),
        resolved=tuple(encode_finding(each) for each in state.resolved),
    )


def encode_finding(
    finding: DraftFinding, answers: Mapping[str, GivenAnswer] | None = None
) -> DraftFindingOut:
    """Return a finding, with what was said of it where that is asked."""
    given = (answers or {}).get(finding.key)
    return DraftFindingOut(
        key=finding.key,
        rule=_labelled(finding.rule),
        area=_labelled(finding.area),
        weight=_labelled(finding.weight),
        sentence=finding.sentence,
        reason=finding.reason,
        quotes=tuple(
            DraftQuoteOut(text=each.text, start=each.span.start, end=each.span.end)
            for each in finding.quotes
        ),
        cases=tuple(
            LikeCaseOut(
                judgment_id=each.judgment_id,
                title=each.title,
                what=each.what,
                words=each.words,
                start=None if each.span is None else each.span.start,
                end=None if each.span is None else each.span.end,
            )
            for each in finding.cases
        ),
        answers=tuple(_labelled(each) for each in offered(finding)),
        given=None if given is None else _answer(given),
    )


def _answer(given: GivenAnswer) -> DraftAnswerOut:
    return DraftAnswerOut(
        finding=given.key,
        answer=_labelled(given.answer),
        reason=given.reason,
        author=given.author,
        at=given.at,
    )


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))

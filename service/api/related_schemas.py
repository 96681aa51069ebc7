"""In which form do related cases travel over HTTP?"""

from datetime import date

from pydantic import Field

from corpus.relations.model import Ground, Leg, Relation, Words
from service.api.schemas import LabelledValue, Payload
from service.labels import label_of
from service.related.model import Alarm, Edge, LeftOut, Related, RelatedCase


class WordsOut(Payload):
    """Words of a paper; ``start`` and ``end`` are null for what the case system tells."""

    text: str
    start: int | None
    end: int | None


class GroundOut(Payload):
    """One thing that shows a relation, with the words of both papers where both say it."""

    kind: str
    sentence: str
    own: WordsOut | None = Field(description="本案文书的原文")
    other: WordsOut | None = Field(description="关联案件文书的原文")


class LegOut(Payload):
    """One of the three conditions of a repeated suit (民诉解释247)."""

    kind: LabelledValue
    sentence: str
    grounds: tuple[GroundOut, ...]


class RelatedCaseOut(Payload):
    """A case; of one that may not be opened only where it lies is told."""

    id: str | None
    is_pending: bool
    number: str
    title: str
    court: str
    judge: str
    subject: str
    instance: LabelledValue | None
    filed_on: date | None
    decided_on: date | None
    effect: LabelledValue | None
    effect_reason: str


class EdgeOut(Payload):
    """A relation with the case at its other end."""

    case: RelatedCaseOut
    sentence: str
    is_later: bool = Field(description="关联案件在后（援引关系中：本案援引对方）")
    grounds: tuple[GroundOut, ...]
    legs: tuple[LegOut, ...]


class RelatedGroupOut(Payload):
    """The relations of one kind."""

    kind: LabelledValue
    edges: tuple[EdgeOut, ...]


class AlarmOut(Payload):
    """Something to look at at once; a hint, no finding."""

    kind: LabelledValue
    sentence: str


class LeftOutOut(Payload):
    """Cases that share something and were not compared because they are too many."""

    what: str
    n_cases: int
    n_looked_at: int


class RelatedResponse(Payload):
    """The related cases (关联案件) of a case, apart from similar ones."""

    case: RelatedCaseOut
    groups: tuple[RelatedGroupOut, ...]
    alarms: tuple[AlarmOut, ...]
    n_looked_at: int
    left_out: tuple[LeftOutOut, ...]
    n_unknown: int = Field(description="由旧版读取、尚未参与比对的库中文书数")


def encode_related(related: Related) -> RelatedResponse:
    """Return the related cases of a case as they travel."""
    return RelatedResponse(
        case=_case(related.case),
        groups=tuple(
            RelatedGroupOut(
                kind=LabelledValue(value=kind.value, label=label_of(kind)),
                edges=tuple(_edge(edge, related.case.id) for edge in edges),
            )
            for kind, edges in related.edges.items()
        ),
        alarms=tuple(map(_alarm, related.alarms)),
        n_looked_at=related.n_looked_at,
        left_out=tuple(map(_left_out, related.left_out)),
        n_unknown=related.n_unknown,
    )


def _edge(edge: Edge, own: str) -> EdgeOut:
    relation = edge.relation
    return EdgeOut(
        case=_case(edge.case),
        sentence=relation.sentence,
        is_later=relation.left == own,
        grounds=tuple(_ground(each, relation, own) for each in relation.grounds),
        legs=tuple(_leg(each, relation, own) for each in relation.legs),
    )


def _leg(leg: Leg, relation: Relation, own: str) -> LegOut:
    return LegOut(
        kind=LabelledValue(value=leg.kind.value, label=label_of(leg.kind)),
        sentence=leg.sentence,
        grounds=tuple(_ground(each, relation, own) for each in leg.grounds),
    )


def _ground(ground: Ground, relation: Relation, own: str) -> GroundOut:
    sides = (ground.left, ground.right)
    mine, others = sides if relation.left == own else sides[::-1]
    return GroundOut(
        kind=ground.kind.value,
        sentence=ground.sentence,
        own=_words(mine),
        other=_words(others),
    )


def _words(words: Words | None) -> WordsOut | None:
    if words is None:
        return None
    span = words.span
    return WordsOut(
        text=words.text,
        start=None if span is None else span.start,
        end=None if span is None else span.end,
    )


def _case(case: RelatedCase) -> RelatedCaseOut:
    return RelatedCaseOut(
        id=case.id if case.is_open else None,
        is_pending=case.is_pending,
        number=case.number,
        title=case.title,
        court=case.court,
        judge=case.judge,
        subject=case.subject,
        instance=None
        if case.instance is None
        else LabelledValue(value=case.instance.value, label=label_of(case.instance)),
        filed_on=case.filed_on,
        decided_on=case.decided_on,
        effect=None
        if case.effect is None
        else LabelledValue(value=case.effect.value, label=label_of(case.effect)),
        effect_reason=case.effect_reason,
    )


def _alarm(alarm: Alarm) -> AlarmOut:
    return AlarmOut(
        kind=LabelledValue(value=alarm.kind.value, label=label_of(alarm.kind)),
        sentence=alarm.sentence,
    )


def _left_out(left: LeftOut) -> LeftOutOut:
    return LeftOutOut(what=left.what, n_cases=left.n_cases, n_looked_at=left.n_looked_at)

"""What does the page of a judgment show beside its text?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.corrections import value_at
from corpus.judgment import CaseType, Judgment, Party
from corpus.spans import Span, value_of
from service.reading.correcting import CORRECTABLE, CorrectableField, CorrectionView, typed_value
from service.reading.fields import CORRECTED, FieldGroup, ReadField, fields_of
from service.search.answer import QuotedPassage
from service.search.facts import Fact, FactState, facts_of

FACT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "library_number": "案例编号",
        "keyword": "关键词",
        "case_number": "案号",
        "court": "审理法院",
        "court_level": "法院层级",
        "decided_on": "裁判日期",
        "case_type": "案件类型",
        "document_kind": "文书种类",
        "instance": "审级",
        "cause": "案由",
        "charge": "罪名",
    }
)
_PLACE = re.compile(r"\.\d+$")
_LONGEST_QUOTE = 60
_SHOWN_FURTHER = frozenset({FieldGroup.RULING, FieldGroup.PANEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionForm:
    """The form by which a field is set right.

    Attributes:
        field: The field with what it accepts.
        typed: What stands in the form at first.
    """

    field: CorrectableField
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A property on the screen.

    Attributes:
        label: Its title.
        state: How far it could be read.
        value: What was understood, or None.
        candidates: The readings of an ambiguous property.
        quote: The words it was read from, or None when the text does not say.
        reason: Why it could not be read, where it could not.
        correction: The correction that gave the value, or None.
        form: How to set it right; None where it has no form of its own.
    """

    label: str
    state: FactState
    value: str | None
    candidates: tuple[str, ...] = ()
    quote: str | None = None
    reason: str | None = None
    correction: CorrectionView | None = None
    form: CorrectionForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherView:
    """Other fields under one title.

    Attributes:
        label: The title.
        fields: What was read, each once.
        form: How to set it right; None where it has no form of its own.
        correction: The correction that gave it, or None.
    """

    label: str
    fields: tuple[ReadField, ...]
    form: CorrectionForm | None = None
    correction: CorrectionView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """Passages and marks of a judgment in offsets of its text, ascending and apart."""

    passages: tuple[Span, ...]
    marks: tuple[Span, ...]


def fact_views(
    judgment: Judgment, corrections: Sequence[CorrectionView] = ()
) -> tuple[FactView, ...]:
    """Return the properties of a judgment; a cause is not missed where there are charges.

    Args:
        judgment: The judgment.
        corrections: Its corrections; those that count mark the fields that they gave.
    """
    counting = {each.correction.field: each for each in corrections if each.standing is not None}
    views: list[FactView] = []
    formed: set[str] = set()
    for fact in _facts(judgment):
        name = "charges" if fact.name == "charge" else fact.name
        form = None
        if name in CORRECTABLE and name not in formed:
            formed.add(name)
            form = form_of(judgment, name)
        views.append(_view(fact, judgment.text, counting.get(name), form))
    return tuple(views)


def form_of(judgment: Judgment, name: str) -> CorrectionForm:
    """Return the form of a field with what stands there now."""
    return CorrectionForm(
        field=CORRECTABLE[name], typed=typed_value(name, value_at(judgment, name))
    )


def further_views(
    judgment: Judgment, corrections: Sequence[CorrectionView] = ()
) -> tuple[FurtherView, ...]:
    """Return ruling and panel, under one title what belongs together.

    Args:
        judgment: The judgment.
        corrections: Its corrections; those that count mark the fields that they gave.
    """
    found: dict[str, dict[str | None, ReadField]] = {}
    for field in fields_of(judgment):
        if field.group in _SHOWN_FURTHER:
            found.setdefault(field.label, {}).setdefault(field.fact.value, field)
    return tuple(
        _further(judgment, label, tuple(fields.values()), corrections)
        for label, fields in found.items()
    )


def _further(
    judgment: Judgment,
    label: str,
    fields: tuple[ReadField, ...],
    corrections: Sequence[CorrectionView],
) -> FurtherView:
    # A member of a list is named by its place behind the name of the list.
    name = _PLACE.sub("", fields[0].fact.name)
    return FurtherView(
        label=label,
        fields=fields,
        form=form_of(judgment, name) if name in CORRECTABLE else None,
        correction=counting_for(corrections, name),
    )


def counting_for(corrections: Sequence[CorrectionView], name: str) -> CorrectionView | None:
    """Return the correction of a field that counts now, or None."""
    return next(
        (
            each
            for each in corrections
            if each.correction.field == name and each.standing is not None
        ),
        None,
    )


def people_of(judgment: Judgment) -> tuple[Party, ...]:
    """Return those who take part, each once, in order of the text."""
    return tuple(dict.fromkeys(party.value for party in judgment.parties))


def provisions_of(judgment: Judgment) -> tuple[str, ...]:
    """Return the provisions cited, each once, in order of the text."""
    return tuple(dict.fromkeys(str(found.value) for found in judgment.provisions))


def laid_out(passages: Sequence[QuotedPassage]) -> LaidOut:
    """Return where passages and the marks in them stand in the whole text."""
    ordered = tuple(_apart(sorted(passages, key=lambda passage: passage.span)))
    return LaidOut(
        passages=tuple(passage.span for passage in ordered),
        marks=tuple(
            mark.shifted(passage.span.start) for passage in ordered for mark in passage.marks
        ),
    )


def _apart(passages: Sequence[QuotedPassage]) -> Iterator[QuotedPassage]:
    end = 0
    for passage in passages:
        if passage.span.start >= end:
            yield passage
            end = passage.span.end


def _facts(judgment: Judgment) -> Iterator[Fact]:
    """Give the properties; of cause and charges the one that the kind of case has."""
    is_criminal = value_of(judgment.case_type) is CaseType.CRIMINAL
    for fact in facts_of(judgment):
        is_moot = fact.name == "cause" and fact.state is FactState.NOT_STATED
        if not is_moot or not (is_criminal or judgment.charges):
            yield fact
    if is_criminal and not judgment.charges:
        yield Fact(name="charge", state=FactState.NOT_STATED)


def _view(
    fact: Fact, text: str, correction: CorrectionView | None, form: CorrectionForm | None
) -> FactView:
    quote = None if fact.span is None else fact.span.of(text).strip()
    is_told_twice = not quote or quote == fact.value or len(quote) > _LONGEST_QUOTE
    is_corrected = fact.rule == CORRECTED or fact.state is FactState.NOT_STATED
    return FactView(
        label=FACT_LABELS[fact.name],
        state=fact.state,
        value=fact.value,
        candidates=fact.candidates,
        quote=None if is_told_twice else quote,
        reason=fact.reason,
        correction=correction if is_corrected else None,
        form=form,
    )

"""Which fields were read of a judgment, each with its words, in the order of the screen?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from corpus.judgment import Court, Judgment
from corpus.outcome.model import (
    AdministrativeOutcome,
    AppealOutcome,
    CivilOutcome,
    CriminalOutcome,
    Outcome,
)
from corpus.spans import Extracted, Span
from service.labels import label_of
from service.reading import outcome_words as words
from service.search.facts import Fact, FactState, fact_of

T = TypeVar("T")


class FieldGroup(StrEnum):
    """Fields that are shown in one colour."""

    HEAD = "head"
    PEOPLE = "people"
    LAW = "law"
    RULING = "ruling"
    PANEL = "panel"


GROUP_LABELS: Mapping[FieldGroup, str] = MappingProxyType(
    {
        FieldGroup.HEAD: "首部与案由",
        FieldGroup.PEOPLE: "当事人",
        FieldGroup.LAW: "法条与援引案号",
        FieldGroup.RULING: "裁判结果",
        FieldGroup.PANEL: "审判组织",
    }
)

STATE_LABELS: Mapping[FactState, str] = MappingProxyType(
    {
        FactState.STATED: "已读出",
        FactState.NOT_STATED: "文书未载明",
        FactState.AMBIGUOUS: "有几种可能",
        FactState.UNREADABLE: "原文无法辨认",
        FactState.WITHHELD: "原文已隐去",
    }
)

CORRECTED = "corrected"
"""Rule of a value that a person gave (:data:`corpus.corrections.RULE`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """One field of a judgment.

    Attributes:
        number: From 1, the mark under which text and list name it.
        group: Where it belongs.
        label: Its title.
        fact: How far it was read, with value, words and rule; its name is the name of the field
            in the judgment.
    """

    number: int
    group: FieldGroup
    label: str
    fact: Fact

    @property
    def mark(self) -> Span | None:
        """The characters of the text that are marked; None where there are none."""
        span = self.fact.span
        return None if span is None or not len(span) else span

    @property
    def is_corrected(self) -> bool:
        """Whether a person gave the value."""
        return self.fact.rule == CORRECTED


def fields_of(judgment: Judgment) -> tuple[ReadField, ...]:
    """Return every field of a judgment; what the text does not say stands there as such.

    Example:
        >>> from datetime import date
        >>> from corpus.judgment import RawJudgment, SourceRecord
        >>> from corpus.reading import read_judgment
        >>> text = "某县人民法院民事裁定书（2020）吉0123民初7号本院认为，应予准许。裁定如下：准许。"
        >>> source = SourceRecord(name="s", place="p", format="text")
        >>> read = read_judgment(RawJudgment(text=text, source=source), today=date(2026, 1, 1))
        >>> [field.fact.value for field in fields_of(read) if field.label == "案号"]
        ['（2020）吉0123民初7号']
    """
    parts = (
        (FieldGroup.HEAD, _head(judgment)),
        (FieldGroup.PEOPLE, _people(judgment)),
        (FieldGroup.LAW, _law(judgment)),
        (FieldGroup.RULING, _ruling(judgment)),
        (FieldGroup.PANEL, _panel(judgment)),
    )
    found = ((group, label, fact) for group, facts in parts for label, fact in facts)
    return tuple(
        ReadField(number=number, group=group, label=label, fact=fact)
        for number, (group, label, fact) in enumerate(found, start=1)
    )


def count_states(fields: Sequence[ReadField]) -> dict[FactState, int]:
    """Return how many fields are in each state."""
    return {state: sum(each.fact.state is state for each in fields) for state in FactState}


Labelled = Iterator[tuple[str, Fact]]


def _head(judgment: Judgment) -> Labelled:
    yield "案号", fact_of("case_number", judgment.case_number, str)
    yield "审理法院", fact_of("court", judgment.court, _court)
    yield "裁判日期", fact_of("decided_on", judgment.decided_on, lambda day: day.isoformat())
    yield "案件类型", fact_of("case_type", judgment.case_type, label_of)
    yield "文书种类", fact_of("document_kind", judgment.document_kind, label_of)
    yield "审级", fact_of("instance", judgment.instance, label_of)
    if judgment.cause is not None or not judgment.charges:
        yield "案由", fact_of("cause", judgment.cause, str)
    yield from _all("罪名", "charges", judgment.charges, str)


def _court(court: Court) -> str:
    place = "" if court.province is None else f"，{court.province}"
    return f"{court.name}（{label_of(court.level)}{place}）"


def _people(judgment: Judgment) -> Labelled:
    yield from _all("当事人", "parties", judgment.parties, words.party_words, is_missed=True)


def _law(judgment: Judgment) -> Labelled:
    yield from _all("引用法条", "provisions", judgment.provisions, str, is_missed=True)
    yield from _all("援引案号", "quoted_case_numbers", judgment.quoted_case_numbers, str)


def _ruling(judgment: Judgment) -> Labelled:
    if judgment.outcome is None:
        yield "裁判结果", Fact(name="outcome", state=FactState.NOT_STATED)
        return
    yield from _outcome(judgment.outcome)


def _outcome(outcome: Outcome) -> Labelled:
    if outcome.criminal is not None:
        yield from _criminal(outcome.criminal)
    if outcome.civil is not None:
        yield from _civil(outcome.civil)
    if outcome.administrative is not None:
        yield from _administrative(outcome.administrative)
    if outcome.appeal is not None:
        yield from _appeal(outcome.appeal)


def _criminal(outcome: CriminalOutcome) -> Labelled:
    at = "outcome.criminal."
    yield from _all("定罪量刑", f"{at}accused", outcome.accused, words.accused_words)
    yield from _all("其他主文", f"{at}orders", outcome.orders, words.order_words)
    yield from _all(
        "量刑情节", f"{at}circumstances", outcome.circumstances, words.circumstance_words
    )


def _civil(outcome: CivilOutcome) -> Labelled:
    at = "outcome.civil."
    yield "裁判结果", fact_of(f"{at}result", outcome.result, label_of)
    yield from _all("主文", f"{at}orders", outcome.orders, words.order_words)
    yield from _all("责任比例", f"{at}shares", outcome.shares, words.share_words)
    yield from _all("诉讼费用", f"{at}costs", outcome.costs, words.cost_words)


def _administrative(outcome: AdministrativeOutcome) -> Labelled:
    at = "outcome.administrative."
    yield from _all("裁判结果", f"{at}results", outcome.results, label_of)
    yield from _all("主文", f"{at}orders", outcome.orders, words.order_words)
    yield from _all("诉讼费用", f"{at}costs", outcome.costs, words.cost_words)


def _appeal(outcome: AppealOutcome) -> Labelled:
    at = "outcome.appeal."
    yield "对原裁判的处理", fact_of(f"{at}result", outcome.result, label_of)
    yield from _all("原审裁判", f"{at}below", outcome.below, words.earlier_words)


def _panel(judgment: Judgment) -> Labelled:
    if not judgment.panel:
        yield "署名", Fact(name="panel", state=FactState.NOT_STATED)
    for place, member in enumerate(judgment.panel):
        yield "署名", fact_of(f"panel.{place}", member, words.member_words)


def _all(
    label: str,
    name: str,
    found: Sequence[Extracted[T]],
    to_words: Callable[[T], str],
    *,
    is_missed: bool = False,
) -> Labelled:
    """Give the members of a list; of an empty one, that it is not stated, if that is of note."""
    if not found and is_missed:
        yield label, Fact(name=name, state=FactState.NOT_STATED)
    for place, each in enumerate(found):
        yield label, fact_of(f"{name}.{place}", each, to_words)

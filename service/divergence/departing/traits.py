"""Which traits of a ruling can be held against those of like cases?

A trait is a topic, the values that a judgment has there, and the words that show it. A topic on
which a judgment says nothing gives no trait: silence departs from nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.cause.charges import renamed_to
from corpus.judgment import Judgment
from corpus.outcome.model import AccusedOutcome, CivilResult, TermKind
from corpus.spans import Extracted, Span
from service.divergence.departing.heads import heads_of
from service.divergence.departing.law import GENERAL, laws_of
from service.divergence.departing.proof import burden_of
from service.divergence.departing.rates import rate_basis_of


class Topic(StrEnum):
    """What a trait is about, in the words that a finding asks with."""

    CHARGE = "罪名的认定"
    RESULT = "诉讼请求的处理结果"
    PROCEDURE = "作实体判决还是裁定驳回起诉"
    PROBATION = "是否适用缓刑"
    RATE = "利率依据约定或者请求还是另行确定"
    HEAD = "单项请求是否支持"
    LAW = "裁判依据的法律"
    BURDEN = "举证责任由谁承担"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What a judgment does on a topic.

    Attributes:
        topic: The topic.
        about: What of the topic, where one judgment can have several: a head of claim.
        values: What it does; two judgments agree that have one in common.
        words: Where it says so.
    """

    topic: Topic
    about: str
    values: frozenset[str]
    words: Span


_RESULTS = {
    CivilResult.SUPPORTED: "granted",
    CivilResult.PARTLY_SUPPORTED: "granted",
    CivilResult.DISMISSED: "refused",
}
_MOST_MONTHS = 36
"""Longest term with probation (刑法 art. 72)."""


def traits_of(judgment: Judgment) -> tuple[Trait, ...]:
    """Return the traits of a judgment, topic by topic.

    Cost: linear in the length of the text, 3 ms for 7,000 characters.
    """
    return tuple(trait for read in _READERS for trait in read(judgment))


def _charge(judgment: Judgment) -> Iterator[Trait]:
    found = [
        conviction.charge
        for accused in _accused(judgment)
        for conviction in accused.value.convictions
        if conviction.charge is not None
    ]
    if found:
        yield Trait(
            topic=Topic.CHARGE,
            about="",
            values=frozenset(renamed_to(charge.value) for charge in found),
            words=found[0].span,
        )


def _probation(judgment: Judgment) -> Iterator[Trait]:
    passed = [(accused, accused.value.final) for accused in _accused(judgment)]
    able = [
        (accused, final)
        for accused, final in passed
        if final is not None
        and final.term is not None
        and final.term.kind in {TermKind.FIXED_TERM, TermKind.DETENTION}
        and final.term.months <= _MOST_MONTHS
    ]
    if able and len(able) == len(passed):
        # Accused of one paper may get it or not; what is held against others is whether any does.
        has = any(final.probation_months is not None for _, final in able)
        yield Trait(
            topic=Topic.PROBATION,
            about="",
            values=frozenset({"given" if has else "not given"}),
            words=able[0][0].span,
        )


def _result(judgment: Judgment) -> Iterator[Trait]:
    civil = judgment.outcome.civil if judgment.outcome else None
    if civil is None or civil.result is None:
        return
    result = civil.result
    is_suit = result.value is CivilResult.SUIT_DISMISSED
    if is_suit or result.value in _RESULTS:
        yield Trait(
            topic=Topic.PROCEDURE,
            about="",
            values=frozenset({"suit dismissed" if is_suit else "decided"}),
            words=result.span,
        )
    if result.value in _RESULTS:
        yield Trait(
            topic=Topic.RESULT,
            about="",
            values=frozenset({_RESULTS[result.value]}),
            words=result.span,
        )


def _accused(judgment: Judgment) -> tuple[Extracted[AccusedOutcome], ...]:
    criminal = judgment.outcome.criminal if judgment.outcome else None
    return criminal.accused if criminal else ()


def _rate(judgment: Judgment) -> Iterator[Trait]:
    basis = rate_basis_of(judgment)
    if basis is not None:
        yield Trait(
            topic=Topic.RATE, about="", values=frozenset({basis.value}), words=basis.span
        )


def _heads(judgment: Judgment) -> Iterator[Trait]:
    for head, answer in heads_of(judgment):
        yield Trait(
            topic=Topic.HEAD, about=head, values=frozenset({answer.value}), words=answer.span
        )


def _burden(judgment: Judgment) -> Iterator[Trait]:
    burden = burden_of(judgment)
    if burden is not None:
        yield Trait(
            topic=Topic.BURDEN, about="", values=frozenset({burden.value}), words=burden.span
        )


def _law(judgment: Judgment) -> Iterator[Trait]:
    laws = laws_of(judgment)
    if laws:
        yield Trait(
            topic=Topic.LAW,
            about="",
            values=frozenset(each.value for each in laws),
            words=laws[0].span,
        )


_READERS: tuple[Callable[[Judgment], Iterator[Trait]], ...] = (
    _charge,
    _probation,
    _result,
    _rate,
    _heads,
    _law,
    _burden,
)
__all__ = ["GENERAL", "Topic", "Trait", "traits_of"]

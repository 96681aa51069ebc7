"""Which position does the ruling as a whole take?

Every judgment with a ruling has one, so that judgments whose reasoning says little can be compared
at least by what they order.
"""

from collections.abc import Iterator
from typing import Final

from corpus.judgment import Judgment
from corpus.outcome.model import (
    AdministrativeResult,
    AppealResult,
    CivilResult,
    CriminalOutcome,
)
from corpus.positions.model import Answer, Conclusion, IssueSource, Position
from corpus.relations.model import Side
from corpus.spans import Extracted, Span

_CIVIL: Final = {
    CivilResult.SUPPORTED: ("支持", "诉讼请求", True, Answer.GRANTED, Side.ASKING),
    CivilResult.PARTLY_SUPPORTED: ("支持", "部分诉讼请求", True, Answer.PARTLY, None),
    CivilResult.DISMISSED: ("支持", "诉讼请求", False, Answer.REFUSED, Side.ANSWERING),
    CivilResult.SUIT_DISMISSED: ("驳回", "起诉", True, Answer.REFUSED, Side.ANSWERING),
    CivilResult.WITHDRAWN: ("准许", "撤诉", True, None, None),
    CivilResult.MEDIATED: ("调解", "", True, None, None),
}
_ADMINISTRATIVE: Final = {
    AdministrativeResult.REVOKED: ("撤销", "行政行为", True, Answer.GRANTED, Side.ASKING),
    AdministrativeResult.CONFIRMED_UNLAWFUL: (
        "确认违法",
        "行政行为",
        True,
        Answer.GRANTED,
        Side.ASKING,
    ),
    AdministrativeResult.CONFIRMED_VOID: ("有效", "行政行为", False, Answer.GRANTED, Side.ASKING),
    AdministrativeResult.ORDERED_TO_ACT: ("责令", "履行职责", True, Answer.GRANTED, Side.ASKING),
    AdministrativeResult.ORDERED_TO_PAY: ("支付", "", True, Answer.GRANTED, Side.ASKING),
    AdministrativeResult.VARIED: ("变更", "行政行为", True, Answer.PARTLY, Side.ASKING),
    AdministrativeResult.DECLARED: ("确认合法", "行政行为", True, None, None),
    AdministrativeResult.CLAIMS_DISMISSED: (
        "支持",
        "诉讼请求",
        False,
        Answer.REFUSED,
        Side.ANSWERING,
    ),
    AdministrativeResult.SUIT_DISMISSED: ("驳回", "起诉", True, Answer.REFUSED, Side.ANSWERING),
    AdministrativeResult.WITHDRAWN: ("准许", "撤诉", True, None, None),
    AdministrativeResult.ENFORCEMENT_ALLOWED: (
        "准许",
        "强制执行",
        True,
        Answer.GRANTED,
        Side.ASKING,
    ),
    AdministrativeResult.ENFORCEMENT_REFUSED: (
        "准许",
        "强制执行",
        False,
        Answer.REFUSED,
        Side.ANSWERING,
    ),
}
_APPEAL: Final = {
    AppealResult.AFFIRMED: ("维持", "原判", True),
    AppealResult.VARIED: ("维持", "原判", False),
    AppealResult.REVOKED_AND_DECIDED: ("维持", "原判", False),
    AppealResult.REMANDED: ("发回重审", "", True),
    AppealResult.RETRIAL_ORDERED: ("再审", "", True),
    AppealResult.RETRIAL_REFUSED: ("再审", "", False),
    AppealResult.WITHDRAWN: ("准许", "撤回上诉", True),
}
_PROCEDURAL: Final = frozenset({CivilResult.SUIT_DISMISSED, AdministrativeResult.SUIT_DISMISSED})


def read_ruling(judgment: Judgment) -> Position | None:
    """Read what the ruling as a whole says; None for a paper without a ruling.

    Cost: constant.
    """
    outcome = judgment.outcome
    if outcome is None or not judgment.disposition:
        return None
    span = Span(judgment.disposition[0].start, judgment.disposition[-1].end)
    above = _above(judgment)
    if outcome.criminal is not None:
        return _criminal(outcome.criminal, span, above)
    if outcome.civil is not None and outcome.civil.result is not None:
        return _of_row(outcome.civil.result, _CIVIL[outcome.civil.result.value], span, above)
    if outcome.administrative is not None and outcome.administrative.results:
        first = outcome.administrative.results[0]
        return _of_row(first, _ADMINISTRATIVE[first.value], span, above)
    return _position(span, conclusions=above) if above else None


def _above(judgment: Judgment) -> tuple[Conclusion, ...]:
    """Return what a higher court did with the judgment below."""
    appeal = None if judgment.outcome is None else judgment.outcome.appeal
    if appeal is None or appeal.result is None or appeal.result.value not in _APPEAL:
        return ()
    name, about, affirms = _APPEAL[appeal.result.value]
    span = appeal.result.span
    return (Conclusion(predicate=name, about=about, is_affirmed=affirms, span=span),)


def _of_row(
    read: Extracted[CivilResult] | Extracted[AdministrativeResult],
    row: tuple[str, str, bool, Answer | None, Side | None],
    span: Span,
    above: tuple[Conclusion, ...],
) -> Position:
    name, about, affirms, answer, favours = row
    said = Conclusion(predicate=name, about=about, is_affirmed=affirms, span=read.span)
    return _position(
        span,
        conclusions=(said, *above),
        answer=None if answer is None else Extracted(answer, read.span, f"ruling:{read.value}"),
        favours=favours,
        is_procedural=read.value in _PROCEDURAL,
    )


def _criminal(
    outcome: CriminalOutcome, span: Span, above: tuple[Conclusion, ...]
) -> Position | None:
    said = tuple(_of_accused(outcome))
    if not said and not above:
        return None
    guilty = [each for each in said if each.is_affirmed]
    favours = None
    if said:
        favours = Side.ASKING if guilty else Side.ACCUSED
    charges = tuple(Extracted(each.about, each.span, "ruling:charge") for each in guilty)
    return _position(span, conclusions=(*said, *above), favours=favours, charges=charges)


def _of_accused(outcome: CriminalOutcome) -> Iterator[Conclusion]:
    seen: set[tuple[str, bool]] = set()
    for accused in outcome.accused:
        found = [
            (fact.charge.value, True, fact.charge.span)
            for fact in accused.value.convictions
            if fact.charge is not None
        ]
        if accused.value.is_acquitted:
            found.append(("犯罪", False, accused.span))
        for about, affirms, span in found:
            if (about, affirms) not in seen:
                seen.add((about, affirms))
                yield Conclusion(predicate="构成", about=about, is_affirmed=affirms, span=span)


def _position(
    span: Span,
    *,
    conclusions: tuple[Conclusion, ...],
    answer: Extracted[Answer] | None = None,
    favours: Side | None = None,
    charges: tuple[Extracted[str], ...] = (),
    is_procedural: bool = False,
) -> Position:
    return Position(
        question=None,
        source=IssueSource.RULING,
        names=(),
        passage=span,
        holding=span,
        conclusions=conclusions,
        answer=answer,
        favours=favours,
        charges=charges,
        is_procedural=is_procedural,
    )

"""May this report be signed?

The eight elements of 法发〔2020〕24号 art. 8 and what the plan calls V2 to V6, as a table of
checks over the content. V7, no referral without a report, is
:func:`service.reports.states.allows_referral`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.reports import checks
from service.reports.checks import Found
from service.reports.content import ReportContent
from service.reports.vocabulary import Element, Part, ReportRule, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    """Something that a report lacks or gets wrong.

    Attributes:
        rule: The rule that it breaks.
        weight: Whether it keeps the report from being signed.
        element: The element of art. 8 that it concerns, or None.
        part: Where in the report it is mended.
        place: Number of the case or submitted case in that part, from 1; 0 for the part itself.
        sentence: What is wrong and what to do, in Chinese.
    """

    rule: ReportRule
    weight: Weight
    element: Element | None
    part: Part
    place: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    rule: ReportRule
    part: Part
    find: Callable[[ReportContent], Found]
    element: Element | None = None
    weight: Weight = Weight.BLOCKING


def check(content: ReportContent) -> tuple[ReportFinding, ...]:
    """Return what a report lacks or gets wrong, in order of the table of checks."""
    return tuple(
        ReportFinding(
            rule=each.rule,
            weight=each.weight,
            element=each.element,
            part=each.part,
            place=place,
            sentence=sentence,
        )
        for each in _CHECKS
        for place, sentence in each.find(content)
    )


def blocking(findings: Iterable[ReportFinding]) -> tuple[ReportFinding, ...]:
    """Return the findings that keep a report from being signed."""
    return tuple(each for each in findings if each.weight is Weight.BLOCKING)


def _element(element: Element, part: Part, find: Callable[[ReportContent], Found]) -> _Check:
    return _Check(rule=ReportRule.ELEMENTS, part=part, find=find, element=element)


_CHECKS: tuple[_Check, ...] = (
    _element(Element.SUBJECT, Part.SEARCH, checks.subject),
    _element(Element.TIME, Part.SEARCH, checks.time),
    _element(Element.PLATFORMS, Part.SEARCH, checks.platforms),
    _element(Element.METHODS, Part.SEARCH, checks.methods),
    _element(Element.RESULT, Part.TIERS, checks.result),
    _element(Element.HOLDINGS, Part.CASES, checks.holdings),
    _element(Element.ISSUES, Part.PENDING, checks.issues),
    _element(Element.USE, Part.USES, checks.use),
    _Check(
        rule=ReportRule.GUIDING_AND_LIBRARY,
        part=Part.OUTSIDE,
        find=checks.always_searched,
        element=Element.RESULT,
    ),
    _Check(
        rule=ReportRule.IN_EFFECT, part=Part.CASES, find=checks.in_effect, element=Element.RESULT
    ),
    _Check(
        rule=ReportRule.TIERS_IN_ORDER,
        part=Part.TIERS,
        find=checks.tiers_in_order,
        element=Element.RESULT,
    ),
    _Check(
        rule=ReportRule.GUIDING_FOLLOWED,
        part=Part.USES,
        find=checks.guiding_followed,
        element=Element.USE,
    ),
    _Check(
        rule=ReportRule.GUIDING_FOLLOWED,
        part=Part.USES,
        find=checks.guiding_consulted,
        element=Element.USE,
        weight=Weight.WARNING,
    ),
    _Check(
        rule=ReportRule.GUIDING_FOLLOWED,
        part=Part.USES,
        find=checks.others_followed,
        element=Element.USE,
        weight=Weight.WARNING,
    ),
    _Check(rule=ReportRule.PARTIES_ANSWERED, part=Part.PARTY_CASES, find=checks.parties_answered),
    _Check(
        rule=ReportRule.PARTIES_ANSWERED,
        part=Part.PARTY_CASES,
        find=checks.others_answered,
        weight=Weight.WARNING,
    ),
    _Check(
        rule=ReportRule.FIGURES_AGREE,
        part=Part.TIERS,
        find=checks.figures_agree,
        element=Element.RESULT,
    ),
    _Check(rule=ReportRule.REASON_TOLD, part=Part.SEARCH, find=checks.reason_told),
    _Check(rule=ReportRule.CONCLUSION_TOLD, part=Part.CONCLUSION, find=checks.conclusion_told),
    _Check(
        rule=ReportRule.CONCLUSION_TOLD,
        part=Part.CONCLUSION,
        find=checks.conclusion_fits,
        weight=Weight.WARNING,
    ),
    _Check(rule=ReportRule.LENGTH, part=Part.PENDING, find=checks.length, weight=Weight.WARNING),
    _Check(rule=ReportRule.STANDING, part=Part.CASES, find=checks.standing, weight=Weight.WARNING),
)

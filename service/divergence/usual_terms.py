"""Which term do matched judgments of a charge make expect, case by case?

Judgments are matched when they find the same grades of injury, nearly the same circumstances, and
quantities or sums that differ by less than a sixth. What five or more matched judgments pass is the
usual term; the spread is that of their middle half, so that the outliers that are looked for do not
widen their own interval. This needs no fitted model and says nothing where too few are matched.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import Final

from corpus.judgment import SectionKind
from corpus.law.changes import ChangeScope, LawChange, law_changes
from corpus.law.placing import Place, placed
from corpus.numerals.money import find_amounts
from corpus.outcome.model import CircumstanceKind
from corpus.spans import Extracted
from service.divergence.marks import CRIMINAL_LAW, SPECIAL_PART
from service.divergence.model import ComparedCase
from service.divergence.rulings import Measured, measured_in
from service.divergence.stances import Pool, facts_of

_TERM: Final = "刑期"
_QUANTITY: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>立方米|千克|公斤|克|亩|mg/100m[lL]|毫克/100毫升)"
)
_GRADES: Final = re.compile(
    "死亡|重伤[一二]级|重伤|轻伤[一二]级|逃逸|入户|扒窃|持械|携带凶器|情节(?:特别)?(?:恶劣|严重)|"
    "(?:数额|数量)(?:较大|特别巨大|巨大)|减轻处罚|无证驾驶|全部责任|主要责任"
)
_LEAST_MATCHED: Final = 5
_NEAR: Final = 0.15
_ALIKE: Final = 0.75
_LEAST_SPREAD: Final = 0.05
_MOST_SPREAD: Final = 0.2
"""Spread from which on judgments are not matched by what their terms follow."""
_REACH: Final = 3.0
_LEAST_REACH: Final = 0.2
_LEAST_MONTHS: Final = 1.5
_NORMAL: Final = 1.4826


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTerm:
    """One judgment against what matched judgments make expect.

    Attributes:
        case: The case.
        term: Its term, in months.
        low: Lower end of the interval.
        middle: Its middle.
        high: Upper end.
        matched: Ids of the matched judgments.
    """

    case: ComparedCase
    term: Measured
    low: float
    middle: float
    high: float
    matched: frozenset[str]

    @property
    def id(self) -> str:
        """Id of the judgment."""
        return self.case.judgment.id

    @property
    def excess(self) -> float:
        """Logarithm of the term over the middle."""
        return log(self.term.value / self.middle)

    @property
    def is_outside(self) -> bool:
        """Whether the term leaves the interval, by more than a month and a half."""
        is_far = abs(self.term.value - self.middle) > _LEAST_MONTHS
        return is_far and not self.low <= self.term.value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a judgment is matched by."""

    case: ComparedCase
    term: Measured
    grades: frozenset[str]
    law: tuple[Place, ...]
    paragraphs: frozenset[str]
    circumstances: frozenset[CircumstanceKind]
    quantities: Mapping[str, float]


def usual_terms(pool: Pool) -> tuple[UsualTerm, ...]:
    """Return the judgments of a charge for which enough others are matched, in order of id.

    Judgments on two sides of a change of the law of the charge are never matched. Facts that are
    told as those of the indictment (事实与指控一致) are measured there. Only judgments that pass
    a term on one accused for this one charge take part.

    Cost: pairs of judgments that find the same grades.
    """
    buckets: defaultdict[object, list[_Told]] = defaultdict(list)
    changes = [
        change
        for change in law_changes()
        if pool.cause in change.elements and change.scope is ChangeScope.SUBSTANCE
    ]
    for case in pool.cases:
        told = _told(case, pool.cause, changes)
        if told is not None:
            buckets[told.grades, told.law, told.paragraphs].append(told)
    found = [
        usual
        for told in map(_measured, buckets.values())
        for own in told
        if (usual := _usual(own, [each for each in told if _matches(own, each)])) is not None
    ]
    return tuple(sorted(found, key=lambda each: each.id))


def _measured(told: Sequence[_Told]) -> Sequence[_Told]:
    """Return the judgments whose measure is told, all of them where the charge has none.

    Of a theft whose sum was not read nobody knows what it is like.
    """
    known = [each for each in told if each.quantities]
    return known if 2 * len(known) >= len(told) else [e for e in told if not e.quantities]


def _usual(own: _Told, matched: Sequence[_Told]) -> UsualTerm | None:
    if len(matched) < _LEAST_MATCHED:
        return None
    logs = [log(each.term.value) for each in matched]
    middle = median(logs)
    spread = max(_LEAST_SPREAD, _NORMAL * median(abs(each - middle) for each in logs))
    if spread > _MOST_SPREAD:
        return None
    reach = max(_LEAST_REACH, _REACH * spread)
    return UsualTerm(
        case=own.case,
        term=own.term,
        low=exp(middle - reach),
        middle=exp(middle),
        high=exp(middle + reach),
        matched=frozenset(each.case.judgment.id for each in matched),
    )


def _told(case: ComparedCase, charge: str, changes: Sequence[LawChange]) -> _Told | None:
    outcome = case.judgment.outcome
    if outcome is None or outcome.criminal is None or len(outcome.criminal.accused) != 1:
        return None
    convictions = outcome.criminal.accused[0].value.convictions
    if len(convictions) != 1 or convictions[0].charge is None:
        return None
    if convictions[0].charge.value != charge:
        return None
    term = next((each for each in measured_in(case) if each.what == _TERM), None)
    if term is None or term.value <= 0:
        return None
    facts = facts_of(case)
    brought = case.judgment.section_text(SectionKind.CLAIMS)
    return _Told(
        case=case,
        term=term,
        grades=frozenset(
            _GRADES.findall(facts + case.judgment.section_text(SectionKind.REASONING))
        ),
        law=tuple(placed(change, case.law_time).place for change in changes),
        paragraphs=frozenset(
            str(each.value)
            for each in case.judgment.provisions
            if each.value.law == CRIMINAL_LAW and each.value.article >= SPECIAL_PART
        ),
        circumstances=frozenset(each.value.kind for each in outcome.criminal.circumstances),
        quantities=_quantities(facts) or _quantities(brought),
    )


def _quantities(facts: str) -> Mapping[str, float]:
    """Return the largest quantity of each unit; where there is none, the largest sum."""
    found: dict[str, float] = {}
    for match in _QUANTITY.finditer(facts):
        unit, number = match["unit"].lower(), float(match["number"])
        if number > 0:
            found[unit] = max(number, found.get(unit, 0.0))
    if not found:
        sums = [each.value for each in find_amounts(facts) if isinstance(each, Extracted)]
        if sums and max(sums) > 0:
            found["分"] = float(max(sums))
    return found


def _matches(one: _Told, other: _Told) -> bool:
    if one is other or one.quantities.keys() != other.quantities.keys():
        return False
    if any(
        abs(log(number / other.quantities[unit])) > _NEAR for unit, number in one.quantities.items()
    ):
        return False
    together = one.circumstances | other.circumstances
    return not together or len(one.circumstances & other.circumstances) >= _ALIKE * len(together)

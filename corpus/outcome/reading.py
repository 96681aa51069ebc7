"""What was decided? Gathers what the rooms of this package read from one judgment."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, Instance, Section, SectionKind
from corpus.outcome.administrative import read_administrative
from corpus.outcome.appeal import find_below, read_appeal
from corpus.outcome.circumstances import find_circumstances
from corpus.outcome.civil import read_civil
from corpus.outcome.costs import read_costs
from corpus.outcome.criminal import read_accused
from corpus.outcome.model import (
    AccusedOutcome,
    AdministrativeOutcome,
    AppealOutcome,
    AppealResult,
    CivilOutcome,
    CriminalOutcome,
    Order,
    OrderKind,
    Outcome,
)
from corpus.outcome.orders import find_shares, read_order
from corpus.spans import Extracted, Span

_LATER: Final = frozenset({Instance.SECOND, Instance.RETRIAL, Instance.RETRIAL_REVIEW})
# Where the judgment below is named, and where else if not there.
_OPENING: Final = (
    SectionKind.PROCEDURE,
    SectionKind.PARTIES,
    SectionKind.CLAIMS,
    SectionKind.DISPOSITION,
)
_MIDDLE: Final = (
    SectionKind.DEFENCES,
    SectionKind.EVIDENCE,
    SectionKind.LOWER_COURT,
    SectionKind.FACTS,
)
_REVOKES: Final = re.compile(r"[\s（(]{0,2}[一二三四五六七八九十0-9]{0,3}[）)、.．\s]{0,3}撤[销消]")
_RULED_BELOW: Final = re.compile(r"判决(?:结果)?(?:如下)?[：:]|判决如下|判决结果为?")
_APPEALED: Final = re.compile(r"宣判后|不服|提出上诉|提起上诉|上诉[人提]|抗诉")
_RESTITUTES: Final = re.compile(r"退赔|退还|退缴|追缴|退出|返还|发还|赔偿")
_CONFISCATES: Final = re.compile(
    r"没收(?!(?:其)?(?:个人)?(?:全部|部分)?(?:个人)?财产)|上缴国库|销毁|收缴"
)


def read_outcome(
    text: str,
    sections: Sequence[Section],
    items: Sequence[Span],
    *,
    case_type: CaseType | None,
    instance: Instance | None,
    own: CaseNumber | None = None,
    accused: Sequence[str] = (),
) -> Outcome | None:
    """Read what a judgment decided.

    Args:
        text: The text that the spans count in.
        sections: The parts of the judgment.
        items: The ruling item by item.
        case_type: Criminal, civil or administrative; without it nothing can be told.
        instance: Stage of procedure; appeal and retrial look for the judgment below.
        own: The number of this judgment, which is not the one below.
        accused: Names of the accused, for circumstances.

    Returns:
        The outcome, or None for a paper without a ruling or of another kind.

    Cost: linear in the characters of ruling, reasoning, costs and opening.
    """
    if not items or case_type is None:
        return None
    appeal = None
    if instance in _LATER:
        below = find_below(text, _spans(sections, _OPENING), own=own)
        if not below:
            below = find_below(text, _spans(sections, _MIDDLE), own=own)
        is_review = instance is Instance.RETRIAL_REVIEW
        result = read_appeal(text, items, is_review=is_review)
        appeal = AppealOutcome(result=result, below=below)
    if case_type is CaseType.CRIMINAL:
        reviewed = appeal.result.value if appeal and appeal.result else None
        criminal = _criminal(text, sections, items, accused, reviewed)
        return Outcome(criminal=criminal, appeal=appeal)
    orders = tuple(read_order(text, item) for item in items)
    costs = tuple(
        share
        for section in sections
        if section.kind is SectionKind.COSTS
        for share in read_costs(text, section.span)
    )
    if case_type in {CaseType.ADMINISTRATIVE, CaseType.COMPENSATION}:
        results = read_administrative(text, items)
        administrative = AdministrativeOutcome(results=results, orders=orders, costs=costs)
        return Outcome(administrative=administrative, appeal=appeal)
    shares = tuple(
        share
        for section in sections
        if section.kind is SectionKind.REASONING
        for share in find_shares(text, section.span)
    )
    # A review of whether to retry decides on no claim.
    is_review = instance is Instance.RETRIAL_REVIEW
    civil = CivilOutcome(
        result=None if is_review else read_civil(text, items),
        orders=orders,
        shares=shares,
        costs=costs,
    )
    return Outcome(civil=civil, appeal=appeal)


def _spans(sections: Sequence[Section], kinds: Sequence[SectionKind]) -> list[Span]:
    return [section.span for kind in kinds for section in sections if section.kind is kind]


def _criminal(
    text: str,
    sections: Sequence[Section],
    items: Sequence[Span],
    accused: Sequence[str],
    result: AppealResult | None,
) -> CriminalOutcome:
    passing = [part for item in items if (part := _passing_part(text, item)) is not None]
    found = read_accused(text, passing, accused)
    if result in {AppealResult.AFFIRMED, AppealResult.VARIED}:
        found += _upheld(text, sections, found)
    orders: list[Extracted[Order]] = []
    for item in passing:
        for kind, rule in (
            (OrderKind.RESTITUTE, _RESTITUTES),
            (OrderKind.CONFISCATE, _CONFISCATES),
        ):
            if rule.search(text, item.start, item.end):
                order = read_order(text, item)
                value = replace(order.value, kind=kind)
                orders.append(Extracted(value, item, f"order:{kind}"))
                break
    names = accused or [each.value.name for each in found]
    circumstances = tuple(
        fact
        for section in sections
        if section.kind is SectionKind.REASONING
        for fact in find_circumstances(text, section.span, names)
    )
    return CriminalOutcome(accused=found, orders=tuple(orders), circumstances=circumstances)


def _upheld(
    text: str, sections: Sequence[Section], found: Sequence[Extracted[AccusedOutcome]]
) -> tuple[Extracted[AccusedOutcome], ...]:
    """Return what the judgment below passed on those of whom the ruling says nothing new."""
    anew = {fact.value.name for fact in found}
    for span in _spans(sections, (SectionKind.LOWER_COURT, SectionKind.PROCEDURE)):
        cues = list(_RULED_BELOW.finditer(text, span.start, span.end))
        if not cues:
            continue
        stop = _APPEALED.search(text, cues[-1].end(), span.end)
        ruling = Span(cues[-1].end(), stop.start() if stop else span.end)
        below = [fact for fact in read_accused(text, [ruling]) if fact.value.convictions]
        if "" in anew or (anew and any(not fact.value.name for fact in below)):
            return ()  # who is who cannot be told without names
        return tuple(
            Extracted(fact.value, fact.span, "upheld")
            for fact in below
            if fact.value.name not in anew
        )
    return ()


def _passing_part(text: str, item: Span) -> Span | None:
    """Return what of an item passes something; one that revokes may go on to rule anew.

    What stands behind 即 repeats what is revoked.
    """
    if not _REVOKES.match(text, item.start, item.end):
        return item
    stop = text.find("；", item.start, item.end)
    if stop < 0 or "即" in text[item.start : stop] or "犯" not in text[stop : item.end]:
        return None
    return Span(stop + 1, item.end)

"""From which day has a paper of the sample corpus which effect?"""

from collections.abc import Sequence
from datetime import date, timedelta

from corpus.judgment import CaseType, DocumentKind, Effectiveness, Instance
from corpus.sample.causes import CASE_TYPES
from corpus.sample.matters import Paper
from corpus.sample.truth import EffectTruth

SERVICE_DAYS = 3
_PERIODS = {
    (CaseType.CRIMINAL, DocumentKind.PANJUE): 10,
    (CaseType.CRIMINAL, DocumentKind.CAIDING): 5,
    (CaseType.CIVIL, DocumentKind.PANJUE): 15,
    (CaseType.CIVIL, DocumentKind.CAIDING): 10,
    (CaseType.ADMINISTRATIVE, DocumentKind.PANJUE): 15,
    (CaseType.ADMINISTRATIVE, DocumentKind.CAIDING): 10,
}
"""Days for an appeal: 刑事诉讼法 art. 230, 民事诉讼法 art. 171, 行政诉讼法 art. 85."""


def papers_above(papers: Sequence[Paper]) -> dict[str, list[Paper]]:
    """Return, by id, the papers that stand directly above each paper."""
    above: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.below:
            above.setdefault(paper.below[0].id, []).append(paper)
    return above


def effects_of(paper: Paper, above: Sequence[Paper]) -> tuple[EffectTruth, ...]:
    """Return the effects of a paper over time, given the papers directly above it."""
    if paper.form == "authority":
        return (EffectTruth(since=paper.decided_on, effect=Effectiveness.IN_EFFECT),)
    appeals = [other for other in above if other.instance is Instance.SECOND]
    retrials = [other for other in above if other.instance is Instance.RETRIAL]
    changes = _before_appeal(paper, appeals)
    for other in appeals:
        changes.append(
            EffectTruth(since=other.decided_on, effect=_after(other, "varied"), cause=other.id)
        )
    for other in retrials:
        changes.append(
            EffectTruth(since=other.filed_on, effect=Effectiveness.UNDER_RETRIAL, cause=other.id)
        )
        changes.append(
            EffectTruth(since=other.decided_on, effect=_after(other, "revised"), cause=other.id)
        )
    return tuple(changes)


def _before_appeal(paper: Paper, appeals: Sequence[Paper]) -> list[EffectTruth]:
    decided = paper.decided_on
    if not is_appealable(paper):
        return [EffectTruth(since=decided, effect=Effectiveness.IN_EFFECT)]
    changes = [EffectTruth(since=decided, effect=Effectiveness.NOT_IN_EFFECT)]
    if appeals:
        since = min(decided + timedelta(days=SERVICE_DAYS + 4), appeals[0].filed_on)
        changes.append(EffectTruth(since=since, effect=Effectiveness.UNDER_APPEAL))
    else:
        since = end_of_appeal_period(paper)
        changes.append(EffectTruth(since=since, effect=Effectiveness.IN_EFFECT))
    return changes


def is_appealable(paper: Paper) -> bool:
    """Tell whether an appeal lies against a paper."""
    if paper.instance is not Instance.FIRST or paper.kind is DocumentKind.TIAOJIE:
        return False
    civil = CASE_TYPES[paper.matter.cause] is not CaseType.CRIMINAL
    # Leave to withdraw a civil or administrative suit takes effect at once; leave to withdraw
    # an indictment can be appealed against.
    return not (civil and paper.form.endswith("withdrawal"))


def end_of_appeal_period(paper: Paper) -> date:
    """Return the first day on which an unappealed paper is in effect."""
    days = _PERIODS[CASE_TYPES[paper.matter.cause], paper.kind]
    return paper.decided_on + timedelta(days=SERVICE_DAYS + days + 1)


def _after(other: Paper, change: str) -> Effectiveness:
    outcome = other.remarks.get("outcome", "affirmed")
    if outcome in {"affirmed", "withdrawn"}:
        return Effectiveness.IN_EFFECT
    if change == "revised":
        return Effectiveness.REVISED_ON_RETRIAL
    return Effectiveness.REVOKED if outcome == "remanded" else Effectiveness.VARIED

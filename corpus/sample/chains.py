"""Which cases went on: appeal, remand, review and retrial?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from corpus.judgment import CaseType, DocumentKind, Instance
from corpus.sample.causes import CASE_TYPES, CAUSES
from corpus.sample.courts import COURTS, HIGH, INTERMEDIATE, SUPREME, SampleCourt
from corpus.sample.matters import NOTHING, Paper, Ruling, Wants
from corpus.sample.parameters import AS_OF
from corpus.sample.truth import EdgeKind
from corpus.sample.worlds import World, form_of, working_day

OUTCOMES = (("affirmed", 60), ("withdrawn", 12), ("varied", 20), ("remanded", 8))
LAST_APPEALABLE = AS_OF - timedelta(days=150)
LAST_REVIEWABLE = AS_OF - timedelta(days=420)


def link(world: World, earlier: Paper, later: Paper) -> None:
    """Plant the edge of a chain."""
    world.relate(EdgeKind.CHAIN, earlier.id, later.id, "文书写明前一文书的案号")


def appeal(
    world: World,
    paper: Paper,
    outcome: str,
    *,
    positions: Mapping[str, str] = NOTHING,
) -> Paper:
    """Plan the paper of second instance on a paper of first instance and return it."""
    chance = world.chance.child(f"appeal/{paper.id}")
    court = COURTS[paper.court.superior or "jilin"]
    filed = working_day(paper.decided_on + timedelta(days=chance.between(14, 35)))
    decided = working_day(filed + timedelta(days=chance.between(24, 80)))
    case_type = CASE_TYPES[paper.matter.cause]
    ruling = paper.ruling
    if outcome == "varied":
        ruling = _varied(paper, decided, positions, world)
        if ruling == paper.ruling:
            outcome = "affirmed"
    is_ruling = outcome in {"withdrawn", "remanded"} or (
        outcome == "affirmed" and case_type is CaseType.CRIMINAL
    )
    loser = "P" if paper.ruling.result == "denied" else "D"
    if case_type is CaseType.CRIMINAL:
        loser = "A"
    above = world.plan(
        Paper(
            id=world.next_id(),
            matter=paper.matter,
            form="above",
            kind=DocumentKind.CAIDING if is_ruling else DocumentKind.PANJUE,
            instance=Instance.SECOND,
            court=court,
            filed_on=filed,
            decided_on=decided,
            seats=world.seats(court, case_type, chance.child("seats"), sole=False),
            ruling=ruling if outcome != "remanded" else Ruling(result="remanded"),
            below=(paper,),
            appellants=(loser,),
            is_masked=paper.is_masked,
            remarks=MappingProxyType({"outcome": outcome}),
        )
    )
    if outcome == "withdrawn":
        above = _replace(world, above, ruling=Ruling(result="withdrawn"))
    link(world, paper, above)
    if outcome == "remanded":
        _hear_again(world, paper, above)
    return above


def _replace(world: World, paper: Paper, *, ruling: Ruling) -> Paper:
    changed = replace(paper, ruling=ruling)
    world.papers[world.papers.index(paper)] = changed
    return changed


def _varied(paper: Paper, decided: date, positions: Mapping[str, str], world: World) -> Ruling:
    """Return the ruling that second instance puts in the place of the first.

    Without positions to change, a criminal sentence is lowered; a civil ruling that nothing
    can change stays as it is, and is affirmed.
    """
    cause = CAUSES[paper.matter.cause]
    chance = world.chance.child(f"vary/{paper.id}")
    if positions:
        return cause.rule(
            paper.matter,
            filed=paper.filed_on,
            on=decided,
            chance=chance,
            positions={**paper.ruling.positions, **positions},
        )
    if paper.ruling.penalties:
        first = paper.ruling.penalties[0]
        if first.months >= 8 and not first.probation_months:
            months = max(6, first.months * 4 // 5)
            lighter = replace(first, months=months)
            return replace(paper.ruling, penalties=(lighter, *paper.ruling.penalties[1:]))
    return paper.ruling


def _hear_again(world: World, paper: Paper, remand: Paper) -> Paper:
    chance = world.chance.child(f"again/{paper.id}")
    cause = CAUSES[paper.matter.cause]
    filed = working_day(remand.decided_on + timedelta(days=chance.between(12, 30)))
    decided = working_day(filed + timedelta(days=chance.between(30, 75)))
    ruling = cause.rule(
        paper.matter,
        filed=filed,
        on=decided,
        chance=chance,
        positions=paper.ruling.positions,
    )
    again = world.plan(
        Paper(
            id=world.next_id(),
            matter=paper.matter,
            form=form_of(cause.case_type, ruling),
            kind=paper.kind,
            instance=Instance.FIRST,
            court=paper.court,
            filed_on=filed,
            decided_on=decided,
            seats=world.seats(paper.court, cause.case_type, chance.child("seats"), sole=False),
            ruling=ruling,
            below=(remand, paper),
            is_masked=paper.is_masked,
        )
    )
    link(world, remand, again)
    return again


def review(world: World, paper: Paper) -> Paper:
    """Plan the ruling that refuses to reopen a civil judgment of second instance."""
    return _extraordinary(world, paper, Instance.RETRIAL_REVIEW, "affirmed", NOTHING)


def retrial(
    world: World, paper: Paper, outcome: str, positions: Mapping[str, str] = NOTHING
) -> Paper:
    """Plan the judgment that reopens a civil judgment of second instance."""
    return _extraordinary(world, paper, Instance.RETRIAL, outcome, positions)


def _extraordinary(
    world: World, paper: Paper, instance: Instance, outcome: str, positions: Mapping[str, str]
) -> Paper:
    chance = world.chance.child(f"{instance}/{paper.id}")
    court: SampleCourt = COURTS[paper.court.superior or "supreme"]
    filed = working_day(paper.decided_on + timedelta(days=chance.between(40, 165)))
    decided = working_day(filed + timedelta(days=chance.between(45, 85)))
    ruling = paper.ruling
    if outcome == "varied":
        ruling = _varied(paper, decided, positions, world)
        if ruling == paper.ruling:
            outcome = "affirmed"
    is_review = instance is Instance.RETRIAL_REVIEW
    loser = paper.appellants[0]
    if paper.remarks["outcome"] == "varied":
        loser = "D" if loser == "P" else "P"
    above = world.plan(
        Paper(
            id=world.next_id(),
            matter=paper.matter,
            form="above",
            kind=DocumentKind.CAIDING if is_review else DocumentKind.PANJUE,
            instance=instance,
            court=court,
            filed_on=filed,
            decided_on=decided,
            seats=world.seats(court, CASE_TYPES[paper.matter.cause], chance, sole=False),
            ruling=ruling,
            below=(paper, *paper.below),
            appellants=(loser,),
            is_masked=paper.is_masked,
            remarks=MappingProxyType({"outcome": outcome}),
        )
    )
    link(world, paper, above)
    return above


def carry_on(world: World, paper: Paper, percent: int) -> None:
    """Let an ordinary judgment of first instance go on, or leave it."""
    chance = world.chance.child(f"carry/{paper.id}")
    appealable = paper.kind is DocumentKind.PANJUE and paper.decided_on < LAST_APPEALABLE
    if not appealable or not chance.happens(percent):
        return
    if paper.ruling.result == "acquitted":
        # The accused has nothing to appeal against; a prosecution appeal is not told here.
        return
    second = appeal(world, paper, chance.weigh(OUTCOMES))
    civil = CASE_TYPES[paper.matter.cause] is CaseType.CIVIL and paper.matter.cause != "divorce"
    decided = second.remarks["outcome"] in {"affirmed", "varied"}
    if civil and decided and second.decided_on < LAST_REVIEWABLE:
        if chance.happens(35):
            review(world, second)
        elif chance.happens(35):
            retrial(world, second, "affirmed")


def large_case(world: World, number: int) -> None:
    """Plan a case that begins at the intermediate court and ends before the Supreme Court."""
    chance = world.chance.child(f"large/{number}")
    # Since 2021-10-01 (法发〔2021〕27号) such sums begin at a basic court, so these are earlier.
    day = date(2018, 6, 1) + timedelta(days=chance.below(600))
    wants = Wants(issue="", measure=chance.between(30, 90) * 100_000_000)
    matter = world.matter("sale", "large", court=INTERMEDIATE, happened_on=day, wants=wants)
    first = world.first(matter, is_sole=False)
    second = appeal(world, first, "affirmed")
    if second.court is HIGH and second.decided_on < LAST_REVIEWABLE:
        third = review(world, second)
        if third.court is not SUPREME:
            raise ValueError(f"{third.id} lies before {third.court.name}, not {SUPREME.name}")

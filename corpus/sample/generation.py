"""How is the sample corpus made from a seed?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, RawJudgment, SourceRecord
from corpus.sample import chains, civil_papers, divergence, series
from corpus.sample.appeal_papers import write_above
from corpus.sample.causes import CASE_TYPES, CAUSES, CIVIL_CAUSES
from corpus.sample.chance import Chance
from corpus.sample.civil import CivilCause
from corpus.sample.criminal import CHARGE_TITLES
from corpus.sample.criminal_papers import write_first as write_criminal_first
from corpus.sample.drafts import Desk, print_number
from corpus.sample.effects import effects_of, papers_above
from corpus.sample.grammar import Wording
from corpus.sample.guiding import plant_answer, plant_authority, write_authority
from corpus.sample.issues import ISSUES, Issue
from corpus.sample.matters import Paper, Wants
from corpus.sample.numbering import number_papers
from corpus.sample.parameters import AS_OF
from corpus.sample.pending import PendingCase, plan_pending, similar_to, write_pending
from corpus.sample.truth import (
    IssueTruth,
    JudgmentTruth,
    PanelTruth,
    SampleTruth,
    SentenceTruth,
    Where,
)
from corpus.sample.worlds import CAUSE_WEIGHTS, World

SOURCE_NAME = "sample"
PLANTED_PERCENT = 70
PAPERS_PER_ROUND = 1_500
APPEALED_PERCENT = 16
OLD_FORM_PERCENT = 3
BOOKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"above": ("appeal",), "authority": ("guiding",)}
)
CIVIL_WRITERS: Mapping[str, Callable[[Desk, CivilCause], None]] = MappingProxyType(
    {
        "first": civil_papers.write_first,
        "withdrawal": civil_papers.write_withdrawal,
        "dismissal": civil_papers.write_dismissal,
        "mediation": civil_papers.write_mediation,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCorpus:
    """Judgments, pending cases and the truth about them.

    Attributes:
        seed: The seed that made it.
        size: How many judgments were asked for.
        wording: The register of position sentences.
        judgments: The judgments, in order of id.
        pending_cases: Cases without a judgment.
        truth: What is true of them.
    """

    seed: int
    size: int
    wording: Wording
    judgments: tuple[RawJudgment, ...]
    pending_cases: tuple[PendingCase, ...]
    truth: SampleTruth


def generate(*, seed: int, size: int = 3000, wording: str = "usual") -> SampleCorpus:
    """Make a sample corpus.

    Args:
        seed: Any whole number; the same seed and size give the same bytes in every process.
        size: How many judgments to make.
        wording: ``usual``, ``held_out``, ``open`` or ``fresh``: which register tells the
            positions; the last is for one measurement a release, and who writes readers does not
            read it.

    Raises:
        ValueError: The size is below one, or the register does not exist.
    """
    if size < 1:
        raise ValueError(f"size {size} met; expected a whole number from 1")
    register = Wording(wording)
    world = World(chance=Chance(f"tongpan/{seed}"))
    strangers = plot(world, size)
    pending = plan_pending(world, max(6, size // 60))
    fill(world, size)
    papers = world.papers
    entries = [(paper.id, paper) for paper in papers if paper.form != "authority"]
    entries += [(paper.id, paper) for paper in pending]
    numbers = number_papers(entries, CASE_TYPES, world.chance.child("numbers"))
    above = papers_above(papers)
    judgments: list[RawJudgment] = []
    truths: dict[str, JudgmentTruth] = {}
    for paper in papers:
        raw, truth = write_paper(paper, numbers, above, seed=seed, wording=register)
        judgments.append(raw)
        truths[paper.id] = truth
    return SampleCorpus(
        seed=seed,
        size=size,
        wording=register,
        judgments=tuple(judgments),
        pending_cases=tuple(
            write_pending(paper, numbers, seed=seed, wording=register) for paper in pending
        ),
        truth=SampleTruth(
            as_of=AS_OF,
            judgments=MappingProxyType(truths),
            edges=tuple(world.edges),
            issues=MappingProxyType({key: _issue_truth(key) for key in ISSUES}),
            divergences=tuple(world.divergences),
            lookalikes=tuple(world.lookalikes),
            similar=tuple(similar_to(paper, papers, truths) for paper in pending),
            strangers=strangers,
        ),
    )


def plot(world: World, size: int) -> tuple[tuple[str, str], ...]:
    """Plan everything that is planted; return the pairs of namesakes.

    A corpus too small for the whole plan gets the plots that fit, in a fixed order.
    """
    strangers: list[tuple[str, str]] = []
    budget = size * PLANTED_PERCENT // 100
    rounds = max(1, size // PAPERS_PER_ROUND)
    for number in range(rounds):
        for plan in plots(number, strangers):
            if len(world.papers) >= budget:
                return tuple(strangers)
            plan(world)
    return tuple(strangers)


def plots(number: int, strangers: list[tuple[str, str]]) -> Iterator[Callable[[World], object]]:
    """Yield the plots of one round, the small and various ones first."""
    for place in range(4 * number, 4 * number + 4):
        yield partial(series.plant_repeat, number=place)
        yield partial(series.plant_crossing, number=place)
        yield partial(series.plant_same_parties, number=place)
        yield partial(series.plant_divorce_pair, number=place)
        yield partial(_namesakes, number=place, strangers=strangers)
        yield partial(series.plant_withdrawals, number=place)
        yield partial(series.plant_mediations, number=place)
    yield partial(series.plant_criminal_withdrawal, number=number)
    yield partial(chains.large_case, number=number)
    for place in range(2 * number, 2 * number + 2):
        yield partial(series.plant_labour_series, number=place)
        yield partial(series.plant_loan_series, number=place)
    yield partial(series.plant_series_vote, number=number)
    yield partial(divergence.plant_mediation, number=number)
    for place, issue in enumerate(divergence.contested_issues()):
        yield partial(_contested, issue=issue, place=place, number=number)
    for range_row in divergence.RANGES:
        yield partial(divergence.plant_range, number=number, row=range_row)
    for change_row in divergence.LAW_CHANGES:
        yield partial(divergence.plant_law_change, number=number, row=change_row)
    for decisive_row in divergence.DECISIVE:
        yield partial(divergence.plant_decisive, number=number, row=decisive_row)
    for over_row in divergence.OVERTURNED:
        yield partial(divergence.plant_overturned, number=number, row=over_row)


def _namesakes(world: World, *, number: int, strangers: list[tuple[str, str]]) -> None:
    strangers.append(series.plant_strangers(world, number))


def _contested(world: World, *, issue: Issue, place: int, number: int) -> None:
    planted = divergence.plant_issue(world, issue, number)
    is_guiding = planted.where is Where.GUIDING
    if is_guiding or (number == 0 and place % 3 == 0):
        authority = plant_authority(world, planted, 40 * number + place, is_guiding=is_guiding)
        if is_guiding:
            plant_answer(world, planted, authority)


def fill(world: World, size: int) -> None:
    """Plan ordinary cases, some of which go on to appeal, until the size is reached."""
    chance = world.chance.child("fill")
    while len(world.papers) < size:
        if chance.happens(OLD_FORM_PERCENT):
            # Numbers had the form 字第…号 until 2015 (法〔2015〕137号).
            cause = chance.pick(("theft", "injury", "traffic_crime", "drunk_driving"))
            day = date(2014, 3, 1) + timedelta(days=chance.below(400))
            matter = world.matter(cause, "old", happened_on=day, wants=Wants(issue=""))
        else:
            matter = world.matter(chance.weigh(CAUSE_WEIGHTS), "ordinary")
        paper = world.first(matter)
        # A chain has at most four papers; leave it room.
        if size - len(world.papers) >= 4:
            chains.carry_on(world, paper, APPEALED_PERCENT)


def _issue_truth(key: str) -> IssueTruth:
    issue = ISSUES[key]
    cause = CAUSES[issue.cause].title if issue.cause in CAUSES else issue.cause
    return IssueTruth(key=key, cause=cause, question=issue.question, positions=issue.positions)


def write_paper(
    paper: Paper,
    numbers: Mapping[str, CaseNumber],
    above: Mapping[str, Sequence[Paper]],
    *,
    seed: int,
    wording: Wording,
) -> tuple[RawJudgment, JudgmentTruth]:
    """Put a paper into words and return it with the truth about it."""
    cause = CAUSES[paper.matter.cause]
    family = {
        CaseType.CRIMINAL: ("criminal", "issues_criminal"),
        CaseType.CIVIL: ("civil", "issues_civil"),
        CaseType.ADMINISTRATIVE: ("administrative", "civil", "issues_civil"),
    }[cause.case_type]
    desk = Desk(
        paper,
        books=(*BOOKS.get(paper.form, ()), cause.key, *family, "common"),
        numbers=numbers,
        chance=Chance(f"tongpan/{seed}/text/{paper.id}"),
        story=Chance(f"tongpan/{seed}/story/{paper.matter.key}"),
        wording=wording,
    )
    for issue in paper.matter.issues:
        desk.speak.values[f"question:{issue}"] = ISSUES[issue].question
    if paper.form == "above":
        write_above(desk)
    elif paper.form == "authority":
        write_authority(desk)
    elif cause.case_type is CaseType.CRIMINAL:
        write_criminal_first(desk)
    else:
        CIVIL_WRITERS[paper.form.partition("_")[2]](desk, CIVIL_CAUSES[cause.key])
    text, sections, positions = desk.draft.finish(desk.layout.joint)
    source = SourceRecord(
        name=SOURCE_NAME, place=f"{paper.id}.txt", external_id=paper.id, format="text"
    )
    ruling, matter = paper.ruling, paper.matter
    is_criminal = cause.case_type is CaseType.CRIMINAL
    charge = CHARGE_TITLES[ruling.charge or matter.cause] if is_criminal else ""
    accused = [actor.who.key for actor in matter.parties()] if is_criminal else []
    truth = JudgmentTruth(
        id=paper.id,
        case=matter.key,
        case_number=print_number(numbers[paper.id]) if paper.id in numbers else None,
        court=paper.court.name,
        court_key=paper.court.key,
        court_level=paper.court.level,
        province=paper.court.province,
        case_type=cause.case_type,
        document_kind=paper.kind,
        instance=paper.instance,
        filed_on=paper.filed_on,
        decided_on=paper.decided_on,
        happened_on=matter.happened_on,
        cause=None if is_criminal else cause.title,
        charges=(charge,) if is_criminal else (),
        parties=tuple(desk.parties),
        provisions=desk.provisions,
        items=desk.items,
        result=ruling.result,
        sentences=tuple(
            SentenceTruth(
                accused=key,
                charge=charge,
                months=penalty.months,
                is_detention=penalty.is_detention,
                probation_months=penalty.probation_months,
                fine_fen=penalty.fine_fen,
                expected_tenths=penalty.expected_tenths,
                factor_percent=ruling.factor_percent if place == 0 else 100,
            )
            for place, (key, penalty) in enumerate(zip(accused, ruling.penalties, strict=False))
        ),
        claim_fen=ruling.sums.get("claim"),
        award_fen=ruling.sums.get("award"),
        fee_fen=desk.fee_fen,
        panel=tuple(PanelTruth(name=seat.name, title=seat.title) for seat in paper.seats),
        quoted=tuple(dict.fromkeys(desk.quoted)),
        law=matter.law,
        measure=matter.numbers.get("measure"),
        flags=tuple(sorted(matter.flags)),
        positions=positions,
        effects=effects_of(paper, above.get(paper.id, ())),
        sections=sections,
    )
    return RawJudgment(text=text, source=source), truth

"""How is the sample corpus made from a seed?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, RawJudgment, SourceRecord
from corpus.sample.causes import CASE_TYPES, CAUSES
from corpus.sample.chance import Chance
from corpus.sample.courts import COURTS
from corpus.sample.criminal import CHARGE_TITLES
from corpus.sample.criminal_papers import write_first as write_criminal_first
from corpus.sample.drafts import Desk, print_number
from corpus.sample.effects import effects_of
from corpus.sample.grammar import Wording
from corpus.sample.issues import ISSUES
from corpus.sample.matters import Paper
from corpus.sample.numbering import number_papers
from corpus.sample.parameters import AS_OF
from corpus.sample.truth import (
    IssueTruth,
    JudgmentTruth,
    PanelTruth,
    SampleTruth,
    SentenceTruth,
)
from corpus.sample.worlds import CAUSE_WEIGHTS, World

SOURCE_NAME = "sample"
WRITERS: Mapping[str, Callable[[Desk], None]] = MappingProxyType(
    {"criminal_first": write_criminal_first}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCorpus:
    """Judgments, pending cases and the truth about them.

    Attributes:
        seed: The seed that made it.
        size: How many judgments were asked for.
        wording: The register of position sentences.
        judgments: The judgments, in order of id.
        truth: What is true of them.
    """

    seed: int
    size: int
    wording: Wording
    judgments: tuple[RawJudgment, ...]
    truth: SampleTruth


def generate(*, seed: int, size: int = 3000, wording: str = "usual") -> SampleCorpus:
    """Make a sample corpus.

    Args:
        seed: Any whole number; the same seed and size give the same bytes in every process.
        size: How many judgments to make.
        wording: ``usual`` or ``held_out``: which register tells the positions.

    Raises:
        ValueError: The size is below one, or the register does not exist.
    """
    if size < 1:
        raise ValueError(f"size {size} met; expected a whole number from 1")
    register = Wording(wording)
    world = World(chance=Chance(f"tongpan/{seed}"))
    fill(world, size)
    papers = world.papers[:size]
    numbers = number_papers(
        [(paper.id, paper) for paper in papers], CASE_TYPES, world.chance.child("numbers")
    )
    judgments: list[RawJudgment] = []
    truths: dict[str, JudgmentTruth] = {}
    for paper in papers:
        raw, truth = write_paper(paper, numbers, papers, seed=seed, wording=register)
        judgments.append(raw)
        truths[paper.id] = truth
    return SampleCorpus(
        seed=seed,
        size=size,
        wording=register,
        judgments=tuple(judgments),
        truth=SampleTruth(
            as_of=AS_OF,
            judgments=MappingProxyType(truths),
            edges=tuple(world.edges),
            issues=MappingProxyType({key: _issue_truth(key) for key in ISSUES}),
            divergences=tuple(world.divergences),
            lookalikes=tuple(world.lookalikes),
            similar=(),
        ),
    )


def fill(world: World, size: int) -> None:
    """Plan ordinary cases until the size is reached."""
    chance = world.chance.child("fill")
    known = tuple(entry for entry in CAUSE_WEIGHTS if entry[0] in CAUSES)
    while len(world.papers) < size:
        cause = chance.weigh(known)
        world.first(world.matter(cause, "ordinary"))


def _issue_truth(key: str) -> IssueTruth:
    issue = ISSUES[key]
    cause = CAUSES[issue.cause].title if issue.cause in CAUSES else issue.cause
    return IssueTruth(key=key, cause=cause, question=issue.question, positions=issue.positions)


def write_paper(
    paper: Paper,
    numbers: Mapping[str, CaseNumber],
    papers: Sequence[Paper],
    *,
    seed: int,
    wording: Wording,
) -> tuple[RawJudgment, JudgmentTruth]:
    """Put a paper into words and return it with the truth about it."""
    cause = CAUSES[paper.matter.cause]
    family = {
        CaseType.CRIMINAL: ("criminal", "issues_criminal"),
        CaseType.CIVIL: ("civil", "issues_civil"),
        CaseType.ADMINISTRATIVE: ("administrative", "issues_civil"),
    }[cause.case_type]
    desk = Desk(
        paper,
        books=(cause.key, *family, "common"),
        numbers=numbers,
        chance=Chance(f"tongpan/{seed}/text/{paper.id}"),
        wording=wording,
    )
    WRITERS[paper.form](desk)
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
        case_number=print_number(numbers[paper.id]),
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
        effects=effects_of(paper, papers),
        sections=sections,
    )
    return RawJudgment(text=text, source=source), truth


__all__ = ["COURTS", "SampleCorpus", "generate", "write_paper"]

"""Which cases are pending in the sample world, and which judgments are truly like them?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from types import MappingProxyType

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, DocumentKind, Effectiveness, Instance, SectionKind
from corpus.sample import civil_papers, criminal_papers
from corpus.sample.causes import CASE_TYPES, CAUSES, CIVIL_CAUSES
from corpus.sample.chance import Chance
from corpus.sample.courts import BASIC_COURTS, SampleCourt, Seat
from corpus.sample.divergence import MEASURES, RANGES
from corpus.sample.drafts import Desk, print_number
from corpus.sample.figures import arabic_date, plain_money
from corpus.sample.grammar import Wording
from corpus.sample.issues import ISSUES
from corpus.sample.matters import Matter, Paper, Ruling, Wants
from corpus.sample.parameters import AS_OF
from corpus.sample.people import draw_name
from corpus.sample.sentencing import band_of
from corpus.sample.truth import (
    EdgeKind,
    JudgmentTruth,
    PartyTruth,
    SimilarTruth,
)
from corpus.sample.worlds import World

STAGES = ("审理中", "待开庭", "已开庭待评议", "拟提交法官会议")
ISSUES_NOW: tuple[str, ...] = (
    "felled_timber",
    "expired_permit",
    "own_timber_proceeds",
    "mutual_fight",
    "left_to_hospital",
    "borrowed_money",
    "penalty_cut",
    "invoice_defence",
    "no_vote",
    "title_dispute",
    "non_medical",
    "appraisal_fee",
    "child_support",
    "hearing_notice",
    "limitation",
    "inspection",
    "guarantee_mode",
    "household_yard",
    "spouse_debt",
    "transfer_burden",
    "crime_suspicion",
    "transfer_proof",
)
"""Issues on which a case of 2026 can still arise under the law of the judged ones."""
_MONTHS = {CaseType.CRIMINAL: 3, CaseType.CIVIL: 6, CaseType.ADMINISTRATIVE: 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCase:
    """A case that waits for its judgment.

    Attributes:
        id: Generator id.
        case_number: Canonical case number.
        case_type: Criminal, civil, administrative.
        cause: 案由, None for criminal cases.
        charges: Charges as filed, with 罪.
        court: Full court name.
        court_key: Key of the court.
        parties: Those of the paper.
        handling_judge: 承办法官.
        panel: Signatures of the panel to be.
        filed_on: Day of filing.
        due_on: Last day of the time limit (审限).
        stage: How far it has come, in words.
        issues: Disputed issues in words.
        text: Indictment or complaint.
    """

    id: str
    case_number: str
    case_type: CaseType
    cause: str | None
    charges: tuple[str, ...]
    court: str
    court_key: str
    parties: tuple[PartyTruth, ...]
    handling_judge: str
    panel: tuple[str, ...]
    filed_on: date
    due_on: date
    stage: str
    issues: tuple[str, ...]
    text: str


def plan_pending(world: World, count: int) -> list[Paper]:
    """Plan the pending cases: on issues, on ranges, ordinary ones, and a series."""
    found: list[Paper] = []
    series = min(4, max(0, count - 4))
    for number in range(count - series):
        chance = world.chance.child(f"pending/{number}")
        court = BASIC_COURTS[number % len(BASIC_COURTS)]
        found.append(_plan(world, chance, court, number, _draw_wants(chance, number)))
    chance = world.chance.child("pending/series")
    employer = world.registry.company(chance, "pending.D", place="云溪林区", trade="食品")
    members = []
    for place in range(series):
        wants = Wants(issue="", variant="severance", actors=MappingProxyType({"D": employer}))
        cause_wants = ("labour", wants)
        court = BASIC_COURTS[place % 2]
        member = _plan(world, chance.child(str(place)), court, len(found), cause_wants)
        members.append(member)
        found.append(member)
    for left, right in combinations(members, 2):
        world.relate(EdgeKind.SERIES, left.id, right.id, "同一用人单位、同期立案、同类请求")
    return found


def _draw_wants(chance: Chance, number: int) -> tuple[str, Wants]:
    if number % 4 == 3:
        cause, variant, measure, _ = RANGES[number // 4 % len(RANGES)]
        plus = frozenset({"confession", "plea"})
        return cause, Wants(issue="", variant=variant, measure=measure, plus=plus)
    key = ISSUES_NOW[number % len(ISSUES_NOW)]
    middle: int | None = None
    if key in MEASURES:
        low, high, _ = MEASURES[key]
        middle = (low + high) // 2
    numbers = MappingProxyType({"is_open": chance.below(2)})
    return ISSUES[key].cause, Wants(issue=key, measure=middle, numbers=numbers)


def _plan(
    world: World,
    chance: Chance,
    court: SampleCourt,
    number: int,
    wanted: tuple[str, Wants],
) -> Paper:
    cause, wants = wanted
    day = date(2025, 6, 1) + timedelta(days=chance.below(70))
    if cause in {"forest_penalty", "divorce"} or cause not in CIVIL_CAUSES:
        day = date(2026, 3, 1) + timedelta(days=chance.below(70))
    matter = world.matter(cause, f"p{number}", court=court, happened_on=day, wants=wants)
    filed = date(2026, 8, 20) + timedelta(days=chance.below(60))
    if cause == "labour" and not wants.issue:
        filed = date(2026, 9, 7) + timedelta(days=chance.below(5))
    seats = world.seats(court, CASE_TYPES[cause], chance.child("seats"), sole=False)
    return Paper(
        id=f"p{number + 1:04d}",
        matter=matter,
        form="pending",
        kind=DocumentKind.PENDING_FILE,
        instance=Instance.FIRST,
        court=court,
        filed_on=filed,
        decided_on=filed,
        seats=seats,
        ruling=Ruling(result="pending"),
        remarks=MappingProxyType({"stage": chance.pick(STAGES)}),
    )


def write_pending(
    paper: Paper, numbers: Mapping[str, CaseNumber], *, seed: int, wording: Wording
) -> PendingCase:
    """Put a pending case into words."""
    case_type = CASE_TYPES[paper.matter.cause]
    family = {
        CaseType.CRIMINAL: ("criminal", "issues_criminal"),
        CaseType.CIVIL: ("civil", "issues_civil"),
        CaseType.ADMINISTRATIVE: ("administrative", "civil", "issues_civil"),
    }[case_type]
    desk = Desk(
        paper,
        books=("pending", paper.matter.cause, *family, "common"),
        numbers=numbers,
        chance=Chance(f"tongpan/{seed}/text/{paper.id}"),
        story=Chance(f"tongpan/{seed}/story/{paper.matter.key}"),
        wording=wording,
    )
    if case_type is CaseType.CRIMINAL:
        _indictment(desk)
    else:
        _complaint(desk)
    text, _, _ = desk.draft.finish("\n")
    title = CAUSES[paper.matter.cause].title
    months = _MONTHS[case_type]
    due = paper.filed_on + timedelta(days=months * 365 // 12)
    judges = [seat for seat in paper.seats if seat.title in {"审判长", "审判员"}]
    return PendingCase(
        id=paper.id,
        case_number=print_number(numbers[paper.id]),
        case_type=case_type,
        cause=None if case_type is CaseType.CRIMINAL else title,
        charges=(title,) if case_type is CaseType.CRIMINAL else (),
        court=paper.court.name,
        court_key=paper.court.key,
        parties=tuple(desk.parties),
        handling_judge=_handling(judges),
        panel=tuple(seat.name for seat in judges),
        filed_on=paper.filed_on,
        due_on=due,
        stage=paper.remarks["stage"],
        issues=tuple(ISSUES[issue].question for issue in paper.matter.issues),
        text=text,
    )


def _handling(judges: list[Seat]) -> str:
    return judges[-1].name


def _indictment(desk: Desk) -> None:
    criminal_papers.prepare(desk)
    speak, paper = desk.speak, desk.paper
    desk.add(SectionKind.HEAD, speak.values["procuratorate"])
    desk.add(SectionKind.HEAD, "起诉书")
    sign = paper.court.place[:2]
    number = desk.chance.between(3, 180)
    desk.add(SectionKind.HEAD, f"{sign}检刑诉〔{paper.filed_on.year}〕{number}号")
    criminal_papers.parties(desk)
    sent = arabic_date(paper.filed_on - timedelta(days=25))
    desk.add(SectionKind.PROCEDURE, speak("investigated", sent=sent))
    story = speak("found") + criminal_papers.story(desk)
    for issue in paper.matter.issues:
        story += desk.tell(criminal_papers.issue_fact(paper.matter, issue))
    desk.add(SectionKind.FACTS, story + criminal_papers.aftermath(desk))
    pieces = "、".join(speak.several("evidence", 4))
    desk.add(SectionKind.EVIDENCE, f"认定上述事实的证据如下：{pieces}。")
    desk.add(SectionKind.REASONING, speak("accusation"))
    for issue in paper.matter.issues:
        desk.add(SectionKind.DEFENCES, criminal_papers.argument_on(desk, issue))
    desk.add(SectionKind.SIGNATURE, "此致")
    desk.add(SectionKind.SIGNATURE, paper.court.name)
    desk.add(SectionKind.SIGNATURE, f"检察员：{draw_name(desk.chance.child('prosecutor'))}")
    desk.add(SectionKind.SIGNATURE, arabic_date(paper.filed_on))


def _complaint(desk: Desk) -> None:
    paper = desk.paper
    cause = CIVIL_CAUSES[paper.matter.cause]
    civil_papers.prepare(desk, cause)
    speak = desk.speak
    desk.add(SectionKind.HEAD, civil_papers.title_of(paper, "起诉状"))
    civil_papers.parties(desk)
    desk.add(SectionKind.CLAIMS, speak("claims_title"))
    claims = [*cause.claims(paper.matter, speak), speak("claim_costs")]
    for place, claim in enumerate(claims, 1):
        desk.add(SectionKind.CLAIMS, f"{place}.{claim}")
    story = speak("facts_title") + desk.tell(f"story.{paper.matter.variant}")
    for issue in paper.matter.issues:
        story += desk.tell(civil_papers.issue_fact(paper, issue))
    desk.add(SectionKind.FACTS, story + speak("closing"))
    for issue in paper.matter.issues:
        defence = speak(f"{issue}.defence")
        if defence:
            desk.add(SectionKind.DEFENCES, speak("dispute", defence=defence))
    desk.add(SectionKind.SIGNATURE, "此致")
    desk.add(SectionKind.SIGNATURE, paper.court.name)
    desk.add(SectionKind.SIGNATURE, f"具状人：{speak.values['P']}")
    desk.add(SectionKind.SIGNATURE, arabic_date(paper.filed_on))


FACTS_THAT_DECIDE = frozenset({"household_yard", "parking_lot", "inspection", "transfer_proof"})


def grade(pending: Matter, judged: Matter) -> int:
    """Return how like a judged dispute is to a pending one, 0 to 3.

    3: one issue, one law, and the facts that decide alike; without an issue, one story and one
    band under one law. 2: one issue and one law, other facts. 1: one cause, story and law.
    """
    if pending.cause != judged.cause or pending.law != judged.law:
        return 0
    if pending.issues and set(pending.issues) & set(judged.issues):
        shared = set(pending.issues) & set(judged.issues)
        decided = shared & FACTS_THAT_DECIDE
        same = pending.numbers.get("is_open") == judged.numbers.get("is_open")
        return 3 if not decided or same else 2
    if not pending.issues and not judged.issues and pending.variant == judged.variant:
        return 3 if _band(pending) == _band(judged) else 1
    return 1 if pending.variant == judged.variant else 0


def _band(matter: Matter) -> str:
    if CASE_TYPES[matter.cause] is CaseType.CRIMINAL:
        band = band_of(matter.cause, matter.law, matter.numbers["measure"])
        return band.label if band else ""
    # Civil claims are of one order of magnitude or not.
    return str(len(plain_money(matter.numbers["measure"])))


def similar_to(
    pending: Paper, papers: list[Paper], truths: Mapping[str, JudgmentTruth]
) -> SimilarTruth:
    """Return the graded judgments in effect for a pending case."""
    grades: dict[str, int] = {}
    for paper in papers:
        truth = truths[paper.id]
        told = paper.form in {"criminal_first", "civil_first", "administrative_first", "above"}
        decided = truth.result not in {"withdrawn", "remanded", "mediated"}
        if not told or not decided or truth.effect_on(AS_OF) is not Effectiveness.IN_EFFECT:
            continue
        found = grade(pending.matter, paper.matter)
        if found:
            grades[paper.id] = found
    return SimilarTruth(pending=pending.id, grades=MappingProxyType(grades))

"""Where do like cases of the sample corpus truly diverge, and where does it only look so?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from corpus.judgment import CaseType
from corpus.sample.causes import CASE_TYPES, CAUSES
from corpus.sample.chains import appeal
from corpus.sample.chance import Chance
from corpus.sample.courts import BASIC_COURTS, SampleCourt
from corpus.sample.issues import ISSUES, Issue
from corpus.sample.matters import Paper, Ruling, Wants
from corpus.sample.parameters import ADJUSTMENTS, OUTLIER_FACTORS
from corpus.sample.truth import (
    DivergenceKind,
    DivergenceTruth,
    Innocence,
    LookalikeTruth,
    Where,
)
from corpus.sample.worlds import World

WINDOWS: Mapping[str, tuple[date, date]] = MappingProxyType(
    {
        "forest-2023": (date(2023, 9, 1), date(2025, 12, 1)),
        "cap-transition": (date(2019, 9, 25), date(2020, 4, 30)),
        "cap-4-lpr": (date(2021, 2, 1), date(2025, 1, 31)),
        "civil-code": (date(2021, 2, 1), date(2025, 3, 31)),
        "labour-2008": (date(2021, 3, 1), date(2025, 6, 1)),
        "urban-only": (date(2022, 6, 1), date(2025, 10, 1)),
        "forest-act-2019": (date(2021, 8, 1), date(2026, 1, 31)),
        "moped": (date(2020, 1, 1), date(2022, 10, 1)),
        "yield_rate": (date(2023, 9, 1), date(2025, 12, 1)),
        "": (date(2021, 3, 1), date(2025, 11, 1)),
    }
)
"""Days of the facts in which the law that a group keeps to is the only one in play."""
MEASURES: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "felled_timber": (600_000, 1_200_000, 10_000),
        "expired_permit": (21_000, 44_000, 1),
        "own_timber_proceeds": (26_000, 60_000, 1),
        "yield_rate": (24_000, 42_000, 1),
        "moped": (1_050, 1_900, 1),
        "mutual_fight": (1, 1, 1),
        "left_to_hospital": (3, 3, 1),
        "borrowed_money": (8_000_000, 24_000_000, 100_000),
    }
)
"""Measures of the members of a group, low, high and step: one band, so that they are alike."""
SERIES_ONLY = frozenset({"retirement_age"})
_ORDER = (Where.BETWEEN_COURTS, Where.SAME_COURT, Where.SUPERIOR, Where.GUIDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A planted divergence and the papers in it, for guiding and pending cases."""

    key: str
    issue: Issue
    where: Where
    papers: Mapping[str, tuple[Paper, ...]]


def extend(world: World, planted: Planted, paper: Paper) -> None:
    """Add a later paper of the majority to a planted divergence."""
    place = next(n for n, group in enumerate(world.divergences) if group.key == planted.key)
    group = world.divergences[place]
    majority = planted.issue.majority
    groups = {**group.groups, majority: (*group.groups[majority], paper.id)}
    world.divergences[place] = replace(group, groups=MappingProxyType(groups))


def _day(chance: Chance, window: tuple[date, date], share: int) -> date:
    """Return a day of the window; ``share`` percent of it are left to later papers."""
    start, end = window
    span = (end - start).days * (100 - share) // 100
    return start + timedelta(days=chance.below(max(1, span)))


def wants_of(issue: Issue, chance: Chance) -> Wants:
    """Return what makes a dispute a like member of the group of an issue."""
    measure = None
    if issue.key in MEASURES:
        low, high, step = MEASURES[issue.key]
        measure = low + chance.below((high - low) // step + 1) * step
    minus = frozenset({"recidivist", "prior_record", "minor", "attempt"})
    plus: frozenset[str] = frozenset()
    if issue.key == "left_to_hospital":
        # Called in by the police on the next day: a confession, no surrender.
        minus |= {"surrender"}
        plus = frozenset({"confession"})
    return Wants(issue=issue.key, measure=measure, plus=plus, minus=minus)


def plant_issue(world: World, issue: Issue, number: int) -> Planted:
    """Plant a group of like judgments that diverge on a contested issue."""
    chance = world.chance.child(f"diverge/{issue.key}/{number}")
    window = WINDOWS.get(issue.law or issue.key, WINDOWS[""])
    places = list(ISSUES).index(issue.key)
    where = _ORDER[(places + number) % len(_ORDER)]
    # Second instance on a dismissal is a ruling of its own kind, not told here.
    no_appeal = issue.contested is DivergenceKind.PROCEDURE
    if where is Where.SUPERIOR and (
        no_appeal or CASE_TYPES[issue.cause] is CaseType.ADMINISTRATIVE
    ):
        where = Where.BETWEEN_COURTS
    courts = chance.shuffled(BASIC_COURTS)
    minority = next(key for key in issue.positions if key != issue.majority)
    groups: dict[str, list[Paper]] = {issue.majority: [], minority: []}
    for position, homes, count in (
        (issue.majority, courts[:3], chance.between(4, 6)),
        (minority, courts[:2] if where is Where.SAME_COURT else courts[3:], chance.between(3, 4)),
    ):
        for place in range(count):
            paper = _member(
                world,
                issue,
                position,
                court=homes[place % len(homes)],
                chance=chance,
                window=window,
            )
            groups[position].append(paper)
    if where is Where.SUPERIOR:
        groups[issue.majority].append(appeal(world, groups[issue.majority][0], "affirmed"))
    matter_law = groups[minority][0].matter.law
    ids = {position: tuple(p.id for p in papers) for position, papers in groups.items()}
    world.divergences.append(
        DivergenceTruth(
            key=f"d-{issue.key}-{number}",
            kind=issue.contested or DivergenceKind.RESULT,
            where=where,
            issue=issue.key,
            cause=CAUSES[issue.cause].title,
            law=matter_law,
            groups=MappingProxyType(ids),
            reason=f"{issue.question}：" + " / ".join(issue.positions.values()),
        )
    )
    return Planted(
        key=f"d-{issue.key}-{number}",
        issue=issue,
        where=where,
        papers=MappingProxyType({key: tuple(papers) for key, papers in groups.items()}),
    )


def _member(
    world: World,
    issue: Issue,
    position: str,
    *,
    court: SampleCourt,
    chance: Chance,
    window: tuple[date, date],
) -> Paper:
    matter = world.matter(
        issue.cause,
        f"d-{issue.key}",
        court=court,
        happened_on=_day(chance, window, 5),
        wants=wants_of(issue, chance),
    )
    return world.first(matter, positions={issue.key: position}, is_sole=False)


RANGES: tuple[tuple[str, str, int, str], ...] = (
    ("theft", "home", 1_400_000, "harsh"),
    ("timber_theft", "state", 14_000, "lenient"),
    ("injury", "fists", 1, "harsh"),
    ("fraud", "work", 12_000_000, "lenient"),
    ("overcutting", "bought", 38_000, "harsh"),
)
"""Charge, story, measure and direction of the planted range divergences."""


def plant_range(world: World, number: int, row: tuple[str, str, int, str]) -> None:
    """Plant a group of matched criminal cases some of whose terms leave the model."""
    cause, variant, measure, way = row
    chance = world.chance.child(f"range/{cause}/{number}")
    plus = frozenset({"confession", "plea"})
    minus = frozenset(ADJUSTMENTS) - plus - {"burglary"}
    window = WINDOWS["forest-2023"] if cause in {"timber_theft", "overcutting"} else WINDOWS[""]
    courts = chance.shuffled(BASIC_COURTS)
    groups: dict[str, list[str]] = {"usual": [], way: []}
    law = ""
    for name, homes, count in (("usual", courts[:4], 8), (way, courts[4:], 3)):
        for place in range(count):
            near = measure if measure < 10 else measure * chance.between(94, 106) // 100
            matter = world.matter(
                cause,
                f"r-{cause}",
                court=homes[place % len(homes)],
                happened_on=_day(chance, window, 5),
                wants=Wants(issue="", variant=variant, measure=near, plus=plus, minus=minus),
            )
            factor = 100 if name == "usual" else OUTLIER_FACTORS[way]
            paper = world.first(matter, factor_percent=factor)
            groups[name].append(paper.id)
            law = matter.law
    world.divergences.append(
        DivergenceTruth(
            key=f"d-range-{cause}-{number}",
            kind=DivergenceKind.RANGE,
            where=Where.BETWEEN_COURTS,
            issue=None,
            cause=CAUSES[cause].title,
            law=law,
            groups=MappingProxyType({key: tuple(ids) for key, ids in groups.items()}),
            reason="情节和数额相当，刑期明显偏离",
        )
    )


LAW_CHANGES: tuple[tuple[str, tuple[date, date], tuple[date, date]], ...] = (
    ("small_volume", (date(2021, 2, 1), date(2022, 4, 1)), (date(2023, 8, 20), date(2024, 3, 1))),
    (
        "own_timber_proceeds",
        (date(2019, 2, 1), date(2022, 4, 1)),
        (date(2023, 9, 1), date(2025, 10, 1)),
    ),
    ("interest_cap", (date(2017, 6, 1), date(2018, 5, 15)), (date(2021, 2, 1), date(2024, 10, 1))),
    ("guarantee_mode", (date(2017, 6, 1), date(2018, 5, 15)), (date(2021, 2, 1), date(2024, 9, 1))),
    ("urban_rural", (date(2019, 2, 1), date(2021, 6, 1)), (date(2022, 6, 1), date(2025, 9, 1))),
    ("social_waiver", (date(2021, 2, 1), date(2025, 5, 1)), (date(2025, 9, 5), date(2026, 3, 1))),
    ("fine_base", (date(2018, 3, 1), date(2020, 5, 1)), (date(2020, 8, 1), date(2025, 9, 1))),
)
"""Issue and the days of the facts before and after the change."""
BEFORE_AND_AFTER = MappingProxyType({"own_timber_proceeds": ("confiscated", "not_confiscated")})


def plant_law_change(
    world: World,
    number: int,
    row: tuple[str, tuple[date, date], tuple[date, date]],
) -> None:
    """Plant judgments that answer one issue differently because the law changed between them."""
    key, before, after = row
    issue = ISSUES[key]
    chance = world.chance.child(f"change/{key}/{number}")
    groups: dict[str, list[str]] = {}
    for side, window in enumerate((before, after)):
        for _ in range(chance.between(4, 5)):
            wants = wants_of(issue, chance)
            if key == "small_volume":
                wants = Wants(issue=key, measure=chance.between(2_600, 4_400))
            if key == "interest_cap":
                wants = Wants(issue=key, numbers=MappingProxyType({"rate": 2_400}))
            matter = world.matter(
                issue.cause,
                f"l-{key}",
                court=chance.pick(BASIC_COURTS),
                happened_on=_day(chance, window, 0),
                wants=wants,
            )
            given = BEFORE_AND_AFTER.get(key)
            positions = {key: given[side]} if given else {}
            paper = world.first(matter, positions=positions, is_sole=False)
            groups.setdefault(paper.ruling.positions[key], []).append(paper.id)
    _look(
        world,
        f"l-{key}-{number}",
        Innocence.LAW_CHANGE,
        issue,
        groups=groups,
        reason="适用的法律版本不同",
    )


DECISIVE: tuple[tuple[str, str, Innocence, str], ...] = (
    ("household_yard", "is_open", Innocence.DECISIVE_FACT, "院落是否封闭并供家庭生活"),
    ("parking_lot", "is_open", Innocence.DECISIVE_FACT, "停车场是否允许社会车辆通行"),
    ("inspection", "is_open", Innocence.DECISIVE_FACT, "是否在合理期限内提出异议"),
    ("transfer_proof", "is_open", Innocence.EVIDENCE, "借贷合意的证据是否充分"),
)


def plant_decisive(world: World, number: int, row: tuple[str, str, Innocence, str]) -> None:
    """Plant judgments that answer one issue differently because one fact differs."""
    key, fact, innocence, reason = row
    issue = ISSUES[key]
    chance = world.chance.child(f"decisive/{key}/{number}")
    groups: dict[str, list[str]] = {}
    for place in range(9):
        # The law of loans changed in 2020, so the loans of the group are all later.
        window = WINDOWS["moped" if issue.cause == "drunk_driving" else "cap-4-lpr"]
        wants = Wants(issue=key, numbers=MappingProxyType({fact: place % 2}))
        matter = world.matter(
            issue.cause,
            f"f-{key}",
            court=BASIC_COURTS[place % len(BASIC_COURTS)],
            happened_on=_day(chance, window, 0),
            wants=wants,
        )
        paper = world.first(matter, is_sole=False)
        groups.setdefault(paper.ruling.positions[key], []).append(paper.id)
    _look(world, f"l-{key}-{number}", innocence, issue, groups=groups, reason=reason)


OVERTURNED: tuple[tuple[str, str, str], ...] = (
    ("guarantee_mode", "joint", "general"),
    ("inspection", "timely", "late"),
)
"""Issue, the wrong answer below and the right one above."""


def plant_overturned(world: World, number: int, row: tuple[str, str, str]) -> None:
    """Plant judgments against the rest that second instance has since put right."""
    key, wrong, right = row
    issue = ISSUES[key]
    chance = world.chance.child(f"overturned/{key}/{number}")
    groups: dict[str, list[str]] = {wrong: [], right: []}
    for position, count in ((right, 5), (wrong, 3)):
        for place in range(count):
            wants = Wants(issue=key, numbers=MappingProxyType({"is_open": 1}))
            matter = world.matter(
                issue.cause,
                f"o-{key}",
                court=BASIC_COURTS[place % len(BASIC_COURTS)],
                happened_on=_day(chance, WINDOWS["cap-4-lpr"], 10),
                wants=wants,
            )
            paper = world.first(matter, positions={key: position}, is_sole=False)
            groups[position].append(paper.id)
            if position == wrong:
                above = appeal(world, paper, "varied", positions={key: right})
                groups[right].append(above.id)
    reason = "持不同立场的一审判决已被二审改判"
    _look(
        world, f"l-over-{key}-{number}", Innocence.OVERTURNED, issue, groups=groups, reason=reason
    )


def plant_mediation(world: World, number: int) -> None:
    """Plant settlements that give less than the judgments on like sales."""
    chance = world.chance.child(f"mediation/{number}")
    groups: dict[str, list[str]] = {"granted": [], "mediated": []}
    for name, count in (("granted", 5), ("mediated", 4)):
        for _ in range(count):
            matter = world.matter(
                "sale",
                "mediation",
                court=chance.pick(BASIC_COURTS),
                happened_on=_day(chance, WINDOWS["civil-code"], 5),
                wants=Wants(issue="", measure=chance.between(60, 90) * 100_000),
            )
            ruling = None
            if name == "mediated":
                claim = {"claim": matter.numbers["measure"]}
                ruling = Ruling(result="mediated", sums=MappingProxyType(claim))
            groups[name].append(world.first(matter, ruling=ruling).id)
    world.lookalikes.append(
        LookalikeTruth(
            key=f"l-mediation-{number}",
            innocence=Innocence.MEDIATION,
            looks=DivergenceKind.RANGE,
            issue=None,
            cause=CAUSES["sale"].title,
            groups=MappingProxyType({key: tuple(ids) for key, ids in groups.items()}),
            reason="调解系当事人合意，不代表裁判立场",
        )
    )


def _look(
    world: World,
    key: str,
    innocence: Innocence,
    issue: Issue,
    *,
    groups: Mapping[str, list[str]],
    reason: str,
) -> None:
    world.lookalikes.append(
        LookalikeTruth(
            key=key,
            innocence=innocence,
            looks=issue.contested or DivergenceKind.RESULT,
            issue=issue.key,
            cause=CAUSES[issue.cause].title,
            groups=MappingProxyType({name: tuple(ids) for name, ids in groups.items()}),
            reason=reason,
        )
    )


def contested_issues() -> tuple[Issue, ...]:
    """Return the issues on which groups are planted, in order of the table."""
    return tuple(
        issue
        for issue in ISSUES.values()
        if issue.contested is not None and issue.key not in SERIES_ONLY
    )

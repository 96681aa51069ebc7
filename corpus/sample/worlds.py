"""What has happened in the sample world so far, and what happens next?

A world hands out disputes and papers with dates, courts and judges that fit; the plots of
:mod:`corpus.sample.chains` and its neighbours ask it for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from corpus.judgment import CaseType, DocumentKind, Instance
from corpus.sample.causes import CAUSES
from corpus.sample.chance import Chance
from corpus.sample.courts import BASIC_COURTS, COURTS, Bench, SampleCourt, Seat, draw_benches
from corpus.sample.matters import NOTHING, Matter, Paper, Ruling, Setting, Wants
from corpus.sample.parameters import AS_OF, FIRST_DAY, LAST_DAY
from corpus.sample.people import Registry
from corpus.sample.truth import DivergenceTruth, EdgeKind, EdgeTruth, LookalikeTruth

CAUSE_WEIGHTS: tuple[tuple[str, int], ...] = (
    ("theft", 11),
    ("timber_theft", 8),
    ("overcutting", 8),
    ("drunk_driving", 9),
    ("injury", 8),
    ("traffic_crime", 6),
    ("fraud", 7),
    ("lending", 11),
    ("sale", 8),
    ("forest_contract", 6),
    ("labour", 6),
    ("traffic_tort", 6),
    ("divorce", 5),
    ("forest_penalty", 4),
)


@dataclass(slots=True)
class World:
    """The papers planned so far and the truth about them.

    Attributes:
        chance: The stream that everything here comes from.
        papers: Papers in order of planning.
        edges: Planted relations.
        divergences: Planted divergences.
        lookalikes: Planted look-alikes.
    """

    chance: Chance
    registry: Registry = field(default_factory=Registry)
    papers: list[Paper] = field(default_factory=list)
    edges: list[EdgeTruth] = field(default_factory=list)
    divergences: list[DivergenceTruth] = field(default_factory=list)
    lookalikes: list[LookalikeTruth] = field(default_factory=list)
    _benches: Mapping[str, Bench] = field(init=False)
    _matters: int = 0

    def __post_init__(self) -> None:
        """Seat the benches."""
        self._benches = draw_benches(self.chance.child("benches"))

    def next_key(self, plot: str) -> str:
        """Return the key of a new dispute."""
        self._matters += 1
        return f"m{self._matters:05d}-{plot}"

    def seats(
        self, court: SampleCourt, case_type: CaseType, chance: Chance, *, sole: bool
    ) -> tuple[Seat, ...]:
        """Return a panel of a court."""
        return self._benches[court.key].panel(case_type, chance, sole=sole)

    def matter(
        self,
        cause: str,
        plot: str,
        *,
        court: SampleCourt | None = None,
        happened_on: date | None = None,
        wants: Wants | None = None,
    ) -> Matter:
        """Return a new dispute."""
        key = self.next_key(plot)
        chance = self.chance.child(key)
        place = court or draw_court(chance)
        day = happened_on or draw_day(chance)
        day = clear_of_change(cause, day)
        setting = Setting(
            key=key,
            court=place,
            happened_on=day,
            chance=chance.child("matter"),
            registry=self.registry,
            wants=wants or Wants(),
        )
        return CAUSES[cause].imagine(setting)

    def first(
        self,
        matter: Matter,
        *,
        positions: Mapping[str, str] = NOTHING,
        factor_percent: int = 100,
        filed_on: date | None = None,
        remarks: Mapping[str, str] = NOTHING,
        is_sole: bool | None = None,
        ruling: Ruling | None = None,
        court: SampleCourt | None = None,
    ) -> Paper:
        """Plan the judgment of first instance on a dispute and return it."""
        number = len(self.papers)
        chance = self.chance.child(f"paper{number}")
        cause = CAUSES[matter.cause]
        wait = matter.numbers.get("wait", 70)
        filed = filed_on or working_day(
            matter.happened_on + timedelta(days=wait + chance.between(0, 120))
        )
        simple = chance.happens(50) if is_sole is None else is_sole
        decided = working_day(filed + timedelta(days=chance.between(18, 45 if simple else 85)))
        found = ruling or cause.rule(
            matter,
            filed=filed,
            on=decided,
            chance=chance.child("rule"),
            positions=positions,
            factor_percent=factor_percent,
        )
        # A long term or an acquittal is never the work of one judge in summary proceedings.
        long = any(penalty.months > 36 for penalty in found.penalties)
        sole = simple and not long and found.result != "acquitted"
        where = court or matter.court
        return self.plan(
            Paper(
                id=self.next_id(),
                matter=matter,
                form=form_of(cause.case_type, found),
                kind=kind_of(found),
                instance=Instance.FIRST,
                court=where,
                filed_on=filed,
                decided_on=decided,
                seats=self.seats(where, cause.case_type, chance.child("seats"), sole=sole),
                ruling=found,
                is_masked=chance.happens(15),
                is_sole=sole,
                remarks=MappingProxyType(dict(remarks)),
            )
        )

    def next_id(self) -> str:
        """Return the id of the next paper."""
        return f"s{len(self.papers) + 1:05d}"

    def plan(self, paper: Paper) -> Paper:
        """Add a paper and return it."""
        self.papers.append(paper)
        return paper

    def relate(self, kind: EdgeKind, left: str, right: str, evidence: str) -> None:
        """Plant a relation between two papers or pending cases."""
        self.edges.append(EdgeTruth(kind=kind, left=left, right=right, evidence=evidence))


def form_of(case_type: CaseType, ruling: Ruling) -> str:
    """Return the composition that writes a paper of first instance."""
    if case_type is CaseType.CRIMINAL:
        return "criminal_first"
    prefix = "civil" if case_type is CaseType.CIVIL else "administrative"
    return {
        "withdrawn": f"{prefix}_withdrawal",
        "dismissed": f"{prefix}_dismissal",
        "mediated": f"{prefix}_mediation",
    }.get(ruling.result, f"{prefix}_first")


def kind_of(ruling: Ruling) -> DocumentKind:
    """Return the kind of paper that a ruling of first instance is given in."""
    return {
        "withdrawn": DocumentKind.CAIDING,
        "dismissed": DocumentKind.CAIDING,
        "mediated": DocumentKind.TIAOJIE,
    }.get(ruling.result, DocumentKind.PANJUE)


def draw_court(chance: Chance) -> SampleCourt:
    """Return a court of first instance; nine in ten lie in the forest district."""
    return chance.weigh(
        (
            *((court, 18) for court in BASIC_COURTS),
            (COURTS["hewan"], 6),
            (COURTS["beiyu"], 4),
        )
    )


def draw_day(chance: Chance) -> date:
    """Return the day of the facts of an ordinary case."""
    span = (LAST_DAY - FIRST_DAY).days - 320
    return FIRST_DAY + timedelta(days=chance.below(span))


_CHANGES = {
    "sale": (date(2020, 4, 1), date(2021, 1, 1)),
    "forest_contract": (date(2020, 4, 1), date(2021, 1, 1)),
    "timber_theft": (date(2022, 6, 15), date(2023, 8, 15)),
    "overcutting": (date(2022, 6, 15), date(2023, 8, 15)),
    "drunk_driving": (date(2023, 3, 1), date(2023, 12, 28)),
}
"""Deeds so shortly before a change of the interpretation that the milder new one could govern
some instance of the case (刑法 art. 12; 法释〔2001〕5号 art. 3)."""


def clear_of_change(cause: str, day: date) -> date:
    """Return the day, moved behind a change of law where two versions could compete."""
    if cause in _CHANGES:
        start, change = _CHANGES[cause]
        if start <= day < change:
            return change + (day - start)
    return day


def working_day(day: date) -> date:
    """Return the day, or the Monday after it, never later than the world stands."""
    moved = day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
    return min(moved, AS_OF - timedelta(days=3))

"""Which cases of the sample corpus belong together beside a chain?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from types import MappingProxyType

from corpus.sample.causes import CAUSES
from corpus.sample.courts import BASIC_COURTS
from corpus.sample.divergence import WINDOWS
from corpus.sample.issues import ISSUES
from corpus.sample.matters import Matter, Paper, Ruling, Wants
from corpus.sample.parameters import AS_OF
from corpus.sample.people import Company, Person
from corpus.sample.truth import DivergenceKind, EdgeKind, Innocence, LookalikeTruth
from corpus.sample.worlds import World, working_day

CONSECUTIVE = MappingProxyType({"consecutive": "1"})


def relate_all(world: World, papers: Sequence[Paper], evidence: str) -> None:
    """Plant the edges of one series, each pair once."""
    for left, right in combinations(papers, 2):
        world.relate(EdgeKind.SERIES, left.id, right.id, evidence)


def plant_labour_series(world: World, number: int) -> tuple[Paper, ...]:
    """Plant suits of several workers against one employer, filed on one day."""
    chance = world.chance.child(f"series/labour/{number}")
    court = BASIC_COURTS[number % len(BASIC_COURTS)]
    day = date(2020, 3, 1) + timedelta(days=chance.below(1700))
    filed = working_day(day + timedelta(days=chance.between(80, 130)))
    employer = world.registry.company(
        chance, f"series{number}.D", place=court.place, trade=chance.pick(("木业", "林产品"))
    )
    papers = []
    for place in range(chance.between(5, 8)):
        wants = Wants(issue="", variant="severance", actors=MappingProxyType({"D": employer}))
        matter = world.matter("labour", "series", court=court, happened_on=day, wants=wants)
        remarks = CONSECUTIVE if place else MappingProxyType({})
        papers.append(world.first(matter, filed_on=filed, remarks=remarks, is_sole=True))
    relate_all(world, papers, "同一用人单位、同日立案、同类请求")
    return tuple(papers)


def plant_loan_series(world: World, number: int) -> tuple[Paper, ...]:
    """Plant suits of one lender against many borrowers, spread over courts and months."""
    chance = world.chance.child(f"series/lending/{number}")
    lender = world.registry.person(
        chance, f"lender{number}.P", on=date(2021, 1, 1), place="松岭林区", ages=(35, 58)
    )
    papers = []
    for place in range(chance.between(5, 7)):
        wants = Wants(
            issue="",
            variant="plain",
            actors=MappingProxyType({"P": lender}),
            numbers=MappingProxyType({"rate": 1_200}),
        )
        day = date(2022, 1, 10) + timedelta(days=30 * number + 9 * place)
        matter = world.matter(
            "lending", "series", court=BASIC_COURTS[place % 3], happened_on=day, wants=wants
        )
        papers.append(world.first(matter))
    relate_all(world, papers, "同一出借人、同样的利率约定、同类请求")
    return tuple(papers)


def plant_series_vote(world: World, number: int) -> None:
    """Plant a series that looks like the majority on an issue but counts as one vote."""
    chance = world.chance.child(f"series/vote/{number}")
    issue = ISSUES["retirement_age"]
    court = BASIC_COURTS[(number + 1) % len(BASIC_COURTS)]
    day = date(2022, 4, 1) + timedelta(days=chance.below(700))
    employer = world.registry.company(
        chance, f"vote{number}.D", place=court.place, trade="物业服务"
    )
    groups: dict[str, list[str]] = {"service": [], "labour": []}
    papers = []
    for place in range(6):
        wants = Wants(issue=issue.key, actors=MappingProxyType({"D": employer}))
        matter = world.matter("labour", "vote", court=court, happened_on=day, wants=wants)
        remarks = CONSECUTIVE if place else MappingProxyType({})
        filed = working_day(day + timedelta(days=110))
        paper = world.first(
            matter, positions={issue.key: "service"}, filed_on=filed, remarks=remarks
        )
        papers.append(paper)
        groups["service"].append(paper.id)
    relate_all(world, papers, "同一用人单位、同日立案、同类请求")
    for place in range(2):
        matter = world.matter(
            "labour",
            "vote",
            court=BASIC_COURTS[(number + 2 + place) % len(BASIC_COURTS)],
            happened_on=day + timedelta(days=20 * place),
            wants=Wants(issue=issue.key),
        )
        paper = world.first(matter, positions={issue.key: "labour"})
        groups["labour"].append(paper.id)
    world.lookalikes.append(
        LookalikeTruth(
            key=f"l-series-{number}",
            innocence=Innocence.SERIES,
            looks=issue.contested or DivergenceKind.RESULT,
            issue=issue.key,
            cause=CAUSES["labour"].title,
            groups=MappingProxyType({key: tuple(ids) for key, ids in groups.items()}),
            reason="六件系一个系列案，只计一票，样本不足",
        )
    )


def plant_repeat(world: World, number: int) -> None:
    """Plant a suit that was already decided, brought again and dismissed."""
    chance = world.chance.child(f"repeat/{number}")
    day = date(2019, 1, 5) + timedelta(days=chance.below(1700))
    matter = world.matter(
        "lending",
        "repeat",
        court=BASIC_COURTS[number % len(BASIC_COURTS)],
        happened_on=day,
        wants=Wants(issue="", variant="plain", numbers=MappingProxyType({"rate": 0})),
    )
    first = world.first(matter)
    filed = working_day(first.decided_on + timedelta(days=chance.between(120, 300)))
    if filed > AS_OF - timedelta(days=90):
        return
    claim = {"claim": matter.numbers["measure"]}
    again = world.first(
        replace(matter, key=f"{matter.key}-again"),
        ruling=Ruling(result="dismissed", sums=MappingProxyType(claim)),
        filed_on=filed,
        is_sole=False,
    )
    again = quote(world, again, first)
    world.relate(EdgeKind.REPEAT, first.id, again.id, "当事人、诉讼标的、诉讼请求均相同")
    world.relate(EdgeKind.SAME_PARTY, first.id, again.id, "双方当事人相同")
    world.relate(EdgeKind.SAME_FACT, first.id, again.id, "同一笔借款")
    world.relate(EdgeKind.CITED, again.id, first.id, "裁定写明前案案号")


def quote(world: World, paper: Paper, earlier: Paper, fact: str = "") -> Paper:
    """Let a planned paper quote an earlier one, and return it."""
    remarks = {**paper.remarks, **({"earlier_fact": fact} if fact else {})}
    changed = replace(paper, quotes=(*paper.quotes, earlier), remarks=MappingProxyType(remarks))
    world.papers[world.papers.index(paper)] = changed
    return changed


def plant_crossing(world: World, number: int) -> None:
    """Plant a crime on the road and the suit of the injured about the same accident."""
    chance = world.chance.child(f"cross/{number}")
    day = date(2021, 3, 1) + timedelta(days=chance.below(1500))
    court = BASIC_COURTS[number % len(BASIC_COURTS)]
    crime = world.matter(
        "traffic_crime",
        "cross",
        court=court,
        happened_on=day,
        wants=Wants(issue="", variant="drunk", minus=frozenset({"restitution", "forgiveness"})),
    )
    verdict = world.first(crime)
    driver, hurt = crime.actor("A").who, crime.actor("V").who
    tort = world.matter(
        "traffic_tort",
        "cross",
        court=court,
        happened_on=day,
        wants=Wants(issue="", actors=MappingProxyType({"P": hurt, "D": driver})),
    )
    tort = same_place(tort, crime)
    filed = working_day(verdict.decided_on + timedelta(days=chance.between(40, 120)))
    suit = world.first(tort, filed_on=filed)
    suit = quote(world, suit, verdict, "被告驾驶机动车发生事故并负主要责任的事实")
    world.relate(EdgeKind.CROSS, verdict.id, suit.id, "同一事故的刑事案件与民事案件")
    world.relate(EdgeKind.SAME_FACT, verdict.id, suit.id, "同一时间、地点的交通事故")
    world.relate(EdgeKind.PREJUDICE, verdict.id, suit.id, "生效刑事判决认定的事实为民事判决采用")
    world.relate(EdgeKind.CITED, suit.id, verdict.id, "民事判决写明刑事判决案号")


SHARED_WORDS = ("time", "place", "plate", "vehicle", "traffic_police", "fault")


def same_place(tort: Matter, crime: Matter) -> Matter:
    """Return the civil matter with the time, place, car and fault of the crime."""
    words = dict(tort.values)
    words.update({name: crime.values[name] for name in SHARED_WORDS})
    words["share"] = "70"
    return replace(
        tort,
        values=MappingProxyType(words),
        numbers=MappingProxyType({**tort.numbers, "share": 70}),
    )


def plant_same_parties(world: World, number: int) -> None:
    """Plant two unlike disputes between the same two people, in opposite roles."""
    chance = world.chance.child(f"parties/{number}")
    day = date(2021, 4, 1) + timedelta(days=chance.below(1200))
    court = BASIC_COURTS[(number + 3) % len(BASIC_COURTS)]
    loan = world.matter(
        "lending",
        "parties",
        court=court,
        happened_on=day,
        wants=Wants(issue="", variant="plain", numbers=MappingProxyType({"rate": 0})),
    )
    first = world.first(loan)
    lender, borrower = loan.actor("P").who, loan.actor("D").who
    other = world.matter(
        "forest_contract",
        "parties",
        court=BASIC_COURTS[number % len(BASIC_COURTS)],
        happened_on=day + timedelta(days=chance.between(100, 400)),
        wants=Wants(issue="title_dispute", actors=MappingProxyType({"P": borrower, "D": lender})),
    )
    second = world.first(other, positions={"title_dispute": "dismissed"})
    world.relate(EdgeKind.SAME_PARTY, first.id, second.id, "双方当事人相同，诉讼地位互换")


def plant_divorce_pair(world: World, number: int) -> None:
    """Plant a divorce refused and, after a year apart, granted in a suit that quotes the first."""
    chance = world.chance.child(f"divorces/{number}")
    day = date(2021, 3, 1) + timedelta(days=chance.below(1200))
    court = BASIC_COURTS[number % len(BASIC_COURTS)]
    early = world.matter(
        "divorce", "pair", court=court, happened_on=day, wants=Wants(variant="first")
    )
    first = world.first(early)
    later = first.decided_on + timedelta(days=chance.between(400, 520))
    couple = {slot: early.actor(slot).who for slot in ("P", "D", "C")}
    matter = world.matter(
        "divorce",
        "pair",
        court=court,
        happened_on=later,
        wants=Wants(variant="second", actors=MappingProxyType(couple)),
    )
    words = {name: early.values[name] for name in ("married", "born_child", "child_word_short")}
    words["first_suit"] = f"{first.filed_on.year}年{first.filed_on.month}月"
    matter = replace(matter, values=MappingProxyType({**matter.values, **words}))
    second = quote(world, world.first(matter), first, "原告曾起诉离婚、判决不准离婚的事实")
    world.relate(EdgeKind.SAME_PARTY, first.id, second.id, "双方当事人相同")
    world.relate(EdgeKind.PREJUDICE, first.id, second.id, "前案判决不准离婚后又分居满一年")
    world.relate(EdgeKind.CITED, second.id, first.id, "判决写明前案案号")
    reason = "第二次起诉前已判决不准离婚且又分居满一年"
    world.lookalikes.append(
        LookalikeTruth(
            key=f"l-divorce-{number}",
            innocence=Innocence.DECISIVE_FACT,
            looks=DivergenceKind.RESULT,
            issue="divorce_ground",
            cause=CAUSES["divorce"].title,
            groups=MappingProxyType({"not_broken": (first.id,), "broken": (second.id,)}),
            reason=reason,
        )
    )


def plant_strangers(world: World, number: int) -> tuple[str, str]:
    """Plant two unrelated cases whose defendants bear one name, and return their ids."""
    chance = world.chance.child(f"strangers/{number}")
    papers: list[Paper] = []
    name: str | None = None
    for place, cause in enumerate(("lending", "sale")):
        court = BASIC_COURTS[(number + 2 * place) % len(BASIC_COURTS)]
        day = WINDOWS["civil-code"][0] + timedelta(days=chance.below(900))
        person: Person | Company = world.registry.person(
            chance.child(str(place)),
            f"stranger{number}.{place}",
            on=day,
            place=court.place,
            ages=(26, 38) if place else (48, 64),
            is_female=False,
            name=name,
        )
        name = person.name
        wants = Wants(
            issue="",
            variant="plain" if cause == "lending" else None,
            actors=MappingProxyType({"D": person}),
        )
        matter = world.matter(cause, "strangers", court=court, happened_on=day, wants=wants)
        papers.append(world.first(matter))
    return papers[0].id, papers[1].id


def plant_withdrawals(world: World, number: int) -> None:
    """Plant a civil suit withdrawn and, one time in two, an appeal withdrawn."""
    chance = world.chance.child(f"withdrawal/{number}")
    cause = chance.pick(("lending", "sale", "forest_contract", "labour", "divorce"))
    matter = world.matter(
        cause, "withdrawal", wants=Wants(issue="" if cause != "divorce" else None)
    )
    claim = {"claim": matter.numbers["measure"]} if cause != "divorce" else {}
    world.first(
        matter, ruling=Ruling(result="withdrawn", sums=MappingProxyType(claim)), is_sole=True
    )


def plant_mediations(world: World, number: int) -> None:
    """Plant an ordinary civil settlement."""
    chance = world.chance.child(f"settled/{number}")
    cause = chance.pick(("lending", "sale", "labour", "traffic_tort", "divorce"))
    matter = world.matter(cause, "settled", wants=Wants(issue="" if cause != "divorce" else None))
    claim = {"claim": matter.numbers["measure"]} if cause != "divorce" else {}
    world.first(
        matter, ruling=Ruling(result="mediated", sums=MappingProxyType(claim)), is_sole=True
    )


def plant_criminal_withdrawal(world: World, number: int) -> None:
    """Plant an indictment withdrawn before judgment."""
    chance = world.chance.child(f"indictment/{number}")
    cause = chance.pick(("timber_theft", "theft", "drunk_driving"))
    matter = world.matter(cause, "indictment", wants=Wants(issue=""))
    world.first(matter, ruling=Ruling(result="withdrawn"), is_sole=False)

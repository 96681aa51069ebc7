"""Which guiding cases and reference cases does the sample corpus hold?

Source: 编写体例 (2012): seven parts of a guiding case; 法〔2024〕92号 art. 5: those of an entry of
the case library. The numbers are invented beyond those given out.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from corpus.judgment import CaseType, DocumentKind, SectionKind
from corpus.sample import civil_papers, criminal_papers
from corpus.sample.causes import CASE_TYPES, CAUSES, CIVIL_CAUSES
from corpus.sample.courts import BASIC_COURTS, COURTS, SUPREME
from corpus.sample.divergence import WINDOWS, Planted, extend, wants_of
from corpus.sample.drafts import Desk, Taken
from corpus.sample.figures import arabic_date
from corpus.sample.issues import ISSUES
from corpus.sample.matters import Paper
from corpus.sample.parameters import AS_OF
from corpus.sample.statutes import citation, in_order
from corpus.sample.truth import EdgeKind
from corpus.sample.worlds import World

FIRST_NUMBER = 901
_TYPE_DIGITS = {CaseType.CRIMINAL: 1, CaseType.CIVIL: 2, CaseType.ADMINISTRATIVE: 3}


def plant_authority(world: World, planted: Planted, number: int, *, is_guiding: bool) -> Paper:
    """Plant a guiding or reference case that holds the position of most courts on an issue."""
    firsts = [p for p in planted.papers[planted.issue.majority] if not p.below]
    source = min(firsts, key=lambda paper: (paper.decided_on, paper.id))
    published = min(source.decided_on + timedelta(days=240), AS_OF - timedelta(days=20))
    digit = _digit(source)
    label = (
        f"指导性案例{FIRST_NUMBER + number}号"
        if is_guiding
        else f"{published.year}-{7 + digit:02d}-{digit}-{100 + number}-{900 + number}"
    )
    paper = world.plan(
        Paper(
            id=world.next_id(),
            matter=source.matter,
            form="authority",
            kind=DocumentKind.GUIDING_CASE if is_guiding else DocumentKind.REFERENCE_CASE,
            instance=source.instance,
            court=SUPREME,
            filed_on=published,
            decided_on=published,
            seats=(),
            ruling=source.ruling,
            below=(),
            quotes=(source,),
            is_masked=True,
            remarks=MappingProxyType({"label": label}),
        )
    )
    world.relate(EdgeKind.CITED, paper.id, source.id, "关联索引或者基本案情写明原案")
    return paper


def plant_answer(world: World, planted: Planted, authority: Paper) -> None:
    """Plant a judgment that answers a party who relied on a guiding case, by following it.

    Nothing is planted when the guiding case came too late for one.

    Source: 法发〔2020〕24号 art. 10: the reasons must respond to a guiding case submitted.
    """
    issue = planted.issue
    happened = authority.decided_on + timedelta(days=30)
    window = WINDOWS.get(issue.law or issue.key, WINDOWS[""])
    if not window[0] <= happened <= window[1] or happened > AS_OF - timedelta(days=480):
        return
    chance = world.chance.child(f"answer/{authority.id}")
    matter = world.matter(
        issue.cause,
        "answer",
        court=chance.pick(BASIC_COURTS),
        happened_on=happened,
        wants=wants_of(issue, chance),
    )
    label = authority.remarks["label"]
    paper = world.first(
        matter,
        positions={issue.key: issue.majority},
        is_sole=False,
        remarks={"guiding": label},
    )
    world.relate(EdgeKind.CITED, paper.id, authority.id, f"判决理由回应{label}")
    extend(world, planted, paper)


def _digit(source: Paper) -> int:
    return _TYPE_DIGITS[CASE_TYPES[source.matter.cause]]


def write_authority(desk: Desk) -> None:
    """Write a guiding case in its seven parts, or an entry of the case library."""
    paper = desk.paper
    source = paper.quotes[0]
    is_criminal = CASE_TYPES[paper.matter.cause] is CaseType.CRIMINAL
    speak = desk.speak
    if is_criminal:
        criminal_papers.prepare(desk)
        facts = criminal_papers.story(desk) + "".join(
            desk.tell(criminal_papers.issue_fact(paper.matter, issue))
            for issue in paper.matter.issues
        )
    else:
        civil_papers.prepare(desk, CIVIL_CAUSES[paper.matter.cause])
        facts = civil_papers.found_facts(desk)
    issue = ISSUES[paper.matter.issues[0]]
    position = source.ruling.positions[issue.key]
    holding = f"关于{issue.question}的问题，{issue.positions[position]}。" + speak("holding_tail")
    taken = Taken(issue.key, position, speak(f"{issue.key}.{position}"))
    reason = taken.sentence + speak("view_tail")
    cause = CAUSES[paper.matter.cause]
    desk.provisions = in_order(cause.basis(paper.matter, source.ruling, on=source.decided_on))
    desk.items = tuple(cause.items(paper.matter, source.ruling, speak))
    parts = {
        "title": _title(desk, is_criminal=is_criminal),
        "words": f"{_family(paper)} {cause.called or cause.title} {issue.positions[position][:12]}",
        "facts": facts,
        "holding": holding,
        "reason": reason,
    }
    if paper.kind is DocumentKind.GUIDING_CASE:
        _guiding(desk, parts, taken)
    else:
        _reference(desk, parts, taken)


def _family(paper: Paper) -> str:
    return {CaseType.CRIMINAL: "刑事", CaseType.CIVIL: "民事", CaseType.ADMINISTRATIVE: "行政"}[
        CASE_TYPES[paper.matter.cause]
    ]


def _title(desk: Desk, *, is_criminal: bool) -> str:
    cause = CAUSES[desk.paper.matter.cause]
    if is_criminal:
        return f"{desk.names['A']}{cause.title.removesuffix('罪')}案"
    name = cause.called or cause.title
    return f"{desk.names['P']}诉{desk.names['D']}{name}案"


def _guiding(desk: Desk, parts: Mapping[str, str], taken: Taken) -> None:
    day = desk.paper.decided_on
    desk.add(SectionKind.HEAD, desk.paper.remarks["label"])
    desk.add(SectionKind.HEAD, parts["title"])
    desk.add(SectionKind.HEAD, f"（最高人民法院审判委员会讨论通过　{arabic_date(day)}发布）")
    desk.add(SectionKind.HEAD, f"关键词　{parts['words']}")
    desk.add(SectionKind.REASONING, "裁判要点")
    desk.add(SectionKind.REASONING, parts["holding"])
    desk.add(SectionKind.LEGAL_BASIS, "相关法条")
    desk.add(SectionKind.LEGAL_BASIS, citation(desk.provisions, desk.chance.child("law")))
    desk.add(SectionKind.FACTS, "基本案情")
    desk.add(SectionKind.FACTS, parts["facts"])
    desk.add(SectionKind.DISPOSITION, "裁判结果")
    desk.add(SectionKind.DISPOSITION, _result(desk))
    desk.add(SectionKind.REASONING, "裁判理由")
    desk.add(SectionKind.REASONING, "法院生效裁判认为：" + parts["reason"], taken)


def _reference(desk: Desk, parts: Mapping[str, str], taken: Taken) -> None:
    source = desk.paper.quotes[0]
    desk.add(SectionKind.HEAD, f"入库编号：{desk.paper.remarks['label']}")
    desk.add(SectionKind.HEAD, parts["title"])
    desk.add(SectionKind.HEAD, f"——{ISSUES[desk.paper.matter.issues[0]].question}")
    desk.add(SectionKind.HEAD, f"关键词：{parts['words']}")
    desk.add(SectionKind.FACTS, "基本案情：" + parts["facts"])
    desk.add(SectionKind.DISPOSITION, _result(desk))
    desk.add(SectionKind.REASONING, "裁判理由：法院生效裁判认为：" + parts["reason"], taken)
    desk.add(SectionKind.REASONING, "裁判要旨：" + parts["holding"])
    desk.add(
        SectionKind.LEGAL_BASIS, "关联索引：" + citation(desk.provisions, desk.chance.child("law"))
    )
    decided = arabic_date(source.decided_on)
    desk.add(
        SectionKind.ANNEX,
        f"一审：{source.court.name}{desk.number(source)}判决（{decided}）",
    )


def _result(desk: Desk) -> str:
    source = desk.paper.quotes[0]
    kind = "判决" if source.kind is DocumentKind.PANJUE else "裁定"
    opening = (
        f"{source.court.name}于{arabic_date(source.decided_on)}作出{desk.number(source)}{kind}："
    )
    upper = COURTS[source.court.superior or "jilin"].name
    return (
        opening
        + "".join(desk.items)
        + f"宣判后，当事人未向{upper}提出上诉，该{kind}已经发生法律效力。"
    )

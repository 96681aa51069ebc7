"""Judgments made for tests of the index; nobody in them exists."""

from datetime import date
from itertools import count

import numpy as np

from corpus.judgment import (
    CaseType,
    Court,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    Section,
    SectionKind,
    SourceRecord,
    judgment_id_of,
)
from corpus.spans import Extracted, Span

STORIES = {
    "危险驾驶罪": "被告人{name}酒后驾驶小型轿车行驶至{place}，被执勤交警查获，血液中乙醇含量为一百八十毫克。",
    "盗窃罪": "被告人{name}翻窗进入{place}一住户家中，窃得手机一部和现金若干，后将手机销赃。",
    "故意伤害罪": "被告人{name}在{place}与人口角，持刀将对方腹部捅伤，经鉴定为重伤二级。",
    "滥伐林木罪": "被告人{name}未办理林木采伐许可证，雇人在{place}的山场砍伐松树，立木蓄积二十立方米。",
}
PLACES = ("东门镇", "西河村", "南山林场", "北街小区", "中心广场")
NAMES = ("甲某", "乙某", "丙某", "丁某", "戊某", "己某")


def make_judgment(
    facts: str,
    *,
    reasoning: str = "本院认为，其行为触犯刑律，应予惩处。",
    charge: str | None = None,
    court: Court | None = None,
    decided_on: date | None = None,
    effect: Effectiveness = Effectiveness.UNKNOWN,
    instance: Instance | None = None,
) -> Judgment:
    """Return a judgment of facts, reasoning and a disposition."""
    disposition = "判决如下：依法判处。"
    text = facts + reasoning + disposition
    ends = (len(facts), len(facts) + len(reasoning), len(text))
    nowhere = Span(0, 0)

    def given(value):
        return None if value is None else Extracted(value, nowhere, "made")

    return Judgment(
        id=judgment_id_of(text),
        text=text,
        source=SourceRecord(name="made", place="made", format="made"),
        title="made",
        case_type=given(CaseType.CRIMINAL),
        document_kind=given(DocumentKind.PANJUE),
        instance=given(instance),
        case_number=None,
        court=given(court),
        decided_on=given(decided_on),
        cause=None,
        charges=() if charge is None else (given(charge),),
        parties=(),
        provisions=(),
        sections=(
            Section(SectionKind.FACTS, Span(0, ends[0]), "made"),
            Section(SectionKind.REASONING, Span(ends[0], ends[1]), "made"),
            Section(SectionKind.DISPOSITION, Span(ends[1], ends[2]), "made"),
        ),
        disposition=(),
        effect=effect,
        effect_reason="made",
        quoted_case_numbers=(),
    )


def make_corpus(size: int = 40, *, seed: int = 3) -> list[Judgment]:
    """Return judgments of four charges, several courts and years, each text once."""
    rng = np.random.default_rng(seed)
    charges = tuple(STORIES)
    number = count(1)
    corpus = []
    for place in range(size):
        charge = charges[place % len(charges)]
        story = STORIES[charge].format(
            name=NAMES[rng.integers(len(NAMES))], place=PLACES[rng.integers(len(PLACES))]
        )
        extra = STORIES[charges[rng.integers(len(charges))]].split("，", maxsplit=2)[1]
        corpus.append(
            make_judgment(
                f"经审理查明，{story}{extra}。第{'甲乙丙丁戊己庚辛'[next(number) % 8]}{place}节。",
                reasoning=f"本院认为，被告人的行为已构成{charge}。归案后如实供述，可从轻处罚。",
                charge=charge,
                court=Court(
                    name=f"{'东西南'[place % 3]}县人民法院",
                    level=(CourtLevel.BASIC, CourtLevel.INTERMEDIATE)[place % 2],
                    province=(None, "吉林", "湖南")[place % 3],
                ),
                decided_on=None if place % 5 == 0 else date(2015 + place % 6, 3, 1 + place % 20),
                effect=(Effectiveness.IN_EFFECT, Effectiveness.UNKNOWN)[place % 2],
                instance=(Instance.FIRST, Instance.SECOND)[place % 2],
            )
        )
    return corpus

"""Invented suits in the form of real ones, put together from what a test wants to vary."""

from dataclasses import dataclass
from datetime import date

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from corpus.relations.model import RelationKind, Traits
from corpus.relations.relating import relate
from corpus.relations.traits import traits_of

_SUIT = """{court}
民事判决书
（{year}）吉{code}民初{serial}号
原告：{plaintiff}。
被告：{defendant}。
原告与被告{cause}一案，本院于{filed}立案后，依法公开开庭进行了审理。本案现已审理终结。
原告向本院提出诉讼请求：1.{claim}；2.诉讼费由被告承担。事实和理由：{story}
被告未作答辩。
经审理查明：{story}{more}
本院认为，原告的请求有事实和法律依据，应予支持。
依照《中华人民共和国民事诉讼法》第六十七条第一款之规定，判决如下：
{ruling}
案件受理费50元，由被告负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。
审判员 {judge}
{decided}
书记员 丙某
"""
LENDER = "张长安，男，1985年6月7日出生，汉族，住云溪市河口镇新华街2号"
BORROWER = "李庆，男，1964年8月8日出生，汉族，住云溪市三岔镇光明街5号"
STORY = "被告于2021年12月29日向原告借款150000元，约定2022年12月29日还清，至今未还。"
CLAIM = "判令被告偿还原告借款150000元及利息"


@dataclass(frozen=True, kw_only=True)
class Suit:
    """One suit of first instance."""

    serial: int = 1
    plaintiff: str = LENDER
    defendant: str = BORROWER
    cause: str = "民间借贷纠纷"
    story: str = STORY
    claim: str = CLAIM
    more: str = ""
    court: str = "某县人民法院"
    code: str = "0123"
    filed: str = "2023年2月1日"
    decided: str = "二〇二三年三月一日"
    judge: str = "钱一"
    ruling: str = "被告于本判决生效后十日内偿还原告借款150000元。"
    year: int = 2023

    @property
    def text(self) -> str:
        return _SUIT.format(**{name: getattr(self, name) for name in self.__dataclass_fields__})

    @property
    def judgment(self) -> Judgment:
        return read(self.text, place=f"{self.year}-{self.code}-{self.serial}")

    @property
    def traits(self) -> Traits:
        return traits_of(self.judgment)


def read(text: str, *, place: str) -> Judgment:
    source = SourceRecord(name="suits", place=place, format="text")
    judgment = read_judgment(RawJudgment(text=text, source=source), today=date(2026, 11, 1))
    assert isinstance(judgment, Judgment)
    return judgment


def kinds(one: Traits, other: Traits) -> set[RelationKind]:
    return {relation.kind for relation in relate(one, other)}

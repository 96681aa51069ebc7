"""A theft of timber as judged in several years, and the account of one that waits."""

from datetime import date

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment

OLD = "最高人民法院关于审理破坏森林资源刑事案件具体应用法律若干问题的解释"
NEW = "最高人民法院关于审理破坏森林资源刑事案件适用法律若干问题的解释"
_TIMBER = """云溪林区基层人民法院
刑 事 判 决 书
（{year}）吉7701刑初{year}号
公诉机关云溪林区人民检察院。
被告人甲某，男，1980年1月1日出生，汉族，农民。
云溪林区人民检察院指控被告人甲某犯盗伐林木罪，于{year}年9月1日向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。
经审理查明：{year}年5月6日，被告人甲某未办理林木采伐许可证，在国有林场盗伐红松，立木蓄积{volume}立方米。{more}
本院认为，被告人甲某以非法占有为目的，盗伐国有林木，构成盗伐林木罪。{circumstance}依照《中华人民共和国刑法》第三百四十五条第一款、《{law}》第四条之规定，判决如下：
被告人甲某犯盗伐林木罪，判处有期徒刑六个月，并处罚金人民币二千元。
审判员 丙某
二〇{decided}年十月五日
书记员 丁某
"""
ACCOUNT = (
    "2024年3月6日，被告人王某未办理林木采伐许可证，在国有林场盗伐红松，立木蓄积6立方米。"
    "王某主动投案，构成自首。"
)


def read(text: str) -> Judgment:
    source = SourceRecord(name="t", place="t", format="text")
    judgment = read_judgment(RawJudgment(text=text, source=source), today=date(2026, 1, 1))
    if not isinstance(judgment, Judgment):
        raise TypeError(judgment)
    return judgment


def timber(
    year: int, *, volume: str = "6", more: str = "", circumstance: str = "系自首，可以从轻处罚。"
) -> Judgment:
    decided = {2021: "二一", 2022: "二二", 2024: "二四", 2025: "二五"}[year]
    return read(
        _TIMBER.format(
            year=year,
            volume=volume,
            more=more,
            circumstance=circumstance,
            law=NEW if year >= 2024 else OLD,
            decided=decided,
        )
    )

"""Judgments of made people, written round a reasoning."""

from datetime import date

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment

TODAY = date(2026, 1, 1)


def _read(text):
    source = SourceRecord(name="例", place="1", format="text")
    judgment = read_judgment(RawJudgment(text=text, source=source), today=TODAY)
    assert isinstance(judgment, Judgment), judgment
    return judgment


def civil(reasoning, ruling="被告乙山于本判决生效之日起十日内偿还原告甲川借款五万元。"):
    return _read(
        "某县人民法院\n民事判决书\n（2021）辽0101民初1号\n原告：甲川，男，汉族。\n被告：乙山，男，汉族。\n"
        "原告甲川与被告乙山民间借贷纠纷一案，本院于2021年3月1日立案后，公开开庭进行了审理。本案现已审理终结。\n"
        f"本院认为，{reasoning}\n依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：\n"
        f"{ruling}\n案件受理费525元，由被告乙山负担。\n二〇二一年六月一日\n"
    )


def criminal(reasoning, ruling="被告人丙林犯盗窃罪，判处有期徒刑一年，并处罚金人民币二千元。"):
    return _read(
        "某县人民法院\n刑事判决书\n（2021）辽0101刑初1号\n公诉机关某县人民检察院。\n被告人丙林，男，汉族。\n"
        "某县人民检察院指控被告人丙林犯盗窃罪，向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。\n"
        "经审理查明，被告人丙林于2021年1月1日在某村拿走木材一批。\n"
        f"本院认为，{reasoning}\n依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n{ruling}\n"
        "二〇二一年六月一日\n"
    )

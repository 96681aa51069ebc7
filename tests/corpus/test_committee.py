"""Whether the committee discussed a judgment is told by the judgment's own words alone."""

from datetime import date

import pytest

from corpus.committee import committee_discussion
from corpus.judgment import RawJudgment, SourceRecord
from corpus.reading import read_judgment

PAPER = (
    "甲市人民法院\n民事判决书\n（2020）京01民初1号\n原告甲公司，住所地乙市。\n被告张三，男。\n"
    "原告甲公司与被告张三买卖合同纠纷一案，本院受理后，依法组成合议庭进行了审理。\n"
    "经审理查明：被告收货后未付款。\n本院认为，{reasoning}\n"
    "依照《中华人民共和国民法典》第五百零九条之规定，{basis}判决如下：\n"
    "被告张三于本判决生效后十日内给付货款。\n审判长 王某\n二〇二〇年五月一日"
)


def read(reasoning="被告应当付款。", basis=""):
    text = PAPER.format(reasoning=reasoning, basis=basis)
    source = SourceRecord(name="made", place="made", format="text")
    return read_judgment(RawJudgment(text=text, source=source), today=date(2021, 1, 1))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"basis": "经本院审判委员会讨论决定，"}, "经本院审判委员会讨论决定"),
        (
            {"basis": "经本院审判委员会第12次会议讨论并作出决定，"},
            "经本院审判委员会第12次会议讨论并作出决定",
        ),
        ({"basis": "经审判委员会民事专业委员会会议讨论，"}, "经审判委员会民事专业委员会会议讨论"),
        ({"reasoning": "本案提交审判委员会研究决定。"}, "提交审判委员会研究决定"),
        ({"reasoning": "原审法院审判委员会讨论时未予考虑。"}, None),
        ({"reasoning": "被告应当付款。"}, None),
        ({"reasoning": "审判委员会的职责由法律规定。"}, None),
    ],
)
def test_the_words_are_found(words, found):
    judgment = read(**words)
    span = committee_discussion(judgment)
    assert (None if span is None else span.of(judgment.text)) == found

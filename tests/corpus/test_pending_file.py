"""Indictments and complaints: what happened, what is asked for, and as what it is charged."""

import pytest

from corpus.pending_file import PendingPaper, read_pending_file

INDICTMENT = """某县人民检察院
起诉书
某检刑诉〔2026〕12号
被告人张某，男，1990年1月1日出生，曾因犯诈骗罪被判处拘役。
经依法审查查明：
2026年3月1日，张某在超市窃取手机一部，价值3000元。
认定上述事实的证据如下：被害人陈述、价格认定书。
本院认为，被告人张某以非法占有为目的，秘密窃取他人财物，应当以盗窃罪追究其刑事责任。
此致
某县人民法院
检察员：李某"""
COMPLAINT = """民事起诉状
原告：甲公司，住所地某市。
被告：乙，男，汉族。
诉讼请求：
1.判令乙支付货款20万元；
2.诉讼费由乙承担。
事实与理由：
2025年甲公司向乙供货，乙至今未付款。
此致
某市人民法院
具状人：甲公司"""
ASKED_LAST = """民事起诉状
原告：甲
事实和理由：
乙借款十万元，到期不还。
诉讼请求：
判令乙还款。
此致
某法院"""


def read(text):
    told = read_pending_file(text)
    spans = (told.facts, told.claims, told.reasoning)
    return [None if span is None else span.of(text) for span in spans]


def test_an_indictment_tells_facts_and_charge_but_no_earlier_crime():
    assert read(INDICTMENT) == [
        "2026年3月1日，张某在超市窃取手机一部，价值3000元。",
        None,
        "本院认为，被告人张某以非法占有为目的，秘密窃取他人财物，应当以盗窃罪追究其刑事责任。",
    ]
    assert read_pending_file(INDICTMENT).charges == ("盗窃罪",)
    assert read_pending_file(INDICTMENT).kind is PendingPaper.INDICTMENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            COMPLAINT,
            [
                "2025年甲公司向乙供货，乙至今未付款。",
                "1.判令乙支付货款20万元；\n2.诉讼费由乙承担。",
                None,
            ],
        ),
        (ASKED_LAST, ["乙借款十万元，到期不还。", "判令乙还款。", None]),
    ],
)
def test_a_complaint_tells_facts_and_claims(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "被告人醉酒驾驶小型轿车，被民警查获。",
        "某法院\n刑事判决书\n公诉机关某检察院。起诉书指控……经审理查明，甲盗窃。本院认为，甲构成盗窃罪。",
        "民事起诉状\n原告：甲\n诉讼请求：判令还款。",
        "某检察院\n起诉书\n被告人张某。",
    ],
)
def test_what_opens_no_case_or_tells_no_facts_is_left_to_others(text):
    assert read_pending_file(text) is None


@pytest.mark.parametrize("filler", ["\n", " ", "\u3000", "请求", "事实", "诉讼请求：\n"])
def test_a_paper_of_one_thing_over_and_over_takes_linear_time(filler):
    head = "民事起诉状\n诉讼请求：\n还款。\n事实和理由：\n借款不还。\n"
    text = head + filler * (200_000 // len(filler))
    assert read_pending_file(text).facts.start == text.index("借款不还")

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.relations.claims import find_claims
from corpus.relations.things import find_things
from corpus.spans import Span


def things(text):
    return [(thing.kind.value, thing.key) for thing in find_things(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("双方持有林证字（2010）第0023号林权证。", "forest_right", "林证字20100023"),
        ("原告持有林权证号：2200123456的林权证。", "forest_right", "2200123456"),
        ("被告领取采字〔2019〕第12号林木采伐许可证。", "felling_permit", "采字201912"),
        ("房屋权属为长房权证字第2010012345号。", "land_title", "长房权证字2010012345"),
        (
            "仲裁委作出云劳人仲案字〔2022〕第56号裁决。",
            "award",
            "云劳人仲案字202256",
        ),
        (
            "被告作出桦林罚决字〔2022〕第56号行政处罚决定。",
            "penalty",
            "桦林罚决字202256",
        ),
        ("双方签订合同编号为JL-2021-003的借款合同。", "contract", "JL-2021-003"),
        ("原告依编号LX20210003的《林地承包合同》起诉。", "contract", "LX20210003"),
        ("张三于2021年12月29日向李四借款150,000元。", "loan", "2021-12-29:15000000"),
        ("2021年12月29日，张三向李四出具借条，借到人民币十五万元。", "loan", "2021-12-29:15000000"),
        ("2020年6月26日，双方签订《林地承包合同》。", "agreement", "2020-06-26"),
        ("原告于2017年4月14日入职被告处。", "employment", "2017-04-14"),
        (
            "2023年12月7日3时许，甲驾驶吉F17×××面包车在站前街与环城路交汇处附近将乙撞伤。",
            "accident",
            "2023-12-07",
        ),
    ],
)
def test_things_are_read(text, kind, key):
    assert (kind, key) in things(text)


@pytest.mark.parametrize(
    "text",
    [
        "自2022年12月30日起按年利率12%支付150000元借款的利息。",
        "借款约定2022年12月29日前还清，本金150000元。",
        "审判员于2023年3月1日开庭。",
        "依照《中华人民共和国刑法》第一百三十三条。",
        "公安局出具第123号鉴定意见。",
    ],
)
def test_other_days_and_numbers_are_no_things(text):
    assert things(text) == []


def test_an_accident_has_its_place_and_plate():
    text = "2023年12月7日3时许，甲驾驶吉F17×××面包车在站前街与环城路交汇处附近将乙撞伤。"
    found = {thing.kind.value: thing for thing in find_things(text, [Span(0, len(text))])}
    assert found["accident"].detail == "站前街与环城路交汇"
    assert found["plate"].key == "吉F17×××"


@given(
    st.lists(
        st.sampled_from(
            [
                "2021年1月2日",
                "借款5万元",
                "驾驶",
                "签订合同",
                "。",
                "林证字第123号",
                "撞",
                "在站前街",
            ]
        ),
        max_size=12,
    )
)
def test_words_are_verbatim(parts):
    text = "".join(parts)
    for thing in find_things(text, [Span(0, len(text))]):
        assert thing.words.span.of(text) == thing.words.text


@pytest.mark.parametrize(
    ("text", "name", "fen", "denies"),
    [
        ("判令被告偿还借款本金10万元及利息", "返还借款", (10000000,), False),
        ("判令被告给付货款5000元", "货款", (500000,), False),
        ("判令被告支付解除劳动合同经济补偿金29700元", "经济补偿", (2970000,), False),
        ("判令原、被告离婚", "离婚", (), False),
        ("确认双方签订的合同无效", "确认无效", (), True),
        ("确认被告对原告不存在债权", "确认不存在", (), True),
        ("判令被告返还原告已支付的价款", "返还已付款项", (), True),
        ("判令解除双方签订的合同", "终止或者解除", (), True),
        ("依法撤销被告作出的处罚决定", "撤销合同或者决定", (), True),
    ],
)
def test_claims_are_read(text, name, fen, denies):
    found = {claim.name: claim for claim in find_claims(text, [Span(0, len(text))])}
    assert found[name].fen == fen
    assert found[name].denies is denies


def test_costs_are_no_claim_of_their_own():
    assert find_claims("案件受理费由被告负担", [Span(0, 10)]) == ()

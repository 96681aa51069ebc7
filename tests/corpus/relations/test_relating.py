"""How two papers are related: pairs by hand, and what holds of any two."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.relations.keys import index_keys, search_keys
from corpus.relations.model import LegKind, RelationKind
from corpus.relations.relating import relate
from tests.corpus.relations.suits import LENDER, Suit, kinds

FIRST = Suit()
LATER = {"serial": 9, "year": 2024, "filed": "2024年5月9日", "decided": "二〇二四年七月一日"}
AGAIN = replace(FIRST, **LATER)
HIDDEN = replace(
    AGAIN,
    plaintiff="张某某，男，1985年6月7日出生，汉族",
    defendant="李某，男，1964年8月8日出生，汉族",
)
OTHERS = "王山，男，1990年1月1日出生，住云溪市乙街1号"
OTHER_LOAN = "被告于2022年3月1日向原告借款20000元，约定2022年9月1日还清，至今未还。"
K = RelationKind


@pytest.mark.parametrize("again", [AGAIN, HIDDEN], ids=["named", "hidden"])
def test_the_same_suit_again_is_told_with_three_legs(again):
    found = {each.kind: each for each in relate(FIRST.traits, again.traits)}
    assert set(found) == {K.REPEAT, K.SAME_PARTY, K.SAME_FACT}
    repeat = found[K.REPEAT]
    assert [leg.kind for leg in repeat.legs] == list(LegKind)
    assert all(leg.grounds for leg in repeat.legs)
    assert "疑似" in repeat.sentence
    assert (repeat.left, repeat.right) == (FIRST.judgment.id, again.judgment.id)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # One leg fails: other claims, another loan, other parties.
        ({"claim": "判令被告偿还原告借款20000元"}, {K.SAME_PARTY, K.SAME_FACT}),
        ({"story": OTHER_LOAN, "claim": "判令被告偿还原告借款20000元"}, {K.SAME_PARTY}),
        # One lender, another borrower, within a year: a series; later it is none.
        (
            {"defendant": OTHERS, "story": OTHER_LOAN, "filed": "2023年9月1日"},
            {K.SERIES},
        ),
        ({"defendant": OTHERS, "story": OTHER_LOAN, "filed": "2025年9月1日"}, set()),
        # Roles changed.
        (
            {
                "plaintiff": FIRST.defendant,
                "defendant": FIRST.plaintiff,
                "cause": "买卖合同纠纷",
                "story": "双方2020年有过买卖。",
                "claim": "判令被告给付货款1000元",
            },
            {K.SAME_PARTY},
        ),
        # What was found is denied by the debtor's own suit.
        (
            {
                "plaintiff": FIRST.defendant,
                "defendant": FIRST.plaintiff,
                "claim": "确认双方的借款合同无效",
                "story": "原告于2021年12月29日向被告借款150000元，借条并非真实。",
            },
            {K.SAME_PARTY, K.SAME_FACT, K.REPEAT},
        ),
        # Strangers: the names alone agree, on one side.
        (
            {
                "plaintiff": "张长安，男，1990年3月3日出生，住乙市",
                "defendant": OTHERS,
                "filed": "2023年9月1日",
                "story": OTHER_LOAN,
            },
            set(),
        ),
        ({"plaintiff": "张长安", "defendant": OTHERS, "story": OTHER_LOAN}, set()),
    ],
)
def test_suits_are_related_by_what_they_share(change, expected):
    assert kinds(FIRST.traits, replace(AGAIN, **change).traits) == expected


def test_a_suit_withdrawn_may_be_brought_again():
    withdrawn = replace(FIRST, ruling="准许原告张长安撤回起诉。")
    assert K.REPEAT not in kinds(withdrawn.traits, AGAIN.traits)
    assert K.SAME_FACT in kinds(withdrawn.traits, AGAIN.traits)


@pytest.mark.parametrize(("filed", "is_repeat"), [("2023年6月1日", True), ("2024年6月1日", False)])
def test_divorce_may_be_asked_for_again_after_six_months(filed, is_repeat):
    story = "双方于2015年3月30日签订婚前协议，后感情破裂。"
    first = replace(FIRST, cause="离婚纠纷", claim="判令原、被告离婚", story=story)
    again = replace(first, **{**LATER, "filed": filed})
    assert (K.REPEAT in kinds(first.traits, again.traits)) is is_repeat


def test_two_full_names_against_each_other_support_each_other():
    one = replace(FIRST, plaintiff="张长安", defendant="李庆", story=OTHER_LOAN)
    assert kinds(one.traits, replace(AGAIN, plaintiff="张长安", defendant="李庆").traits) == {
        K.SAME_PARTY
    }


@pytest.mark.parametrize(
    ("lender", "expected"),
    [
        ("张某某，男，1985年6月7日出生，住云溪市河口镇新华街2号", {K.SERIES}),
        # Of a hidden name neither the birth nor the address is enough by itself.
        ("张某某，男，1985年6月7日出生", set()),
        ("张某某，男，住云溪市河口镇新华街2号", set()),
        ("张长安，男，1985年6月7日出生", {K.SERIES}),
    ],
)
def test_a_hidden_lender_needs_birth_and_address(lender, expected):
    other = replace(
        AGAIN, plaintiff=lender, defendant=OTHERS, story=OTHER_LOAN, filed="2023年9月1日"
    )
    assert kinds(FIRST.traits, other.traits) == expected


def test_an_insurer_of_many_cars_makes_no_series():
    tort = replace(
        FIRST,
        cause="机动车交通事故责任纠纷",
        claim="判令被告赔偿医疗费1000元",
        defendant="北方财产保险股份有限公司某市支公司，住所地某市",
        story="2023年1月5日，案外人驾驶吉A12345号车在人民路与原告相撞。",
    )
    other = replace(
        tort,
        serial=2,
        plaintiff=OTHERS,
        story="2023年1月9日，案外人驾驶吉A99999号车在解放路与原告相撞。",
    )
    assert kinds(tort.traits, other.traits) == set()
    same = replace(other, story=tort.story)
    assert kinds(tort.traits, same.traits) == {K.SAME_FACT}


def test_what_a_judgment_found_is_taken_over():
    number = "（2023）吉0123民初1号"
    taken = replace(
        AGAIN,
        story=OTHER_LOAN,
        claim="判令被告偿还原告借款20000元",
        more=f"另查明，{number}民事判决已认定被告尚欠借款的事实，该判决已生效。",
    )
    assert kinds(FIRST.traits, taken.traits) == {K.SAME_PARTY, K.PREJUDICE, K.CITED}
    cited = next(r for r in relate(FIRST.traits, taken.traits) if r.kind is K.CITED)
    assert (cited.left, cited.right) == (taken.judgment.id, FIRST.judgment.id)


def test_two_accidents_of_one_day_are_told_apart_by_car_and_place():
    tort = replace(
        FIRST,
        cause="机动车交通事故责任纠纷",
        claim="判令被告赔偿医疗费1000元",
        story="2023年3月27日，案外人驾驶吉B90001号车在云溪林区胜利路与育林路交汇处与原告相撞。",
    )
    other = replace(
        tort,
        serial=2,
        plaintiff=OTHERS,
        defendant="孙二，男，1980年2月2日出生",
        story="2023年3月27日，案外人驾驶吉H87002号车在云溪林区胜利路与迎宾路交汇处与原告相撞。",
    )
    assert kinds(tort.traits, other.traits) == set()


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2022年3月1日", {K.SAME_FACT}), ("2022年4月5日", set()), ("", {K.SAME_FACT})],
)
def test_one_decision_is_one_of_its_day(day, expected):
    story = "被告于{}作出桦林罚决字〔2022〕第56号行政处罚决定。"
    change = {
        "cause": "行政处罚",
        "plaintiff": OTHERS,
        "defendant": "桦皮川林区林业局，住所地丙市",
        "claim": "撤销被告作出的处罚决定",
    }
    one = replace(FIRST, story=story.format("2022年3月1日"), **change)
    other = replace(
        AGAIN, story=story.format(day), **{**change, "plaintiff": "孙二，男，1980年2月2日出生"}
    )
    assert kinds(one.traits, other.traits) == expected


def test_a_suit_stayed_for_another_one_waits_for_it():
    waiting = replace(
        AGAIN,
        story=OTHER_LOAN,
        more="本案须以（2023）吉0123民初1号案件的审理结果为依据，中止诉讼。",
    )
    found = {each.kind: each for each in relate(FIRST.traits, waiting.traits)}
    assert "依据" in found[K.PREJUDICE].sentence


SUITS = st.builds(
    Suit,
    serial=st.integers(1, 3),
    plaintiff=st.sampled_from([LENDER, FIRST.defendant, OTHERS, "张长安", "张某某，男"]),
    defendant=st.sampled_from([FIRST.defendant, OTHERS, "李庆", "长白木业有限公司，住所地某市"]),
    story=st.sampled_from([FIRST.story, OTHER_LOAN]),
    claim=st.sampled_from([FIRST.claim, "确认双方的借款合同无效"]),
    filed=st.sampled_from(["2023年2月1日", "2024年6月1日"]),
    more=st.sampled_from(
        ["", "另查明，（2023）吉0123民初2号民事判决已认定被告欠款的事实，该判决已生效。"]
    ),
)


@given(SUITS, SUITS)
def test_relations_are_symmetric_verbatim_and_found_by_keys(one, other):
    left, right = one.traits, other.traits
    found = relate(left, right)
    assert found == relate(right, left)
    texts = {left.id: one.judgment.text, right.id: other.judgment.text}
    for relation in found:
        for ground in relation.grounds:
            for words, paper in ((ground.left, relation.left), (ground.right, relation.right)):
                if words is not None:
                    assert words.span.of(texts[paper]) == words.text
    if found:
        assert set(search_keys(left)) & set(index_keys(right))
        assert set(search_keys(right)) & set(index_keys(left))


@given(st.lists(SUITS, min_size=2, max_size=4))
def test_a_paper_is_not_related_to_itself(suits):
    for one, _ in combinations([suit.traits for suit in suits], 2):
        assert relate(one, one) == ()

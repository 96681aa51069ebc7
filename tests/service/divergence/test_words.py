import re

import numpy as np
import pytest

from service.divergence.contexts import profiles_of
from service.divergence.families import families_of
from service.divergence.innocence.facts import decisive_facts
from service.divergence.model import Innocence
from service.divergence.stances import stances_of
from service.divergence.words import masked, named_in, names_of, own_words, pairs_of, rows_of
from tests.service.divergence.papers import case_of, theft


def test_holdings_that_differ_in_names_and_figures_only_are_one():
    one = pairs_of("甲某应偿还乙某借款30000元", re.compile("甲某|乙某"))
    other = pairs_of("丙某应偿还丁某借款5万元", re.compile("丙某|丁某"))
    assert np.array_equal(one, other)


@pytest.mark.parametrize(
    "words",
    [
        "原审判决认定事实清楚，适用法律正确，应予维持。",
        "公诉机关指控的罪名成立，应予处罚。",
        "综上，上诉人的上诉请求不能成立，应予驳回。",
    ],
)
def test_what_every_court_says_everywhere_has_no_words_of_its_own(words):
    assert own_words(words, None) < 6


def test_a_holding_on_an_issue_has_words_of_its_own():
    assert own_words("借款用于共同经营，系夫妻共同债务，应共同偿还。", None) >= 6


def test_masking_leaves_nothing_of_a_name():
    assert "王小" not in masked("被告王小明应偿还30000元", re.compile("王小明"))


def test_like_wordings_are_a_family_and_unlike_ones_are_not():
    texts = [
        *["开具发票系附随义务，不能以此拒付货款"] * 3,
        *["双方约定先开发票，买受人享有先履行抗辩权"] * 3,
        "采伐许可证过期后不再有效",
    ]
    number, centres = families_of([pairs_of(text, None) for text in texts])
    assert len(set(number[:3])) == len(set(number[3:6])) == 1
    assert len(set(number.tolist())) == centres.shape[0] == 3


def test_families_of_like_cases_have_like_profiles_and_others_have_not():
    about = ["卖方未开发票，买方拒付货款"] * 4 + ["夫妻一方借款用于经营"] * 4 + ["车辆相撞致伤"] * 8
    contexts = [pairs_of(text, None) for text in about]
    profiles = profiles_of(contexts, [0] * 16, [[0, 1], [2, 3], [4, 5, 6, 7]])
    near = (profiles @ profiles.T).toarray()
    assert near[0, 1] > 0.9
    assert near[0, 2] < 0.1


def test_rows_hold_a_column_for_each_pair_that_occurs():
    texts = ["鱼塘承包", "承包鱼塘", ""]
    codes = [pairs_of(text, None) for text in texts]
    rows = rows_of(codes)
    distinct = np.unique(np.concatenate(codes))
    assert rows.shape == (3, len(distinct))
    assert [distinct[row.indices].tolist() for row in rows] == [own.tolist() for own in codes]


def test_the_sentence_that_parts_two_positions_is_quoted():
    found = decisive_facts(
        [
            [_stance(number, "" if one else more) for number in range(12)]
            for one, more in (
                (True, ""),
                (False, "期间持刀威胁店员，割伤保安手腕，砸毁柜台玻璃后翻越后墙逃离现场。"),
            )
        ]
    )
    assert found is not None
    assert found.innocence is Innocence.DECISIVE_FACT
    assert "持刀威胁店员" in found.evidence[1].text


def _stance(number, more):
    text = theft(number + 1).replace("号店内窃得财物。", f"号店内窃得财物。{more}")
    return stances_of(case_of(text))[0]


@pytest.mark.parametrize("name", ["王小明", "赵敏"])
def test_who_is_hurt_is_masked_though_no_party(name):
    case = case_of(theft(1, more=f"其驾车将{name}撞伤，致{name}重伤，应对{name}承担责任。"))
    judgment = case.judgment

    assert name not in masked(judgment.text, names_of(judgment))


def test_words_behind_the_same_cues_are_no_names():
    assert list(named_in("致使车辆受损，将货物卖出，将其打伤，致一人死亡")) == []

from datetime import date

import pytest

from corpus.case_number import read_case_number
from corpus.outcome.appeal import find_below, read_appeal
from corpus.spans import Span


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["驳回上诉，维持原判。"], "affirmed"),
        (["驳回上诉、抗诉，维持原判。"], "affirmed"),
        (["驳回上诉，维持原裁定。"], "affirmed"),
        (
            ["一、撤销甲法院（2022）吉01民初1号民事判决；", "二、驳回乙的诉讼请求。"],
            "revoked_and_decided",
        ),
        (["一、维持甲法院某号判决第一项；", "二、撤销甲法院某号判决第二项；"], "varied"),
        (
            [
                "一、撤销甲法院某号刑事判决对甲的量刑部分；",
                "二、上诉人甲犯盗窃罪，判处拘役三个月。",
            ],
            "varied",
        ),
        (["变更甲法院某号民事判决为：乙支付丙100元。"], "varied"),
        (["一、撤销甲法院某号刑事判决；", "二、发回甲法院重新审判。"], "remanded"),
        (["一、撤销甲法院某号民事裁定；", "二、指令甲法院审理。"], "remanded"),
        (["指令甲法院再审本案；再审期间，中止原判决的执行。"], "retrial_ordered"),
        (["驳回甲公司的再审申请。"], "retrial_refused"),
        (["准许上诉人甲撤回上诉。"], "withdrawn"),
        (["本案终结审查。"], "review_ended"),
        (["终结本案再审审查。"], "review_ended"),
        (["一、撤销一审裁定；", "二、本案由甲法院继续审理。"], "remanded"),
        (["撤销一审裁定，由甲法院继续审理。"], "remanded"),
        # 预交 and 受理费 order nothing
        (["准许甲撤回上诉。", "甲预交的二审案件受理费100元，减半收取。"], "withdrawn"),
        # only part is upheld: the rest is not
        (["维持甲法院某号刑事判决第一项即被告人甲犯盗窃罪。"], "varied"),
        (["被告支付原告100元。"], None),
        ([], None),
    ],
)
def test_results(items, expected):
    text, spans = "", []
    for item in items:
        spans.append(Span(len(text), len(text) + len(item)))
        text += item
    found = read_appeal(text, spans)
    assert (found.value.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指令甲法院对本案进行审理。本案再审期间，中止原判决的执行。", "retrial_ordered"),
        ("撤销甲法院某号裁定。指令甲法院审理。", "remanded"),  # what is revoked goes back
        ("驳回甲的再审申请。", "retrial_refused"),
    ],
)
def test_a_review_that_sends_a_case_to_a_court_orders_its_retrial(text, expected):
    found = read_appeal(text, [Span(0, len(text))], is_review=True)
    assert found.value.value == expected


def below(text, own="（2023）吉01民终9号"):
    found = find_below(text, [Span(0, len(text))], own=read_case_number(own))
    return [(str(f.value.number), f.value.court, f.value.decided_on) for f in found]


def test_number_court_and_date_of_the_judgment_below_are_read():
    text = "上诉人甲不服长春市宽城区人民法院于2022年12月14日作出的（2022）吉0103民初412号民事判决，上诉"
    assert below(text) == [("（2022）吉0103民初412号", "长春市宽城区人民法院", date(2022, 12, 14))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what the text says twice is one judgment
        (
            "不服甲县人民法院（2022）吉0103民初1号民事判决，请求撤销（2022）吉0103民初1号判决",
            ["（2022）吉0103民初1号"],
        ),
        # retrial: the later instance first
        (
            "不服甲县人民法院（2021）吉0103民初1号民事判决和某市中级人民法院（2022）吉01民终2号民事判决",
            ["（2022）吉01民终2号", "（2021）吉0103民初1号"],
        ),
        # what is to be revoked before what was only made
        (
            (
                "甲县人民法院作出（2023）吉0103民初7号民事判决，又作出（2023）吉0103民初8号民事判决。"
                "请求撤销（2023）吉0103民初8号民事判决"
            ),
            ["（2023）吉0103民初8号", "（2023）吉0103民初7号"],
        ),
        # other cases: no cue, another family, a mediation, the own number
        ("生效的（2019）浙01民初4257号判决中认定", []),
        ("不服甲县人民法院（2021）吉0103破2号民事裁定", []),
        ("法院作出（2023）云0324民初2741号民事调解书", []),
        ("本院作出（2023）吉01民终9号民事判决", []),
        ("无", []),
    ],
)
def test_which_numbers_are_below(text, expected):
    assert [number for number, _, _ in below(text)] == expected


@pytest.mark.parametrize(
    ("court", "expected"),
    [
        ("撤销长春经济技术开发区人民法院", "长春经济技术开发区人民法院"),  # 经 is part of the name
        ("由将乐县人民法院", "将乐县人民法院"),  # so is 将
        ("不服一审法院", None),  # no name
        ("请求撤销", None),
    ],
)
def test_names_of_courts_are_cut_out(court, expected):
    ((_, name, _),) = below(f"甲不服，{court}作出的（2022）吉0103民初1号民事判决")
    assert name == expected


@pytest.mark.parametrize(
    "text", ["（2022）吉0103民初1号" * 3000, "撤销" * 30_000, "维持第" * 20_000]
)
@pytest.mark.timeout(30)
def test_hostile_text_costs_linear_time(text):
    assert find_below(text, [Span(0, len(text))], own=None) == ()
    read_appeal(text, [Span(0, len(text))])

"""Judgments that need care are proposed with the words that say so."""

import pytest

from corpus.privacy.sensitivity import Sensitivity, propose_sensitivity
from tests.corpus.test_privacy import CRIMINAL, read

PLAIN = CRIMINAL.replace("被告人吴小明，男，2004年5月5日出生，汉族，学生。\n", "").replace(
    "法定代理人周大海，系周建国之父。\n", ""
)


def kinds(text: str) -> list[Sensitivity]:
    return [finding.kind for finding in propose_sensitivity(read(text))]


def test_an_ordinary_judgment_needs_no_care():
    assert kinds(PLAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("公开开庭审理", "不公开开庭审理", [Sensitivity.CLOSED_TRIAL]),
        # Not held in a hearing is something else than not public.
        ("公开开庭审理", "不开庭审理", []),
        (
            "公开开庭审理了本案",
            "因涉及国家秘密，不公开开庭审理了本案",
            [Sensitivity.STATE_SECRET, Sensitivity.CLOSED_TRIAL],
        ),
        ("公开开庭审理了本案", "本案不涉及国家秘密，公开开庭审理", []),
        ("上述事实，", "张大伟作案时未满十八周岁。上述事实，", [Sensitivity.JUVENILE]),
        ("上述事实，", "被害人钱学军系未成年人。上述事实，", [Sensitivity.JUVENILE]),
        # The title of a law is no fact.
        ("上述事实，", "依据《中华人民共和国未成年人保护法》。上述事实，", []),
        # Nor is the rule that a provision lays down.
        ("上述事实，", "刑法规定已满十六周岁不满十八周岁的人从轻处罚。上述事实，", []),
        ("上述事实，", "奸淫不满十四周岁的幼女的，以强奸论。上述事实，", []),
        # A young witness is no young offender.
        ("上述事实，", "证人孙红系未成年人，作证时其父在场。上述事实，", []),
        ("犯盗窃罪，判处", "犯强奸罪，判处", [Sensitivity.SEXUAL]),
        # A divorce among the facts of a theft is not what the case is about.
        ("上述事实，", "张大伟因离婚纠纷心情不好。上述事实，", []),
    ],
)
def test_classes_in_criminal_judgments(old, new, expected):
    assert kinds(PLAIN.replace(old, new)) == expected


def test_a_statutory_agent_of_the_accused_shows_a_minor():
    text = PLAIN.replace("辩护人郑律", "法定代理人张大海，系被告人之父。\n辩护人郑律")
    assert kinds(text) == [Sensitivity.JUVENILE]


CIVIL = (
    "吉林省长春市宽城区人民法院\n民事{kind}书\n（2020）吉0103民初9号\n"
    "原告：王小丽，女，1990年1月1日出生，汉族。\n被告：李大强，男，1989年1月1日出生，汉族。\n"
    "原告王小丽与被告李大强{suit}一案，本院立案后依法审理，现已审理终结。\n"
    "本院认为，事实清楚。依照《中华人民共和国民法典》第一千零七十九条规定，判决如下：\n"
    "准予。\n审判员　何正\n二〇二一年六月一日\n书记员　丁宁\n"
)


@pytest.mark.parametrize(
    ("kind", "suit", "expected"),
    [
        ("判决", "离婚纠纷", [Sensitivity.FAMILY]),
        ("判决", "变更抚养关系纠纷", [Sensitivity.FAMILY]),
        ("判决", "民间借贷纠纷", []),
        ("调解", "民间借贷纠纷", [Sensitivity.MEDIATION]),
        ("调解", "离婚纠纷", [Sensitivity.FAMILY, Sensitivity.MEDIATION]),
    ],
)
def test_classes_in_civil_judgments(kind, suit, expected):
    assert kinds(CIVIL.format(kind=kind, suit=suit)) == expected


def test_every_finding_shows_its_words_and_reason():
    judgment = read(PLAIN.replace("公开开庭审理", "不公开开庭审理"))
    (finding,) = propose_sensitivity(judgment)
    assert finding.span.of(judgment.text) == "不公开开庭审理"
    assert finding.reason

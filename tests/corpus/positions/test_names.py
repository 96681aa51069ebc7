"""Is a holding named after the issue that it answers, and that of a cause without names not?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.positions.learning import Labelled, learn, save
from corpus.positions.making import learnable
from corpus.positions.names import (
    DIVORCES,
    LABOUR,
    LOANS,
    NONE,
    model_of,
    name_issues,
    read_model,
    shipped_model,
)
from corpus.positions.ngrams import N_RUNS, runs_of
from corpus.positions.reading import read_positions
from tests.corpus.positions.reasoned import civil

LOAN, DIVORCE, WORK = "民间借贷纠纷", "离婚纠纷", "劳动争议"
# Sentences of made people, and what stands in the name of their issue.
NAMED = (
    (LOAN, "约定的利率超过法律规定的上限，超出部分的利息不予支持。", "利率"),
    (LOAN, "该债务系夫妻一方以个人名义所负，超出家庭日常生活需要，不属于夫妻共同债务。", "夫妻"),
    (LOAN, "保证合同未约定保证期间，保证期间为主债务履行期限届满之日起六个月。", "保证期间"),
    (LOAN, "被告经传票传唤无正当理由拒不到庭，视为放弃答辩和质证的权利。", "缺席"),
    (DIVORCE, "原、被告夫妻感情确已破裂，对原告要求离婚的诉讼请求，本院予以支持。", "离婚"),
    (DIVORCE, "婚生女由原告抚养，被告每月支付抚养费五百元至其年满十八周岁。", "抚养费"),
    (DIVORCE, "位于某小区的房屋系夫妻共同财产，归原告所有，原告给付被告折价款。", "财产"),
    (WORK, "被告违法解除劳动关系，应向原告支付经济补偿金。", "解除劳动关系"),
    (WORK, "原告要求被告支付加班工资的诉讼请求，本院予以支持。", "加班工资"),
)
SMALL = [
    Labelled(text=text, labels=(label,))
    for label, texts in (
        ("利率", ("年利率超过上限", "利率高于四倍的部分", "利率没有超过上限")),
        ("交付", ("款项已经转账交付", "现金是否交付没有证据", "转账凭证证明交付")),
        ("other", ("本案依法审理", "双方当庭质证")),
    )
    for text in texts
]


@pytest.mark.parametrize(("cause", "holding", "word"), NAMED)
def test_a_holding_is_named_after_its_issue(cause, holding, word):
    assert word in name_issues(cause, None, holding)[0]


@pytest.mark.parametrize("cause", [DIVORCE, WORK])
def test_what_answers_no_issue_has_no_name(cause):
    assert name_issues(cause, None, "案件受理费减半收取，由双方各负担一半。") == ()


def test_the_question_counts_beside_the_holding():
    assert name_issues(LOAN, "利息是否超过利率上限", "对该部分不予支持。")


def test_only_causes_with_a_model_are_named():
    assert model_of(LOAN) is shipped_model(LOANS)
    assert model_of(DIVORCE) is shipped_model(DIVORCES)
    assert model_of(WORK) is shipped_model(LABOUR)
    assert model_of("机动车交通事故责任纠纷") is model_of(None) is None
    assert name_issues("机动车交通事故责任纠纷", None, "约定的利率超过上限，不予支持。") == ()
    named = [each.names for each in read_positions(civil("约定的利率超过上限，不予支持。"))]
    assert named[0]
    assert named[-1] == ()  # the ruling as a whole answers no issue of the table


@given(st.text(max_size=60), st.sampled_from((LOANS, DIVORCES, LABOUR)))
def test_chances_of_any_text_sum_to_one(text, name):
    chances = shipped_model(name).chances(text)
    assert chances.min() >= 0
    assert chances.sum() == pytest.approx(1)


@given(st.text(max_size=40))
def test_runs_are_sorted_numbers_each_once(text):
    runs, weights = runs_of(text)
    assert runs.tolist() == sorted(set(runs.tolist()))
    assert all(0 <= run < N_RUNS for run in runs)
    assert len(weights) == len(runs)
    assert all(weights >= 1)


def test_a_run_that_stands_again_weighs_more_but_not_twice():
    once, again = (float(runs_of("款" * n)[1].max()) for n in (1, 2))
    assert once < again < 2 * once


def test_rare_elements_are_left_out_and_a_part_of_the_plain_sentences_is_learned():
    often = [Labelled(text=f"抚养{n}", labels=("抚养", "少见")) for n in range(19)]
    last = Labelled(text="抚养", labels=("抚养",))
    plain = [Labelled(text=f"查明{n}", labels=()) for n in range(9)]
    rare = Labelled(text="少见", labels=("罕见",))
    learned = learnable([[*often, last], [*plain, rare]])
    assert {each.labels for each in learned} == {("抚养",), (NONE,)}
    assert len(learned) == 20 + 3


def test_what_is_learned_is_told_again():
    model = learn(SMALL)
    assert model.names == ("交付", "利率")
    assert model.names[model.chances("利率超过四倍").argmax()] == "利率"
    assert model.names[model.chances("转账已经交付").argmax()] == "交付"


def test_learning_does_not_depend_on_the_order_of_sentences():
    one, other = learn(SMALL), learn(SMALL[::-1])
    assert one.names == other.names
    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.starts, other.starts)


def test_equal_sentences_with_other_labels_share_them():
    twice = [*SMALL, replace(SMALL[0], labels=("交付",))]
    chances = learn(twice).chances(SMALL[0].text)
    assert abs(chances[0] - chances[1]) < abs(np.diff(learn(SMALL).chances(SMALL[0].text))[0])


def test_a_saved_model_says_the_same(tmp_path):
    model = learn(SMALL)
    save(model, tmp_path / "issues.json")
    stored = read_model((tmp_path / "issues.json").read_bytes())
    assert stored.names == model.names
    assert np.allclose(stored.chances("利率超过四倍"), model.chances("利率超过四倍"), atol=1e-3)

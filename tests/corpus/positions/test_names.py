"""Is a holding of a loan named after the issue that it answers, and that of another cause not?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.positions.learning import Labelled, learn, save
from corpus.positions.names import covers, default_model, name_issues, read_model
from corpus.positions.ngrams import N_RUNS, runs_of
from corpus.positions.reading import read_positions
from tests.corpus.positions.reasoned import civil

# Sentences of made people, and what stands in the name of their issue.
NAMED = (
    ("约定的利率超过法律规定的上限，超出部分的利息不予支持。", "利率"),
    ("该债务系夫妻一方以个人名义所负，超出家庭日常生活需要，不属于夫妻共同债务。", "夫妻"),
    ("保证合同未约定保证期间，保证期间为主债务履行期限届满之日起六个月。", "保证期间"),
    ("被告经传票传唤无正当理由拒不到庭，视为放弃答辩和质证的权利。", "缺席"),
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


@pytest.mark.parametrize(("holding", "word"), NAMED)
def test_a_holding_is_named_after_its_issue(holding, word):
    assert word in name_issues(None, holding)[0]


def test_the_question_counts_beside_the_holding():
    assert name_issues("利息是否超过利率上限", "对该部分不予支持。")


def test_only_causes_of_the_table_are_named():
    assert covers("民间借贷纠纷")
    assert not covers("机动车交通事故责任纠纷")
    named = [each.names for each in read_positions(civil("约定的利率超过上限，不予支持。"))]
    assert named[0]
    assert named[-1] == ()  # the ruling as a whole answers no issue of the table


@given(st.text(max_size=60))
def test_chances_of_any_text_sum_to_one(text):
    chances = default_model().chances(text)
    assert chances.min() >= 0
    assert chances.sum() == pytest.approx(1)


@given(st.text(max_size=40))
def test_runs_are_sorted_numbers_each_once(text):
    runs = runs_of(text)
    assert runs.tolist() == sorted(set(runs.tolist()))
    assert all(0 <= run < N_RUNS for run in runs)


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

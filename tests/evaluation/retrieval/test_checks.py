"""Leakage is counted and words are held against grades."""

import numpy as np
import pytest

from evaluation.datasets.queries import BenchmarkQuery
from evaluation.retrieval.checks import means_without, naming_their_charge, right_words
from evaluation.retrieval.cross_validation import Lesson
from evaluation.retrieval.measuring import SystemScores
from evaluation.retrieval.protocol import FIGURE_NAMES
from indexing.searching.belonging import INPUTS
from indexing.searching.ranker_training import FoundList, JudgedList
from indexing.searching.ranking import FEATURES


def query(qid, text, *charges):
    return BenchmarkQuery(qid=qid, text=text, charges=charges, pool=("a",), grades={"a": 3})


def test_a_query_that_names_its_charge_is_counted():
    queries = [
        query("1", "被告人涉嫌盗窃，被抓获", "盗窃罪"),
        query("2", "被告人窃取手机", "盗窃罪"),
        query("3", "被告人曾因抢劫被判刑，又窃取手机", "盗窃罪", "抢劫罪"),
    ]
    assert naming_their_charge(queries) == {"1", "3"}


def test_means_are_taken_over_the_rest():
    rows = {qid: dict.fromkeys(FIGURE_NAMES, value) for qid, value in (("1", 1.0), ("2", 0.5))}
    system = SystemScores(system="made", by_query=rows)
    assert means_without(system, frozenset({"1"})) == dict.fromkeys(FIGURE_NAMES, 0.5)
    assert means_without(system, frozenset({"1", "2"})) == {}


def test_words_of_a_ranker_that_sees_the_grade_are_in_order():
    rng = np.random.default_rng(1)
    lessons = {}
    for number in range(20):
        grades = np.asarray([0, 1, 2, 3] * 5)
        features = np.repeat(grades[:, None] / 3.0, len(FEATURES), axis=1)
        features = features + rng.normal(0.0, 0.01, features.shape)
        lessons[f"q{number:02}"] = Lesson(
            judged=JudgedList(features=features, grades=grades),
            found=FoundList(
                inputs=rng.random((20, len(INPUTS))), is_similar=np.asarray([True, False] * 10)
            ),
        )
    words = right_words(lessons, is_given=True, deals=(0,))
    assert sum(row["n"] for row in words.values()) == pytest.approx(400)
    means = [row["mean_grade"] for row in words.values()]
    assert means == sorted(means, reverse=True)
    assert words["low"]["similar"] < words["middle"]["similar"]
    assert "high" not in right_words(lessons, is_given=False, deals=(0,))

"""The ranking metrics, with the arithmetic of each expectation written out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.errors import MetricInputError
from evaluation.metrics.average_precision import average_precision
from evaluation.metrics.capped_recall import capped_recall
from evaluation.metrics.ndcg import ndcg
from evaluation.metrics.precision import precision
from evaluation.metrics.recall import recall

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}
IDS = tuple("abcdefghij")


@pytest.mark.parametrize(
    ("ranking", "cutoff", "expected"),
    [
        ("abcd", 4, 1.0),
        # linear gain: 3, not 2**3 - 1
        (
            "dcba",
            4,
            (0 / math.log2(2) + 1 / math.log2(3) + 2 / math.log2(4) + 3 / math.log2(5))
            / (3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)),
        ),
        # the ideal comes from all labels: leaving "a" out is not perfect
        (
            "bcd",
            3,
            (2 / math.log2(2) + 1 / math.log2(3))
            / (3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)),
        ),
        # an unlabelled id gains nothing but takes its place
        (
            "xab",
            3,
            (0 + 3 / math.log2(3) + 2 / math.log2(4))
            / (3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)),
        ),
        # the cutoff cuts ranking and ideal alike
        ("bacd", 1, 2 / 3),
        ("", 10, 0.0),
    ],
)
def test_ndcg_is_its_formula(ranking: str, cutoff: int, expected: float) -> None:
    assert ndcg(list(ranking), GRADES, cutoff=cutoff) == pytest.approx(expected, abs=1e-12)


def test_ndcg_without_any_gain_is_zero() -> None:
    assert ndcg(["a", "b"], {"a": 0, "b": 0}, cutoff=5) == 0.0


def test_precision_divides_by_the_cutoff_even_where_the_ranking_is_short() -> None:
    assert precision(["a", "b"], {"a", "b"}, cutoff=5) == 2 / 5


def test_average_precision_counts_what_is_missing_as_zero() -> None:
    # relevant at ranks 1, 3 and not at all
    assert average_precision(list("axb"), {"a", "b", "z"}) == pytest.approx((1 + 2 / 3 + 0) / 3)


def test_recall_and_capped_recall_differ_where_more_is_relevant_than_fits() -> None:
    relevant = set("abcdef")
    ranking = list("axbcy")
    assert recall(ranking, relevant, cutoff=4) == 3 / 6
    assert capped_recall(ranking, relevant, cutoff=4) == 3 / 4


def test_capped_recall_is_recall_where_all_fits() -> None:
    assert capped_recall(list("axb"), {"a", "b"}, cutoff=20) == 2 / 2
    assert recall(list("axb"), {"a", "b"}, cutoff=20) == 2 / 2


def test_nothing_relevant_is_zero_and_not_a_division() -> None:
    assert average_precision(["a"], set()) == 0.0
    assert recall(["a"], set(), cutoff=3) == 0.0
    assert capped_recall(["a"], set(), cutoff=3) == 0.0
    assert precision(["a"], set(), cutoff=3) == 0.0


@pytest.mark.parametrize(
    "compute",
    [
        lambda ranking, cutoff: ndcg(ranking, GRADES, cutoff=cutoff),
        lambda ranking, cutoff: precision(ranking, {"a"}, cutoff=cutoff),
        lambda ranking, cutoff: recall(ranking, {"a"}, cutoff=cutoff),
        lambda ranking, cutoff: capped_recall(ranking, {"a"}, cutoff=cutoff),
    ],
    ids=["ndcg", "precision", "recall", "capped_recall"],
)
def test_a_repeated_id_and_an_empty_cutoff_are_refused(compute: object) -> None:
    assert callable(compute)
    with pytest.raises(MetricInputError, match="'a' twice"):
        compute(["a", "b", "a"], 3)
    with pytest.raises(MetricInputError, match="cutoff 0"):
        compute(["a"], 0)


def test_average_precision_refuses_a_repeated_id() -> None:
    with pytest.raises(MetricInputError, match="'a' twice"):
        average_precision(["a", "a"], {"a"})


rankings = st.permutations(IDS)
gradings = st.dictionaries(st.sampled_from(IDS), st.integers(0, 3), min_size=1)
cutoffs = st.integers(1, 12)


@given(rankings, gradings, cutoffs)
def test_every_metric_lies_between_zero_and_one(
    ranking: list[str], grades: dict[str, int], cutoff: int
) -> None:
    relevant = {item for item, grade in grades.items() if grade >= 2}
    for value in (
        ndcg(ranking, grades, cutoff=cutoff),
        precision(ranking, relevant, cutoff=cutoff),
        average_precision(ranking, relevant),
        recall(ranking, relevant, cutoff=cutoff),
        capped_recall(ranking, relevant, cutoff=cutoff),
    ):
        assert 0.0 <= value <= 1.0 + 1e-12


@given(gradings, cutoffs)
def test_the_ideal_order_scores_one(grades: dict[str, int], cutoff: int) -> None:
    ideal = sorted(grades, key=lambda item: (-grades[item], item))
    relevant = {item for item, grade in grades.items() if grade >= 1}
    if relevant:
        assert ndcg(ideal, grades, cutoff=cutoff) == pytest.approx(1.0)
        assert average_precision(ideal, relevant) == pytest.approx(1.0)
        assert capped_recall(ideal, relevant, cutoff=cutoff) == 1.0


@given(rankings, gradings, cutoffs, rankings)
def test_renaming_the_ids_changes_nothing(
    ranking: list[str], grades: dict[str, int], cutoff: int, renamed: list[str]
) -> None:
    names = dict(zip(IDS, renamed, strict=True))
    before = ndcg(ranking, grades, cutoff=cutoff)
    after = ndcg(
        [names[item] for item in ranking],
        {names[item]: grade for item, grade in grades.items()},
        cutoff=cutoff,
    )
    assert before == after

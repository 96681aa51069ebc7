import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.upgrades.comparing import common_share, figures_of, gain_of
from service.upgrades.model import UpgradeFinding

IDS = [f"j{n}" for n in range(6)]


@given(st.permutations(IDS), st.lists(st.booleans(), min_size=6, max_size=6))
def test_a_gain_lies_between_nothing_and_all(order, good):
    if any(good):
        assert 0 < gain_of(order, dict(zip(IDS, good, strict=True))) <= 1


@given(st.permutations(IDS), st.integers(0, 5))
def test_judgments_of_which_nobody_spoke_count_for_nothing(order, n):
    grades = {"j0": True, "j1": False}
    others = [f"x{k}" for k in range(n)]
    assert gain_of([*others, *order], grades) == gain_of(order, grades)


def test_a_similar_case_that_is_not_found_gives_nothing():
    assert gain_of(["j1"], {"j0": True, "j1": False}) == 0
    assert gain_of([], {"j0": True}) == 0


@pytest.mark.parametrize(
    ("n", "apart", "finding"),
    [
        (9, -0.5, UpgradeFinding.INSUFFICIENT),
        (10, -0.5, UpgradeFinding.WORSE),
        (10, 0.0, UpgradeFinding.NOT_WORSE),
        (10, 0.3, UpgradeFinding.NOT_WORSE),
    ],
)
def test_worse_is_only_what_is_worse_on_enough_questions(n, apart, finding):
    gains = [(0.6, 0.6 + apart)] * n
    told = figures_of(
        ("a", "b"), gains, n_verdicts=n, common=[], least_questions=10, left_out=0, seed=1
    )
    assert told.finding is finding
    assert told.gain == pytest.approx(apart)


def test_a_loss_within_chance_is_not_worse():
    gains = [(0.5, 0.9), (0.5, 0.0)] * 5
    told = figures_of(
        ("a", "b"), gains, n_verdicts=10, common=[0.5, 1.0], least_questions=10, left_out=0, seed=1
    )
    assert told.gain < 0 < told.high
    assert told.finding is UpgradeFinding.NOT_WORSE
    assert (told.n_searches, told.kept) == (2, 0.75)


def test_without_verdicts_nothing_is_said():
    told = figures_of(
        ("a", "b"), [], n_verdicts=0, common=[], least_questions=10, left_out=0, seed=1
    )
    assert told.finding is UpgradeFinding.INSUFFICIENT
    assert told.gain is None


def test_of_an_empty_list_nothing_is_kept():
    assert common_share([], ["a"]) == 0

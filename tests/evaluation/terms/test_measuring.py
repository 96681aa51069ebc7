from dataclasses import replace

import numpy as np
import pytest

from evaluation.terms.baselines import LEAST_OF_BAND, UsualMedians
from evaluation.terms.measuring import (
    ask,
    co_accused_figures,
    figures_of,
    injected_figures,
    many_of,
    size_of,
    table_by,
)
from indexing.sentencing.features import column_names
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import SentencingParameters
from tests.indexing.sentencing.made import made_judgment, made_world


@pytest.fixture(scope="module")
def world():
    return made_world(400)


@pytest.fixture(scope="module")
def model(world):
    return learn_sentencing(world, parameters=SentencingParameters(n_trees=6, share_columns=1.0))


@pytest.fixture(scope="module")
def asked(world, model):
    return ask(model, world, UsualMedians(world, model.part_of))


def test_expected_terms_are_nearer_than_the_charge_alone_and_that_than_chance(asked) -> None:
    figures = figures_of(asked, seed=0)
    assert figures["n"] == 400
    assert figures["median_error"] < 2
    assert figures["median_error"] < figures["charge_median/median_error"]
    assert figures["charge_median/median_error"] < figures["random/median_error"]
    assert 0.85 <= figures["coverage"] <= 0.95
    assert figures["probation/auc"] > 0.95
    assert figures["fine/median_factor"] < 1.2


def test_multiplied_terms_stand_out(model, world) -> None:
    figures = injected_figures(model, world)
    assert figures["x3.0/auc"] > 0.9
    assert figures["x0.33/precision_at_recall_0.80"] > 0.8


def test_co_accused_are_compared_in_one_charge_and_one_role() -> None:
    one = made_judgment(1, step=2)
    passed = [
        replace(one.sentences[0], accused=accused, months=months, charge=charge)
        for accused, months, charge in (
            ("某甲", 36.0, "盗窃罪"),
            ("某乙", 30.0, "盗窃罪"),
            ("某丙", 10.0, "盗窃罪"),
            ("某丁", 50.0, "诈骗罪"),
            ("某戊", 26.0, "盗窃罪"),
        )
    ]
    rows = np.repeat(one.rows, len(passed), axis=0)
    rows[2, column_names().index("found:accessory")] = 1
    together = replace(one, sentences=tuple(passed), rows=rows)
    figures = co_accused_figures([together, one])
    assert figures["co_accused/n"] == 2
    assert figures["co_accused/median_difference"] == 5
    assert co_accused_figures([one]) == {}


def test_errors_are_told_by_the_term_too(asked) -> None:
    figures = figures_of(asked, seed=0)
    assert figures["relative_error"] < 0.1
    assert figures["median_error/to_three_years"] <= figures["mean_error"]


def test_a_median_leaves_its_own_part_out() -> None:
    judgments = [made_judgment(number, step=2, months=10.0 + number) for number in range(4)]
    usual = UsualMedians(judgments, {f"j{number:05d}": number % 2 for number in range(4)})
    assert usual.of_charge("盗窃罪", part=0) == (11 + 13) / 2
    assert usual.of_charge("盗窃罪", part=None) == (10 + 11 + 12 + 13) / 4
    assert usual.of_charge("放火罪", part=0) is None
    assert len(judgments) < LEAST_OF_BAND
    assert usual.of_band("盗窃罪", "26400-0-0", part=0) == usual.of_charge("盗窃罪", part=0)


def test_tables_hold_every_sentence_once(asked) -> None:
    by_size = table_by(asked, size_of)
    assert sum(row["n"] for row in by_size.values()) == len(asked)
    assert list(table_by(asked, many_of(asked))) == ["盗窃罪"]

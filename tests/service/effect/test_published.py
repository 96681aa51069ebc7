import tomllib

import pytest

from service.effect.published import published_figures
from tests.architecture.sources import ROOT

RECORD = tomllib.loads((ROOT / "evaluation/expected/scores.toml").read_text("utf-8"))
FIGURES = [
    (each.measurement, key, value)
    for each in published_figures()
    for key, value in (
        (each.key, each.value),
        (each.baseline_key, each.baseline),
        (each.floor_key, each.floor),
    )
    if key
]


@pytest.mark.parametrize(("measurement", "key", "value"), FIGURES)
def test_every_figure_shown_is_the_one_on_record(measurement, key, value):
    assert float(value) == RECORD[measurement]["figures"][key]["value"]


def test_every_figure_says_what_it_was_measured_on():
    assert all(each.sample and each.protocol for each in published_figures())

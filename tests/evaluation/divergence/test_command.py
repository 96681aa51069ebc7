from datetime import date

import pytest

from evaluation.divergence.command import SUITES, main
from evaluation.divergence.suite import SuiteOptions
from evaluation.errors import BenchmarkError


@pytest.mark.parametrize("suite", ["appeals", "injected"])
def test_suites_of_real_judgments_say_that_they_need_them(suite, tmp_path):
    with pytest.raises(BenchmarkError, match="needs the folder of real judgments"):
        main(["--suite", suite, "--json", str(tmp_path / "out.json")])


@pytest.mark.parametrize("suite", ["appeals", "injected"])
def test_a_folder_without_the_sets_is_refused(suite, tmp_path):
    with pytest.raises(BenchmarkError):
        main(["--suite", suite, "--data", str(tmp_path), "--json", str(tmp_path / "out.json")])


def test_an_unknown_suite_is_a_wrong_call(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["--suite", "none", "--json", str(tmp_path / "out.json")])
    assert all(suite in capsys.readouterr().err for suite in ("appeals",))


def test_suites_are_named_once():
    assert len(set(SUITES.values())) == len(SUITES)


def test_the_folder_is_asked_for_only_where_it_is_needed():
    options = SuiteOptions(
        data=None, seed=1, size=None, limit=None, today=date(2026, 1, 1), say=print
    )

    with pytest.raises(BenchmarkError, match="--data"):
        _ = options.folder

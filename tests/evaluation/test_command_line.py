"""The door of the evaluation: ``python -m evaluation``."""

from importlib.util import find_spec

import pytest

from evaluation.__main__ import SUBCOMMANDS, main


def test_help_names_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in SUBCOMMANDS)


def test_a_call_without_a_name_is_a_wrong_call() -> None:
    assert main([]) == 2


def test_an_unknown_subcommand_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["retrival"]) == 2
    shown = capsys.readouterr().err
    assert "'retrival'" in shown
    assert "retrieval" in shown


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_subcommand_has_its_module(name: str) -> None:
    assert find_spec(SUBCOMMANDS[name][0]) is not None

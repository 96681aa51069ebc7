"""Documentation is under test: what a person can call, set or install stands in the README."""

import re
from collections.abc import Iterator

import pytest

from evaluation.__main__ import SUBCOMMANDS
from service.settings import Settings
from tests.architecture.sources import ROOT, pyproject

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    """Yield every command of the product, with its group: ``user add``."""
    import typer.main

    from service.cli.main import app

    def walk(command: object, name: str) -> Iterator[str]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name
            return
        for key in sorted(inner):
            yield from walk(inner[key], f"{name} {key}".strip())

    yield from walk(typer.main.get_command(app), "")


def test_every_command_is_documented() -> None:
    assert [name for name in commands() if f"tongpan {name}" not in README] == []


def test_every_command_has_help() -> None:
    import typer.main

    from service.cli.main import app

    def without_help(command: object, name: str) -> Iterator[str]:
        if not getattr(command, "help", None):
            yield name
        for key, inner in sorted(getattr(command, "commands", {}).items()):
            yield from without_help(inner, f"{name} {key}")

    assert list(without_help(typer.main.get_command(app), "tongpan")) == []


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_is_documented(field: str) -> None:
    assert f"TONGPAN_{field.upper()}" in README


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_says_what_it_is(field: str) -> None:
    assert Settings.model_fields[field].description


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_measurement_is_documented(name: str) -> None:
    assert f"python -m evaluation {name}" in README


@pytest.mark.parametrize(
    "requirement",
    sorted(re.split(r"[\[>=<]", line)[0] for line in pyproject()["project"]["dependencies"]),
)
def test_every_dependency_is_named_with_its_purpose(requirement: str) -> None:
    assert re.search(rf"`?{re.escape(requirement)}`?", README)


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_two_commands_are_in_the_readme(command: str) -> None:
    assert command in README


def test_every_file_the_readme_points_to_exists() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_module_the_readme_names_exists() -> None:
    named = re.findall(r"`((?:corpus|indexing|service|evaluation)(?:/[\w.]+)+/?)`", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_decisions_and_changelog_are_kept() -> None:
    for name in ("DECISIONS.md", "CHANGELOG.md"):
        assert (ROOT / name).is_file()
    version = pyproject()["project"]["version"]
    assert version in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

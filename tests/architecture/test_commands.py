"""The commands of a developer: Makefile and CI name only what exists."""

import re
import subprocess

import pytest

from evaluation.__main__ import SUBCOMMANDS
from tests.architecture.sources import PACKAGES, ROOT, pyproject

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def test_the_two_commands_of_the_readme_are_there() -> None:
    assert {"run", "test", "figures"} <= targets()


def test_every_target_has_a_line_of_help() -> None:
    explained = set(re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE))
    assert targets() - explained == set()


def test_phony_targets_are_declared() -> None:
    declared = set(re.findall(r"^\.PHONY: ([a-z-]+)$", MAKEFILE, re.MULTILINE))
    assert declared == targets()


def test_make_understands_its_file() -> None:
    shown = subprocess.run(
        ["make", "-n", "-C", str(ROOT), "test"], capture_output=True, text=True, check=True
    ).stdout
    for tool in ("ruff format --check", "ruff check", "mypy", "lint-imports", "pytest"):
        assert tool in shown
    assert "--doctest-modules" in shown
    for package in PACKAGES:
        assert re.search(rf"doctest-modules.*\b{package}\b", shown)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"-m evaluation (\w+)", MAKEFILE))))
def test_every_measurement_in_the_makefile_exists(name: str) -> None:
    assert name in SUBCOMMANDS


def test_ci_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert re.search(r"^make test$", script, re.MULTILINE)


def test_scripts_are_sound_bash() -> None:
    for name in ("setup.sh", ".ci/run"):
        subprocess.run(["bash", "-n", str(ROOT / name)], check=True)


def test_torch_is_the_pinned_one() -> None:
    (wanted,) = re.findall(r"^torch=(\S+)$", (ROOT / "setup.sh").read_text(), re.MULTILINE)
    assert f"torch=={wanted}\n" in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_tools_run_by_make_are_development_requirements() -> None:
    dev = " ".join(pyproject()["project"]["optional-dependencies"]["dev"])
    for tool in ("ruff", "mypy", "import-linter", "pytest", "pytest-xdist", "pytest-timeout"):
        assert tool in dev

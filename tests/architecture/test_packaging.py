"""Four generic import names are safe only behind a fence; this is the fence."""

import ast
import importlib
import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, nodes, pyproject, python_files

DISTRIBUTION = "tongpan"

# What a library is built on and pins itself; a second requirement of ours could only disagree.
COMES_WITH = {
    "markupsafe": "jinja2",
    "starlette": "fastapi",
    "transformers": "sentence-transformers",
}
# Declared though no module imports it, and why.
RUNTIME_WITHOUT_IMPORT = {
    "psycopg": "SQLAlchemy loads it by the address of the database",
    "python-multipart": "FastAPI reads uploaded forms with it",
    "uvicorn": "started by name from the command line",
    "jieba": "indexing.words.segmentation imports it by name",
    "rjieba": "indexing.words.segmentation imports it by name where present",
}


def test_the_wheel_holds_exactly_the_four_packages() -> None:
    listed = pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert tuple(listed) == PACKAGES
    for name in PACKAGES:
        assert (ROOT / name / "__init__.py").is_file()


def test_it_cannot_be_published_by_mistake() -> None:
    assert "Private :: Do Not Upload" in pyproject()["project"]["classifiers"]


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_comes_from_this_checkout(name: str) -> None:
    """A second checkout installed in the same environment would be tested in our stead."""
    found = Path(str(importlib.import_module(name).__file__)).resolve().parent
    assert found == ROOT / name or "site-packages" in found.parts


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_claims_a_package(name: str) -> None:
    assert set(providers().get(name, [DISTRIBUTION])) == {DISTRIBUTION}


@pytest.mark.parametrize("name", PACKAGES)
def test_no_package_hides_one_of_the_standard_library(name: str) -> None:
    assert name not in sys.stdlib_module_names


def test_every_folder_of_tests_is_a_package() -> None:
    """Without __init__.py, tests/corpus would be imported as corpus and shadow it."""
    folders = {path.parent for path in python_files("tests")}
    folders |= {parent for folder in folders for parent in folder.parents if ROOT in parent.parents}
    missing = sorted(str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").is_file())
    assert missing == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in python_files(*PACKAGES)}
    # Alembic loads its revisions by file; they are no modules of the service.
    scripts = {folder for folder in folders if "migrations" in folder.parts}
    missing = sorted(
        str(folder.relative_to(ROOT))
        for folder in folders - scripts
        if not (folder / "__init__.py").is_file()
    )
    assert missing == []


@cache
def providers() -> Mapping[str, list[str]]:
    """Return the installed distributions by the top-level names they bring; slow to ask."""
    return packages_distributions()


def requirements(*, dev: bool) -> dict[str, str]:
    project = pyproject()["project"]
    lines = list(project["dependencies"])
    if dev:
        lines += [line for extra in project["optional-dependencies"].values() for line in extra]
    parsed = (re.match(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?(.*)", line) for line in lines)
    return {normal(match[1]): match[2].strip() for match in parsed if match is not None}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_by(*folders: str) -> dict[str, str]:
    """Return top-level names imported from outside, each with one place that does."""

    own = {*PACKAGES, "tests"}
    found: dict[str, str] = {}
    for path, node in nodes(ast.Import, ast.ImportFrom, below=folders):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            modules = [node.module] if node.module else []
        for module in modules:
            top = module.split(".")[0]
            if top not in own and top not in sys.stdlib_module_names:
                found.setdefault(top, str(path.relative_to(ROOT)))
    return found


def distributions_of(name: str) -> set[str]:
    found = {normal(each) for each in providers().get(name, [name])}
    return found | {COMES_WITH[each] for each in found if each in COMES_WITH}


def test_everything_the_product_imports_is_declared() -> None:
    declared = set(requirements(dev=False)) | {
        normal(re.split(r"[\[>=<]", line)[0])
        for extra in ("ocr", "postgres", "milvus", "pages", "peers", "endurance")
        for line in pyproject()["project"]["optional-dependencies"][extra]
    }
    undeclared = {
        name: where
        for name, where in imported_by(*PACKAGES).items()
        if not distributions_of(name) & declared
    }
    assert undeclared == {}


def test_everything_the_tests_import_is_declared() -> None:
    declared = set(requirements(dev=True))
    undeclared = {
        name: where
        for name, where in imported_by("tests").items()
        if not distributions_of(name) & declared
    }
    assert undeclared == {}


def test_nothing_is_declared_for_nothing() -> None:
    used = {found for name in imported_by(*PACKAGES) for found in distributions_of(name)}
    unused = sorted(set(requirements(dev=False)) - used - set(RUNTIME_WITHOUT_IMPORT))
    assert unused == []


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.split("#")[0].strip() for line in lines]
    return {
        normal(name): version
        for name, _, version in (entry.partition("==") for entry in entries if entry)
    }


@pytest.mark.parametrize("name", sorted(requirements(dev=True)))
def test_every_requirement_is_pinned(name: str) -> None:
    assert re.fullmatch(r"[0-9][0-9A-Za-z.]*", pins()[name])


def test_the_installed_distribution_is_this_project() -> None:
    assert distribution(DISTRIBUTION).version == pyproject()["project"]["version"]


def test_the_console_script_names_a_function_that_exists() -> None:
    for target in pyproject()["project"]["scripts"].values():
        module, _, attribute = target.partition(":")
        assert callable(getattr(importlib.import_module(module), attribute))

"""Each package has one family of errors, drawn at its head and mapped at the edge."""

import ast
import importlib
import inspect
import re

import pytest

from tests.architecture.sources import PACKAGES, module_name, nodes, place

BASES = {
    "corpus": "CorpusError",
    "indexing": "IndexingError",
    "service": "ServiceError",
    "evaluation": "EvaluationError",
}

# Faults of what ships with the product, found by its own tests and met by no caller.
INNER = {"corpus.sample.grammar.PhraseError", "indexing.assembly.arrivals.BrokenOffError"}


def family(package: str) -> dict[str, type[Exception]]:
    module = importlib.import_module(f"{package}.errors")
    return {
        name: kind
        for name, kind in vars(module).items()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_every_error_of_a_package_is_of_its_family(package: str) -> None:
    kinds = family(package)
    base = kinds[BASES[package]]
    assert base.__bases__ == (Exception,)
    assert [name for name, kind in kinds.items() if not issubclass(kind, base)] == []
    assert [name for name in kinds if not name.endswith("Error")] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_the_tree_at_the_head_is_the_tree_of_the_classes(package: str) -> None:
    module = importlib.import_module(f"{package}.errors")
    drawn: dict[str, str | None] = {}
    above: dict[int, str] = {}
    for line in (module.__doc__ or "").splitlines():
        match = re.match(r"^([│├└─ ]*)(\w+Error)\b", line)
        if match is None:
            continue
        depth = len(match[1])
        above = {key: name for key, name in above.items() if key < depth}
        drawn[match[2]] = above[max(above)] if above else None
        above[depth] = match[2]
    kinds = family(package)
    written = {
        name: (kind.__bases__[0].__name__ if kind.__bases__[0] is not Exception else None)
        for name, kind in kinds.items()
    }
    assert drawn == written


def test_no_error_class_stands_outside_the_errors_modules() -> None:
    outside = [
        f"{place(path, node)} {node.name}"
        for path, node in nodes(ast.ClassDef, below=PACKAGES)
        if path.name != "errors.py"
        and f"{module_name(path)}.{node.name}" not in INNER
        and any(
            isinstance(base, ast.Name) and re.fullmatch(r"\w*(Error|Exception)", base.id)
            for base in node.bases
        )
    ]
    assert outside == []


def test_every_error_that_can_reach_the_edge_has_a_status_and_a_code() -> None:
    refusals = importlib.import_module("service.api.refusals").REFUSALS
    reachable = {
        kind for package in ("corpus", "indexing", "service") for kind in family(package).values()
    }
    assert {kind.__name__ for kind in reachable - set(refusals)} == set()
    codes = [refusal.code for refusal in refusals.values()]
    assert sorted(codes) == sorted(set(codes)), "two errors share a code"
    assert [code for code in codes if not re.fullmatch(r"[a-z][a-z0-9_]*", code)] == []


def test_lower_packages_know_nothing_of_http() -> None:
    found = []
    for path, node in nodes(ast.Import, ast.ImportFrom, below=("corpus", "indexing")):
        imported = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
        found += [
            f"{module_name(path)} imports {name}"
            for name in imported
            if name.split(".")[0] in {"http", "fastapi", "starlette", "requests", "urllib"}
        ]
    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_an_error_keeps_what_it_was_given(package: str) -> None:
    """A caller decides by fields, not by reading a message."""
    forgotten = []
    for name, kind in family(package).items():
        if "__init__" not in vars(kind):
            continue
        given = set(inspect.signature(kind.__init__).parameters) - {"self"}
        kept = set(re.findall(r"self\.(\w+) = ", inspect.getsource(kind.__init__)))
        forgotten += [f"{name}.{field}" for field in sorted(given - kept)]
    assert forgotten == []

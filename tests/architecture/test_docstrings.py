"""Docstrings show what they say: functions of plain values carry an example that is run."""

import ast

import pytest

from tests.architecture.sources import PACKAGES, place, python_files, tree_of

# What an example can be written with in one line.
PLAIN = {"str", "int", "float", "bool", "date", "None", "|"}


def public_functions(package: str) -> list[tuple[str, ast.FunctionDef]]:
    return [
        (place(path, node), node)
        for path in python_files(package)
        # The sample corpus is drawn at random; its own tests show what it writes.
        if "migrations" not in path.parts and "sample" not in path.parts
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def takes_and_gives_plain_values(node: ast.FunctionDef) -> bool:
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    annotations = [each.annotation for each in taken] + [node.returns]
    words = [word for a in annotations if a is not None for word in ast.unparse(a).split()]
    gives = ast.unparse(node.returns) if node.returns else "None"
    return bool(taken) and gives != "None" and set(words) <= PLAIN


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_of_plain_values_show_an_example(package: str) -> None:
    """Text in, value out: one line tells a reader more than three sentences."""
    plain = [
        (where, node)
        for where, node in public_functions(package)
        if takes_and_gives_plain_values(node)
    ]
    silent = [
        f"{where} {node.name}"
        for where, node in plain
        if ">>>" not in (ast.get_docstring(node) or "")
    ]
    assert len(silent) <= len(plain) / 2, silent


def test_the_packages_carry_examples_at_all() -> None:
    shown = sum(
        ">>>" in (ast.get_docstring(node) or "")
        for package in PACKAGES
        for _, node in public_functions(package)
    )
    assert shown >= 60

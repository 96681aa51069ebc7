"""The files of this checkout, as the architecture tests look at them."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "indexing", "service", "evaluation")


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return what git tracks or would track: everything that is part of the project."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    names = sorted(set(listed.split("\0")) - {""})
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files below the named folders of the checkout."""
    return tuple(
        path
        for path in tracked_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    )


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def _nodes_by_kind(path: Path) -> dict[type[ast.AST], list[Any]]:
    found: dict[type[ast.AST], list[Any]] = {}
    for node in ast.walk(tree_of(path)):
        found.setdefault(type(node), []).append(node)
    return found


def nodes(*kinds: type[ast.AST], below: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
    """Yield the nodes of some kinds in the Python files below some folders.

    Each tree is walked once in a session, however many rules look at it.
    """
    for path in python_files(*below):
        found = _nodes_by_kind(path)
        for kind in kinds:
            for node in found.get(kind, ()):
                yield path, node


@cache
def pyproject() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def module_name(path: Path) -> str:
    """Return the dotted name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place(path: Path, node: ast.AST | None = None) -> str:
    """Return where something stands, for the message of a failure."""
    name = str(path)[len(str(ROOT)) + 1 :]
    return name if node is None else f"{name}:{getattr(node, 'lineno', 0)}"

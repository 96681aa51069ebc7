"""Rules of the house that no linter knows, each with the fault it keeps out."""

import ast

from tests.architecture.sources import (
    PACKAGES,
    ROOT,
    nodes,
    place,
    python_files,
    tracked_files,
    tree_of,
)

MOST_LINES = 500
LARGEST_FILE_BYTES = 5 * 1024 * 1024
WEIGHTS = {".bin", ".pt", ".pth", ".onnx", ".safetensors", ".npz", ".npy", ".pkl", ".joblib"}
# Second brains: modules without an idea of their own.
NAMELESS = {"helpers", "utils", "util", "common", "misc", "base"}


def test_nothing_is_validated_by_assert() -> None:
    """It is gone under ``python -O``."""
    assert [place(*found) for found in nodes(ast.Assert, below=PACKAGES)] == []


def test_no_error_is_swallowed_whole() -> None:
    """Only the process edge may catch everything, and Starlette does that for us."""
    broad = {"Exception", "BaseException"}

    def names(node: ast.expr | None) -> set[str]:
        if node is None:
            return {"Exception"}
        parts = node.elts if isinstance(node, ast.Tuple) else [node]
        return {part.id for part in parts if isinstance(part, ast.Name)}

    caught = [
        place(path, node)
        for path, node in nodes(ast.ExceptHandler, below=PACKAGES)
        if names(node.type) & broad
    ]
    assert caught == []


def test_nothing_unsafe_is_loaded() -> None:
    """Pickle runs what it loads; eval and exec run what they are given."""
    unsafe = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
    found = []
    for path, node in nodes(ast.Import, ast.ImportFrom, ast.Call, below=PACKAGES):
        if isinstance(node, ast.Import):
            tops = unsafe & {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            tops = unsafe & {(node.module or "").split(".")[0]}
        elif isinstance(node.func, ast.Name):
            tops = {"eval", "exec"} & {node.func.id}
        else:
            continue
        found += [f"{place(path, node)} {top}" for top in sorted(tops)]
    assert found == []


def test_every_import_is_absolute() -> None:
    relative = [
        place(path, node)
        for path, node in nodes(ast.ImportFrom, below=(*PACKAGES, "tests"))
        if node.level > 0
    ]
    assert relative == []


def test_the_product_never_imports_its_tests() -> None:
    found = [
        place(path, node)
        for path, node in nodes(ast.ImportFrom, below=PACKAGES)
        if (node.module or "").split(".")[0] == "tests"
    ]
    assert found == []


def test_corpus_and_indexing_read_no_clock() -> None:
    """Today is a parameter there: the same input gives the same output on every day.

    A function named after the clock may read it; it is the default of such a parameter.
    """
    clocks = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time")}
    below = ("corpus", "indexing")
    is_clock = {
        inner
        for _, node in nodes(ast.FunctionDef, below=below)
        if node.name == "utc_now"
        for inner in ast.walk(node)
    }
    found = [
        place(path, node)
        for path, node in nodes(ast.Call, below=below)
        if isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in clocks
        and node not in is_clock
    ]
    assert found == []


def test_randomness_is_seeded() -> None:
    """``default_rng()`` and ``Random()`` without a seed differ on every run."""
    found = [
        place(path, node)
        for path, node in nodes(ast.Call, below=(*PACKAGES, "tests"))
        if (
            (isinstance(node.func, ast.Attribute) and node.func.attr in {"default_rng", "Random"})
            or (isinstance(node.func, ast.Name) and node.func.id in {"default_rng", "Random"})
        )
        and not node.args
        and not node.keywords
    ]
    assert found == []


def test_a_module_has_one_idea() -> None:
    """A long one has several: which of them moves out?"""
    files = python_files(*PACKAGES)
    n_lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    long = [f"{place(path)}: {n} lines" for path, n in n_lines.items() if n > MOST_LINES]
    assert long == []
    assert [place(path) for path in files if path.stem in NAMELESS] == [], "name their ideas"


def test_a_module_opens_with_its_question() -> None:
    silent = [
        place(path)
        for path in python_files(*PACKAGES)
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree_of(path))
    ]
    assert silent == [], "say which question they answer"


def test_no_file_is_large_and_no_weights_are_kept() -> None:
    found = [
        place(path)
        for path in tracked_files()
        if path.stat().st_size > LARGEST_FILE_BYTES or path.suffix in WEIGHTS
    ]
    assert found == []


def test_no_path_of_a_machine_and_no_address_of_a_registry_is_kept() -> None:
    unwanted = (
        str(ROOT.parent) + "/",
        "index" + "-url",
        "download.pytorch" + ".org",
        "pypi" + ".org",
        "registry.npmjs" + ".org",
    )
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{place(path)} {word}" for word in unwanted if word in text]
    assert found == []


def test_nothing_comes_from_a_content_network() -> None:
    """A court's intranet reaches none; every asset is served from here."""
    networks = ("cdn.", "unpkg.com", "jsdelivr", "fonts.googleapis", "gstatic.com")
    pages = [
        path
        for path in tracked_files()
        if path.suffix in {".html", ".js", ".css"} and path.relative_to(ROOT).parts[0] in PACKAGES
    ]
    found = [
        f"{place(path)} {word}"
        for path in pages
        for word in networks
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    everywhere = ("TO" + "DO", "FIX" + "ME", "pytest.mark." + "skip(")
    # A conformance suite is a class of tests with a fixture to override; it may raise this.
    in_code = (*everywhere, "raise Not" + "ImplementedError")
    found = [
        f"{place(path)} {word}"
        for folders, words in ((PACKAGES, in_code), (("tests",), everywhere))
        for path in python_files(*folders)
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []

"""One idea, one name: the words of the house glossary exist in code, and no rival does."""

import ast
import importlib
import inspect
import pkgutil
import re
from enum import StrEnum
from functools import cache

import pytest

from tests.architecture.sources import PACKAGES, nodes, place

# Name by the Chinese term it stands for; terms of law come with the module that owns them.
TERMS = {
    "裁判文书": "Judgment",
    "文书种类": "DocumentKind",
    "裁判生效": "Effectiveness",
    "案号": "CaseNumber",
    "审级": "Instance",
    "诉讼地位": "Role",
    "法院层级": "CourtLevel",
    "法条": "Provision",
    "法院代字": "court_code",
    "专门审判代字": "specialty_code",
    "类型代字": "type_code",
    "案由": "cause",
    "罪名": "charges",
    "判决主文": "disposition",
    "本院认为": "REASONING",
    "诉称": "CLAIMS",
    "辩称": "DEFENCES",
    "争议焦点": "ISSUES",
    "被告": "DEFENDANT",
    "被告人": "ACCUSED",
}
# Words that name a thing which has another name here.
RIVALS = {
    r"precedents?": "say similar case or guiding case",
    r"verdicts?_text": "a judgment's ruling is its disposition",
    r"lawsuits?": "say case",
    r"inconsistenc(y|ies)": "say divergence",
    r"anonymi[sz]ation": "say redaction",
    r"case_?ids?": "what has an id is a judgment",
    r"doc_?ids?": "what has an id is a judgment",
    r"plaintive|defendent|judgement_?s?": "spelling: plaintiff, defendant, judgment",
}


@cache
def names(*folders: str) -> dict[str, str]:
    """Return every name that the code defines, with one place that does."""
    found: dict[str, str] = {}
    defining = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Name, ast.arg)
    for path, node in nodes(*defining, below=folders):
        if isinstance(node, ast.Name):
            name = node.id if isinstance(node.ctx, ast.Store) else None
        else:
            name = node.arg if isinstance(node, ast.arg) else node.name
        if name is not None and name not in found:
            found[name] = place(path, node)
    return found


@pytest.mark.parametrize(("term", "name"), TERMS.items(), ids=TERMS)
def test_every_term_has_its_name_in_the_corpus(term: str, name: str) -> None:
    assert name in names("corpus")


@pytest.mark.parametrize("rival", RIVALS)
def test_no_rival_name_is_used(rival: str) -> None:
    found = {
        f"{where} {name}"
        for name, where in names(*PACKAGES).items()
        if re.fullmatch(rival, name, re.IGNORECASE)
    }
    assert found == set(), RIVALS[rival]


def test_names_are_ascii() -> None:
    assert [
        f"{where} {n}" for n, where in names(*PACKAGES, "tests").items() if not n.isascii()
    ] == []


def vocabularies() -> list[type[StrEnum]]:
    """Return every public closed vocabulary of the product."""
    found: set[type[StrEnum]] = set()
    for package in ("corpus", "indexing", "service"):
        root = importlib.import_module(package)
        for info in pkgutil.walk_packages(root.__path__, f"{package}."):
            if "migrations" in info.name or info.name.startswith("service.cli"):
                continue
            for _, kind in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
                if issubclass(kind, StrEnum) and kind is not StrEnum:
                    found.add(kind)
    return sorted(
        (kind for kind in found if kind.__module__.split(".")[0] in PACKAGES),
        key=lambda kind: (kind.__module__, kind.__name__),
    )


def test_stored_values_of_vocabularies_are_short_ascii_tokens() -> None:
    wrong = [
        f"{kind.__name__}.{member.name} = {member.value!r}"
        for kind in vocabularies()
        for member in kind
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,31}", member.value)
    ]
    assert wrong == []

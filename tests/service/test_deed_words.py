"""Every line of the audit trail is told in words: each token that the program writes has some."""

import ast
import re

import pytest

from service.edge.permissions import NEEDS, Open
from service.web.wordbook.deed_words import DEEDS, deed_words
from tests.architecture.sources import ROOT

_SLOT = ast.FormattedValue


def actions():
    """Tokens that are written as what was done; what is filled in stands as a pattern."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_note = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note"
            for word in node.keywords if is_note else ():
                if word.arg == "action":
                    yield from spelled(word.value)


def spelled(value):
    if isinstance(value, ast.Subscript):
        yield from spelled(value.value)
    elif isinstance(value, ast.IfExp):
        yield from spelled(value.body)
        yield from spelled(value.orelse)
    elif isinstance(value, ast.Constant):
        yield re.escape(value.value)
    elif isinstance(value, ast.JoinedStr):
        yield "".join(
            "[a-z_]+" if isinstance(part, _SLOT) else re.escape(part.value) for part in value.values
        )


def test_each_token_that_is_written_has_words():
    written = set(actions())
    assert len(written) > 60
    assert [
        each for each in sorted(written) if not any(re.fullmatch(each, one) for one in DEEDS)
    ] == []


def test_each_address_that_is_kept_has_words():
    kept = [address for address, need in NEEDS.items() if not isinstance(need, Open)]
    assert len(kept) > 200
    assert [each for each in kept if not deed_words(" ".join(each))] == []


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("sign_in", "登录"),
        ("GET /system", "打开：查看系统状态"),
        ("POST /system/jobs", "提交：启动和停止作业"),
        ("tongpan ingest", "命令行"),
        ("GET /nowhere", ""),
        ("GET /healthz", ""),
        ("", ""),
    ],
)
def test_lines_are_told_in_words(action, words):
    assert deed_words(action) == words

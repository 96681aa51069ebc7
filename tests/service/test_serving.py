"""What the process that starts the others loads, and what it tells."""

import subprocess
import sys

import pytest

from service.cli import serving
from service.settings import Settings

LOOK = """
import sys
import service.cli.serving
print([name for name in sys.argv[1:] if name in sys.modules])
"""
APPLICATION = ("service.app", "service.house", "fastapi", "faiss", "tantivy", "torch", "scipy")


def test_the_process_that_starts_the_others_loads_nothing_of_the_application():
    found = subprocess.run(
        [sys.executable, "-c", LOOK, *APPLICATION], capture_output=True, check=True, text=True
    )
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('{"checks": [{"label": "账号", "words": "没有账号", "is_well": false}]}', True),
        ('{"checks": [{"label": "账号", "words": "3 个", "is_well": true}]}', False),
        ("", False),  # ended with the server
    ],
)
def test_what_is_not_well_is_told_while_it_answers(said, told, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(
        serving.subprocess,
        "run",
        lambda *_, **__: subprocess.CompletedProcess((), 0, stdout=said),
    )
    serving._tell_troubles(Settings(data=tmp_path))
    assert ("注意 账号" in capsys.readouterr().err) is told

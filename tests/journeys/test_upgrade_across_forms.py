"""A data folder of a program from before index form 6 is opened by this one, and mended by it.

The older program is taken out of the history of this repository and makes the sample corpus as it
did then; it needs the history, and some minutes.
"""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from service.store.database import prepare_database

ROOT = Path(__file__).parents[2]
OLDER = "0d90175b618831bb8061bc7e22e816bcb7207f49"
"""The last program before an index was joined from segments."""

PROGRAM = "from service.cli.main import main; main()"
ASKED = "借款人向出借人借款五万元，约定月息二分，到期未还"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    """The sources of the older program."""
    folder = tmp_path_factory.mktemp("older")
    packed = folder / "older.tar"
    words = ["git", "archive", "-o", str(packed), OLDER, "corpus", "indexing", "service"]
    if subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("the history of the repository is not here")
    subprocess.run(["tar", "-xf", str(packed), "-C", str(folder)], check=True)
    return folder


def run(sources, *words, data):
    environment = {**os.environ, "PYTHONPATH": str(sources)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words, "--data", str(data)],
        cwd=data.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def rows_of(data):
    with sqlite3.connect(f"file:{data / 'tongpan.db'}?mode=ro", uri=True) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in tables
        }


def hits(out):
    return {each["judgment_id"] for each in json.loads(out)["hits"]}


def test_what_an_older_program_left_is_told_of_mended_and_kept(older, tmp_path):
    data = tmp_path / "data"
    assert run(older, "demo", "--size", "60", data=data)[0] == 0
    code, found_then, _ = run(older, "search", ASKED, "--json", data=data)
    assert code == 0
    before = rows_of(data)
    code, told, _ = run(ROOT, "doctor", data=data)
    assert code == 1
    assert "请先备份" in told
    # As the server does when it starts; of the index it says what is to be done.
    prepare_database(f"sqlite:///{data / 'tongpan.db'}").dispose()
    code, told, _ = run(ROOT, "doctor", data=data)
    assert code == 1
    assert "另一版本的程序所建" in told
    assert "请运行 tongpan index" in told
    code, out, err = run(ROOT, "index", data=data)
    assert code == 0, err
    assert "启用" in out
    code, told, _ = run(ROOT, "doctor", data=data)
    assert "检索索引：index-" in told
    code, found_now, _ = run(ROOT, "search", ASKED, "--json", data=data)
    assert code == 0
    after = rows_of(data)
    assert {name for name, n_rows in before.items() if after[name] < n_rows} == set()
    assert hits(found_now) & hits(found_then)
    # The older index stays where it is, and is not gone back to.
    code, _, err = run(ROOT, "snapshots", "rollback", data=data)
    assert code == 1
    assert "另一版本的程序所建" in err

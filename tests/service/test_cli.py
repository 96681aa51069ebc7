"""The commands as they are typed."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from corpus.sample import generate
from indexing.learning.encoders import fingerprint_of_folder
from indexing.searching.ranker import FORMULA
from tests.databases import on_files
from tests.indexing.tiny_transformer import write_tiny_transformer
from tests.service.papers import DAYS, DRUNK


def test_help_answers_at_once_and_loads_no_model():
    program = (
        "import sys; sys.argv = ['tongpan', '--help']\n"
        "from service.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "import time; print(time.process_time(), file=sys.stderr)\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'faiss', 'sqlalchemy',"
        " 'fastapi', 'jieba'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    seconds, loaded = done.stderr.strip().splitlines()
    assert "ingest" in done.stdout
    assert loaded == "[]"
    assert float(seconds) < 2


def test_ingesting_twice_changes_nothing_the_second_time(tongpan, folder):
    code, out, _ = tongpan("ingest", str(folder), "--workers", "1", "--json")
    first = json.loads(out)
    assert code == 0
    assert (first["read"], first["accepted"], first["unchanged"]) == (3, 3, 0)
    code, out, _ = tongpan("ingest", str(folder), "--workers", "1", "--json")
    second = json.loads(out)
    assert code == 0
    assert (second["read"], second["accepted"], second["unchanged"]) == (3, 0, 3)


def test_at_the_end_stands_a_table_of_what_was_read(tongpan, folder):
    code, out, _ = tongpan("ingest", str(folder), "--workers", "1")
    assert code == 0
    (line,) = [line.split() for line in out.splitlines() if line.startswith("罪名")]
    assert line == ["罪名", "100.0%", "3", "0", "0", "0", "0"]
    _, out, _ = tongpan("ingest", str(folder), "--workers", "1")
    assert "罪名" not in out, "nothing was read in the second run"


def test_rejected_papers_are_told_with_their_place(tongpan, folder):
    (folder / "4.txt").write_text(
        "今天天气不错，我们去公园散步，看见许多花和许多树，十分高兴，然后回家吃饭。", "utf-8"
    )
    code, out, err = tongpan("ingest", str(folder), "--workers", "1")
    assert code == 0
    assert "拒收 1" in out
    assert "4.txt" in err
    code, out, _ = tongpan("ingest", str(folder), "--workers", "1", "--strict", "--json")
    assert code == 3
    report = json.loads(out)
    assert report["read"] == report["accepted"] + report["unchanged"] + report["rejected"]


def test_what_cannot_be_read_is_refused_in_words_and_as_json(tongpan, tmp_path):
    code, out, err = tongpan("ingest", str(tmp_path / "nowhere"))
    assert (code, out) == (1, "")
    assert "文件" in err
    code, out, _ = tongpan("ingest", str(tmp_path / "nowhere"), "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "file_unreadable"


@pytest.mark.parametrize(
    "words",
    [
        ["search"],
        ["search", "盗窃", "--judgment", "j1"],
        ["search", "盗窃", "--limit", "0"],
        ["index", "--no-train", "--encoder", "x"],
        ["index", "--no-train", "--train"],
        ["train", "--seed", "-1"],
        ["user", "add", "wang", "--role", "king"],
        ["unheard-of"],
        ["ingest"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(tongpan, words):
    assert tongpan(*words)[0] == 2


def test_without_an_index_a_search_says_what_to_do(tongpan, folder):
    tongpan("ingest", str(folder), "--workers", "1")
    code, out, err = tongpan("search", "醉酒驾驶", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "not_ready"
    assert "tongpan index" in err


def test_an_empty_store_is_not_indexed(tongpan, folder):
    tongpan("user", "list")
    tongpan("user", "add", "wang", "--role", "judge", "--generate")
    code, out, _ = tongpan("index", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "too_few_judgments"


def test_an_encoder_folder_that_is_none_is_refused(tongpan, folder, tmp_path):
    tongpan("ingest", str(folder), "--workers", "1")
    code, out, _ = tongpan("index", "--encoder", str(tmp_path), "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "encoder_missing"
    code, out, _ = tongpan("index", "--no-train", "--json")
    assert json.loads(out)["error"]["code"] == "index_missing"


def test_accounts_are_added_listed_and_closed(tongpan):
    code, out, _ = tongpan(
        "user",
        "add",
        "wang",
        "--role",
        "judge",
        "--role",
        "leader",
        "--display-name",
        "王某",
        "--password-stdin",
        stdin="long enough 2026\n",
    )
    assert code == 0
    assert "long enough" not in out
    code, out, _ = tongpan("user", "add", "li", "--role", "auditor", "--generate", "--json")
    assert len(json.loads(out)["password"]) == 23
    assert tongpan("user", "disable", "li")[0] == 0
    listed = json.loads(tongpan("user", "list", "--json")[1])
    assert [(each["name"], each["is_enabled"]) for each in listed] == [
        ("li", False),
        ("wang", True),
    ]
    assert listed[1]["roles"] == ["judge", "leader"]
    assert tongpan("user", "enable", "li")[0] == 0
    assert tongpan("user", "password", "li", "--generate")[0] == 0


@pytest.mark.parametrize(
    ("words", "stdin", "code"),
    [
        (["add", "wang", "--role", "judge", "--password-stdin"], "short\n", "password_weak"),
        (["add", "王", "--role", "judge", "--generate"], "", "account_name_refused"),
        (["password", "nobody", "--generate"], "", "account_not_found"),
        (["disable", "nobody"], "", "account_not_found"),
    ],
    ids=["weak", "name", "password of nobody", "disable nobody"],
)
def test_accounts_are_refused_by_the_rules(tongpan, words, stdin, code):
    tongpan("user", "add", "first", "--role", "judge", "--generate")
    ended, out, _ = tongpan("user", *words, "--json", stdin=stdin)
    assert ended == 1
    assert json.loads(out)["error"]["code"] == code


@on_files
def test_the_doctor_tells_what_is_missing_and_writes_nothing(tongpan, folder, tmp_path):
    code, out, _ = tongpan("doctor", "--json")
    assert code == 1
    assert json.loads(out)["checks"][0]["name"] == "database"
    assert not (tmp_path / "data").exists()
    tongpan("ingest", str(folder), "--workers", "1")
    code, out, _ = tongpan("doctor", "--json")
    told = {check["name"]: check["is_well"] for check in json.loads(out)["checks"]}
    assert code == 1
    assert told == {
        "database": True,
        "jobs": True,
        "data_folder": True,
        "corpus": True,
        "index": False,
        "ranker": True,
        "accounts": False,
        "demo_accounts": True,
        "transport": True,
        "second_factor": True,
        "passwords": True,
        "rates": True,
        "provider": True,
        "metrics": True,
        "trail": True,
    }


@on_files
@pytest.mark.parametrize(
    ("version", "advice"),
    [("0016", "自动升级"), ("9999", "tongpan restore"), (None, "tongpan demo")],
)
def test_the_doctor_tells_what_to_do_about_a_database_of_another_version(
    tongpan, tmp_path, version, advice
):
    (tmp_path / "data").mkdir(exist_ok=True)
    with closing(sqlite3.connect(tmp_path / "data" / "tongpan.db")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        if version is not None:
            connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    code, out, _ = tongpan("doctor", "--json")
    assert code == 1
    [told] = json.loads(out)["checks"]
    assert told["name"] == "database"
    assert advice in told["words"]
    # Whoever reads this asked the doctor already.
    assert "tongpan doctor" not in told["words"]


def test_the_doctor_tells_which_setting_cannot_be_used(tongpan, monkeypatch):
    monkeypatch.setenv("TONGPAN_IDLE_MINUTES", "never")
    code, out, _ = tongpan("doctor", "--json")
    assert code == 1
    [told] = json.loads(out)["checks"]
    assert told["name"] == "settings"
    assert "TONGPAN_IDLE_MINUTES" in told["words"]


def test_a_taken_port_is_told_in_words(tongpan):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = tongpan("serve", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "TONGPAN_PORT" in err


@pytest.mark.timeout(240)
def test_an_index_uses_the_encoder_trained_before_it(tongpan, folder, tmp_path):
    for n, story in enumerate(("夜间翻窗入室，窃得手机", "持刀捅伤他人，伤者报警"), start=4):
        text = DRUNK.format(serial=n, day=n, day_in_words=DAYS[n], level=80 + n)
        other = text.replace("饮酒后驾驶小型轿车，行至城区路口", story)
        (folder / f"{n}.txt").write_text(other, "utf-8")
    tongpan("ingest", str(folder), "--workers", "1")
    code, out, _ = tongpan("train", "--seed", "7", "--json")
    trained = json.loads(out)
    assert code == 0
    assert trained["parameters"]["seed"] == 7
    assert trained["n_judgments"] + trained["n_held_out"] == 5
    assert (
        "# Encoder"
        in (tmp_path / "data" / "encoders" / trained["encoder"] / "README.md").read_text()
    )
    assert json.loads(tongpan("index", "--json")[1])["encoder"] == trained["encoder"]
    again = json.loads(tongpan("train", "--seed", "7", "--json")[1])
    assert again["encoder"] == trained["encoder"]
    other = json.loads(tongpan("train", "--out", str(tmp_path / "other"), "--json")[1])
    assert other["encoder"] != trained["encoder"]
    unchanged = json.loads(tongpan("index", "--json")[1])
    assert (unchanged["built"], unchanged["encoder"]) == (False, trained["encoder"])
    own = json.loads(tongpan("index", "--train", "--json")[1])
    assert own["encoder"] == other["encoder"]


def test_an_index_keeps_what_the_last_one_learned_or_learns_again(tongpan, tmp_path):
    def index(*words):
        told = json.loads(tongpan("index", *words, "--json")[1])
        return told["built"], told["learned_in"]

    judgments = generate(seed=5, size=30).judgments
    papers = tmp_path / "papers"
    papers.mkdir()
    for number, raw in enumerate(judgments):
        (papers / f"{number}.txt").write_text(raw.text, "utf-8")
    (papers / "0.txt").rename(tmp_path / "0.txt")
    tongpan("ingest", str(papers), "--workers", "1")
    tongpan("train", "--seed", "7")
    first = json.loads(tongpan("index", "--json")[1])
    assert first["learned_in"] is None
    (tmp_path / "0.txt").rename(papers / "0.txt")
    tongpan("ingest", str(papers), "--workers", "1")
    assert index("--no-train") == (True, first["snapshot"])
    assert index("--no-train") == (False, first["snapshot"])
    assert index() == (True, None)
    assert index() == (False, None)


def test_nothing_to_train_on_is_refused(tongpan):
    tongpan("user", "add", "wang", "--role", "judge", "--generate")
    code, out, _ = tongpan("train", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "too_few_judgments"


@pytest.mark.timeout(240)
def test_a_transformer_on_disk_is_fine_tuned_indexed_and_searched(tongpan, folder, tmp_path):
    tongpan("ingest", str(folder), "--workers", "1")
    base = tmp_path / "base"
    write_tiny_transformer(base, [path.read_text("utf-8") for path in folder.iterdir()])
    code, out, _ = tongpan("train", "--base", str(base), "--seed", "7", "--json")
    trained = json.loads(out)
    assert code == 0
    assert trained["base"] == fingerprint_of_folder(base)
    assert trained["parameters"]["seed"] == 7
    assert json.loads(tongpan("index", "--json")[1])["encoder"] == trained["encoder"]
    found = json.loads(tongpan("search", "酒后驾驶机动车", "--json")[1])
    # the papers of this test are nearly identical and stand as one hit
    assert sum(1 + len(hit["others"]) for hit in found["hits"]) == 3
    words = json.loads(tongpan("search", "酒后驾驶机动车", "--channel", "lexical", "--json")[1])
    assert all(set(hit["channel_ranks"]) == {"lexical"} for hit in words["hits"])
    assert words["searched"]["ranker"] == FORMULA
    for option, value, refusal in (
        ("--channel", "telepathy", "channel_unknown"),
        ("--charge", "危险驾驭罪", "charge_unknown"),
    ):
        code, out, _ = tongpan("search", "酒后驾驶机动车", option, value, "--json")
        assert code != 0
        assert json.loads(out)["error"]["code"] == refusal


def test_a_base_without_a_model_is_refused(tongpan, tmp_path):
    code, out, _ = tongpan("train", "--base", str(tmp_path / "nowhere"), "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "base_unusable"
    assert not (tmp_path / "data").exists()

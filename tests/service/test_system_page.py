"""The administrator's board: all of the machine, and nothing of judgments, cases or the trail."""

import json
from pathlib import Path

import pytest

from indexing.learning.model_card import RECORD, TrainingRecord
from indexing.snapshots.served import note_served
from indexing.snapshots.snapshot import CURRENT, FORMAT, MANIFEST
from service.actors import Role
from service.audit_trail.desk import Wanted
from service.jobs.model import LEASE, JobState
from service.jobs.orders import index_order, ingest_order
from service.settings_words import BY_COURT_FILE
from service.web.upkeep.system_view import role_counts, setting_lines, snapshot_lines
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.test_account_pages import signed_in


@pytest.fixture
def board(client, desk, clock):
    desk.add(
        name="admin",
        display_name="管",
        password=GOOD_PASSWORD,
        roles=[Role.ADMINISTRATOR],
        now=clock(),
    )
    signed_in(client, "admin", GOOD_PASSWORD)
    return lambda: client.get("/system").text


def test_the_board_tells_of_every_part(board, judge):
    page = board()
    for words in ("检查", "索引", "作业", "审计留痕", "运行日志", "账号", "法院", "设置"):
        assert words in page
    assert "TONGPAN_IDLE_MINUTES" in page
    assert "至第 1 条" in page


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_sees_it(client, desk, clock, role):
    desk.add(name="x1", display_name="", password=GOOD_PASSWORD, roles=[role], now=clock())
    signed_in(client, "x1", GOOD_PASSWORD)
    assert client.get("/system").status_code == 403


def test_nothing_that_others_looked_at_stands_on_it(board, client, edge, bearer, judgments):
    found = judgments[0]
    client.get(f"/api/v1/judgments/{found.id}", headers=bearer)
    page = board()
    assert edge.trail.newest(Wanted(subject=str(found.id)))
    assert str(found.id) not in page
    assert "read_judgment" not in page


def test_accounts_are_counted_by_role(desk, judge, clock):
    desk.add(name="x1", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock())
    desk.set_enabled("x1", is_enabled=False)
    counted = {each.role: each for each in role_counts(desk.all())}
    assert (counted[Role.JUDGE].n_open, counted[Role.JUDGE].n_closed) == (1, 1)
    assert counted[Role.LEADER].n_open == 0


def test_it_says_whether_somebody_carries_jobs(board, jobs, clock):
    assert "还没有执行进程运行过" in board()
    jobs.workers.sign("m:1", now=clock())
    assert "没有运行中的执行进程" not in board()
    clock.forward(minutes=5)
    page = board()
    assert page.count("没有运行中的执行进程（最近一次在") == 2, "in the checks and above the jobs"


def put_snapshot(root, n, *, is_whole=True):
    folder = root / f"index-{n:06}"
    (folder / "encoder").mkdir(parents=True)
    manifest = {
        "format": FORMAT,
        "name": folder.name,
        "corpus_digest": "",
        "segmenter": "",
        "encoder": "",
        "is_encoder_inside": True,
        "dimension": 2,
        "parameters": {},
        "counts": {"judgments": 10 * n, "passages": 30 * n},
        "files": {"a": [3 * 1024 * 1024, ""]},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest) if is_whole else "{")
    TrainingRecord(
        corpus_digest=None, n_judgments=9, n_held_out=4, n_words=5, pairs={}, parameters={},
        seconds=1.0, before={"MRR half of facts to other half": 0.5}, after={"MRR half of facts to other half": 0.75}, floor=0.1,
    ).write(folder / "encoder")  # fmt: skip
    (root / CURRENT).write_text(folder.name)


def test_snapshots_are_listed_newest_first_and_a_damaged_one_is_said(edge, settings, clock):
    put_snapshot(settings.snapshot_root, 1)
    put_snapshot(settings.snapshot_root, 2, is_whole=False)
    newest, older = snapshot_lines(edge, now=clock())
    assert (newest.name, newest.n_judgments) == ("index-000002", None)
    assert (older.n_judgments, older.n_passages, older.megabytes) == (10, 30, 3)
    assert older.figures == (("由一半事实找到本篇的另一半", 0.75),)
    assert (older.floor, older.n_held_out) == (0.1, 4)


def test_a_snapshot_that_never_answered_is_said(edge, settings, clock, board):
    for n in (1, 2, 3):
        put_snapshot(settings.snapshot_root, n)
    note_served(settings.snapshot_root, ["index-000001", "index-000003"])
    lines = {each.name: each.has_answered for each in snapshot_lines(edge, now=clock())}
    assert lines == {"index-000001": True, "index-000002": False, "index-000003": True}
    assert board().count("从未启用") == 1


def test_a_snapshot_without_a_card_has_no_figures(edge, settings, clock, board):
    put_snapshot(settings.snapshot_root, 1)
    (settings.snapshot_root / "index-000001" / "encoder" / RECORD).write_text("{}")
    assert snapshot_lines(edge, now=clock())[0].figures == ()
    assert "没有记录" in board()


@pytest.mark.usefixtures("engine")
def test_the_court_of_the_file_is_told_with_the_date_of_the_file(settings, request):
    (settings.data / "court.toml").write_text('name = "吉林省长春市中级人民法院"\n', "utf-8")
    [line] = [
        line
        for line in setting_lines(request.getfixturevalue("edge"))
        if line.name == "TONGPAN_COURT"
    ]
    assert (line.words, line.source) == ("吉林省长春市中级人民法院", BY_COURT_FILE)
    assert line.since is not None


def press(client, **fields):
    token = form_token_of(client.get("/system"))
    return client.post("/system/jobs", data={**fields, "form_token": token})


def test_a_job_is_shown_called_off_and_begun_again(board, client, jobs, clock, woken, edge):
    path = Path("/srv/new")
    job = jobs.ask(ingest_order(path, source=None, mapping=None), asked_by="office", now=clock())
    page = board()
    for words in ("导入文书", "/srv/new", "排队等候", "office", "取消作业"):
        assert words in page
    assert press(client, act="cancel", job=job.id).status_code == 303
    page = board()
    assert "已取消" in page
    assert "重做作业" in page
    assert press(client, act="retry", job=job.id).status_code == 303
    assert woken == [job.id, job.id]
    assert edge.trail.newest(Wanted(subject=str(job.id)))


def test_an_index_is_asked_for_once_and_watched(board, client, jobs, clock, woken):
    assert 'value="index"' in board()
    for _ in range(2):
        assert press(client, act="index").status_code == 303
    (number,) = woken
    assert 'value="index"' not in board()
    jobs.records.claim(number, claim="a", worker="m:1", now=clock())
    jobs.records.beat(number, claim="a", stage="words", done=1300, total=0, now=clock())
    page = board()
    assert "建立词语索引" in page
    assert "1,300" in page
    assert 'http-equiv="refresh"' in page
    clock.forward(seconds=LEASE.total_seconds() + 1)
    assert "没有响应" in board()
    jobs.records.finish(number, claim="a", state=JobState.DONE, now=clock())
    page = board()
    assert 'http-equiv="refresh"' not in page
    assert 'value="index"' in page


def test_why_a_job_failed_is_said(board, jobs, clock):
    job = jobs.ask(index_order(), asked_by="office", now=clock())
    jobs.records.claim(job.id, claim="a", worker="m:1", now=clock())
    jobs.records.finish(
        job.id, claim="a", state=JobState.FAILED, problem="too_few_judgments", now=clock()
    )
    page = board()
    assert "未能完成" in page
    assert "too_few_judgments" in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"act": "cancel", "job": "9"}, 409),
        ({"act": "cancel", "job": "x"}, 422),
        ({"act": "fly", "job": "1"}, 422),
        ({}, 422),
    ],
)
def test_what_cannot_be_done_with_a_job_is_refused(board, client, fields, status):
    board()
    assert press(client, **fields).status_code == status

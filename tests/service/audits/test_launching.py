"""Audits started, stopped and gone on with from the page, and by whom."""

from datetime import date

import pytest

from corpus.workforce import ALONE
from service.actors import Role
from service.audits.errors import AuditStoppedError, EmptyAuditError
from service.audits.launching import AuditLauncher
from service.audits.model import AuditOrder, AuditScope, RunState
from service.jobs.orders import audited_by
from service.jobs.starting import JobStart
from tests.service.audits.made import AT, YEARS
from tests.service.conftest import GOOD_PASSWORD, form_token_of

ALL = {"period": "", "first": "2000", "last": "2026", "scope": "everywhere"}


@pytest.fixture
def launcher(runner):
    orders = []
    return AuditLauncher(runner=runner, start=lambda order, **_: orders.append(order)), orders


def run_to_its_end(runner, progress=lambda *_: None):
    return runner.run(YEARS, workforce=ALONE, clock=lambda: AT, progress=progress)


def test_a_launched_run_is_there_before_anything_is_audited(launcher, runner):
    start, orders = launcher
    run = start.launch(YEARS, asked_by="office", now=AT)
    assert (run.state, run.n_done) == (RunState.UNFINISHED, 0)
    assert orders == [YEARS]
    done = run_to_its_end(runner)
    assert done.id == run.id
    assert start.launch(YEARS, asked_by="office", now=AT).state is RunState.FINISHED
    assert orders == [YEARS]


def test_an_empty_period_starts_nothing(launcher):
    start, orders = launcher
    order = AuditOrder(
        court=None, scope=AuditScope.EVERYWHERE, first=date(1900, 1, 1), last=date(1900, 1, 2)
    )
    with pytest.raises(EmptyAuditError):
        start.launch(order, asked_by="office", now=AT)
    assert orders == []


def test_a_stopped_run_ends_after_its_cause_and_goes_on_with_the_next(launcher, runner):
    start, _ = launcher
    run = start.launch(YEARS, asked_by="office", now=AT)
    told = []

    def stop_at_the_first(cause, *_):
        told.append(cause)
        if cause:
            start.stop(run)

    with pytest.raises(AuditStoppedError) as stopped:
        run_to_its_end(runner, stop_at_the_first)
    assert stopped.value.n_done == 1
    assert len(told) == 2
    assert runner.records.find(run.id).state is RunState.STOPPED
    again = run_to_its_end(runner)
    assert (again.id, again.state) == (run.id, RunState.FINISHED)
    start.stop(run)
    assert runner.records.find(run.id).state is RunState.FINISHED


def test_an_audit_from_the_page_is_a_job_and_asked_for_once(jobs, woken):
    start = JobStart(desk=jobs)
    start(YEARS, asked_by="office", now=AT)
    start(YEARS, asked_by="other", now=AT)
    (job,) = jobs.records.latest(most=9)
    assert woken == [job.id]
    assert (job.asked_by, audited_by(job.order)) == ("office", YEARS)


@pytest.fixture
def signed_in(client, desk, clock):
    def sign_in(role):
        desk.add(
            name="somebody",
            display_name="某同志",
            password=GOOD_PASSWORD,
            roles=[role],
            now=clock(),
        )
        token = form_token_of(client.get("/sign-in"))
        fields = {"name": "somebody", "password": GOOD_PASSWORD, "form_token": token}
        assert client.post("/sign-in", data=fields).status_code == 303
        return client

    return sign_in


def test_an_auditor_starts_watches_stops_and_goes_on(signed_in, started):
    browser = signed_in(Role.AUDITOR)
    page = browser.get("/audits")
    assert "开始评查" in page.text
    token = form_token_of(page)
    answer = browser.post("/audits", data={**ALL, "form_token": token})
    address = answer.headers["location"]
    assert [order.last for order in started] == [date(2026, 12, 31)]
    shown = browser.get(address).text
    assert "0/" in shown
    assert 'http-equiv="refresh"' in shown
    assert ">停止</button>" in shown
    acts = f"{address}/progress"
    assert browser.post(acts, data={"act": "stop", "form_token": token}).status_code == 303
    shown = browser.get(address).text
    assert "已停止" in shown
    assert 'http-equiv="refresh"' not in shown
    assert browser.post(acts, data={"act": "go_on", "form_token": token}).status_code == 303
    assert len(started) == 2
    assert browser.post(acts, data={"act": "fly", "form_token": token}).status_code == 422


def test_who_starts_an_audit_is_told_that_nobody_is_there_to_do_it(signed_in, jobs, clock):
    browser = signed_in(Role.AUDITOR)
    assert "还没有执行进程运行过" in browser.get("/audits").text
    jobs.workers.sign("m:1", now=clock())
    assert "执行进程" not in browser.get("/audits").text
    clock.forward(minutes=5)
    token = form_token_of(browser.get("/audits"))
    address = browser.post("/audits", data={**ALL, "form_token": token}).headers["location"]
    shown = browser.get(address).text
    assert "没有运行中的执行进程（最近一次在" in shown
    assert "<code>tongpan work</code>" in shown


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"first": "neulich"}, 400),
        ({"first": "1900", "last": "1901"}, 400),
        ({"scope": "own"}, 422),
        ({"scope": "moon"}, 422),
        ({"period": "last_century"}, 422),
    ],
)
def test_what_cannot_be_audited_is_said(signed_in, started, fields, status):
    browser = signed_in(Role.AUDITOR)
    token = form_token_of(browser.get("/audits"))
    answer = browser.post("/audits", data={**ALL, **fields, "form_token": token})
    assert answer.status_code == status
    assert started == []


def test_who_may_not_run_audits_is_shown_no_form(signed_in, started):
    browser = signed_in(Role.SECRETARY)
    page = browser.get("/audits")
    assert "开始评查" not in page.text
    assert "执行进程" not in page.text
    token = form_token_of(page)
    assert browser.post("/audits", data={**ALL, "form_token": token}).status_code == 403
    assert started == []

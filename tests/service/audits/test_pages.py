"""Pages and interface of audits, as each desk sees them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from fastapi.testclient import TestClient

from corpus.judgment import JudgmentId
from service.actors import Role
from service.app import create_app
from service.audits.model import AuditOrder, AuditScope, CauseAudit, ReversalReason, ReversedCase
from service.store.audit_records import AuditRecords
from tests.service.audits.made import AT, cluster
from tests.service.conftest import GOOD_PASSWORD, form_token_of

DESKS = {
    "first": Role.AUDITOR,
    "second": Role.AUDITOR,
    "third": Role.AUDITOR,
    "secretary": Role.SECRETARY,
    "leader": Role.LEADER,
    "judge2": Role.JUDGE,
}


@pytest.fixture
def people(desk, clock):
    for name, role in DESKS.items():
        desk.add(
            name=name, display_name=f"{name}同志", password=GOOD_PASSWORD, roles=[role], now=clock()
        )


@pytest.fixture
def run(engine, judgments):
    """Return a finished run whose one cluster is of stored papers."""
    records = AuditRecords(engine)
    ids = sorted(each.id for each in judgments)
    found = cluster("是否支持利息", votes=(2.0, 1.0), n_pending=1)
    found = replace(
        found,
        positions=tuple(
            replace(position, judgment_ids=tuple(mine), quotes=())
            for position, mine in zip(found.positions, (ids[:2], ids[2:3]), strict=True)
        ),
    )
    order = AuditOrder(
        court=None, scope=AuditScope.EVERYWHERE, first=date(2026, 1, 1), last=date(2026, 1, 31)
    )
    begun = records.begin(order, key="k", n_causes=1, n_judgments=3, n_without_cause=0, now=AT)
    reversed_case = ReversedCase(
        judgment_id=JudgmentId(ids[0]),
        court="甲法院",
        cause="民间借贷纠纷",
        decided_on=None,
        effect=judgments[0].effect,
        later_id=JudgmentId(ids[1]),
        later_court="乙法院",
        reversed_on=None,
        reason=ReversalReason.LAW,
    )
    records.put(
        begun.id,
        CauseAudit(
            cause="民间借贷纠纷",
            n_judgments=3,
            n_positions=3,
            n_insufficient=0,
            clusters=(found,),
            reversed_cases=(reversed_case,),
        ),
        now=AT,
    )
    return records.finish(begun.id, now=AT)


@pytest.fixture
def at_desk(edge, people):
    """Return a browser in which somebody has signed in."""
    del people
    app = create_app(edge)

    def sign_in(name):
        browser = TestClient(app, follow_redirects=False)
        token = form_token_of(browser.get("/sign-in"))
        answer = browser.post(
            "/sign-in", data={"name": name, "password": GOOD_PASSWORD, "form_token": token}
        )
        assert answer.status_code == 303
        return browser

    return sign_in


def key_of_only(browser, run):
    answer = browser.get(f"/api/v1/audits/{run.id}")
    (line,) = answer.json()["clusters"]
    return line["key"]


def answer_by(browser, run, key, answer, **fields):
    page = browser.get(f"/audits/{run.id}/clusters/{key}")
    return browser.post(
        f"/audits/{run.id}/clusters/{key}",
        data={"form_token": form_token_of(page), "answer": answer, **fields},
    )


def test_an_auditor_sees_the_board_and_the_cluster(at_desk, run):
    auditor = at_desk("first")
    board = auditor.get("/audits")
    assert board.status_code == 200
    assert "是否支持利息" in board.text
    assert "待复核" in board.text
    key = key_of_only(auditor, run)
    page = auditor.get(f"/audits/{run.id}/clusters/{key}?position=a")
    assert page.status_code == 200
    assert page.text.count("<td>立场甲</td>") == 2
    assert "<td>立场乙</td>" not in page.text


def test_who_leads_sees_nothing_before_it_is_confirmed(at_desk, run):
    leader, first, second = at_desk("leader"), at_desk("first"), at_desk("second")
    key = key_of_only(first, run)

    def seen():
        return (
            "是否支持利息" in leader.get("/audits").text,
            leader.get(f"/audits/{run.id}/clusters/{key}").status_code,
            len(leader.get(f"/api/v1/audits/{run.id}").json()["clusters"]),
        )

    assert seen() == (False, 404, 0)
    assert answer_by(first, run, key, "divergent").status_code == 303
    assert seen() == (False, 404, 0)
    assert answer_by(second, run, key, "divergent").status_code == 303
    assert seen() == (True, 200, 1)
    assert leader.get(f"/audits/{run.id}/docx").status_code == 200
    assert leader.get(f"/audits/{run.id}/xlsx").status_code == 403
    assert leader.get(f"/audits/{run.id}/review").status_code == 403


def test_the_second_reader_does_not_see_the_first(at_desk, run):
    first, second, third = at_desk("first"), at_desk("second"), at_desk("third")
    key = key_of_only(first, run)
    answer_by(first, run, key, "not_divergent", reason="law_changed", words="说明甲")
    for browser in (second, third, at_desk("secretary")):
        for address in (f"/audits/{run.id}/clusters/{key}", "/audits"):
            assert "说明甲" not in browser.get(address).text
        told = browser.get(f"/api/v1/audits/{run.id}/clusters/{key}").json()
        assert told["readings"] == []
    assert "说明甲" not in second.get(f"/audits/{run.id}/review").text
    answer_by(second, run, key, "divergent")
    assert "说明甲" in third.get(f"/audits/{run.id}/review").text
    assert answer_by(third, run, key, "not_divergent", reason="key_facts").status_code == 303
    told = first.get(f"/api/v1/audits/{run.id}/clusters/{key}").json()
    assert told["cluster"]["outcome"]["value"] == "not_divergent"
    assert len(told["readings"]) == 3


def test_nobody_answers_twice(at_desk, run):
    first = at_desk("first")
    key = key_of_only(first, run)
    page = first.get(f"/audits/{run.id}/clusters/{key}")
    token = form_token_of(page)
    for status in (303, 409):
        answer = first.post(
            f"/audits/{run.id}/clusters/{key}", data={"form_token": token, "answer": "divergent"}
        )
        assert answer.status_code == status
    assert "等待第二人" in answer.text


def test_no_divergence_needs_a_reason(at_desk, run):
    first = at_desk("first")
    key = key_of_only(first, run)
    answer = answer_by(first, run, key, "not_divergent")
    assert answer.status_code == 409
    assert "须选择理由" in answer.text
    assert answer_by(first, run, key, "vielleicht").status_code == 422


def test_the_interface_takes_readings(at_desk, run):
    first = at_desk("first")
    key = key_of_only(first, run)
    page = first.get("/audits")
    headers = {"x-form-token": form_token_of(page)}
    answer = first.post(
        f"/api/v1/audits/{run.id}/clusters/{key}/readings",
        json={"answer": "divergent"},
        headers=headers,
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["may_read"] is False
    (told,) = first.get("/api/v1/audits").json()["audits"]
    assert told["n_done"] == told["n_causes"] == 1


def test_a_mark_takes_a_reversal_off(at_desk, run):
    first = at_desk("first")
    page = first.get(f"/audits/{run.id}/reversals")
    (case,) = [line for line in page.text.splitlines() if 'name="judgment"' in line]
    judgment = case.split('name="judgment" value="')[1].split('"')[0]
    answer = first.post(
        f"/audits/{run.id}/reversals",
        data={"form_token": form_token_of(page), "judgment": judgment, "wrong": "yes", "words": ""},
    )
    assert answer.status_code == 303
    told = first.get(f"/api/v1/audits/{run.id}").json()["reversals"]
    assert (told["court_above_wrong"], told["difference_of_view"]) == (1, 0)


def test_files_come_when_a_run_is_finished(at_desk, run, engine):
    auditor = at_desk("first")
    for kind in ("docx", "xlsx", "html"):
        assert auditor.get(f"/audits/{run.id}/{kind}").status_code == 200
    begun = AuditRecords(engine).begin(
        replace(run.order, last=date(2026, 2, 1)),
        key="other",
        n_causes=2,
        n_judgments=9,
        n_without_cause=0,
        now=AT,
    )
    assert auditor.get(f"/audits/{begun.id}/docx").status_code == 409
    assert "0/2个案由" in auditor.get(f"/audits/{begun.id}").text


def test_without_a_run_the_page_says_how_to_begin(at_desk):
    assert "tongpan audit" in at_desk("secretary").get("/audits").text


def test_a_judge_has_no_audits(at_desk, run):
    assert at_desk("judge2").get(f"/audits/{run.id}").status_code == 403


def test_the_runs_beside_a_board_are_turned_over(at_desk, run, engine):
    records = AuditRecords(engine)
    for n in range(25):
        order = AuditOrder(
            court=None,
            scope=AuditScope.EVERYWHERE,
            first=date(2020, 1, 1) + timedelta(days=n),
            last=date(2020, 3, 1),
        )
        records.begin(order, key=f"k{n}", n_causes=1, n_judgments=1, n_without_cause=0, now=AT)
    browser = at_desk("first")
    shown, address = [], "/audits"
    while address:
        page = browser.get(address).text
        side = page[page.index('id="runs"') :]
        shown.append(re.findall(r'<a href="/audits/([0-9a-f]{24})"', side))
        more = re.search(r'href="([^"]+)" rel="next"', side)
        address = more and unescape(more[1])
    assert [len(each) for each in shown] == [20, 6]
    assert len({each for part in shown for each in part}) == 26

"""The figures for a monitor: counted by pattern, naming nobody, shown to whom they are for."""

import re

import pytest
import structlog
from starlette.testclient import TestClient

from service.actors import Role, Scope
from service.app import create_app
from service.audit_trail.desk import Wanted
from tests.service.conftest import GOOD_PASSWORD


@pytest.fixture
def measure(client, desk, clock):
    """Ask for the figures as the monitor of an administrator."""
    admin = desk.add(
        name="admin",
        display_name="",
        password=GOOD_PASSWORD,
        roles=[Role.ADMINISTRATOR],
        now=clock(),
    )
    token = desk.tokens.give(admin, name="", scopes=[Scope.METRICS], days=9, now=clock()).token
    header = {"authorization": f"Bearer {token}"}
    return lambda: client.get("/metrics", headers=header)


def test_requests_are_counted_by_pattern_and_status(client, bearer, measure):
    for name in ("a1", "b2"):
        client.get(f"/api/v1/judgments/{name}", headers=bearer)
    told = measure()
    assert told.headers["content-type"].startswith("text/plain")
    assert (
        'tongpan_requests_total{method="GET",route="/api/v1/judgments/{judgment_id}",'
        'status="404"} 2.0'
    ) in told.text
    assert re.search(r'tongpan_request_seconds_count\{route="/api/v1/judgments', told.text)
    assert 'tongpan_check_well{check="index"} 1.0' in told.text
    assert "tongpan_index_judgments" in told.text


def test_nothing_that_was_typed_stands_in_a_label(client, bearer, measure):
    client.get("/王某某案", headers=bearer)
    client.get("/judgments/张三", headers=bearer)
    client.request("WANG", "/cases", headers=bearer)
    client.post("/sign-in", data={"name": "李四"})
    told = measure().text
    for word in ("王某", "张三", "WANG", "李四", 'judge"'):
        assert word not in told
    assert 'method="other"' in told
    assert 'route="other"' in told


def test_who_may_not_collect(client, bearer, desk, clock, judge):
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=bearer).status_code == 403


def test_collecting_leaves_no_line_in_the_trail(measure, edge):
    before = edge.trail.newest(Wanted(limit=1))
    assert measure().status_code == 200
    assert edge.trail.newest(Wanted(limit=1)) == before


@pytest.mark.parametrize(
    ("is_open", "host", "status"),
    [
        (True, "127.0.0.1", 200),
        (True, "::1", 200),
        (True, "10.0.0.9", 401),
        (False, "127.0.0.1", 401),
    ],
)
def test_this_machine_may_collect_where_the_setting_says_so(edge, is_open, host, status):
    from dataclasses import replace

    settings = edge.settings.model_copy(update={"metrics_on_loopback": is_open})
    app = create_app(replace(edge, settings=settings))
    assert TestClient(app, client=(host, 1)).get("/metrics").status_code == status


def test_several_processes_add_up(tmp_path):
    import os
    import subprocess
    import sys

    program = (
        "from service.edge.counting import AnswerFigures; import sys\n"
        "figures = AnswerFigures()\n"
        "figures.count(method='GET', route='/x', status=200, seconds=0.1)\n"
        "sys.stdout.write(figures.text().decode())\n"
    )
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for n in (1, 2):
        told = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert f'tongpan_requests_total{{method="GET",route="/x",status="200"}} {n}.0' in told


def test_the_log_names_the_pattern_and_the_request_and_nobody(client, bearer):
    with structlog.testing.capture_logs() as lines:
        client.get(
            "/api/v1/judgments/王某某?q=李四",
            headers={**bearer, "x-request-id": "given-by-proxy-1"},
        )
        client.get("/张三", headers=bearer)
    told = [line for line in lines if line["event"] == "request"]
    assert told[0]["route"] == "/api/v1/judgments/{judgment_id}"
    assert told[0]["request_id"] == "given-by-proxy-1"
    assert told[1]["route"] is None
    assert not [word for word in ("王某", "李四", "张三", "judge'") if word in repr(lines)]


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("abcDEF-12._x", True),
        ("short", False),
        ("x" * 65, False),
        ("with blank 123", False),
        ("<script>alert</script>", False),
    ],
)
def test_a_request_id_is_taken_when_well_formed_and_stands_everywhere(
    client, bearer, edge, given, is_taken
):
    answer = client.get("/api/v1/judgments/none", headers={**bearer, "x-request-id": given})
    told = answer.headers["x-request-id"]
    assert (told == given) is is_taken
    assert answer.json()["error"]["request_id"] == told
    assert edge.trail.newest(Wanted(limit=1))[0].deed.request_id == told
    page = client.get("/judgments/none", headers={**bearer, "x-request-id": given})
    assert page.headers["x-request-id"] in page.text

"""Every route answers right and wrong requests as its description says, and forms take anything."""

from random import Random
from typing import ClassVar
from urllib.parse import unquote_plus

import pytest

from evaluation.endurance.schema.answers import Answer, Description, Seen
from evaluation.endurance.schema.asking import Known, ask, operations_of
from evaluation.endurance.schema.pages import (
    Form,
    knock,
    parts_of,
    send_forms,
    template_of,
    token_of,
    walk,
)
from service.actors import Role
from service.edge.permissions import NEEDS
from tests.service.conftest import GOOD_PASSWORD


class Colleague:
    """A browser and a program in one, in the process of the test."""

    def __init__(self, client, desk, role, clock):
        desk.add(
            name=role.value.replace("_", "-"),
            display_name="某",
            password=GOOD_PASSWORD,
            roles=[role],
            now=clock(),
        )
        self._client, self._desk, self._role, self._clock = client, desk, role, clock
        self._sign_in()

    def _sign_in(self):
        name = self._role.value.replace("_", "-")
        self._token = self._desk.sign_in(name, GOOD_PASSWORD, now=self._clock()).token

    def _answer(self, method, address, **said):
        if self._desk.actor_of(self._token, now=self._clock()) is None:
            self._sign_in()
        headers = {**said.pop("headers", {}), "authorization": f"Bearer {self._token}"}
        answer = self._client.request(method, address, headers=headers, **said)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        return Answer(status=answer.status_code, kind=kind, body=answer.content)

    def get(self, address):
        return self._answer("GET", address)

    def post(self, address, body, *, kind):
        return self._answer("POST", address, content=body, headers={"content-type": kind})

    def send(self, case):
        said = case.as_transport_kwargs(base_url="http://testserver")
        headers = {k: v for k, v in said["headers"].items() if k == "Content-Type"}
        rest = {k: said[k] for k in ("params", "json", "data", "files") if said.get(k) is not None}
        return self._answer(said["method"], said["url"], headers=headers, **rest)


@pytest.fixture
def visitor(client, desk, clock):
    return Colleague(client, desk, Role.JUDGE, clock)


def test_every_operation_answers_as_it_is_described(client, visitor, judgments):
    description = Description(client.app.openapi())
    seen = Seen()
    known = Known(values={"judgment_id": [each.id for each in judgments]})
    for number, (method, template, operation) in enumerate(operations_of(description)):
        ask(
            description,
            method=method,
            template=template,
            operation=operation,
            known=known,
            send=visitor.send,
            n_requests=1,
            seed_number=number,
            seen=seen,
        )
    assert seen.faults == {}
    assert seen.mismatches == {}
    assert len(seen.places) == sum(len(each) for each in description.document["paths"].values())


def test_every_answer_with_a_body_is_described(client):
    paths = client.app.openapi()["paths"]
    silent = [
        f"{method} {path} {status}"
        for path, operations in paths.items()
        for method, operation in operations.items()
        for status, response in operation["responses"].items()
        if status not in {"204", "304"} and not response.get("content")
    ]
    assert silent == []


@pytest.mark.slow
def test_every_form_that_a_judge_meets_takes_anything(visitor):
    seen = Seen()
    found = walk(visitor, most=45, per_template=1, seen=seen)
    assert {"/search", "/cases"} <= found.opened
    send_forms(visitor, found.forms.values(), times=2, chance=Random(1), seen=seen)
    assert seen.faults == {}
    assert seen.mismatches == {}


DOCUMENT = {
    "paths": {
        "/x": {
            "get": {
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/X"}}
                        }
                    },
                    "204": {"description": "nothing"},
                    "404": {"content": {"application/pdf": {}}},
                }
            }
        }
    },
    "components": {"schemas": {"X": {"type": "object", "required": ["a"]}}},
}


@pytest.mark.parametrize(
    ("status", "kind", "body", "problem"),
    [
        (200, "application/json", b'{"a": 1}', None),
        (200, "application/json", b"{}", "required"),
        (200, "application/json", b"{", "no JSON"),
        (200, "text/html", b"x", "text/html where"),
        (204, "", b"", None),
        (204, "", b"x", "1 bytes"),
        (404, "application/pdf", b"x", None),
        (418, "", b"", "not described"),
    ],
    ids=["right", "lacking", "torn", "page", "nothing", "something", "paper", "unheard of"],
)
def test_answers_are_held_against_the_description(status, kind, body, problem):
    answer = Answer(status=status, kind=kind, body=body)
    found = Description(DOCUMENT).problem_with("GET", "/x", answer)
    assert (problem is None and found is None) or problem in found


@pytest.mark.parametrize(
    ("status", "code", "is_fault"),
    [(500, "internal_error", True), (503, "not_ready", True), (503, "pdf_unavailable", False)],
)
def test_faults_of_the_server_are_told_from_what_is_not_installed(status, code, is_fault):
    body = f'{{"error": {{"code": "{code}"}}}}'.encode()
    answer = Answer(status=status, kind="application/json", body=body)
    seen = Seen()
    seen.take("GET /x", answer, asked="x")
    assert bool(seen.faults) is is_fault
    assert seen.places == {"GET /x"}


@pytest.mark.parametrize(
    ("address", "template", "parts"),
    [
        ("/", "/", {}),
        ("/conferences/items/new", "/conferences/items/new", {}),
        ("/conferences/m1?x=1", "/conferences/{conference_id}", {"conference_id": "m1"}),
        ("/nowhere/at/all", "/nowhere/at/all", {}),
    ],
)
def test_addresses_are_told_by_their_templates(address, template, parts):
    assert template_of(address) == template
    assert parts_of(address) == parts


def test_a_form_keeps_its_token_whatever_else_is_in_it():
    form = Form(
        action="/search",
        is_post=True,
        is_multipart=False,
        fields=(("form_token", "t"), ("text", "案情")),
        options={},
    )
    filled = [form.filled(Random(seed)) for seed in range(60)]
    assert all(fields[0] == ("form_token", "t") for fields in filled)
    assert len(set(filled)) > 20


class Site:
    """A browser on a site of a few pages, which remembers what was asked."""

    PAGES: ClassVar = {
        "/cases": '<!doctype html><link href="/assets/a.css"><a href="/judgments/j1">x</a>',
        "/judgments/j1": (
            '<!doctype html><form method="post" action="/search">'
            '<input type="hidden" name="form_token" value="t"><textarea name="text"></textarea>'
            '<input type="date" name="since"></form>'
        ),
        "/results/s1": "<!doctype html>",
    }

    def __init__(self):
        self.asked = []

    def get(self, address):
        self.asked.append(f"GET {address}")
        if address == "/":
            return Answer(status=303, kind="", body=b"", leads_to="/cases")
        page = self.PAGES.get(address)
        return Answer(status=200 if page else 404, kind="text/html", body=(page or "").encode())

    def post(self, address, body, *, kind):
        self.asked.append(f"POST {address} {unquote_plus(body.decode())}")
        return Answer(status=303, kind="", body=b"", leads_to="/results/s1")


def test_pages_are_found_by_links_files_and_where_answers_lead():
    site, seen = Site(), Seen()
    found = walk(site, most=20, per_template=2, seen=seen, starts=["/"])
    assert site.asked == ["GET /", "GET /cases", "GET /judgments/j1", "GET /assets/a.css"]
    assert found.known == {"judgment_id": {"j1"}, "name": {"a.css"}}
    assert token_of(found.forms.values()) == "t"


def test_a_form_is_filled_as_it_asks_before_anything_else():
    site, seen = Site(), Seen()
    found = walk(site, most=20, per_template=2, seen=seen, starts=["/judgments/j1"])
    led = send_forms(site, found.forms.values(), times=2, chance=Random(1), seen=seen)
    sent = [each for each in site.asked if each.startswith("POST")]
    assert "form_token=t&text=2026年3月1日，被告人" in sent[0]
    assert sent[0].endswith("&since=2026-06-01")
    assert len(sent) == 2
    assert led == ["/results/s1"]


def test_what_no_link_led_to_is_asked_by_its_address_and_leaving_comes_last():
    site, seen = Site(), Seen()
    seen.places.add("GET /cases")
    known = {"judgment_id": {"j1"}}
    knock(site, known=known, token="t", chance=Random(1), seen=seen)
    assert {f"{m} {p}" for m, p in NEEDS if not p.startswith("/api/")} == seen.places
    assert "GET /cases" not in site.asked
    assert "GET /judgments/j1" in site.asked
    assert site.asked[-1].startswith("POST /sign-out form_token=t")

"""Every error class has a status, a code and a sentence; every refusal has one shape."""

import inspect
import string
from datetime import UTC, datetime

import pytest

from corpus.errors import CorpusError
from indexing.errors import IndexingError, SnapshotVersionError
from service.api.refusals import REFUSALS, refusal_of
from service.errors import ServiceError
from service.web.wordbook.wording import SENTENCES, UNEXPECTED, sentence_of
from tests.service.papers import IndexShelf


def tree(base):
    yield base
    for child in base.__subclasses__():
        yield from tree(child)


CLASSES = sorted(
    {each for base in (CorpusError, IndexingError, ServiceError) for each in tree(base)},
    key=lambda each: f"{each.__module__}.{each.__name__}",
)
NAMES = [each.__name__ for each in CLASSES]
OURS = [
    each for each in CLASSES if each.__module__.split(".")[0] in {"corpus", "indexing", "service"}
]


@pytest.mark.parametrize("error", CLASSES, ids=NAMES)
def test_every_class_has_its_own_status_and_code(error):
    assert error in REFUSALS


@pytest.mark.parametrize("error", CLASSES, ids=NAMES)
def test_every_class_has_its_own_sentence(error):
    assert error in SENTENCES


def test_codes_are_unique():
    codes = [refusal.code for refusal in REFUSALS.values()]
    assert len(set(codes)) == len(codes)


def test_nothing_is_mapped_that_does_not_exist():
    assert set(REFUSALS) == set(SENTENCES) == set(CLASSES)


@pytest.mark.parametrize("error", CLASSES, ids=NAMES)
def test_the_fields_of_a_sentence_are_fields_of_its_class(error):
    wanted = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[error]) if name}
    offered = set(inspect.signature(error.__init__).parameters) if wanted else set()
    assert wanted <= offered


def test_what_is_not_ours_is_unexpected_and_tells_nothing():
    error = KeyError("a secret")
    assert refusal_of(error).status == 500
    assert sentence_of(error) == UNEXPECTED


def shape_of(answer):
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "details", "request_id"}
    assert body["error"]["request_id"] == answer.headers["x-request-id"]
    return body["error"]


@pytest.mark.parametrize(
    ("payload", "status", "code"),
    [
        ({}, 400, "query_missing"),
        ({"text": "盗窃", "judgment_id": "j1"}, 400, "query_missing"),
        ({"text": "盗"}, 400, "query_too_short"),
        ({"text": " \n\t盗　"}, 400, "query_too_short"),
        ({"text": "盗\u0000\u0001"}, 400, "query_too_short"),
        ({"text": "盗窃" * 100_001}, 400, "query_too_long"),
        ({"judgment_id": "j-unknown"}, 404, "judgment_not_found"),
        ({"text": "盗窃", "limit": 0}, 422, "request_malformed"),
        ({"text": "盗窃", "limit": 101}, 422, "request_malformed"),
        ({"text": "盗窃", "offset": 200}, 400, "page_too_deep"),
        ({"text": "盗窃", "filters": {"effects": ["vague"]}}, 422, "request_malformed"),
        ({"text": "盗窃", "filters": {"decided_from": "去年"}}, 422, "request_malformed"),
        ({"text": "盗窃", "filters": {"judges": ["甲"]}}, 422, "request_malformed"),
        ({"text": ["盗窃"]}, 422, "request_malformed"),
        ([], 422, "request_malformed"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_refused_questions_have_the_one_shape(client, bearer, payload, status, code):
    answer = client.post("/api/v1/similar", json=payload, headers=bearer)
    assert answer.status_code == status
    assert shape_of(answer)["code"] == code


def test_a_short_query_is_told_the_accepted_form(client, bearer):
    error = shape_of(client.post("/api/v1/similar", json={"text": "盗"}, headers=bearer))
    assert error["details"]["least"] == 2
    assert "醉酒驾驶机动车" in error["message"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b'{"text": "\\ud800"}'],
    ids=["empty", "cut off", "not text", "half a character"],
)
def test_payloads_that_are_no_json_are_malformed_not_fatal(client, bearer, body):
    answer = client.post(
        "/api/v1/similar", content=body, headers={**bearer, "content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    shape_of(answer)


@pytest.mark.parametrize("index_shelf", [IndexShelf()], ids=["no index"])
def test_an_index_that_is_missing_is_told_as_not_ready(client, bearer):
    answer = client.post("/api/v1/similar", json={"text": "盗窃电动车"}, headers=bearer)
    assert answer.status_code == 503
    assert shape_of(answer)["code"] == "not_ready"
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.fixture
def older_index(index_shelf):
    """An index that another version of the program built, from before anybody asks."""
    index_shelf.trouble = SnapshotVersionError("/srv/data/index/index-000007", found=5, expected=6)


def test_an_index_of_another_version_is_told_as_such_and_what_to_do(
    older_index, client, desk_client, bearer, edge
):
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert shape_of(ready)["code"] == "index_version"
    asked = client.post("/api/v1/similar", json={"text": "盗窃电动车"}, headers=bearer)
    assert shape_of(asked)["code"] == "index_version"
    page = desk_client.get("/search").text
    assert "文书和记录不受影响" in page
    assert "tongpan index" in page
    (check,) = [each for each in edge.checks() if each.name == "index"]
    assert not check.is_well
    assert check.words.startswith("索引 index-000007 是另一版本的程序所建（格式 5，本程序为 6）")
    assert "/srv" not in check.words


def test_the_unexpected_is_told_without_its_content(edge, token, search, monkeypatch):
    from fastapi.testclient import TestClient

    from service.app import create_app

    def fail(question):
        raise RuntimeError("row 7 holds a secret")

    monkeypatch.setattr(search, "similar", fail)
    with TestClient(create_app(edge), raise_server_exceptions=False) as client:
        answer = client.post(
            "/api/v1/similar",
            json={"text": "盗窃电动车"},
            headers={"authorization": f"Bearer {token}"},
        )
    assert answer.status_code == 500
    assert shape_of(answer)["code"] == "internal_error"
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_a_locked_name_is_told_until_when(client, judge, settings):
    for _ in range(settings.lockout_failures):
        answer = client.post("/api/v1/sessions", json={"name": "judge", "password": "x"})
    assert answer.status_code == 429
    until = datetime.fromisoformat(shape_of(answer)["details"]["until"])
    assert until > datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

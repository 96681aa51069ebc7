import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.judgment import JudgmentId
from indexing.columns.filters import SearchFilter
from indexing.searching.likeness import Likeness
from service.api.encoding import encode_answer, write_answer
from service.edge.envelope import SECURITY_HEADERS
from service.search.answer import Gist
from service.search.question import Question
from tests.service.conftest import GOOD_PASSWORD

FACTS = "被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克，被民警查获"


def similar(client, bearer, **payload):
    answer = client.post("/api/v1/similar", json=payload, headers=bearer)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_hits_carry_verbatim_passages_with_their_place(client, bearer, shelf):
    for hit in similar(client, bearer, text=FACTS)["hits"]:
        text = shelf.get(JudgmentId(hit["judgment_id"])).text
        assert hit["passages"]
        for passage in hit["passages"]:
            assert passage["text"] == text[passage["start"] : passage["end"]]
            for start, end in passage["marks"]:
                assert passage["text"][start:end] in FACTS


def test_the_answer_says_what_was_searched(client, bearer, judgments):
    searched = similar(client, bearer, text=FACTS)["searched"]
    assert searched["snapshot_id"] == "s1"
    assert searched["n_judgments"] == searched["n_allowed"] == len(judgments)
    assert searched["n_courts"] == 2
    assert searched["decided_from"] == "2020-06-01"
    assert searched["n_query_characters"] == len(FACTS)
    assert "乙醇含量" in searched["query_words"]


def test_pages_cut_one_ranking(client, bearer):
    whole = similar(client, bearer, text=FACTS, limit=12)["hits"]
    parts = [
        hit
        for offset in (0, 5, 10)
        for hit in similar(client, bearer, text=FACTS, limit=5, offset=offset)["hits"]
    ]
    assert [hit["judgment_id"] for hit in parts] == [hit["judgment_id"] for hit in whole]
    assert [hit["rank"] for hit in parts] == list(range(1, 13))


def test_filters_hold_for_every_hit(client, bearer):
    answer = similar(client, bearer, text=FACTS + "民间借贷", filters={"case_types": ["civil"]})
    assert answer["hits"]
    assert {hit["case_type"]["value"] for hit in answer["hits"]} == {"civil"}
    assert answer["searched"]["filters"] == {"case_types": ["civil"]}
    assert answer["searched"]["n_allowed"] == 3


def test_a_filter_that_nothing_meets_gives_an_honest_empty_answer(client, bearer):
    answer = similar(client, bearer, text=FACTS, filters={"provinces": ["西藏"]})
    assert answer["hits"] == []
    assert answer["searched"]["n_allowed"] == 0


def test_a_stored_judgment_finds_others_and_not_itself(client, bearer, judgments):
    answer = similar(client, bearer, judgment_id=judgments[0].id, limit=20)
    found = {hit["judgment_id"] for hit in answer["hits"]}
    assert judgments[0].id not in found
    assert judgments[1].id in found
    assert answer["searched"]["judgment_id"] == judgments[0].id


def test_first_instance_without_proof_is_told_as_unknown(client, bearer):
    hit = similar(client, bearer, text=FACTS)["hits"][0]
    assert hit["instance"]["value"] == "first"
    assert hit["effect"] == {"value": "unknown", "label": "效力未知"}
    loan = similar(client, bearer, text="民间借贷借条利率银行转账")["hits"][0]
    assert loan["effect"]["value"] == "in_effect"


def test_a_judgment_is_told_with_the_words_of_each_fact(client, bearer, judgments):
    told = client.get(f"/api/v1/judgments/{judgments[0].id}", headers=bearer).json()
    assert told["text"] == judgments[0].text
    for name, fact in told["read"].items():
        if fact["state"] == "stated":
            assert fact["quote"] == told["text"][fact["start"] : fact["end"]], name
    assert told["read"]["cause"]["state"] in {"not_stated", "stated"}
    ends = [section["end"] for section in told["sections"]]
    assert ends[-1] == len(told["text"])


def test_facets_count_the_corpus(client, bearer):
    told = client.get("/api/v1/facets", headers=bearer).json()["facets"]
    assert told["case_types"] == [
        {"value": "criminal", "label": "刑事", "count": 12},
        {"value": "civil", "label": "民事", "count": 3},
    ]


def test_a_file_is_searched_by_its_text(client, bearer):
    def send(content, name="case.txt", **fields):
        return client.post(
            "/api/v1/similar/file",
            files={"file": (name, content)},
            data=fields,
            headers=bearer,
        )

    by_text = similar(client, bearer, text=FACTS, limit=3)["hits"]
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        answer = send(FACTS.encode(encoding), limit="3")
        assert answer.status_code == 200, answer.text
        assert [hit["judgment_id"] for hit in answer.json()["hits"]] == [
            hit["judgment_id"] for hit in by_text
        ]
    filtered = send(FACTS.encode(), filters=json.dumps({"case_types": ["civil"]}))
    assert {hit["case_type"]["value"] for hit in filtered.json()["hits"]} <= {"civil"}
    assert send(FACTS.encode(), filters="{").status_code == 422
    assert send(b"").json()["error"]["code"] == "file_empty"
    refused = send(b"\x7fELF\x02\x01\x01" + bytes(4096), name="a.bin")
    assert refused.status_code in {400, 415}
    assert "/tmp" not in refused.text


def test_a_file_beyond_the_limit_is_refused_announced_or_not(client, bearer, edge):
    size = edge.settings.upload_limit_bytes + 3 * 1024 * 1024

    def chunks():
        for _ in range(size // 1_000_000 + 1):
            yield b"x" * 1_000_000

    for content in (b"x" * size, chunks()):
        answer = client.post(
            "/api/v1/similar",
            content=content,
            headers={**bearer, "content-type": "application/json"},
        )
        assert answer.status_code == 413
        assert answer.json()["error"]["code"] == "upload_too_large"


def test_a_hundred_thousand_characters_are_searched(client, bearer):
    text = (FACTS + "。") * (100_000 // (len(FACTS) + 1))
    assert similar(client, bearer, text=text)["hits"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{7*7}}",
        "../../etc/passwd",
        "%s%n",
        "💥💥",
        "facts:(a AND",
    ],
)
def test_strange_texts_are_texts(client, bearer, text):
    similar(client, bearer, text=text)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    payload=st.dictionaries(
        st.sampled_from(["text", "judgment_id", "filters", "limit", "offset", "x"]),
        st.none()
        | st.integers()
        | st.text(max_size=40)
        | st.lists(st.text(max_size=5), max_size=2),
        max_size=4,
    )
)
def test_no_payload_breaks_the_server(client, bearer, payload):
    answer = client.post("/api/v1/similar", json=payload, headers=bearer)
    assert answer.status_code in {200, 400, 404, 422}


def test_signing_out_ends_the_token(client, bearer):
    assert client.delete("/api/v1/sessions", headers=bearer).status_code == 204
    assert client.get("/api/v1/facets", headers=bearer).status_code == 401


def test_a_cookie_alone_changes_nothing_over_the_interface(desk_client):
    answer = desk_client.post("/api/v1/similar", json={"text": FACTS})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "form_token_missing"
    assert desk_client.get("/api/v1/facets").status_code == 200


def test_every_answer_carries_the_headers_that_keep_browsers_safe(client, bearer):
    for path in ("/healthz", "/sign-in", "/api/v1/facets", "/nowhere"):
        answer = client.get(path, headers=bearer)
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers[name] == value
        assert answer.headers["cache-control"] == "no-store"


def test_a_request_id_is_taken_over_when_it_is_harmless(client):
    given = client.get("/healthz", headers={"x-request-id": "case-system-42"})
    assert given.headers["x-request-id"] == "case-system-42"
    made = client.get("/healthz", headers={"x-request-id": "a\tb<script>"})
    assert made.headers["x-request-id"].isalnum()


def test_the_interface_describes_itself(client, bearer):
    told = client.get("/openapi.json", headers=bearer).json()
    assert told["openapi"].startswith("3.")
    pointed = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(told)))
    assert "ErrorResponse" in pointed
    assert pointed <= set(told["components"]["schemas"])
    assert "/api/v1/similar" in told["paths"]
    assert "ErrorResponse" in told["components"]["schemas"]


def test_acts_are_written_into_the_trail(client, bearer, engine, judgments):
    from sqlalchemy import select

    from service.store.trail_records import trail

    similar(client, bearer, text=FACTS)
    client.get(f"/api/v1/judgments/{judgments[0].id}", headers=bearer)
    client.post("/api/v1/sessions", json={"name": "judge", "password": "wrong"})
    with engine.connect() as connection:
        rows = connection.execute(select(trail).order_by(trail.c.number)).all()
    assert [row.action for row in rows] == ["sign_in", "search", "read_judgment", "sign_in_refused"]
    assert all(FACTS not in row.subject and GOOD_PASSWORD not in row.subject for row in rows)
    assert rows[2].subject == judgments[0].id
    assert rows[2].account_id is not None


def test_a_charge_that_no_table_knows_is_refused_with_near_ones(client, bearer):
    asked = {"text": "被告人盗窃手机一部", "charges": ["盗窃最"]}
    answer = client.post("/api/v1/similar", json=asked, headers=bearer)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "charge_unknown"
    assert "盗窃罪" in answer.json()["error"]["message"]


def test_charges_of_the_file_reach_the_index_under_their_full_names(
    client, bearer, index_shelf, monkeypatch
):
    seen, rank = [], index_shelf.index.rank

    def watched(query, **conditions):
        seen.append(query.charges)
        return rank(query, **conditions)

    monkeypatch.setattr(index_shelf.index, "rank", watched)
    asked = {"text": "被告人醉酒驾驶轿车", "charges": ["贩卖毒品", "危险驾驶罪"]}
    assert client.post("/api/v1/similar", json=asked, headers=bearer).status_code == 200
    assert seen == [("走私、贩卖、运输、制造毒品罪", "危险驾驶罪")]


@pytest.mark.parametrize("limit", [1, 12])
def test_an_answer_is_written_as_its_payload_would_be(search, judgments, limit):
    questions = [
        Question(text=FACTS, limit=limit),
        Question(judgment_id=judgments[0].id, limit=limit),
        Question(text=FACTS, limit=limit, charges=("危险驾驶罪",)),
        Question(text=FACTS, limit=limit, filter=SearchFilter(provinces=frozenset({"吉林"}))),
    ]
    for question in questions:
        answer = search.similar(question)
        hit = answer.hits[:1]
        told = replace(
            answer,
            hits=tuple(
                replace(
                    each,
                    likeness=Likeness.HIGH,
                    others=(JudgmentId("j9"),),
                    gists=tuple(Gist(heading="裁判要点", passage=own) for own in each.passages),
                )
                for each in hit
            )
            + answer.hits[1:],
        )
        assert answer.hits or question.filter.provinces
        for each in (answer, told):
            assert write_answer(each) == encode_answer(each).model_dump_json().encode()

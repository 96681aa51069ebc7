"""A rule on its pages and over HTTP, as each reader may see it."""

import pytest

from service.actors import Role
from service.referral.roster.model import Office
from service.referral.rules.model import RuleAct
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.referral.rules.test_desk import NOW, PUBLICATION, QUESTION, draft_of


@pytest.fixture
def president(person):
    return person("president", "院长甲", Role.LEADER, offices=(Office.PRESIDENT,))


@pytest.fixture
def as_one(client):
    """Sign a browser in as somebody; return what posts a form of a page."""

    def sign_in(name):
        client.cookies.clear()
        page = client.get("/sign-in")
        client.post(
            "/sign-in",
            data={"name": name, "password": GOOD_PASSWORD, "form_token": form_token_of(page)},
        )

        def post(address, page_address, **fields):
            token = form_token_of(client.get(page_address))
            return client.post(address, data={**fields, "form_token": token})

        return post

    return sign_in


@pytest.fixture
def published(referral, judgments, secretary, president):
    rules = referral.rules
    drafted = rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)
    return rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)


def fields_of(draft):
    text = draft["text"]
    return {
        "question": text["question"],
        "answer": text["answer"],
        "minority": text["minority"],
        "causes": "、".join(text["causes"]),
        "courts": "、".join(text["courts"]),
        "law_as_of": text["law_as_of"],
        "force": text["force"],
        "court": draft["court"],
        "provisions": "《中华人民共和国民法典》第六百七十五条",
    }


def test_from_a_form_to_a_published_rule(client, as_one, judgments, secretary, president):
    post = as_one("office")
    answer = post("/rules", "/rules/new", **fields_of(draft_of(judgments)))
    assert answer.status_code == 303
    address = answer.headers["location"]
    page = client.get(address).text
    assert QUESTION in page
    assert "起草中" in page
    assert 'value="publish"' not in page
    post = as_one("president")
    assert 'value="publish"' in client.get(address).text
    moved = post(address, address, act="publish", **PUBLICATION)
    assert moved.status_code == 303
    assert "施行中" in client.get(address).text
    assert QUESTION in client.get("/rules").text


def test_what_is_refused_is_said_on_the_page(client, as_one, published, president):
    post = as_one("president")
    address = f"/rules/{published.id}"
    answer = post(address, address, act="repeal", reason=" ")
    assert answer.status_code == 409
    assert "须写明理由" in answer.text
    assert client.get(address).text.count("已废止") == 0


def test_a_form_with_something_missing_keeps_what_was_typed(as_one, judgments, secretary):
    post = as_one("office")
    given = {**fields_of(draft_of(judgments)), "answer": " "}
    answer = post("/rules", "/rules/new", **given)
    assert answer.status_code == 409
    assert "裁判规则还缺：规则" in answer.text
    assert QUESTION in answer.text


def test_a_reader_sees_neither_the_inner_side_nor_the_forms(client, as_one, published, judge):
    as_one("judge")
    page = client.get(f"/rules/{published.id}").text
    assert "讨论中有三种意见" not in page
    assert "留痕" not in page
    assert 'value="repeal"' not in page
    assert client.get("/rules/new").status_code == 404


def test_a_judge_answers_a_task(client, as_one, published, judge, open_case):
    case = open_case(judge)
    post = as_one("judge")
    address = f"/rules/{published.id}"
    assert "对照任务" in client.get(address).text
    refused = post(
        address, address, act="answer_task", pending_id=case.id, answer="distinguished", reason=""
    )
    assert refused.status_code == 409
    told = post(
        address,
        address,
        act="answer_task",
        pending_id=case.id,
        answer="distinguished",
        reason="本案借条没有约定律师费",
    )
    assert told.status_code == 303
    assert "区别处理" in client.get(address).text


def test_rules_over_http(client, published, judge, open_case, bearer):
    case = open_case(judge)
    listed = client.get("/api/v1/rules", headers=bearer).json()["rules"]
    assert [each["id"] for each in listed] == [published.id]
    seen = client.get(f"/api/v1/rules/{published.id}", headers=bearer).json()
    assert seen["number"] == PUBLICATION["number"]
    assert seen["history"] == []
    touching = client.get(f"/api/v1/pending-cases/{case.id}/rules", headers=bearer).json()
    assert [each["id"] for each in touching["rules"]] == [published.id]
    answered = client.post(
        f"/api/v1/rules/{published.id}/tasks/{case.id}", headers=bearer, json={"answer": "applies"}
    )
    assert answered.status_code == 200
    assert answered.json()["tasks"][0]["answer"]["value"] == "applies"
    effect = client.get(f"/api/v1/rules/{published.id}/effect", headers=bearer).json()
    assert effect["before"]["share"] is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"act": "publish", "content": {}}, "act_content_malformed"),
        ({"act": "unheard_of", "content": {}}, "request_malformed"),
        ({"act": "publish", "content": PUBLICATION}, "act_not_offered"),
        ({"act": "repeal", "reason": "不再适用"}, "act_part"),
    ],
)
def test_acts_over_http_are_refused_by_table(client, published, bearer, given, code):
    answer = client.post(f"/api/v1/rules/{published.id}/acts", headers=bearer, json=given)
    assert answer.json()["error"]["code"] == code

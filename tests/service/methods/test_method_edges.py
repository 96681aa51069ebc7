"""Searches by method over HTTP and on the pages."""

import re

import pytest

from corpus.judgment import JudgmentId
from service.search.methods.vocabulary import SearchMethod
from tests.service.conftest import form_token_of


def post(client, bearer, status=200, **payload):
    answer = client.post("/api/v1/search", json=payload, headers=bearer)
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("facts", "原告借款二十万元给被告，到期未还"),
        ("issue", "预先扣除的利息能否计入本金"),
        ("keyword", "“预先扣除”"),
        ("statute", "合同法第200条"),
        ("case", "（2019）吉0123民初7号"),
    ],
)
def test_every_method_answers_with_what_it_understood(client, bearer, shelf, method, words):
    answer = post(client, bearer, method=method, words=words)
    assert answer["method"]["value"] == method
    assert answer["understood"]
    assert answer["searched"]["snapshot_id"] == answer["kept"]["snapshot_id"] == "index-000001"
    assert answer["kept"]["question"]["method"] == method
    assert answer["hits"]
    for hit in answer["hits"]:
        text = shelf.get(JudgmentId(hit["judgment_id"])).text
        for passage in hit["passages"]:
            assert passage["text"] == text[passage["start"] : passage["end"]]


def test_a_successor_and_what_was_not_understood_are_told(client, bearer):
    answer = post(client, bearer, method="statute", words="借款 合同法第200条")
    assert answer["unread"] == ["借款"]
    assert answer["successors"][0]["successor"] == "中华人民共和国民法典"


@pytest.mark.parametrize(
    ("payload", "status", "code"),
    [
        ({"method": "keyword", "words": "-盗窃"}, 400, "keyword_missing"),
        ({"method": "statute", "words": "第264条"}, 400, "provision_unread"),
        ({"method": "case"}, 400, "query_missing"),
        ({"method": "keyword", "words": "长" * 1001}, 400, "query_too_long"),
        ({"method": "issue", "words": "？！"}, 400, "query_without_words"),
        ({"method": "keyword", "words": "借款", "offset": 195}, 400, "page_too_deep"),
        ({"method": "divination", "words": "借款"}, 422, "request_malformed"),
        ({"method": "case", "judgment_id": "jnone"}, 200, None),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(client, bearer, payload, status, code):
    answer = post(client, bearer, status, **payload)
    if code is not None:
        assert answer["error"]["code"] == code


@pytest.mark.parametrize("method", list(SearchMethod))
def test_every_method_has_its_tab(desk_client, method):
    page = desk_client.get(f"/search?method={method}").text
    assert f'href="/search?method={method}" aria-current="page"' in page
    assert ("data-query-form" in page) is (method is SearchMethod.FACTS)


def ask(client, **fields):
    page = client.get("/search")
    return client.post("/search", data={"form_token": form_token_of(page), **fields})


def test_from_a_tab_to_marked_stretches_and_the_judgment(desk_client):
    answer = ask(desk_client, method="keyword", words="“预先扣除” -离婚", part="reasoning")
    assert answer.status_code == 303
    results = desk_client.get(answer.headers["location"])
    assert "关键词检索" in results.text
    assert "<dt>须有</dt><dd>“预先扣除”</dd>" in results.text
    assert "<dt>不得有</dt><dd>离婚</dd>" in results.text
    assert "<mark>预先扣除</mark>" in results.text
    link = re.search(r'<h2><a href="(/judgments/[^"#]+)', results.text)[1]
    judgment = desk_client.get(link).text
    assert re.search(r"<mark>预先扣除</mark>", judgment)
    assert "关键词检索：“预先扣除” -离婚" in desk_client.get("/search").text


def test_results_can_be_filtered_and_paged(desk_client):
    address = ask(desk_client, method="keyword", words="本院认为").headers["location"]
    first = desk_client.get(address + "?case_types=civil").text
    assert "符合筛选条件的" in first
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = desk_client.get(following).text
    assert 'start="11"' in second
    assert "case_types=civil" in following


def test_a_repealed_law_offers_its_successor_by_a_button(desk_client):
    address = ask(desk_client, method="statute", words="合同法第200条").headers["location"]
    page = desk_client.get(address).text
    assert "另行检索《中华人民共和国民法典》" in page
    assert "民法典第1260条" in page


def test_a_refused_question_comes_back_as_typed_on_its_tab(desk_client):
    answer = ask(desk_client, method="statute", words="第264条")
    assert answer.status_code == 400
    assert 'value="第264条"' in answer.text
    assert "没有读出法条" in answer.text
    assert 'href="/search?method=statute" aria-current="page"' in answer.text


def test_names_are_hidden_on_the_list_of_hits_too(desk_client):
    address = ask(desk_client, method="case", words="（2019）吉0123民初7号").headers["location"]
    page = desk_client.get(address + "?masked=on").text
    assert "隐名显示：开" in page
    assert "masked=on" in re.search(r'<h2><a href="([^"]+)', page)[1]


def test_typed_markup_is_shown_as_text(desk_client):
    address = ask(desk_client, method="keyword", words="<script>alert(1)</script>").headers[
        "location"
    ]
    assert "<script>alert(1)" not in desk_client.get(address).text

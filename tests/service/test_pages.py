"""The pages as a browser without scripts meets them."""

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from indexing.errors import NoSnapshotError
from indexing.searching.emptiness import Finding
from service.app import create_app
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.papers import IndexShelf

FACTS = "被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克，被民警查获"


def ask(client, **fields):
    page = client.get("/search")
    return client.post("/search", data={"form_token": form_token_of(page), **fields})


def results_of(client, **fields):
    answer = ask(client, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_from_signing_in_to_a_marked_passage(desk_client):
    results = desk_client.get(results_of(desk_client, text=FACTS))
    assert results.status_code == 200
    assert "<mark>" in results.text
    assert "为什么相似" in results.text
    link = re.search(r'href="(/judgments/[^"#]+)', results.text)[1]
    page = desk_client.get(link)
    assert page.status_code == 200
    assert 'id="quote-1"' in page.text
    assert "返回检索结果" in page.text


def test_results_say_what_was_searched_and_that_effect_is_unknown(desk_client):
    page = desk_client.get(results_of(desk_client, text=FACTS)).text
    assert "共 <b>15</b> 篇裁判文书，来自 <b>2</b> 家法院，裁判日期 2020—2021 年" in page
    assert "索引 s1" in page
    assert "效力未知" in page


def test_results_are_paged_with_their_filters(desk_client):
    address = results_of(desk_client, text=FACTS)
    first = desk_client.get(address + "?case_types=criminal").text
    assert re.findall(r'aria-label="第(\d+)名"', first) == [str(n) for n in range(1, 11)]
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert "case_types=criminal" in following
    second = desk_client.get(following).text
    assert re.findall(r'aria-label="第(\d+)名"', second) == ["11", "12"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=0", 422), ("page=x", 422), ("page=21", 400), ("page=99999999999999999999", 400)],
)
def test_pages_that_do_not_exist_are_refused(desk_client, query, status):
    answer = desk_client.get(f"{results_of(desk_client, text=FACTS)}?{query}")
    assert answer.status_code == status
    assert "请求编号" in answer.text


def test_an_empty_answer_is_told_with_a_way_on(desk_client):
    page = desk_client.get(results_of(desk_client, text=FACTS) + "?provinces=西藏").text
    assert "没有找到符合条件的裁判文书" in page
    assert "清除筛选条件" in page


def test_an_unknown_filter_is_told_and_leaves_the_answer(desk_client):
    page = desk_client.get(results_of(desk_client, text=FACTS) + "?effects=vague")
    assert page.status_code == 200
    assert "筛选条件“vague”无效" in page.text


def test_a_stored_judgment_is_searched_by_from_its_page(desk_client, judgments):
    address = results_of(desk_client, judgment_id=judgments[0].id)
    page = desk_client.get(address).text
    assert "与这篇文书相似的案件" in page
    assert f"/judgments/{judgments[0].id}?" not in page


def test_a_file_is_searched_by_its_text(desk_client):
    token = form_token_of(desk_client.get("/search"))
    answer = desk_client.post(
        "/search",
        data={"form_token": token, "text": ""},
        files={"file": ("案情.txt", FACTS.encode("gb18030"))},
    )
    assert answer.status_code == 303
    assert "案情.txt" in desk_client.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "至少需要2个字"), ("盗", "只有1个字"), ("盗窃" * 100_001, "最多200000个字")],
    ids=["empty", "one", "too long"],
)
def test_a_refused_question_comes_back_with_what_was_typed(desk_client, text, words):
    answer = ask(desk_client, text=text)
    assert answer.status_code == 400
    assert words in answer.text
    assert f">{text}</textarea>" in answer.text


def test_judgments_with_markup_are_shown_as_text(desk_client, judgments, shelf):
    # Four characters for four, so that every offset stays what it was.
    text = judgments[-1].text.replace("二十万元", "<b>&")
    shelf.judgments[judgments[-1].id] = replace(judgments[-1], text=text)
    page = desk_client.get(f"/judgments/{judgments[-1].id}").text
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp;" in page


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>案情", '"><script>alert(1)</script>']
)
def test_questions_with_markup_are_shown_as_text(desk_client, text):
    address = results_of(desk_client, text=FACTS + text)
    for page in (desk_client.get(address).text, desk_client.get("/search").text):
        assert text not in page
    assert text not in ask(desk_client, text=text[:0] + "x", judgment_id="").text


def test_no_page_holds_inline_script_or_style(desk_client, judgments):
    addresses = [
        "/search",
        results_of(desk_client, text=FACTS),
        f"/judgments/{judgments[0].id}",
        "/nowhere",
    ]
    for address in addresses:
        page = desk_client.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), address
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), address
        assert not re.search(r'(?:src|href)="(?!/|#)', page), address


def test_every_field_has_a_label(desk_client):
    pages = [
        desk_client.get("/search").text,
        desk_client.get(results_of(desk_client, text=FACTS)).text,
    ]
    for page in pages:
        for name in re.findall(r'<(?:textarea|select|input)[^>]*\bid="([^"]+)"', page):
            assert f'for="{name}"' in page
        loose = re.findall(r'<input(?![^>]*(?:type="hidden"|\bid=|aria-label=))[^>]*>', page)
        for field in loose:
            before = page[: page.index(field)]
            assert before.rfind("<label") > before.rfind("</label>"), field


def test_a_form_of_another_site_does_nothing(desk_client, edge):
    for token in ("", "0" * 64):
        answer = desk_client.post("/search", data={"form_token": token, "text": FACTS})
        assert answer.status_code == 403
        assert "页面已过期" in answer.text
    assert desk_client.post("/sign-out", data={}).status_code == 403
    assert desk_client.get("/search").status_code == 200


def test_signing_in_needs_the_token_of_the_page(client, judge):
    answer = client.post("/sign-in", data={"name": "judge", "password": GOOD_PASSWORD})
    assert answer.status_code == 403
    assert "tongpan_session" not in answer.cookies


def test_a_wrong_password_keeps_the_name_and_tells_no_more(client, judge):
    token = form_token_of(client.get("/sign-in"))
    answer = client.post("/sign-in", data={"form_token": token, "name": "judge", "password": "x"})
    assert answer.status_code == 401
    assert "用户名或密码不正确" in answer.text
    assert 'value="judge"' in answer.text


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/results/abc?page=2", "/results/abc?page=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("/x\r\nset-cookie: a=b", "/"),
    ],
    ids=["inside", "absolute", "two slashes", "backslash", "header"],
)
def test_signing_in_leads_back_but_never_elsewhere(client, judge, wanted, led):
    token = form_token_of(client.get("/sign-in"))
    answer = client.post(
        "/sign-in",
        data={"form_token": token, "name": "judge", "password": GOOD_PASSWORD, "next": wanted},
    )
    assert answer.headers["location"] == led


def test_cookies_cannot_be_read_by_scripts_or_sent_by_other_sites(client, judge, edge):
    token = form_token_of(client.get("/sign-in"))
    answer = client.post(
        "/sign-in", data={"form_token": token, "name": "judge", "password": GOOD_PASSWORD}
    )
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_behind_tls_cookies_are_secure(edge, judge, settings):
    object.__setattr__(edge, "settings", settings.model_copy(update={"secure_cookies": True}))
    with TestClient(create_app(edge), base_url="https://testserver") as client:
        assert "secure" in client.get("/sign-in").headers["set-cookie"].lower()


def test_signing_out_ends_the_session(desk_client):
    cookie = dict(desk_client.cookies)
    token = form_token_of(desk_client.get("/search"))
    assert desk_client.post("/sign-out", data={"form_token": token}).status_code == 303
    desk_client.cookies.update(cookie)
    assert desk_client.get("/search").status_code == 303


def test_a_session_that_ran_out_leads_back_after_signing_in(desk_client, clock, settings):
    address = results_of(desk_client, text=FACTS)
    clock.forward(minutes=settings.idle_minutes + 1)
    answer = desk_client.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=" + address.replace("/", "%2F")


def test_without_an_index_judgments_can_still_be_read(desk_client, search, monkeypatch):
    def fail(judgment, question):
        raise NoSnapshotError("nowhere")

    address = results_of(desk_client, text=FACTS)
    link = re.search(r'href="(/judgments/[^"#]+)', desk_client.get(address).text)[1]
    monkeypatch.setattr(search, "passages_in", fail)
    page = desk_client.get(link)
    assert page.status_code == 200
    assert "quote-1" not in page.text


@pytest.mark.parametrize("index_shelf", [IndexShelf()], ids=["no index"])
def test_before_the_first_index_the_page_says_so(desk_client):
    client = desk_client
    assert "还没有可检索的索引" in client.get("/search").text
    address = results_of(client, text=FACTS)
    answer = client.get(address)
    assert answer.status_code == 503
    assert "还没有可检索的索引" in answer.text


@pytest.mark.parametrize(
    ("finding", "shown", "hidden"),
    [
        (Finding.NOTHING, ["没有找到相似案例", "已检索全部 15 篇", "<details", "仅供线索"], []),
        (Finding.DOUBTFUL, ["相似程度较低"], ["没有找到相似案例"]),
        (Finding.SIMILAR, [], ["没有找到相似案例", "相似程度较低"]),
        (None, [], ["没有找到相似案例", "相似程度较低"]),
    ],
)
def test_an_empty_finding_is_said_with_what_was_searched(
    desk_client, index_shelf, finding, shown, hidden
):
    index_shelf.index.finding = finding
    page = desk_client.get(results_of(desk_client, text=FACTS)).text
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []
    # Nothing is kept from whoever wants to look.
    assert 'class="hit-list"' in page


def test_the_interface_says_an_empty_finding(client, bearer, index_shelf):
    index_shelf.index.finding = Finding.NOTHING
    answer = client.post("/api/v1/similar", headers=bearer, json={"text": FACTS}).json()
    assert answer["searched"]["finding"] == {"value": "nothing", "label": "没有找到相似案例"}
    assert answer["searched"]["ranker"] == "word count"


def test_the_very_text_that_was_submitted_is_named(desk_client, client, bearer, judgments):
    facts = judgments[0].text[judgments[0].text.index("经审理查明") :][:90]
    page = desk_client.get(results_of(desk_client, text=facts[:40] + "\n " + facts[40:])).text
    assert page.count("与所提交文本相同的文书") == 1
    answer = client.post("/api/v1/similar", headers=bearer, json={"text": facts}).json()
    same = [hit["judgment_id"] for hit in answer["hits"] if hit["is_same_text"]]
    assert same == [judgments[0].id]


def test_a_whole_judgment_and_an_outline_of_its_facts_are_known_again(client, bearer, judgments):
    text = judgments[0].text
    facts = text[text.index("经审理查明") :][:90]
    for asked in (text, f"【案情】\n{facts}\n【争议焦点】\n是否构成自首"):
        answer = client.post("/api/v1/similar", headers=bearer, json={"text": asked}).json()
        same = [hit["judgment_id"] for hit in answer["hits"] if hit["is_same_text"]]
        assert same == [judgments[0].id]


def test_a_set_phrase_makes_no_judgment_the_same_text(desk_client):
    page = desk_client.get(results_of(desk_client, text="被告人饮酒后驾驶小型轿车")).text
    assert "与所提交文本相同" not in page


def test_what_was_searched_by_is_shown_and_can_be_changed(desk_client):
    page = desk_client.get(results_of(desk_client, text=FACTS)).text
    assert "检索所用内容" in page
    assert f">{FACTS}</textarea>" in page
    edited = results_of(
        desk_client,
        facts=FACTS,
        issues="是否构成自首\n\n  是否从重处罚 ",
        claims="",
        charges="危险驾驶罪",
    )
    changed = desk_client.get(edited).text
    assert f">{FACTS}</textarea>" in changed
    assert ">是否构成自首\n是否从重处罚</textarea>" in changed
    # the index of this test has no charges, and says so instead of passing it over
    assert "库中没有“危险驾驶罪”的裁判文书" in changed


def test_a_changed_charge_that_nobody_knows_keeps_what_was_typed(desk_client):
    answer = ask(desk_client, facts=FACTS, issues="", claims="", charges="危险驾驭罪")
    assert answer.status_code == 400
    assert "没有“危险驾驭罪”这个罪名或案由" in answer.text
    assert FACTS in answer.text


def test_the_interface_tells_what_was_searched_by(client, bearer):
    asked = {"text": f"【案情】\n{FACTS}\n【争议焦点】\n是否构成自首"}
    used = client.post("/api/v1/similar", headers=bearer, json=asked).json()["searched"]["used"]
    assert used["facts"] == FACTS
    assert used["issues"] == ["是否构成自首"]
    assert used["outline"] == asked["text"]

"""Comparisons as a browser meets them: every quote stands where it says in the stored text."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.privacy.display import masked_judgment
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from corpus.sample.parameters import AS_OF
from service.actors import Role
from service.pending.opening import CaseEntry, CasePaper
from service.web.pieces.comparison_view import ASKED
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.papers import papers

N_SAMPLE = 60
N_QUESTIONS = 6


@pytest.fixture(scope="module")
def sample():
    read = (read_judgment(raw, today=AS_OF) for raw in generate(seed=3, size=N_SAMPLE).judgments)
    return tuple(each for each in read if isinstance(each, Judgment))


@pytest.fixture
def sampled_client(shelf, index_shelf, sample, desk_client):
    """The desk over sample judgments beside the papers."""
    shelf.judgments.update({each.id: each for each in sample})
    index_shelf.index = type(index_shelf.index)((*papers(), *sample))
    return desk_client


def results_of(client, **fields):
    page = client.get("/search")
    answer = client.post("/search", data={"form_token": form_token_of(page), **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def quotes_on(page):
    """Give source, words, start and end of every quote of a page."""
    for node in LexborHTMLParser(page).css("[data-start]"):
        told = node.attributes
        yield (
            told["data-source"],
            node.text(deep=True),
            int(told["data-start"]),
            int(told["data-end"]),
        )


def assert_verbatim(page, texts):
    quotes = list(quotes_on(page))
    for source, words, start, end in quotes:
        assert words == texts[source][start:end]
    return len(quotes)


def columns_of(page):
    head = LexborHTMLParser(page).css_first(".side-by-side thead")
    return [node.text(deep=False).strip() for node in head.css("th")]


def hits_on(page):
    return re.findall(r'name="judgment" value="(j[0-9a-f]+)"', page)


@pytest.mark.parametrize("is_masked", [False, True], ids=["plain", "masked"])
def test_every_quote_of_every_page_is_the_text_at_its_offsets(
    sampled_client, shelf, sample, is_masked
):
    texts = {
        each.id: masked_judgment(each).judgment.text if is_masked else each.text
        for each in shelf.judgments.values()
    }
    switch = {"masked": "on"} if is_masked else {}
    counted = 0
    for place in range(0, len(sample), len(sample) // N_QUESTIONS):
        asked = sample[place]
        address = results_of(sampled_client, judgment_id=asked.id)
        page = sampled_client.get(address, params=switch).text
        counted += assert_verbatim(page, texts)
        hits = hits_on(page)[:3]
        for hit in hits:
            page = sampled_client.get(f"{address}/hits/{hit}", params=switch).text
            counted += assert_verbatim(page, texts)
        side_by_side = {"search": address.rsplit("/", 1)[-1], "judgment": hits, **switch}
        page = sampled_client.get("/compare", params=side_by_side).text
        counted += assert_verbatim(page, texts)
    assert counted > 100 * N_QUESTIONS


def test_quotes_of_a_pasted_account_count_in_it(sampled_client, shelf):
    account = (
        "2021年3月9日，被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克/100毫升。\n后赔偿了损失。"
    )
    texts = {each.id: each.text for each in shelf.judgments.values()} | {ASKED: account}
    address = results_of(sampled_client, text=account)
    hits = hits_on(sampled_client.get(address).text)
    page = sampled_client.get(f"{address}/hits/{hits[0]}").text
    assert assert_verbatim(page, texts)
    assert {source for source, *_ in quotes_on(page)} == {ASKED, hits[0]}
    page = sampled_client.get("/compare", params={"search": address[9:], "judgment": hits[:2]}).text
    assert assert_verbatim(page, texts)


@pytest.fixture
def searched(desk_client):
    return results_of(
        desk_client, text="被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克，被民警查获"
    )


def test_a_hit_opens_its_axes_without_leaving_the_list(desk_client, searched):
    page = desk_client.get(searched).text
    opened = re.search(r'data-fetch="([^"]+)"', page)[1].replace("&amp;", "&")
    part = desk_client.get(opened)
    assert part.status_code == 200
    assert "<html" not in part.text
    for words in ("基本事实", "争议焦点", "法律适用", "为什么可能不同"):
        assert words in part.text


def test_the_list_says_under_which_law_each_hit_lies(desk_client, searched):
    page = desk_client.get(searched).text
    assert len(re.findall(r'class="compare-hit"', page)) == 10
    assert len(re.findall(r"badge-law law-(?:same|other|unknown)", page)) == 10


def test_picked_hits_stand_beside_the_question(desk_client, searched):
    hits = hits_on(desk_client.get(searched).text)[:3]
    page = desk_client.get("/compare", params={"search": searched[9:], "judgment": hits})
    assert page.status_code == 200
    assert columns_of(page.text) == ["本案", "案例1", "案例2", "案例3"]
    assert "检索内容" in page.text
    assert f'href="/results/{searched[9:]}"' in page.text


def test_judgments_stand_side_by_side_without_a_search(desk_client, judgments):
    ids = [judgments[0].id, judgments[-1].id]
    page = desk_client.get("/compare", params={"judgment": ids})
    assert page.status_code == 200
    assert columns_of(page.text) == ["案例1", "案例2"]
    assert "以下“本案”指案例1，“该案”指案例2。" in page.text


@pytest.mark.parametrize("count", [0, 1, 5])
def test_too_few_and_too_many_are_refused(desk_client, judgments, count):
    ids = [each.id for each in judgments[:count]]
    answer = desk_client.get("/compare", params={"judgment": ids})
    assert answer.status_code == 400
    assert f"现选了{count}件" in answer.text


def test_the_same_judgment_twice_is_one(desk_client, judgments):
    ids = [judgments[0].id] * 2
    assert desk_client.get("/compare", params={"judgment": ids}).status_code == 400


def test_what_is_not_there_is_not_found(desk_client, searched, judgments):
    assert desk_client.get(f"{searched}/hits/jnone").status_code == 404
    assert desk_client.get(f"/results/none/hits/{judgments[0].id}").status_code == 404
    there = {"search": "none", "judgment": [judgments[0].id]}
    assert desk_client.get("/compare", params=there).status_code == 404


def test_names_are_hidden_where_the_display_hides_them(desk_client, judgments):
    ids = [judgments[0].id, judgments[-1].id]
    plain = desk_client.get("/compare", params={"judgment": ids}).text
    hidden = desk_client.get("/compare", params={"judgment": ids, "masked": "on"}).text
    assert "戊某" in plain
    assert judgments[-1].text not in hidden
    assert 'href="/compare?judgment=' in hidden


def test_script_of_a_stored_text_stays_text(desk_client, judgments):
    page = desk_client.get("/compare", params={"judgment": [judgments[-1].id, judgments[-2].id]})
    assert "<script>alert" not in page.text


def test_the_interface_compares(client, bearer, judgments):
    asked = {
        "text": "2021年3月9日，被告人饮酒后驾驶小型轿车，血液中乙醇含量为350毫克/100毫升。",
        "charges": ["危险驾驶罪"],
        "judgment_ids": [judgments[0].id, judgments[-1].id],
    }
    answer = client.post("/api/v1/compare", json=asked, headers=bearer)
    assert answer.status_code == 200, answer.text
    drunk, loan = answer.json()["comparisons"]
    assert [axis["axis"]["value"] for axis in drunk["axes"]] == ["facts", "issues", "law"]
    for axis in drunk["axes"]:
        for pair in axis["pairs"]:
            quote, mine = pair["found"], pair["asked"]
            assert judgments[0].text[quote["start"] : quote["end"]] == quote["text"]
            assert asked["text"][mine["start"] : mine["end"]] == mine["text"]
    assert "element" in {each["kind"]["value"] for each in loan["differences"]}
    assert "quantity" in {each["kind"]["value"] for each in drunk["differences"]}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"text": "甲盗窃财物", "judgment_ids": []}, 422),
        ({"text": "甲盗窃财物", "judgment_ids": ["j", "j", "j", "j"]}, 422),
        ({"judgment_ids": ["jnone"]}, 400),
        ({"text": "甲盗窃财物", "judgment_ids": ["jnone"]}, 404),
        ({"judgment_id": "jnone", "judgment_ids": ["jnone"]}, 404),
    ],
)
def test_the_interface_refuses(client, bearer, asked, status):
    assert client.post("/api/v1/compare", json=asked, headers=bearer).status_code == status


def test_the_command_compares_files_and_judgments(tongpan, folder, tmp_path):
    tongpan("ingest", str(folder))
    ids = [read_judgment_id((folder / f"{n}.txt").read_text("utf-8")) for n in (1, 2)]
    code, out, err = tongpan("compare", *ids, "--json")
    assert code == 0, err
    [compared] = json.loads(out)
    assert compared["judgment_id"] == ids[1]
    account = tmp_path / "account.txt"
    account.write_text("2021年3月9日，被告人饮酒后驾驶小型轿车，被民警查获。", "utf-8")
    code, out, err = tongpan("compare", str(account), *ids)
    assert code == 0, err
    assert "基本事实：" in out
    assert "争议焦点：" in out
    code, _, err = tongpan("compare", ids[0], *(["x", "y", "z", "w"]))
    assert code == 1
    assert "一次对比2至4件" in err


def read_judgment_id(text):
    source = SourceRecord(name="t", place="t", format="text")
    return read_judgment(RawJudgment(text=text, source=source), today=AS_OF).id


@pytest.fixture
def case(edge, judge, clock):
    return edge.pending.open(
        CasePaper(
            text="2021年3月9日，被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克/100毫升，被民警查获。"
        ),
        CaseEntry(elements=("危险驾驶罪",), issues=("如实供述能否从轻处罚",)),
        account_id=judge.account_id,
        now=clock(),
    )


def test_a_pending_case_is_compared_with_its_hits(desk_client, case, judgments):
    listed = desk_client.get(f"/cases/{case.id}").text
    assert 'class="compare-hit"' in listed
    hits = hits_on(listed)
    texts = {each.id: each.text for each in judgments}
    texts |= {ASKED: case.text, "note": "\n".join(case.issues)}
    assert assert_verbatim(listed, texts)
    page = desk_client.get(f"/cases/{case.id}/hits/{hits[0]}")
    assert page.status_code == 200
    assert assert_verbatim(page.text, texts)
    assert {source for source, *_ in quotes_on(page.text)} >= {ASKED, "note", hits[0]}
    beside = desk_client.get("/compare", params={"case": case.id, "judgment": hits[:2]})
    assert columns_of(beside.text) == ["本案", "案例1", "案例2"]
    assert assert_verbatim(beside.text, texts)


def test_a_case_of_somebody_else_is_not_found(desk_client, edge, desk, clock, judgments):
    other = desk.add(
        name="other", display_name="李法官", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    theirs = edge.pending.open(
        CasePaper(text="被告人醉酒驾驶小型轿车。"),
        CaseEntry(),
        account_id=other.account_id,
        now=clock(),
    )
    there = judgments[0].id
    assert desk_client.get(f"/cases/{theirs.id}/hits/{there}").status_code == 404
    beside = {"case": theirs.id, "judgment": [there]}
    assert desk_client.get("/compare", params=beside).status_code == 404

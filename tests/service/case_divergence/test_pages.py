"""The divergence of a case as its judge reads it, and as others do not."""

import html
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from service.actors import Role
from tests.service.case_divergence.suits import CASE, DRAFT
from tests.service.conftest import GOOD_PASSWORD, form_token_of

FIELDS = {
    "court": "吉林省长春市朝阳区人民法院",
    "elements": "民间借贷纠纷",
    "handling_judge": "王法官",
    "stage": "in_trial",
}


@pytest.fixture
def opened(desk_client):
    def open_case(text=CASE):
        token = form_token_of(desk_client.get("/cases"))
        answer = desk_client.post("/cases", data={"form_token": token, "text": text})
        address = answer.headers["location"]
        token = form_token_of(desk_client.get(f"{address}/file"))
        desk_client.post(f"{address}/file", data={"form_token": token, **FIELDS})
        return address

    return open_case


def finding_keys(page):
    return re.findall(r'id="finding-(f[0-9a-f]+)"', page.text)


def test_the_page_shows_positions_with_quotes_that_stand_where_they_say(desk_client, opened, shelf):
    address = opened()
    assert f'href="{address}/divergence"' in desk_client.get(address).text
    page = desk_client.get(f"{address}/divergence")
    assert page.status_code == 200
    assert len(finding_keys(page)) == 1
    assert "先看无责解释" in page.text
    quotes = re.findall(
        r'data-source="(j\w+)" data-start="(\d+)" data-end="(\d+)">([^<]+)</span>', page.text
    )
    assert len(quotes) >= 7
    for source, start, end, words in quotes:
        stored = shelf.get(source).text
        assert stored[int(start) : int(end)] == html.unescape(words)


def test_a_quote_leads_to_its_place(desk_client, opened):
    page = desk_client.get(f"{opened()}/divergence")
    link = html.unescape(
        re.search(r'href="(/judgments/j\w+\?at=[^"]+)" class="place"', page.text)[1]
    )
    shown = desk_client.get(link.partition("#")[0]).text
    assert 'id="quote-1"' in shown
    assert "所引用的段落" in shown


@pytest.mark.parametrize("place", ["x", "5-5", "9-2", "0-99999999", "1-2-3", "-1-4"])
def test_a_place_that_is_none_marks_nothing(desk_client, judgments, place):
    shown = desk_client.get(f"/judgments/{judgments[0].id}?at={place}")
    assert shown.status_code == 200
    assert 'id="quote-1"' not in shown.text


def test_nobody_who_decided_is_named(desk_client, opened):
    page = desk_client.get(f"{opened()}/divergence").text
    assert not [name for name in ("己某", "辛某", "庚某") if name in page]


def test_a_draft_is_marked_where_it_stands(desk_client, opened):
    page = desk_client.get(f"{opened(DRAFT)}/divergence").text
    own = page.index("本案在此")
    assert "律师费不予支持" in page[own - 300 : own]
    assert "草稿，不计件数" in page


def test_words_of_the_draft_lead_to_their_paragraph_beside(desk_client, opened):
    tree = LexborHTMLParser(desk_client.get(f"{opened(DRAFT)}/divergence").text)
    led = tree.css('.divergence-quote a[href^="#paper-"]')
    assert led
    for link in led:
        words = link.parent.css_first("[data-start]").text()
        assert words in tree.css_first(link.attributes["href"]).text()


def test_a_bar_leads_to_the_judgments_that_it_counts(desk_client, opened):
    page = desk_client.get(f"{opened()}/divergence")
    bars = [html.unescape(link) for link in re.findall(r'href="([^"]+position=[^"]+)"', page.text)]
    assert bars
    for link in bars:
        shown = desk_client.get(link.partition("#")[0]).text
        count = re.search(r'class="chosen".*?<h3>[^<]*：(\d+) 件</h3>', shown, re.DOTALL)
        assert int(count[1]) >= 1


def test_an_answer_is_kept_and_shown(desk_client, opened):
    address = f"{opened()}/divergence"
    page = desk_client.get(address)
    (key,) = finding_keys(page)
    fields = {"form_token": form_token_of(page), "finding": key}
    refused = desk_client.post(address, data={**fields, "answer": "explain", "reason": " "})
    assert refused.status_code == 400
    assert "须写明理由" in refused.text
    given = {"answer": "explain", "reason": "约定<b>不同", "origin": "leaders_and_panel"}
    kept = desk_client.post(address, data={**fields, **given})
    assert kept.status_code == 303
    assert kept.headers["location"] == f"{address}#finding-{key}"
    shown = desk_client.get(address).text
    assert "约定&lt;b&gt;不同" in shown
    assert "分歧来源：院庭长与审判组织之间" in shown
    nowhere = {**fields, **given, "origin": "elsewhere"}
    assert desk_client.post(address, data=nowhere).status_code == 422
    assert desk_client.post(address, data={**fields, "answer": "shout"}).status_code == 422


def test_a_colleague_of_the_panel_is_told_nothing(client, desk_client, opened, desk, clock, edge):
    address = opened()
    case = edge.pending.of_account(1)[0]
    colleague = desk.add(
        name="panel",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    edge.pending.admit(case.id, [colleague.account_id], account_id=1)
    token = desk.sign_in("panel", GOOD_PASSWORD, now=clock()).token
    client.cookies.clear()
    as_panel = {"authorization": f"Bearer {token}"}
    assert client.get(address, headers=as_panel).status_code == 200
    assert "/divergence" not in client.get(address, headers=as_panel).text
    for path in (f"{address}/divergence", f"/api/v1/pending-cases/{case.id}/divergence"):
        refused = client.get(path, headers=as_panel)
        assert refused.status_code == 403
        assert "律师费" not in refused.text


def test_to_somebody_who_may_not_open_the_case_it_does_not_exist(client, opened, desk, clock):
    address = opened()
    desk.add(
        name="other",
        display_name="王法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    token = desk.sign_in("other", GOOD_PASSWORD, now=clock()).token
    client.cookies.clear()
    refused = client.get(f"{address}/divergence", headers={"authorization": f"Bearer {token}"})
    assert refused.status_code == 404


def test_a_decided_case_is_shown_among_its_like(desk_client, judgments):
    page = desk_client.get(f"/judgments/{judgments[3].id}/divergence")
    assert page.status_code == 200
    assert "本案在此" in page.text
    assert "您的回答" not in page.text
    assert (
        f"/judgments/{judgments[3].id}/divergence"
        in desk_client.get(f"/judgments/{judgments[3].id}").text
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.AUDITOR, 200), (Role.SECRETARY, 403), (Role.LEADER, 403), (Role.ADMINISTRATOR, 403)],
)
def test_a_decided_case_is_looked_at_by_judges_and_auditors(
    client, desk, clock, judgments, role, status
):
    desk.add(name="one", display_name="某", password=GOOD_PASSWORD, roles=[role], now=clock())
    token = desk.sign_in("one", GOOD_PASSWORD, now=clock()).token
    address = f"/judgments/{judgments[3].id}/divergence"
    answer = client.get(address, headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == status


def test_programs_get_the_same(client, bearer, opened, edge):
    opened()
    case = edge.pending.of_account(1)[0]
    address = f"/api/v1/pending-cases/{case.id}/divergence"
    (finding,) = client.get(address, headers=bearer).json()["findings"]
    assert [position["votes"] for position in finding["positions"]] == [4, 3]
    given = client.post(
        f"{address}/{finding['key']}", headers=bearer, json={"answer": "refer", "reason": ""}
    )
    assert given.status_code == 201
    assert given.json()["findings"][0]["answer"]["answer"]["label"] == "提请讨论"
    refused = client.post(
        f"{address}/{finding['key']}", headers=bearer, json={"answer": "no_divergence"}
    )
    assert refused.json()["error"]["code"] == "answer_reason_missing"


def test_without_an_index_the_page_says_so(index_shelf, request):
    index_shelf.index = None
    address = request.getfixturevalue("opened")()
    page = request.getfixturevalue("desk_client").get(f"{address}/divergence")
    assert page.status_code == 503
    assert 'role="alert"' in page.text

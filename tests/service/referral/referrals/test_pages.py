"""A divergence is referred from its page, worked on and merged in the browser; others see nothing."""

import html
import re

import pytest

from service.actors import Role
from tests.service.conftest import GOOD_PASSWORD, form_token_of


def sign_in(client, name):
    client.cookies.clear()
    page = client.get("/sign-in")
    token = form_token_of(page)
    data = {"name": name, "password": GOOD_PASSWORD, "form_token": token}
    assert client.post("/sign-in", data=data).status_code == 303


def hidden_fields(page, action):
    form = re.search(
        rf'<form method="post" action="{re.escape(action)}".*?</form>', page.text, re.DOTALL
    )
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    return {name: html.unescape(value) for name, value in found}


@pytest.fixture
def referred(desk_client, case):
    """The address of a referral that the judge made from the first finding of a case."""
    page = desk_client.get(f"/cases/{case.id}/divergence")
    address = html.unescape(re.search(r'href="(/referrals/new\?way=finding[^"]+)"', page.text)[1])
    new = desk_client.get(address)
    assert new.status_code == 200
    fields = hidden_fields(new, "/referrals/new")
    fields |= {"question": "约定的律师费应否支持", "position-0": "支持", "position-1": "不支持"}
    answer = desk_client.post("/referrals/new", data=fields | {"answer-new_standard": "yes"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def do(client, address, act, **fields):
    token = form_token_of(client.get(address))
    return client.post(address, data={"form_token": token, "act": act, **fields})


def test_a_finding_is_referred_with_evidence_that_stands_where_it_says(
    desk_client, referred, shelf
):
    page = desk_client.get(referred).text
    assert "约定的律师费应否支持" in page
    assert "新类型案件，将形成新的裁判尺度" in page
    assert "已与库中原文逐字核对 7 处" in page
    quotes = re.findall(
        r'<blockquote><p>([^<]+) <small><a href="/judgments/(j\w+)\?at=(\d+)-(\d+)', page
    )
    assert len(quotes) == 7
    for words, judgment, start, end in quotes:
        assert shelf.get(judgment).text[int(start) : int(end)] == html.unescape(words)


def test_an_answer_that_refers_opens_the_referral(desk_client, case):
    address = f"/cases/{case.id}/divergence"
    page = desk_client.get(address)
    key = re.search(r'id="finding-(f[0-9a-f]+)"', page.text)[1]
    data = {"form_token": form_token_of(page), "finding": key, "answer": "refer"}
    location = desk_client.post(address, data=data).headers["location"]
    assert location == f"/referrals/new?way=finding&case={case.id}&finding={key}"


def test_each_act_that_is_offered_is_a_form_and_leaves_its_trace(desk_client, referred):
    answer = do(
        desk_client,
        referred,
        "give_panel_opinion",
        member="王法官",
        side="undecided",
        opinion="应予支持",
    )
    assert answer.headers["location"] == referred
    page = desk_client.get(referred).text
    assert "合议庭成员意见：未形成多数意见" in page
    assert "未回答的 " in page
    assert "王法官：未形成多数意见，应予支持" in page
    assert page.index("填写合议庭成员意见</b>") < page.index("提出移送</b>")
    refused = do(desk_client, referred, "dismiss", why="series", reason="")
    assert refused.status_code == 400
    assert "须写明理由" in refused.text
    do(desk_client, referred, "dismiss", why="series", reason="同一批案件")
    closed = desk_client.get(referred).text
    assert "不构成分歧" in closed
    assert 'value="dismiss"' not in closed


def test_words_that_stand_nowhere_are_not_attached(desk_client, referred, judgments):
    stored = judgments[0]
    refused = do(
        desk_client, referred, "attach", judgment_id=stored.id, words="没有这句话", report_id=""
    )
    assert refused.status_code == 400
    words = stored.text[200:230]
    do(desk_client, referred, "attach", judgment_id=stored.id, words=words, report_id="")
    assert "证据 <small>2 份" in desk_client.get(referred).text


def test_two_referrals_are_merged_on_the_page(desk_client, referred, case):
    new = desk_client.get(f"/referrals/new?way=by_hand&case={case.id}")
    fields = hidden_fields(new, "/referrals/new") | {"question": "约定的律师费应当支持否"}
    other = desk_client.post("/referrals/new", data=fields).headers["location"]
    assert "相似问题的移送" in desk_client.get(other).text
    answer = do(desk_client, other, "merge", referral_id=referred.split("/")[-1], reason="同一问题")
    assert answer.headers["location"] == referred
    assert "已并入" in desk_client.get(other).text
    assert "并入本移送的" in desk_client.get(referred).text


def test_whoever_takes_no_part_finds_nothing(client, referred, person):
    person("far", "钱法官", Role.JUDGE)
    sign_in(client, "far")
    assert client.get(referred).status_code == 404
    listed = client.get("/referrals?state=all").text
    assert "律师费" not in listed
    assert "全部（0）" in listed
    nobody = client.get(f"/referrals/{'0' * 24}")
    pattern = r'<code>[^<]*</code>|value="[0-9a-f]{64}"|next=[^"]*|请求编号[^<]*'
    assert re.sub(pattern, "", nobody.text) == re.sub(pattern, "", client.get(referred).text)


def test_the_list_shows_what_goes_on(desk_client, referred):
    page = desk_client.get("/referrals")
    assert "约定的律师费应否支持" in page.text
    assert "已立项" in page.text
    do(desk_client, referred, "withdraw", reason="不再需要")
    assert "约定的律师费应否支持" not in desk_client.get("/referrals").text
    assert "约定的律师费应否支持" in desk_client.get("/referrals?state=withdrawn").text


def test_the_interface_tells_and_does_the_same(client, bearer, case):
    made = client.post(
        "/api/v1/referrals",
        headers=bearer,
        json={
            "way": "by_hand",
            "pending_id": case.id,
            "question": "约定的律师费应否支持",
            "answers": [{"ground": "sensitive", "holds": False}],
        },
    )
    assert made.status_code == 201, made.text
    told = made.json()
    assert told["state"] == {"value": "open", "label": "已立项"}
    assert told["cases"] == [case.id]
    address = f"/api/v1/referrals/{told['id']}/acts"
    refused = client.post(address, headers=bearer, json={"act": "close", "reason": ""})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "act_reason_missing")
    forged = client.post(
        address,
        headers=bearer,
        json={"act": "attach", "content": {"evidence": [{"words": "编造"}]}},
    )
    assert forged.status_code == 422
    sent = client.post(
        address, headers=bearer, json={"act": "send_to_conference", "content": {"item_id": "x"}}
    )
    assert sent.json()["error"]["code"] == "act_not_offered"
    closed = client.post(address, headers=bearer, json={"act": "close", "reason": "已解决"})
    assert closed.json()["state"]["value"] == "closed"
    assert [each["act"]["value"] for each in closed.json()["history"]] == ["propose", "close"]
    listed = client.get("/api/v1/referrals?state=closed", headers=bearer).json()
    assert [each["id"] for each in listed["referrals"]] == [told["id"]]


def test_a_finding_about_a_draft_is_referred_with_the_words_it_is_about(desk_client, draft_case):
    address = f"/cases/{draft_case.id}/check"
    token = form_token_of(desk_client.get(address))
    checked = desk_client.post(address, data={"form_token": token, "own": "yes"})
    page = desk_client.get(checked.headers["location"])
    key = re.search(r'id="finding-([0-9a-f-]+)"', page.text)[1]
    check = re.search(r'name="check" value="(\w+)"', page.text)[1]
    data = {"form_token": token, "check": check, "finding": key, "answer": "refer", "reason": ""}
    location = desk_client.post(f"{address}/answers", data=data).headers["location"]
    assert location.startswith(f"/referrals/new?way=draft_check&case={draft_case.id}")
    new = desk_client.get(location)
    fields = hidden_fields(new, "/referrals/new") | {"question": "草稿中的问题"}
    made = desk_client.post("/referrals/new", data=fields)
    shown = desk_client.get(made.headers["location"]).text
    assert "草稿核对：" in shown
    assert "与冻结时一致" in shown


def test_what_is_not_there_cannot_be_referred(desk_client, case):
    for asked in ("finding&finding=f0", "draft_check&check=k0&finding=f0", "search&report=r0"):
        assert desk_client.get(f"/referrals/new?case={case.id}&way={asked}").status_code == 404
    assert desk_client.get("/referrals/new?way=audit&run=a0&cluster=k0").status_code == 404
    assert desk_client.get("/referrals/new?way=by_hand&case=nobody").status_code == 404
    assert desk_client.get("/referrals/new?way=elsewhere").status_code == 422

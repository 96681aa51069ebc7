"""The check of a draft over HTTP: what its judge sees, and that nobody else sees anything."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from service.actors import Role
from service.drafts.vocabulary import DraftRule
from tests.service.case_divergence.suits import DRAFT
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.drafts.papers import CIVIL, changed

SLIP = changed(CIVIL, "（壹拾伍万元整）", "（壹拾陆万元整）")


@pytest.fixture
def address(case):
    return f"/cases/{case.id}/check"


@pytest.fixture
def interface(case):
    return f"/api/v1/pending-cases/{case.id}/checks"


@pytest.fixture
def kept(client, bearer, interface):
    return client.post(interface, json={"text": DRAFT}, headers=bearer).json()


@pytest.fixture
def signed_in_as(client, desk, clock, case, case_work):
    """Bearer headers of somebody of a role, to whom the case is open or not."""

    def sign_in(name, role, *, is_member):
        actor = desk.add(
            name=name, display_name=name, password=GOOD_PASSWORD, roles=[role], now=clock()
        )
        if is_member:
            case_work.pending.admit(case.id, [actor.account_id], account_id=case.opened_by)
        answer = client.post("/api/v1/sessions", json={"name": name, "password": GOOD_PASSWORD})
        return {"authorization": f"Bearer {answer.json()['token']}"}

    return sign_in


def check_on_page(client, address, text):
    page = client.get(address)
    sent = {"form_token": form_token_of(page), "text": text}
    answer = client.post(address, data=sent)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"])


def test_the_text_stands_on_the_page_unchanged_with_its_marks(desk_client, case, address):
    page = check_on_page(desk_client, address, SLIP)
    tree = LexborHTMLParser(page.text)
    for number in tree.css(".draft-text sup"):
        number.decompose()
    shown = "".join(tree.css_first(".draft-text").text(deep=True).split())
    assert shown == "".join(SLIP.split())
    marks = [each.text(deep=True) for each in tree.css(".draft-mark.weight-grave")]
    assert "150000元" in marks
    assert "壹拾陆万元整" in marks
    assert "大小写金额不一" in page.text


def test_an_answer_stands_on_the_page_and_goes_with_the_finding(desk_client, case, address):
    page = check_on_page(desk_client, address, SLIP)
    form = LexborHTMLParser(page.text).css_first(".draft-answer")
    fields = {each.attributes["name"]: each.attributes["value"] or "" for each in form.css("input")}
    refused = desk_client.post(f"{address}/answers", data={**fields, "answer": "explain"})
    assert refused.status_code == 400
    assert "请写明理由" in refused.text
    kept = desk_client.post(
        f"{address}/answers", data={**fields, "answer": "explain", "reason": "原文如此"}
    )
    assert kept.status_code == 303
    assert "原文如此" in desk_client.get(address).text
    again = check_on_page(desk_client, address, changed(SLIP, "本案现已审理终结", "现已审理终结"))
    assert "原文如此" in again.text
    assert "第2稿" in again.text


def test_what_is_no_ruling_is_told_in_words(desk_client, case, address):
    page = desk_client.get(address)
    answer = desk_client.post(
        address, data={"form_token": form_token_of(page), "text": "今天天气很好，" * 20}
    )
    assert answer.status_code == 400
    assert "不是可以读取的裁判文书" in answer.text


def test_the_interface_gives_findings_with_verbatim_quotes(kept):
    assert kept["number"] == 1
    diverges = next(
        each for each in kept["findings"] if each["rule"]["value"] == DraftRule.DIVERGES
    )
    assert diverges["cases"]
    for finding in kept["findings"]:
        for quote in finding["quotes"]:
            assert kept["text"][quote["start"] : quote["end"]] == quote["text"]


def test_the_interface_keeps_answers(client, bearer, interface, kept):
    key = kept["findings"][0]["key"]
    answer = client.post(
        f"{interface}/{kept['id']}/answers",
        json={"finding": key, "answer": "refer"},
        headers=bearer,
    )
    assert answer.status_code == 201
    read = client.get(f"{interface}/{kept['id']}", headers=bearer).json()
    assert read["findings"][0]["given"]["answer"]["value"] == "refer"
    assert [each["finding"] for each in read["history"]] == [key]


def test_a_draft_without_a_case_is_not_kept(client, bearer, interface):
    answer = client.post("/api/v1/check", json={"text": SLIP}, headers=bearer)
    assert answer.status_code == 200
    assert {each["rule"]["value"] for each in answer.json()["findings"]} >= {"capitals"}
    assert client.get(f"{interface}/anything", headers=bearer).status_code == 404


@pytest.mark.parametrize(
    ("role", "is_member"),
    [(Role.JUDGE, True), (Role.JUDGE, False)],
    ids=["of the panel", "of another panel"],
)
def test_to_other_judges_a_check_is_what_was_never_heard_of(
    client, signed_in_as, address, interface, kept, role, is_member
):
    headers = signed_in_as("other", role, is_member=is_member)
    unheard = client.get("/api/v1/pending-cases/nothing/checks/nothing", headers=headers)
    asked = [
        client.get(f"{interface}/{kept['id']}", headers=headers),
        client.post(interface, json={"text": DRAFT}, headers=headers),
        client.post(
            f"{interface}/{kept['id']}/answers",
            json={"finding": kept["findings"][0]["key"], "answer": "adopt"},
            headers=headers,
        ),
    ]
    for answer in asked:
        assert answer.status_code == unheard.status_code == 404
        assert _told(answer) == _told(unheard)
    assert client.get(address, headers=headers).status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR])
def test_those_who_hear_no_cases_are_told_the_same_of_a_check_and_of_nothing(
    client, signed_in_as, interface, kept, role
):
    headers = signed_in_as("above", role, is_member=True)
    there = client.get(f"{interface}/{kept['id']}", headers=headers)
    nothing = client.get("/api/v1/pending-cases/nothing/checks/nothing", headers=headers)
    assert there.status_code == nothing.status_code == 403
    assert _told(there) == _told(nothing)


def test_the_tab_is_there_for_the_handling_judge_alone(
    desk_client, client, signed_in_as, case, address, kept
):
    assert address in desk_client.get(f"/cases/{case.id}/file").text
    headers = signed_in_as("other", Role.JUDGE, is_member=True)
    client.cookies.clear()
    page = client.get(f"/cases/{case.id}/file", headers=headers)
    assert page.status_code == 200
    assert address not in page.text


def _told(answer):
    error = answer.json()["error"]
    return error["code"], error["message"]

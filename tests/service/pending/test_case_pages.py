"""Pages of a pending case, as a judge goes through them."""

import re

from tests.service.conftest import form_token_of
from tests.service.pending.test_opening import COMPLAINT


def opened(desk_client, **fields):
    page = desk_client.get("/cases")
    answer = desk_client.post(
        "/cases",
        data={"form_token": form_token_of(page), "text": COMPLAINT, **fields},
    )
    assert answer.status_code == 303
    return answer.headers["location"]


def sent(desk_client, address, fields):
    token = form_token_of(desk_client.get(address))
    return desk_client.post(address, data={"form_token": token, **fields})


def test_a_pasted_complaint_becomes_a_case_of_mine(desk_client):
    address = opened(desk_client)
    assert re.fullmatch(r"/cases/[0-9a-f]{24}", address)
    listed = desk_client.get("/cases").text
    assert f'href="{address}"' in listed
    assert "买卖合同纠纷" in listed
    assert "甲公司、张三" in listed


def test_a_file_becomes_a_case(desk_client):
    page = desk_client.get("/cases")
    answer = desk_client.post(
        "/cases",
        data={"form_token": form_token_of(page), "text": ""},
        files={"file": ("../起诉状.txt", COMPLAINT.encode(), "text/plain")},
    )
    assert answer.status_code == 303
    shown = desk_client.get(answer.headers["location"] + "/file").text
    assert "起诉状.txt" in shown
    assert "被告收货后未付款" in shown


def test_an_empty_paper_opens_nothing_and_says_why(desk_client):
    page = desk_client.get("/cases")
    answer = desk_client.post("/cases", data={"form_token": form_token_of(page), "text": " "})
    assert answer.status_code == 400
    assert "检索内容太短" in answer.text


def test_what_is_known_can_be_changed_and_a_refusal_keeps_what_was_typed(desk_client):
    address = opened(desk_client) + "/file"
    fields = {
        "case_number": "(2026)京0108民初12号",
        "elements": "民间借贷纠纷",
        "parties": "原告：乙公司\n被告：李四",
        "due_on": "2026-03-10",
        "issues": "利息如何计算\n借款是否交付",
        "stage": "before_conference",
    }
    assert sent(desk_client, address, fields).status_code == 303
    shown = desk_client.get(address).text
    assert "（2026）京0108民初12号" in shown
    assert "利息如何计算\n借款是否交付" in shown
    assert "拟提交法官会议" in shown
    assert "还有 8 天" in shown
    refused = sent(desk_client, address, {**fields, "parties": "李四"})
    assert refused.status_code == 400
    assert "每行一人" in refused.text
    assert "利息如何计算\n借款是否交付" in refused.text


def test_a_submitted_guiding_case_is_put_down_and_answered(desk_client):
    address = opened(desk_client) + "/submitted"
    fields = {
        "submitted_by": "甲公司",
        "submitted_on": "2026-02-20",
        "kind": "guiding",
        "number": "指导性案例24号",
    }
    assert sent(desk_client, address, fields).status_code == 303
    shown = desk_client.get(address).text
    assert "须在裁判文书说理中回应" in shown
    number = re.search(r'name="answers" value="(\d+)"', shown)[1]
    answer = {"answers": number, "place": "judgment", "response": "不参照，事实不同。"}
    assert sent(desk_client, address, answer).status_code == 303
    shown = desk_client.get(address).text
    assert "尚未写明" not in shown
    assert "不参照，事实不同。" in shown


def test_a_submission_to_come_is_refused_with_what_was_typed(desk_client):
    address = opened(desk_client) + "/submitted"
    fields = {"submitted_by": "甲", "submitted_on": "2030-01-01", "kind": "other", "number": "7"}
    answer = sent(desk_client, address, fields)
    assert answer.status_code == 400
    assert "不晚于今天" in answer.text


def test_forms_without_their_token_change_nothing(desk_client):
    address = opened(desk_client)
    for place in ("/file", "/submitted"):
        assert desk_client.post(address + place, data={"stage": "closed"}).status_code == 403

"""Pages and interface of the committee: forms lead through it, strangers see nothing, votes stay
sealed."""

import re

import pytest
from starlette.testclient import TestClient

from service.actors import Role
from service.app import create_app
from service.referral.committee.vocabulary import ItemState
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.referral.committee.test_desk import JUDGMENT

SECRET = "密封的理由"


@pytest.fixture
def sign_in(edge):
    """Sign somebody in, in a browser of their own."""
    app = create_app(edge)

    def browser(actor):
        client = TestClient(app, follow_redirects=False)
        page = client.get("/sign-in")
        fields = {
            "name": actor.name,
            "password": GOOD_PASSWORD,
            "form_token": form_token_of(page),
        }
        assert client.post("/sign-in", data=fields).status_code == 303
        return client

    return browser


def press(client, address, act, reason="", **fields):
    """Send the form of an act that a page offers."""
    page = client.get(address)
    assert f'name="act" value="{act}"' in page.text, f"{act} is not offered"
    told = {"form_token": form_token_of(page), "act": act, "reason": reason, **fields}
    answer = client.post(address, data=told)
    assert answer.status_code == 303, answer.text
    return answer


def test_a_whole_way_through_the_pages(sign_in, bench):
    bench.refer()
    judge, head, keeper, president, vice = (
        sign_in(each)
        for each in (bench.judge, bench.head, bench.secretary, bench.president, bench.vice)
    )
    page = judge.get(f"/committee/items/new?referral={bench.referral_id}")
    put = judge.post(
        "/committee/items/new",
        data={
            "form_token": form_token_of(page),
            "referral": bench.referral_id,
            "questions": "逾期利息与违约金能否并用\n\n上限如何计算",
            "ground-like_cases": "yes",
            "exemption": "same_members",
            "proposed": "被告人甲某犯盗窃罪，判处有期徒刑三年",
        },
    )
    item = put.headers["location"]
    assert "上限如何计算" in judge.get(item).text
    assert "类案裁判可能发生冲突" in judge.get(item).text
    press(head, item, "forward_by_head", words="同意")
    press(vice, item, "forward_by_vice_president", words="")
    press(president, item, "approve")
    press(keeper, item, "filter", result="full", criteria="有分歧\n影响面大")
    board = keeper.get("/committee")
    called = keeper.post(
        "/committee",
        data={
            "form_token": form_token_of(board),
            "title": "第3次会议",
            "body": "全体会议",
            "host": str(bench.president.account_id),
            "starts_at": "2026-03-20T09:00",
            "place": "第一会议室",
        },
    )
    meeting = called.headers["location"]
    press(keeper, item, "schedule", meeting_id=meeting.rsplit("/", 1)[1], minutes="40")
    press(keeper, meeting, "invite_guests", guests="某检察长 检察长\n某专家")
    press(keeper, meeting, "send_all_materials", titles="审理报告")
    for member in bench.members:
        press(keeper, meeting, "sign_in", member=str(member.account_id))
    press(president, meeting, "begin")
    press(keeper, item, "open")
    press(judge, item, "report", words="基本案情")
    press(vice, item, "ask", words="利率多少")
    press(judge, item, "answer", question="1", words="年利率24%")
    press(president, item, "end_questions")
    press(keeper, item, "guest_speak", guest="某检察长", words="建议从严")
    press(president, item, "end_guests")
    bench.item_id = item.rsplit("/", 1)[1]
    while (turn := bench.item().sitting.next_speaker) is not None:
        told = {"member": str(turn.account_id), "opinion": "同意", "reasons": "理由"}
        press(keeper, item, "speak", **told)
    press(
        president,
        item,
        "put_to_vote",
        **{
            "words-1": "判处有期徒刑三年",
            "months-1": "36",
            "charges-1": "盗窃罪",
            "words-2": "改判",
        },
    )
    clients = [sign_in(member) for member in bench.members]
    for client in clients[:-1]:
        press(client, item, "seal_vote", ballot="1", choice="1", vote_reasons=SECRET)
    for client in (*clients, keeper, judge):
        assert SECRET not in client.get(item).text
    assert "您已密封表决" in clients[0].get(item).text
    assert 'value="seal_vote"' not in clients[0].get(item).text
    press(clients[-1], item, "seal_vote", ballot="1", choice="other", vote_reasons="再研究")
    assert SECRET in clients[0].get(item).text
    assert SECRET not in judge.get(item).text
    press(
        keeper,
        item,
        "draft_minutes",
        summary="讨论情况",
        decision="判处有期徒刑三年",
        public_reasons="数额巨大",
        inner_reasons="内部",
        minority="委员：再研究",
    )
    press(president, item, "approve_minutes")
    press(keeper, item, "send_decision", recipients="刑庭", to_prosecutor="yes")
    press(judge, item, "file_judgment", text=JUDGMENT.format("四年"))
    warned = president.get(item).text
    assert "备案文书与决定不一致" in warned
    assert "有期徒刑四年" in warned
    press(president, item, "confirm_conformity", reason="数罪并罚后的刑期")
    press(keeper, item, "archive")
    assert bench.item().state is ItemState.ARCHIVED
    assert "尚未登记录音录像" in keeper.get(meeting).text
    press(keeper, meeting, "note_recording", reference="2026-03", carrier="光盘", digest="AB" * 32)
    assert f"2026-03，光盘，SHA-256 <code>{'ab' * 32}</code>" in keeper.get(meeting).text
    press(president, meeting, "close")
    assert "已结束" in keeper.get("/committee").text
    assert "已归档" in keeper.get("/committee?state=archived").text


def test_a_refusal_is_said_with_its_source(sign_in, bench):
    bench.to_sent()
    keeper, meeting = sign_in(bench.secretary), f"/committee-meetings/{bench.meeting_id}"
    page = keeper.get(meeting)
    told = {"form_token": form_token_of(page), "act": "begin"}
    answer = keeper.post(meeting, data=told)
    assert answer.status_code == 400
    assert "人民法院组织法第三十八条" in answer.text


def test_what_was_typed_of_a_vote_is_not_shown_again(sign_in, bench):
    bench.to_voting()
    member = sign_in(bench.members[3])
    item = f"/committee-items/{bench.item_id}"
    told = {
        "form_token": form_token_of(member.get(item)),
        "act": "seal_vote",
        "ballot": "9",
        "choice": "1",
        "vote_reasons": SECRET,
    }
    answer = member.post(item, data=told)
    assert answer.status_code == 400
    assert SECRET not in answer.text


def test_the_interface_leads_through_it_and_tells_no_vote(client, bearer_of, bench):
    bench.to_voting()
    address = f"/api/v1/committee-items/{bench.item_id}"
    voter = bearer_of(bench.members[2])
    seen = client.get(address, headers=voter).json()
    (seal,) = [each for each in seen["offered"] if each["act"]["value"] == "seal_vote"]
    assert seal["content"] == ["ballot", "stand", "option", "reasons"]
    vote = {"ballot": 1, "stand": "for", "option": 2, "reasons": SECRET}
    told = {"act": "seal_vote", "content": vote}
    answer = client.post(f"{address}/acts", headers=voter, json=told)
    assert answer.status_code == 201
    assert SECRET not in answer.text
    assert len(answer.json()["awaited"]) == 6
    again = client.post(f"{address}/acts", headers=voter, json=told)
    assert again.status_code == 409
    assert SECRET not in again.text
    listed = client.get("/api/v1/committee?state=voting", headers=voter).json()
    assert (listed["n_items"], len(listed["bodies"])) == (1, 2)
    meeting = client.get(f"/api/v1/committee-meetings/{bench.meeting_id}", headers=voter).json()
    assert meeting["agenda"][0]["item_id"] == bench.item_id


def test_to_strangers_neither_item_nor_meeting_exists(client, bearer_of, bench, desk, clock):
    bench.to_sent()
    stranger = desk.add(
        name="stranger",
        display_name="外人",
        password=GOOD_PASSWORD,
        roles=[Role.LEADER],
        now=clock(),
    )
    headers = bearer_of(stranger)
    for address in (
        f"/api/v1/committee-items/{bench.item_id}",
        f"/api/v1/committee-meetings/{bench.meeting_id}",
        f"/committee-items/{bench.item_id}",
        f"/committee-meetings/{bench.meeting_id}",
    ):
        answer = client.get(address, headers=headers)
        assert answer.status_code == 404
        assert "逾期利息" not in answer.text
    assert client.get("/api/v1/committee", headers=headers).json()["items"] == []
    assert "逾期利息" not in client.get("/committee", headers=headers).text


def test_the_board_turns_meetings_over(sign_in, bench):
    for _ in range(53):
        bench.convene()
    keeper = sign_in(bench.secretary)
    first = keeper.get("/committee").text
    assert "第 1—50 条，共 53 条" in first
    address = re.search(r'href="([^"]+)" rel="next"', first)[1]
    assert address == "/committee?meetings=2#meetings"
    last = keeper.get(address).text
    ids = [set(re.findall(r"/committee-meetings/([0-9a-f]{24})", page)) for page in (first, last)]
    assert [len(each) for each in ids] == [50, 3]
    assert not ids[0] & ids[1]
    assert keeper.get("/committee?meetings=99").text.count("/committee-meetings/") == 3

"""Who marks a case, who sees the mark and when, and what those who lead may ask."""

import html
import re

import pytest

from service.errors import PageNotFoundError
from service.referral.course.acts import Part
from service.referral.errors import ActPartError, ReferralError, RuleBrokenError
from service.referral.flags.model import FlagState, SubItem
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import Way
from service.referral.referrals.routing import Ground
from service.referral.referrals.starting import Start
from tests.service.conftest import form_token_of


@pytest.fixture
def flags(referral):
    return referral.flags


@pytest.fixture
def found(edge, flags, draft_case, judge, clock):
    """What the machine proposed of the findings of a case."""
    divergence = edge.divergence.of_case(draft_case, actor=judge, now=clock())
    assert flags.propose_found(draft_case, divergence.reported, now=clock()) > 0
    assert flags.propose_found(draft_case, divergence.reported, now=clock()) == 0
    return flags.of_case(draft_case, actor=judge)


def test_what_a_machine_proposes_its_judge_sees_first(flags, found, judge, head, secretary, clock):
    (flag, *_) = found
    assert flag.flag.state is FlagState.PROPOSED
    assert flag.flag.by_machine
    for other in (head, secretary):
        with pytest.raises(PageNotFoundError):
            flags.open(flag.open.id, actor=other)
        assert flags.listed(other) == ()
    assert len(flags.listed(judge)) == flags.count(judge) == len(found)
    assert flags.listed(judge, skip=1) == flags.listed(judge)[1:]
    flags.act(flag.open.id, "confirm", {}, reason="", actor=judge, now=clock())
    for other in (head, secretary):
        assert flags.open(flag.open.id, actor=other).flag.state is FlagState.CONFIRMED
        assert [each.id for each in flags.listed(other)] == [flag.open.id]


def test_what_a_judge_put_aside_is_not_proposed_again(flags, found, edge, draft_case, judge, clock):
    for flag in found:
        flags.act(flag.open.id, "cancel", {}, reason="事实不同", actor=judge, now=clock())
    divergence = edge.divergence.of_case(draft_case, actor=judge, now=clock())
    assert flags.propose_found(draft_case, divergence.reported, now=clock()) == 0


def test_a_head_marks_by_the_number_and_supervises_by_logged_acts(
    flags, referral, draft_case, judge, head, person, clock
):
    number = str(draft_case.case_number)
    case = flags.case_numbered(number, actor=head)
    made = flags.propose(case, SubItem.LARGE_DISPUTE, because="", actor=head, now=clock())
    assert made.matter.state is FlagState.CONFIRMED
    with pytest.raises(ReferralError):
        flags.propose(case, SubItem.LARGE_DISPUTE, because="", actor=head, now=clock())

    def do(name, actor, **data):
        return flags.act(made.id, name, data, reason="履职", actor=actor, now=clock())

    do("require_report", head, by="2026-03-09")
    do("require_reconsideration", head)
    with pytest.raises(RuleBrokenError, match="reconsideration"):
        do("require_reconsideration", head)
    with pytest.raises(ActPartError):
        do("require_progress", judge)
    do("answer", judge, number=1, words="已制作")
    end = do("close", head)
    assert [each.answer for each in end.matter.requirements] == ["已制作", ""]
    refused = referral.records.refusals_of(made.id)
    assert [(act, refusal) for _, _, act, refusal in refused] == [
        ("require_reconsideration", "reconsideration"),
        ("require_progress", "ActPartError"),
    ]
    outsider = person("far", "钱法官")
    with pytest.raises(PageNotFoundError):
        flags.case_numbered(number, actor=outsider)
    with pytest.raises(PageNotFoundError):
        flags.open(made.id, actor=outsider)


def test_a_confirmed_mark_makes_the_referral_one_of_the_four_classes(
    flags, referral, draft_case, head, judge, clock
):
    desk = referral.referrals

    def refer():
        start = Start(way=Way.BY_HAND, pending_id=draft_case.id)
        filled = desk.prefill(start, actor=judge, now=clock())
        return desk.propose(filled, Entry(question="问"), actor=judge, now=clock()).matter

    assert not refer().proposal.four_class
    flags.propose(draft_case, SubItem.ATTENTION, because="", actor=head, now=clock())
    marked = refer()
    assert marked.proposal.four_class
    assert marked.grounds == (Ground.FOUR_CLASS.value,)


def test_pages(desk_client, draft_case, head, flags):
    address = f"/cases/{draft_case.id}"
    desk_client.get(f"{address}/divergence")
    page = desk_client.get(f"{address}/flags")
    assert "系统提示，确认前只有合议庭可见" in page.text
    link = html.unescape(re.search(r'href="(/flags/[0-9a-f]+)"', page.text)[1])
    token = form_token_of(desk_client.get(link))
    answer = desk_client.post(link, data={"form_token": token, "act": "confirm"})
    assert answer.headers["location"] == link
    shown = desk_client.get(link).text
    assert "已标识" in shown
    assert "要求合议庭复议" not in shown
    opened = flags.open(link.split("/")[-1], actor=head)
    assert opened.doer.parts == {Part.DIVISION_HEAD}
    made = desk_client.post(
        f"{address}/flags", data={"form_token": token, "sub_item": "delay", "because": "久拖"}
    )
    assert "（四）久拖不决" in desk_client.get(made.headers["location"]).text
    again = desk_client.post(
        f"{address}/flags", data={"form_token": token, "sub_item": "delay", "because": "久拖"}
    )
    assert again.status_code == 400


def test_the_interface(client, bearer, draft_case):
    address = f"/api/v1/pending-cases/{draft_case.id}"
    made = client.post(f"{address}/flags", headers=bearer, json={"sub_item": "delay"})
    assert (made.status_code, made.json()["flag"]["state"]) == (201, "proposed")
    told = client.get(f"{address}/supervision", headers=bearer).json()
    assert [each["id"] for each in told["flags"]] == [made.json()["id"]]
    own = f"/api/v1/flags/{made.json()['id']}"
    moved = client.post(f"{own}/acts", headers=bearer, json={"act": "confirm"})
    assert moved.json()["flag"]["state"] == "confirmed"
    assert client.get(own, headers=bearer).json() == moved.json()
    assert len(client.get("/api/v1/flags", headers=bearer).json()) == 1

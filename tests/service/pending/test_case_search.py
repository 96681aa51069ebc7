"""The search of a case: tier by tier, kept, judged, ended, and shown again."""

import re

import pytest

from service.pending.opening import CaseEntry, CasePaper
from service.pending.searching import words_of_case
from tests.service.conftest import form_token_of

FACTS = "被告人饮酒后驾驶小型轿车，被民警查获，经鉴定血液中乙醇含量为每百毫升八十五毫克。"


@pytest.fixture
def case(edge, judge, clock):
    return edge.pending.open(
        CasePaper(text=FACTS),
        CaseEntry(elements=("危险驾驶罪",)),
        account_id=judge.account_id,
        now=clock(),
    )


def ask(edge, judge, clock, case):
    return edge.case_searcher.by_tiers(case, account_id=judge.account_id, now=clock())


def send(desk_client, address, fields, *, form_on):
    token = form_token_of(desk_client.get(form_on))
    return desk_client.post(address, data={"form_token": token, **fields})


def test_a_query_is_kept_with_its_hits_and_looking_again_keeps_nothing_new(
    edge, judge, clock, case
):
    first = ask(edge, judge, clock, case)
    again = ask(edge, judge, clock, case)
    assert first.number == again.number == 1
    (kept,) = edge.case_searcher.queries(case)
    assert kept.snapshot_id == first.tiered.whole.coverage.snapshot_id
    assert [hit.judgment_id for hit in kept.hits] == [
        each.hit.judgment.id for each in first.tiered.hits
    ]
    assert kept.hits
    assert kept.words == words_of_case(case)
    assert kept.asked["charges"] == ["危险驾驶罪"]


def test_what_changes_the_question_is_a_new_query(edge, judge, clock, case):
    ask(edge, judge, clock, case)
    changed = edge.pending.change(
        case.id,
        CaseEntry(issues=("血液检材的提取是否合法",)),
        account_id=judge.account_id,
        now=clock(),
    )
    assert ask(edge, judge, clock, changed).number == 2
    assert edge.case_searcher.queries(changed)[1].asked["issues"] == ["血液检材的提取是否合法"]


def test_the_page_shows_tiers_and_keeps_the_query(desk_client, edge, case):
    shown = desk_client.get(f"/cases/{case.id}").text
    assert "第一顺位" in shown
    assert "危险驾驶罪" in shown
    assert "检索条件：案件类型：刑事" in shown
    assert len(edge.case_searcher.queries(case)) == 1
    desk_client.get(f"/cases/{case.id}?every_kind=1")
    assert [query.conditions for query in edge.case_searcher.queries(case)] == [
        {"case_types": ("criminal",)},
        {},
    ]
    log = desk_client.get(f"/cases/{case.id}/log").text
    assert "案情检索" in log
    assert "案件类型：刑事" in log


def test_a_verdict_on_a_hit_is_remembered_by_every_later_search_of_the_case(
    desk_client, edge, judge, clock, case
):
    address = f"/cases/{case.id}"
    judgment_id = ask(edge, judge, clock, case).tiered.hits[0].hit.judgment.id
    answer = send(
        desk_client,
        f"{address}/verdicts",
        {"judgment_id": judgment_id, "verdict": "similar", "reason": "事实相同"},
        form_on=address,
    )
    assert answer.headers["location"] == f"{address}#verdict-{judgment_id}"
    edge.pending.change(
        case.id, CaseEntry(issues=("是否从宽",)), account_id=judge.account_id, now=clock()
    )
    shown = desk_client.get(address).text
    assert re.search(r"认定：<span class=\"badge verdict verdict-similar\">是类案", shown)


def test_a_search_ends_at_a_tier_with_a_reason_and_hides_nothing(desk_client, edge, case):
    address = f"/cases/{case.id}"
    before = desk_client.get(address).text
    refused = send(
        desk_client, f"{address}/stop", {"tier": "other", "reason": " "}, form_on=address
    )
    assert refused.status_code == 400
    assert "须说明理由" in refused.text
    done = send(
        desk_client, f"{address}/stop", {"tier": "other", "reason": "已有类案"}, form_on=address
    )
    assert done.status_code == 303
    after = desk_client.get(address).text
    assert "决定检索到本顺位为止：已有类案" in after
    assert after.count('class="hit ') == before.count('class="hit ')
    send(desk_client, f"{address}/stop", {"go_on": "1"}, form_on=address)
    assert edge.case_search.standing_stop(case.id) is None


def test_a_hit_of_a_case_leads_to_its_page_and_back(desk_client, case):
    shown = desk_client.get(f"/cases/{case.id}").text
    link = re.search(rf'href="(/judgments/j[0-9a-f]+\?case={case.id}[^"]*)"', shown)[1]
    page = desk_client.get(link.replace("&amp;", "&")).text
    assert f'href="/cases/{case.id}"' in page
    assert 'class="quoted"' in page

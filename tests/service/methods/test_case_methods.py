"""The methods of art. 5 on the page of a pending case, over a real index."""

import re
from dataclasses import replace
from datetime import date

import pytest

from service.pending.numbered import NumberedPapers
from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import SubmittedKind
from service.reports.replay import asking_methods, asking_tiers, replay

FACTS = "被告向原告借款二十万元，约定月利率百分之二，预先扣除利息一万元，到期后未归还。"


@pytest.fixture
def case(edge, judge, clock):
    return edge.pending.open(
        CasePaper(text=FACTS),
        CaseEntry(elements=("民间借贷纠纷",), case_number="（2026）吉0123民初9号"),
        account_id=judge.account_id,
        now=clock(),
    )


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("method=keyword&words=预先扣除", "关键词检索"),
        ("method=statute&words=合同法第二百条", "法条关联检索"),
        ("method=case&words=指导案例24号", "案例关联检索"),
        ("method=issue&words=预先扣除的利息能否计入本金", "争议焦点检索"),
    ],
)
def test_each_method_finds_is_kept_and_is_asked_again(desk_client, edge, case, query, label):
    address = f"/cases/{case.id}/methods"
    shown = desk_client.get(f"{address}?{query}").text
    assert "命中" in shown or "没有命中" in shown
    desk_client.get(f"{address}?{query}")
    (kept,) = edge.case_searcher.queries(case)
    assert kept.n_found == len(kept.hits) or kept.n_found > len(kept.hits)
    assert label in desk_client.get(f"/cases/{case.id}/log").text
    askers = {**asking_tiers(edge.tiers), **asking_methods(edge.search, edge.tiers)}
    (told,) = replay([kept], askers)
    assert told.is_same_index
    assert told.is_same_list


def test_a_keyword_hit_can_be_judged_and_the_case_remembers(desk_client, edge, case):
    address = f"/cases/{case.id}/methods?method=keyword&words=预先扣除"
    shown = desk_client.get(address).text
    judgment_id = re.search(r'name="judgment_id" value="(j[0-9a-f]+)"', shown)[1]
    token = re.search(r'name="form_token" value="([0-9a-f]+)"', shown)[1]
    answer = desk_client.post(
        f"/cases/{case.id}/verdicts",
        data={"form_token": token, "judgment_id": judgment_id, "verdict": "similar"},
    )
    assert answer.status_code == 303
    again = desk_client.get(address).text
    assert "认定：" in again


def test_without_words_the_form_alone_is_shown_and_nothing_is_kept(desk_client, edge, case):
    shown = desk_client.get(f"/cases/{case.id}/methods").text
    assert 'name="words"' in shown
    assert edge.case_searcher.queries(case) == ()


def test_words_that_name_no_provision_are_refused_on_the_page(desk_client, edge, case):
    answer = desk_client.get(f"/cases/{case.id}/methods?method=statute&words=随便写写")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert edge.case_searcher.queries(case) == ()


@pytest.mark.parametrize(
    ("printed", "is_found"),
    [
        ("指导案例24号", True),
        ("指导性案例24号", True),
        ("(2019)吉0123民初7号", True),
        ("（2019）吉0123民初第7号", True),
        ("（2031）京01民终1号", False),
        ("不是编号", False),
    ],
)
def test_a_submitted_number_is_found_however_it_is_printed(search, printed, is_found):
    assert bool(NumberedPapers(search).ids_of_number(printed)) is is_found


def test_a_submitted_guiding_case_is_linked(edge, judge, clock, case, search):
    desk = replace(edge.case_search, numbered=NumberedPapers(search))
    desk.submit(
        case.id,
        submitted_by="原告",
        submitted_on=date(2026, 1, 5),
        kind=SubmittedKind.GUIDING,
        number="指导案例 24 号",
        account_id=judge.account_id,
        now=clock(),
    )
    (submitted,) = desk.party_cases(case.id)
    assert submitted.judgment_id is not None

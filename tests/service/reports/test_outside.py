"""A search on another platform is stated by whoever searched, printed so, and lets a report go on."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import docx
import pytest

from service.pending.opening import CaseEntry, CasePaper
from service.related.reach import DECIDED_ONLY
from service.reports.assembling import with_judges_words
from service.reports.codec import decode_content, encode_content
from service.reports.layout import lay_out_report
from service.reports.outside import (
    OutsideSearch,
    outside_queries,
    period_of,
    with_outside_search,
)
from service.reports.plain import render_plain
from service.reports.rules import check
from service.reports.vocabulary import Part, ReportRule
from service.tiers.vocabulary import Tier
from tests.service.conftest import form_token_of
from tests.service.papers import papers
from tests.service.reports.made import STARTED, content_of, imprint_for, search_part

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SEARCH = OutsideSearch(
    platform="人民法院案例库（网上）",
    coverage="2026年2月27日的全部入库案例",
    tiers=(Tier.GUIDING, Tier.REFERENCE),
    day=date(2026, 2, 27),
    method="关键词检索",
    words="醉酒驾驶 缓刑",
    n_hits=3,
    found="三件均有追逐竞驶情节，不是类案。",
)
# Nothing of guiding and reference cases is held here.
BARE = content_of(
    papers(),
    search=search_part(platforms=search_part().platforms[:1], queries=search_part().queries[1:]),
)


def stated(content=BARE, search=SEARCH, **fields):
    return with_outside_search(content, search, **{"author": "王法官", "now": NOW, **fields})


def rules_of(content):
    return [each.rule for each in check(content)]


def printed(content):
    return render_plain(lay_out_report(content, imprint_for(content)))


def test_what_was_searched_elsewhere_counts_as_searched():
    assert ReportRule.GUIDING_AND_LIBRARY in rules_of(BARE)
    (finding, *_) = [each for each in check(BARE) if each.rule is ReportRule.GUIDING_AND_LIBRARY]
    assert finding.part is Part.OUTSIDE
    only_guiding = stated(search=replace(SEARCH, tiers=(Tier.GUIDING,)))
    assert rules_of(only_guiding).count(ReportRule.GUIDING_AND_LIBRARY) == 1
    assert rules_of(stated()) == []


def test_the_statement_goes_through_the_stored_form_and_others_keep_theirs():
    content = stated()
    form = encode_content(content)
    assert decode_content(form) == content
    queries = form["content"]["search"]["queries"]
    assert ["statement" in each for each in queries] == [False, False, True]
    queries[2]["statement"]["remark"] = "x"
    with pytest.raises(Exception, match="remark"):
        decode_content(form)


def test_it_is_printed_with_its_day_and_who_states_it():
    words = printed(stated())
    assert "2026年2月27日" in words
    assert "三件均有追逐竞驶情节，不是类案。" in words
    assert "以上由王法官于2026-03-02 09:00登记" in words
    assert "未经本系统核对" in words
    assert "2026-02-27 00:00" not in words
    assert "没有登记在其他平台的检索" in printed(BARE)


def test_the_period_of_the_search_takes_its_day_in():
    assert period_of(BARE.search) == (STARTED, STARTED.replace(hour=3))
    first, last = period_of(stated().search)
    assert (first.isoformat(), last) == ("2026-02-27T00:00:00+08:00", STARTED.replace(hour=3))
    same_day = stated(search=replace(SEARCH, day=date(2026, 3, 1)))
    assert period_of(same_day.search) == period_of(BARE.search)
    unsearched = replace(BARE, search=replace(BARE.search, started_at=None, ended_at=None))
    assert None not in period_of(stated(unsearched).search)


def test_one_is_told_anew_kept_and_taken_back():
    content = stated()
    later = {"author": "周助理", "now": NOW + timedelta(days=1), "place": 1}
    assert stated(content, **later) == content
    changed = stated(content, replace(SEARCH, n_hits=4), **later)
    (query,) = outside_queries(changed)
    assert (query.n_hits, query.statement.by) == (4, "周助理")
    renamed = stated(content, replace(SEARCH, platform="中国裁判文书网"), **later)
    assert [each.name for each in renamed.search.platforms][1:] == ["中国裁判文书网"]
    assert stated(content, None, **later) == BARE


def test_renewing_a_report_keeps_what_was_stated():
    renewed = with_judges_words(BARE, stated())
    assert outside_queries(renewed) == outside_queries(stated())
    assert renewed.search.platforms == stated().search.platforms


def filled(client, address, **fields):
    token = form_token_of(client.get(address))
    path = f"{address}/moves" if "move" in fields else f"{address}/words"
    return client.post(path, data={"form_token": token, **fields})


def test_a_report_is_signed_by_its_forms_where_no_guiding_case_is_held(
    desk_client, edge, judge, clock
):
    """From the case over the forms to the signature, the Word file and a referral (V7)."""
    case = edge.pending.open(
        CasePaper(text="被告人饮酒后驾驶小型轿车，被民警查获。"),
        CaseEntry(
            elements=("危险驾驶罪",),
            court="长春市朝阳区人民法院",
            handling_judge="王法官",
            issues=("能否适用缓刑",),
        ),
        account_id=judge.account_id,
        now=clock(),
    )
    edge.case_searcher.by_tiers(case, account_id=judge.account_id, now=clock())
    report = edge.case_reporter.draft(case, actor=judge, reach=DECIDED_ONLY, now=clock())
    address = f"/reports/{report.id}"
    assert "没有记录对指导性案例的检索" in desk_client.get(address).text
    referral = {
        "way": "by_hand",
        "case": case.id,
        "question": "醉酒驾驶能否适用缓刑",
        "position-0": "可以适用",
        "position-1": "不得适用",
    }
    stated = filled(
        desk_client,
        address,
        version="1",
        part="outside",
        place="0",
        platform="人民法院案例库",
        tiers=["guiding", "reference"],
        day="2026-03-01",
        method="关键词检索",
        words="醉酒驾驶 缓刑",
        n_hits="0",
        found="没有检索到类案。",
    )
    assert stated.headers["location"] == f"{address}#outside"
    filled(
        desk_client,
        address,
        version="2",
        part="conclusion",
        conclusions="conference",
        words="没有类案，提交讨论。",
    )
    assert "没有须补正的问题" in desk_client.get(address).text
    for move in ("start_search", "end_search", "ask_to_confirm", "sign"):
        assert filled(desk_client, address, version="3", move=move).status_code == 303
    word = docx.Document(io.BytesIO(desk_client.get(f"{address}/docx").content))
    text = "\n".join(each.text for each in word.paragraphs)
    assert "没有检索到类案。" in text
    assert "以上由王法官于2026-03-02 09:00登记" in text
    page = "/referrals/new?way=by_hand&case=" + case.id
    token = form_token_of(desk_client.get(page))
    opened = desk_client.post("/referrals/new", data={"form_token": token, **referral})
    assert opened.status_code == 303, opened.text

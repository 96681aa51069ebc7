"""From the search of a pending case to a draft of its report."""

from datetime import date

import pytest

from corpus.judgment import SectionKind
from service.pending.asking import asked_by_case
from service.pending.model import Stage
from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.related.reach import DECIDED_ONLY
from service.reports.content import quotes_of
from service.reports.editing import with_words
from service.reports.quote import require_verbatim
from service.reports.rules import check
from service.reports.vocabulary import Part, ReportRule, SearchReason, Use
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict
from tests.service.conftest import form_token_of

FACTS = "被告人饮酒后驾驶小型轿车，被民警查获，经鉴定血液中乙醇含量为每百毫升八十五毫克。"


@pytest.fixture
def case(edge, judge, clock):
    return edge.pending.open(
        CasePaper(text=FACTS),
        CaseEntry(
            elements=("危险驾驶罪",),
            court="长春市朝阳区人民法院",
            handling_judge="王法官",
            issues=("是否可以从宽处罚",),
            stage=Stage.BEFORE_CONFERENCE,
        ),
        account_id=judge.account_id,
        now=clock(),
    )


@pytest.fixture
def judged(edge, judge, clock, case):
    """The judgments that the judge spoke of: one similar, one not."""
    answer = edge.case_searcher.by_tiers(case, account_id=judge.account_id, now=clock()).tiered
    ids = [each.hit.judgment.id for each in answer.hits[:2]]
    for judgment_id, verdict in zip(ids, (Verdict.SIMILAR, Verdict.NOT_SIMILAR), strict=True):
        edge.verdicts.give(
            asked_by_case(case),
            judgment_id=judgment_id,
            verdict=verdict,
            reason="醉酒程度",
            snapshot_id="s",
            ranker="r",
            account_id=judge.account_id,
            now=clock(),
        )
    return ids


def drafted(edge, judge, clock, case):
    return edge.case_reporter.draft(case, actor=judge, reach=DECIDED_ONLY, now=clock())


def content_of(edge, report):
    return edge.reports.version(report).content


def test_a_draft_states_what_was_searched_and_said(edge, judge, clock, case, judged):
    content = content_of(edge, drafted(edge, judge, clock, case))
    assert content.pending.cause == "危险驾驶罪"
    assert content.pending.facts in FACTS
    assert content.search.methods == ("案情检索",)
    assert SearchReason.DISCUSSION in content.search.reasons
    assert content.search.responsible_judge == "王法官"
    assert [row.tier for row in content.tiers] == list(Tier)
    assert {each.judgment_id: each.verdict for each in content.cases} == {
        judged[0]: Verdict.SIMILAR,
        judged[1]: Verdict.NOT_SIMILAR,
    }
    assert content.annexes == (judged[0],)
    assert sum(row.n_counted for row in content.tiers) == 1
    assert ReportRule.FIGURES_AGREE not in {each.rule for each in check(content)}


def test_every_quote_of_a_draft_stands_in_its_judgment(edge, judge, clock, case, judged):
    content = content_of(edge, drafted(edge, judge, clock, case))
    quotes = list(quotes_of(content))
    assert quotes
    require_verbatim(quotes, lambda judgment_id: edge.search.judgment(judgment_id).text)


def test_what_only_the_judge_can_say_is_left_to_the_judge(edge, judge, clock, case, judged):
    content = content_of(edge, drafted(edge, judge, clock, case))
    assert all(each.use is None for each in content.cases)
    assert content.conclusions == ()
    assert content.analysis.agreement == ""


def test_an_end_at_a_tier_and_an_open_answer_stand_in_the_draft(edge, judge, clock, case, judged):
    edge.case_search.stop_at(
        case.id, "own", reason="本院已有类案", account_id=judge.account_id, now=clock()
    )
    number = edge.case_search.submit(
        case.id,
        submitted_by="辩护人",
        submitted_on=date(2026, 1, 5),
        kind=SubmittedKind.GUIDING,
        number="指导性案例24号",
        account_id=judge.account_id,
        now=clock(),
    )
    content = content_of(edge, drafted(edge, judge, clock, case))
    (row,) = [each for each in content.tiers if each.stops_here]
    assert (row.tier, row.reason) == (Tier.OWN, "本院已有类案")
    assert ReportRule.PARTIES_ANSWERED in {each.rule for each in check(content)}
    edge.case_search.answer(
        case.id, number, place=ResponsePlace.JUDGMENT, response="不参照", now=clock()
    )
    again = content_of(edge, drafted(edge, judge, clock, case))
    assert ReportRule.PARTIES_ANSWERED not in {each.rule for each in check(again)}


def test_renewing_keeps_the_judges_words_and_takes_what_is_new(edge, judge, clock, case, judged):
    report = drafted(edge, judge, clock, case)
    words = with_words(
        content_of(edge, report),
        Part.USES,
        {"use": ["consulted"], "analysis": ["情节相近"]},
        author="王法官",
        now=clock(),
        place=1,
    )
    report = edge.reports.change(report, words, seen=report.version, actor=judge, now=clock())
    place = next(n for n, each in enumerate(words.cases) if each.use is not None)
    edge.verdicts.give(
        asked_by_case(case),
        judgment_id=judged[1],
        verdict=Verdict.OPEN,
        reason="",
        snapshot_id="s",
        ranker="r",
        account_id=judge.account_id,
        now=clock(),
    )
    renewed = edge.case_reporter.renew(report, case, actor=judge, reach=DECIDED_ONLY, now=clock())
    content = content_of(edge, renewed)
    said = {each.judgment_id: each for each in content.cases}
    assert renewed.version == report.version + 1
    assert said[words.cases[place].judgment_id].use.use is Use.CONSULTED
    assert said[judged[1]].verdict is Verdict.OPEN
    assert content.number == words.number


def test_renewing_without_news_makes_no_version(edge, judge, clock, case, judged):
    report = drafted(edge, judge, clock, case)
    again = edge.case_reporter.renew(report, case, actor=judge, reach=DECIDED_ONLY, now=clock())
    assert again.version == report.version


def test_the_page_makes_a_report_and_lists_it(desk_client, edge, case, judged):
    address = f"/cases/{case.id}/report"
    page = desk_client.get(address)
    assert "认定为类案 1 件" in page.text
    made = desk_client.post(address, data={"form_token": form_token_of(page)})
    assert made.status_code == 303
    assert "王法官" in desk_client.get(made.headers["location"]).text
    listed = desk_client.get(address).text
    assert made.headers["location"] in listed
    assert "按最新检索更新" in listed


def test_a_report_is_drafted_over_http(client, bearer, case, judged):
    answer = client.post(f"/api/v1/pending-cases/{case.id}/reports", headers=bearer)
    assert answer.status_code == 201
    listed = client.get("/api/v1/reports", headers=bearer).text
    assert "类检" in listed


def test_what_every_judgment_says_is_no_holding(edge, judge, clock, case, judged):
    content = content_of(edge, drafted(edge, judge, clock, case))
    for each in content.cases:
        if each.holding is not None:
            assert "事实清楚" not in each.holding.text
            reasoning = edge.search.judgment(each.judgment_id).section_text(SectionKind.REASONING)
            assert each.holding.text in reasoning

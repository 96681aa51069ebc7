"""Where like cases part, as a judge meets it before ruling and an auditor after the year."""

import io
from zipfile import ZipFile

import openpyxl
import pytest

from corpus.workforce import ALONE
from service.actors import Role
from tests.databases import stocked
from tests.journeys.browser import squeezed
from tests.journeys.court import COURT, Court
from tests.service.case_divergence.suits import CASE, DRAFT, GRANTED, REFUSED, appeals
from tests.service.conftest import GOOD_PASSWORD

PEOPLE = (
    ("judge", "王法官", Role.JUDGE),
    ("first", "评查甲", Role.AUDITOR),
    ("second", "评查乙", Role.AUDITOR),
    ("third", "评查丙", Role.AUDITOR),
    ("leader", "院长", Role.LEADER),
)
WHY = "事实不同，律师费另有约定"
REMARK = "两案约定不同"


@pytest.fixture(scope="session")
def judgments():
    return appeals()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("appeals"), judgments)


@pytest.fixture
def court(browse, desk, clock):
    made = Court(browse=browse, clock=clock)
    for name, shown, role in PEOPLE:
        made.accounts[name] = desk.add(
            name=name, display_name=shown, password=GOOD_PASSWORD, roles=[role], now=clock()
        )
    yield made
    made.leave()


def opened_case(judge):
    address = judge.upload("/cases", "/cases", name="起诉状.txt", content=CASE.encode())
    judge.send(
        f"{address}/file",
        f"{address}/file",
        court=COURT,
        elements="民间借贷纠纷",
        handling_judge="王法官",
    )
    return address


def divergence_seen(judge, case):
    """Positions stand side by side in the words of the judgments, and each can be gone into."""
    address = f"{case}/divergence"
    page = judge.page(address)
    (finding,) = page.css("article.finding")
    assert "先看无责解释" in finding.text()
    columns = finding.css(".positions > .position")
    assert [squeezed(each.css_first("h4 q").text()) for each in columns] == [
        "对出借人主张的律师费予以支持",
        "对出借人主张的律师费不予支持",
    ]
    assert [len(each.css(".member")) for each in columns] == [4, 3]
    quotes = [squeezed(each.text()) for each in finding.css(".member > .divergence-quote")]
    assert quotes
    assert all(GRANTED[-9:-1] in each or REFUSED[-9:-1] in each for each in quotes)
    assert len(finding.css(".drawings svg")) == 2
    bar = judge.follow(address, 'article.finding svg a[href*="position=b"]')
    chosen = bar.css_first(".chosen")
    assert len(chosen.css(".member")) == int(chosen.css_first("h3").text()[-3])
    assert "律师费不予支持" in chosen.text()
    there = judge.follow(address, "article.finding .member .divergence-quote a.place")
    assert "律师费" in there.css_first("#quote-1").text()


def divergence_answered(judge, case):
    """An answer takes its reason, is kept, and stands at the head of the finding."""
    address = f"{case}/divergence"
    page = judge.page(address)
    key = page.css_first('form.finding-answer input[name="finding"]').attributes["value"]
    refused = judge.send(address, address, where={"finding": key}, refused=400, answer="explain")
    assert "须写明理由" in refused
    given = {"answer": "explain", "reason": WHY, "origin": "between_panels"}
    judge.send(address, address, where={"finding": key}, **given)
    finding = judge.page(address).css_first("article.finding")
    assert "已回答：说明理由" in finding.css_first("header").text()
    assert WHY in finding.css_first(".answered").text()


def draft_checked(judge, case):
    """A draft is dropped on the page; each thing found in it is answered at a press."""
    address, answers = f"{case}/check", f"{case}/check/answers"
    check = judge.upload(address, address, name="判决书.txt", content=DRAFT.encode())
    findings = judge.page(check).css("article.draft-finding")
    departing = [each for each in findings if "律师费" in each.css_first("blockquote").text()]
    assert departing
    for n, each in enumerate(findings):
        key = each.css_first('input[name="finding"]').attributes["value"]
        kind = ("not_alike", "adopt")[n % 2]
        judge.send(check, answers, where={"finding": key}, press=("answer", kind))
    page = judge.page(check)
    assert len(page.css("article.draft-finding.is-answered")) == len(findings)
    assert f"已答复 {len(findings)} / {len(findings)}" in squeezed(page.body.text())
    better = DRAFT.replace(REFUSED, GRANTED)
    check = judge.upload(address, address, name="判决书二稿.txt", content=better.encode())
    page = judge.page(check)
    assert page.css_first(".draft-resolved li")
    assert len(page.css(".draft-versions li")) == 2


def audit_run(auditor, runner, started, clock):
    """An audit is started, and watched until it is done; the page renews itself."""
    run = auditor.send(
        "/audits", "/audits", period="", first="2025-01", last="2025-12", scope="everywhere"
    )
    begun = auditor.page(run)
    assert "0/1 个案由" in begun.css_first(".audit-progress").text()
    assert begun.css_first('meta[http-equiv="refresh"]')
    (order,) = started
    runner.run(order, workforce=ALONE, clock=clock, progress=lambda *_: None)
    done = auditor.wait(run, ".audit-tools")
    assert not done.css_first('meta[http-equiv="refresh"]')
    (row,) = done.css(".audit-clusters tbody tr")
    assert "待复核" in row.text()
    return run, row.css_first("a").attributes["href"]


def cluster_gone_into(auditor, cluster):
    page = auditor.page(cluster)
    assert len(page.css(".audit-positions .audit-position")) == 2
    assert len(page.css("#judgments tbody tr")) == 7
    bar = auditor.follow(cluster, '.audit-charts svg a[href*="position=b"]')
    rows = bar.css("#judgments tbody tr")
    assert 0 < len(rows) < 7
    assert all("立场乙" in each.text() for each in rows)
    there = auditor.follow(cluster, ".audit-quote a.place")
    assert "律师费" in there.css_first("#quote-1").text()


def cluster_read_twice(court, run, cluster):
    """Two read it, neither knowing of the other; a third settles what they differ on."""
    assert not court["leader"].sees(cluster)
    first, second, third = (court[name] for name in ("first", "second", "third"))
    first.send(cluster, cluster, answer="divergent")
    for address in (run, cluster, f"{run}/review"):
        assert "评查甲" not in second.words(address)
        assert "：构成分歧" not in second.words(address)
    second.send(cluster, cluster, answer="not_divergent", reason="key_facts", words=REMARK)
    assert REMARK in third.words(cluster)
    review = third.page(f"{run}/review")
    assert "两名评查人员意见不一" in review.css_first(".review-form").text()
    third.send(f"{run}/review", cluster, answer="divergent")
    assert "没有待您复核的分歧" in third.words(f"{run}/review")
    assert court["leader"].sees(cluster)


def audit_taken_away(court, run):
    """The workbook is the auditors'; the bulletin names neither judge nor party."""
    name, workbook = court["first"].download(run, 'a[href$="/xlsx"]')
    assert name.endswith("底稿.xlsx")
    sheets = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets
    cells = {str(cell) for sheet in sheets for row in sheet.values for cell in row}
    assert any("律师费" in each for each in cells)
    name, bulletin = court["leader"].download(run, 'a[href$="/docx"]')
    assert name.endswith("通报.docx")
    words = ZipFile(io.BytesIO(bulletin)).read("word/document.xml").decode()
    assert "律师费" in words
    assert not [each for each in ("丁某", "戊某", "己某", "辛某") if each in words]


def test_a_judge_sees_where_like_cases_part_and_has_the_draft_checked(court):
    judge = court["judge"]
    case = opened_case(judge)
    divergence_seen(judge, case)
    divergence_answered(judge, case)
    draft_checked(judge, case)


def test_auditors_find_it_read_it_twice_and_take_it_away(court, audit_launcher, started, clock):
    run, cluster = audit_run(court["first"], audit_launcher.runner, started, clock)
    cluster_gone_into(court["first"], cluster)
    cluster_read_twice(court, run, cluster)
    audit_taken_away(court, run)

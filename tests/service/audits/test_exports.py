import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from corpus.judgment import Effectiveness
from service.audits.bulletins import lay_out_bulletin, render_bulletin
from service.audits.comparing_runs import compare_runs
from service.audits.desk import AuditResults, ReviewedCluster
from service.audits.model import CauseAudit, LawMark, ReversalReason, ReversedCase
from service.audits.reversals import count_reversals
from service.audits.workbench import (
    Agreement,
    Reading,
    ReviewAnswer,
    ReviewReason,
    view_for,
)
from service.audits.workbooks import render_workbook
from service.divergence.model import Severity, Where
from service.reports.plain import render_plain
from service.web.divergence.audit_print import render_print
from tests.service.audits.made import AT, cluster, run_of

GOLDEN = Path(__file__).parents[2] / "golden" / "audit_bulletin.txt"
YES, NO = ReviewAnswer.DIVERGENT, ReviewAnswer.NOT_DIVERGENT


def reviewed(found, *answers):
    readings = [
        Reading(
            cluster_key=found.key,
            account_id=at,
            author=f"评查员{at}",
            answer=answer,
            reason=None if answer is YES else ReviewReason.KEY_FACTS,
            words="",
            at=AT,
        )
        for at, answer in enumerate(answers, 1)
    ]
    return ReviewedCluster(cluster=found, review=view_for(readings, account_id=0))


@pytest.fixture
def results():
    interest = replace(
        cluster("是否支持利息", votes=(6.0, 3.0), severity=Severity.SEVERE, n_pending=2),
        where=(Where.BETWEEN_COURTS, Where.SUPERIOR),
        law_marks=(
            LawMark(
                since=date(2026, 1, 10),
                law="某规定",
                before="不超过24%",
                after="不超过四倍",
                source="某规定第一条",
                is_sure=False,
            ),
        ),
        reversed_ids=("j00",),
    )
    clusters = (
        reviewed(interest, YES, YES),
        reviewed(cluster("保证方式", votes=(4.0, 2.0)), NO, YES, YES),
        reviewed(cluster("违约金"), NO, NO),
        reviewed(cluster("=1+1", cause="买卖合同纠纷"), YES),
        reviewed(cluster("诉讼时效", severity=Severity.EXPLAINED)),
    )
    reversed_cases = tuple(
        ReversedCase(
            judgment_id=f"j0{n}",
            court="云溪林区基层人民法院",
            cause="民间借贷纠纷",
            decided_on=date(2025, 11, 3),
            effect=Effectiveness.REVOKED,
            later_id=f"l{n}",
            later_court="吉林省松岭林区中级人民法院",
            reversed_on=date(2026, 1, 20),
            reason=reason,
        )
        for n, reason in enumerate((ReversalReason.LAW, ReversalReason.NEW_EVIDENCE))
    )
    run = run_of(date(2026, 1, 31), court="吉林省松岭林区中级人民法院")
    before = run_of(date(2025, 12, 31), run_id="r0", court="吉林省松岭林区中级人民法院")
    return AuditResults(
        run=run,
        causes=(
            CauseAudit(
                cause="民间借贷纠纷",
                n_judgments=40,
                n_positions=90,
                n_insufficient=3,
                clusters=(),
                reversed_cases=reversed_cases,
            ),
        ),
        clusters=clusters,
        before=before,
        changes=compare_runs(
            [each.cluster for each in clusters], [cluster("是否支持利息", votes=(6.0, 1.0))]
        ),
        agreement=Agreement(n=12, observed=0.75, kappa=0.48),
        reversals=count_reversals(reversed_cases, frozenset()),
        marks={},
    )


def test_the_bulletin_says_what_it_said(results, request):
    """A change of its words is a change for whoever reads it each month: a person looks at it."""
    told = render_plain(lay_out_bulletin(results))
    if not GOLDEN.exists():
        GOLDEN.write_text(told, "utf-8")
        pytest.fail(f"{GOLDEN.name} was written; look at it and run again")
    assert told == GOLDEN.read_text("utf-8")


def test_only_what_was_confirmed_stands_in_the_bulletin(results):
    told = render_plain(lay_out_bulletin(results))
    assert "是否支持利息" in told
    assert "保证方式" in told
    assert "违约金" not in told
    assert "诉讼时效" not in told
    assert "尚待复核1项" in told


@pytest.mark.parametrize("render", [render_bulletin, render_workbook, render_print])
def test_equal_results_give_equal_files(render, results):
    assert render(results) == render(results)


def test_a_cell_is_words_and_no_formula(results):
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(results)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_every_cluster_stands_in_the_workbook(results):
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(results)))
    keys = [row[0] for row in book["分歧点"].iter_rows(min_row=2, values_only=True)]
    assert keys == [each.cluster.key for each in results.clusters]


def test_the_printed_page_loads_nothing(results):
    page = render_print(results)
    assert page.count("<svg") >= 2 * len(results.reported)
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/", "")


def test_the_bulletin_can_be_opened(results):
    with zipfile.ZipFile(io.BytesIO(render_bulletin(results))) as archive:
        assert archive.testzip() is None
        assert "裁判尺度评查月通报" in archive.read("word/document.xml").decode()

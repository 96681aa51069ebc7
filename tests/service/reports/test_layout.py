"""A report as a person reads it: order, words, nothing empty, quotes whole."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.reports.blocks import Facts, Heading, Paragraph, Quotation, Table
from service.reports.content import quotes_of
from service.reports.layout import lay_out_report
from service.reports.phrases import UNTOLD
from service.reports.plain import render_plain
from service.reports.states import ReportState
from service.reports.vocabulary import Conclusion, FourClass, Part, SearchReason
from tests.architecture.sources import ROOT
from tests.service.papers import papers
from tests.service.reports.made import (
    content_of,
    guiding_case,
    imprint_for,
    pending_part,
    search_part,
)
from tests.service.reports.test_content import contents

GOLDEN = ROOT / "tests" / "golden" / "search_report.txt"
JUDGMENTS = papers()


def plain(content, **fields):
    imprint = imprint_for(content, **fields)
    return render_plain(lay_out_report(content, imprint))


def test_a_report_reads_as_the_golden_one():
    assert plain(content_of(JUDGMENTS)) == GOLDEN.read_text("utf-8")


def bare():
    """A report of which nearly nothing is told yet."""
    return content_of(
        JUDGMENTS,
        number="",
        court="",
        pending=pending_part(
            case_number="",
            cause="",
            parties=(),
            handling_judge="",
            panel=(),
            stage="",
            due_on=None,
            four_classes=(),
            facts="",
            issues=(),
            intended_provisions=(),
            intended_ruling="",
        ),
        search=search_part(
            reasons=(),
            searched_by="",
            responsible_judge="",
            started_at=None,
            ended_at=None,
            platforms=(),
            queries=(),
        ),
        tiers=(),
        recent_years="",
        cases=(),
        related=(),
        analysis=replace(
            content_of(JUDGMENTS).analysis, agreement="", positions=(), own_conflict=""
        ),
        party_cases=(),
        conclusions=(),
        conclusion_words="",
        annexes=(),
    )


@pytest.mark.parametrize("content", [content_of(JUDGMENTS), bare()], ids=["whole", "bare"])
def test_no_block_is_empty(content):
    for block in lay_out_report(content, imprint_for(content)):
        match block:
            case Paragraph():
                assert block.text.strip(), block
            case Heading():
                assert block.text.strip()
            case Facts():
                assert all(name.strip() and value.strip() for name, value in block.pairs)
            case Table():
                assert block.rows
                assert all(cell.strip() for row in block.rows for cell in row)
            case _:
                pass


def test_what_nobody_told_is_said_to_be_untold():
    assert plain(bare()).count(UNTOLD) >= 15


def test_each_part_opens_once_and_in_order():
    content = content_of(JUDGMENTS)
    opened = [
        block.part
        for block in lay_out_report(content, imprint_for(content))
        if isinstance(block, Heading) and block.opens and block.place == 0
    ]
    assert opened == list(Part)


def test_each_row_has_a_cell_for_each_column():
    content = content_of(JUDGMENTS)
    for block in lay_out_report(content, imprint_for(content)):
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} == {len(block.columns)}


@pytest.mark.parametrize(
    ("vocabulary", "chosen"),
    [
        (FourClass, lambda c, each: replace(c, pending=pending_part(four_classes=(each,)))),
        (SearchReason, lambda c, each: replace(c, search=search_part(reasons=(each,)))),
        (Conclusion, lambda c, each: replace(c, conclusions=(each,))),
    ],
)
def test_what_is_chosen_is_ticked_and_nothing_else(vocabulary, chosen):
    content = content_of(JUDGMENTS, search=search_part(reasons=()), conclusions=())
    content = replace(content, pending=pending_part(four_classes=(FourClass.MAJOR,)))
    for each in vocabulary:
        text = plain(chosen(content, each))
        assert text.count("■") == (1 if vocabulary is FourClass else 2)


@pytest.mark.parametrize("state", ReportState)
def test_a_report_says_whether_it_is_signed(state):
    content = content_of(JUDGMENTS)
    text = plain(content, state=state)
    is_signed = state in {ReportState.SIGNED, ReportState.SUBMITTED, ReportState.ARCHIVED}
    assert ("未经承办法官签名" in text) is not is_signed
    assert ("承办法官（对真实性、准确性负责）：王法官\n2026年3月2日" in text) is is_signed


def test_an_older_version_says_which_one_stands():
    content = content_of(JUDGMENTS)
    imprint = replace(imprint_for(content), superseded_by=3)
    assert "现行为第3版" in render_plain(lay_out_report(content, imprint))


def test_what_is_typed_by_hand_is_not_shown_as_a_quote():
    text = plain(content_of(JUDGMENTS, n_cases=1, cases=(guiding_case(),)))
    assert "裁判要点（人工录入，非本系统引文）：醉酒驾驶机动车" in text


@settings(max_examples=30, deadline=None)
@given(contents())
def test_every_quote_is_printed_whole_and_none_beside_those_of_the_content(content):
    blocks = lay_out_report(content, imprint_for(content))
    shown = [block.quote for block in blocks if isinstance(block, Quotation)]
    assert sorted(map(repr, shown)) == sorted(map(repr, quotes_of(content)))


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_words_make_a_report_unprintable(text):
    content = content_of(JUDGMENTS, court=text, conclusion_words=text, recent_years=text)
    assert plain(content)

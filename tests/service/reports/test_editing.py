"""Forms write the judge's own words, and nothing else of a report changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import ReportContentError
from service.pending.search_model import ResponsePlace
from service.reports.codec import encode_content
from service.reports.content import CaseUse, quotes_of
from service.reports.editing import LONGEST_WORDS, with_words
from service.reports.vocabulary import Conclusion, Part, SearchReason, Use, WhyNot
from service.web.reports.report_view import form_of_part
from tests.service.papers import papers
from tests.service.reports.made import content_of

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OUTSIDE = {
    "platform": ["人民法院案例库"],
    "coverage": ["全部入库案例"],
    "tiers": ["reference", "guiding"],
    "day": ["2026-02-27"],
    "method": ["关键词检索"],
    "words": ["醉酒驾驶 缓刑"],
    "n_hits": ["3"],
    "found": ["2023-06-1-055-001，情节不同，不是类案"],
}
CONTENT = with_words(content_of(papers()), Part.OUTSIDE, OUTSIDE, author="周助理", now=NOW)
FORMS = [
    (Part.PENDING, 0),
    (Part.SEARCH, 0),
    (Part.OUTSIDE, 0),
    (Part.OUTSIDE, 1),
    (Part.ANALYSIS, 0),
    (Part.CONCLUSION, 0),
    *((Part.CASES, place) for place in range(1, 5)),
    *((Part.USES, place) for place in range(1, 4)),
    (Part.PARTY_CASES, 1),
]


def values_of(part, place, content=CONTENT):
    """What a browser sends back when nobody touches a form."""
    return {
        field.name: [member.value for member, is_chosen in field.options if is_chosen]
        if field.options
        else [field.value.replace("\n", "\r\n")]
        for field in form_of_part(content, part, place)
    }


def touched(part, fields, place):
    return with_words(
        CONTENT, part, fields, author="王法官", now=NOW + timedelta(days=1), place=place
    )


@pytest.mark.parametrize(("part", "place"), FORMS)
def test_a_form_that_nobody_touches_changes_nothing(part, place):
    assert values_of(part, place)
    assert touched(part, values_of(part, place), place) == CONTENT


@pytest.mark.parametrize(("part", "place"), FORMS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_whatever_is_written_what_was_found_stays(part, place, data):
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    written = {
        field.name: data.draw(
            st.lists(st.sampled_from([member.value for member, _ in field.options]), max_size=2)
            if field.options
            else st.lists(words, max_size=1)
        )
        for field in form_of_part(CONTENT, part, place)
    }
    try:
        changed = touched(part, written, place)
    except ReportContentError:
        assert part is Part.OUTSIDE
        return
    assert list(quotes_of(changed)) == list(quotes_of(CONTENT))
    own = [each for each in changed.search.queries if each.statement is None]
    assert own == [each for each in CONTENT.search.queries if each.statement is None]
    assert changed.tiers == CONTENT.tiers
    assert changed.related == CONTENT.related
    assert [(case.tier, case.effect, case.verdict) for case in changed.cases] == [
        (case.tier, case.effect, case.verdict) for case in CONTENT.cases
    ]
    assert encode_content(changed)


def written(part, place=0, **fields):
    return touched(part, {**values_of(part, place), **fields}, place)


def test_words_of_the_pending_case_are_written():
    changed = written(
        Part.PENDING, facts=[" 案情\r\n甲\x00 "], issues=["一\r\n\r\n 二 "], provisions=["刑法"]
    )
    assert changed.pending == replace(
        CONTENT.pending,
        facts="案情\n甲",
        issues=("一", "二"),
        intended_provisions=("刑法",),
    )


def test_reasons_are_chosen_in_their_order():
    changed = written(Part.SEARCH, reasons=["case_library", "discussion"])
    assert changed.search.reasons == (SearchReason.DISCUSSION, SearchReason.CASE_LIBRARY)
    assert changed.search.platforms == CONTENT.search.platforms


def test_analysis_and_conclusion_are_written():
    changed = written(Part.ANALYSIS, agreement=["一致"], own_conflict=["冲突"])
    assert (changed.analysis.agreement, changed.analysis.own_conflict) == ("一致", "冲突")
    changed = written(Part.CONCLUSION, conclusions=["committee", "conference"], words=["报请"])
    assert changed.conclusions == (Conclusion.CONFERENCE, Conclusion.COMMITTEE)
    assert changed.conclusion_words == "报请"


@pytest.mark.parametrize(
    ("fields", "use"),
    [
        ({"use": [""]}, None),
        (
            {"use": ["followed"], "analysis": ["同"]},
            CaseUse(use=Use.FOLLOWED, why_not=None, analysis="同"),
        ),
        (
            {"use": ["not_followed"], "why_not": ["new_law"], "analysis": ["新法"]},
            CaseUse(use=Use.NOT_FOLLOWED, why_not=WhyNot.NEW_LAW, analysis="新法"),
        ),
        # A reason not to follow that is left behind says nothing of a case that is followed.
        (
            {"use": ["consulted"], "why_not": ["new_law"], "analysis": [""]},
            CaseUse(use=Use.CONSULTED, why_not=None, analysis=""),
        ),
    ],
)
def test_what_is_made_of_a_case_is_written(fields, use):
    changed = written(Part.USES, 2, **fields)
    assert changed.cases[1].use == use
    assert changed.cases[0] == CONTENT.cases[0]


def test_an_answer_to_a_party_is_written():
    changed = written(Part.PARTY_CASES, 1, response_place=["explanation"], answer=["已释明"])
    (case,) = changed.party_cases
    assert (case.response_place, case.answer) == (ResponsePlace.EXPLANATION, "已释明")


@pytest.mark.parametrize(
    ("part", "place", "fields"),
    [
        (Part.TIERS, 0, {}),
        (Part.RELATED, 0, {}),
        (Part.OUTSIDE, 2, OUTSIDE),
        (Part.OUTSIDE, 0, {**OUTSIDE, "platform": [" "]}),
        (Part.OUTSIDE, 0, {**OUTSIDE, "tiers": []}),
        (Part.OUTSIDE, 0, {**OUTSIDE, "day": ["昨天"]}),
        (Part.OUTSIDE, 0, {**OUTSIDE, "day": ["2026-03-04"]}),
        (Part.OUTSIDE, 0, {**OUTSIDE, "n_hits": ["-1"]}),
        (Part.OUTSIDE, 0, {**OUTSIDE, "n_hits": ["٣"]}),
        (Part.OUTSIDE, 0, {**OUTSIDE, "found": [""]}),
        (Part.USES, 0, {}),
        (Part.USES, 5, {}),
        (Part.CASES, 99, {}),
        (Part.PARTY_CASES, 2, {}),
        (Part.CONCLUSION, 0, {"conclusions": ["acquit"]}),
        (Part.USES, 1, {"use": ["maybe"]}),
        (Part.PENDING, 0, {"facts": ["长" * (LONGEST_WORDS + 1)]}),
    ],
)
def test_what_cannot_be_written_is_refused(part, place, fields):
    with pytest.raises(ReportContentError) as refusal:
        touched(part, fields, place)
    assert all(refusal.value.problems)

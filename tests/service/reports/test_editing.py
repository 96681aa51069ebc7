"""Forms write the judge's own words, and nothing else of a report changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import ReportContentError
from service.pending.search_model import ResponsePlace
from service.reports.codec import encode_content
from service.reports.content import CaseUse, quotes_of
from service.reports.editing import LONGEST_WORDS, with_words
from service.reports.vocabulary import Conclusion, Part, SearchReason, Use, WhyNot
from service.web.report_view import form_of_part
from tests.service.papers import papers
from tests.service.reports.made import content_of

CONTENT = content_of(papers())
FORMS = [
    (Part.PENDING, 0),
    (Part.SEARCH, 0),
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


@pytest.mark.parametrize(("part", "place"), FORMS)
def test_a_form_that_nobody_touches_changes_nothing(part, place):
    assert values_of(part, place)
    assert with_words(CONTENT, part, values_of(part, place), place=place) == CONTENT


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
    changed = with_words(CONTENT, part, written, place=place)
    assert list(quotes_of(changed)) == list(quotes_of(CONTENT))
    assert changed.search.queries == CONTENT.search.queries
    assert changed.tiers == CONTENT.tiers
    assert changed.related == CONTENT.related
    assert [(case.tier, case.effect, case.verdict) for case in changed.cases] == [
        (case.tier, case.effect, case.verdict) for case in CONTENT.cases
    ]
    assert encode_content(changed)


def written(part, place=0, **fields):
    return with_words(CONTENT, part, {**values_of(part, place), **fields}, place=place)


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


def test_a_platform_is_added_by_hand_and_reasons_are_chosen():
    changed = written(
        Part.SEARCH,
        platform=["中国裁判文书网"],
        coverage=["检索到2件"],
        reasons=["case_library", "discussion"],
    )
    assert changed.search.platforms[:-1] == CONTENT.search.platforms
    added = changed.search.platforms[-1]
    assert (added.name, added.coverage, added.is_by_hand) == ("中国裁判文书网", "检索到2件", True)
    assert changed.search.reasons == (SearchReason.DISCUSSION, SearchReason.CASE_LIBRARY)


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
        with_words(CONTENT, part, fields, place=place)
    assert all(refusal.value.problems)

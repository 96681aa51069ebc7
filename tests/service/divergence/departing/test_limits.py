from datetime import date

import pytest

from service.divergence.departing.custody import Whereabouts, custody_in
from service.divergence.departing.limits import is_below_custody, leaves_frame
from service.divergence.departing.probation import signs_of_custody
from service.divergence.departing.weights import shipped_weights
from service.divergence.departures import departures_of
from tests.service.divergence.papers import case_of, loan, theft

_DECIDED = date(2017, 3, 1)


def _held(text, words):
    """Return a judgment of 1 March 2017 that says in its head where the accused was."""
    text = text.replace(
        "被告人赵某。经", f"被告人赵某，男，1980年1月1日出生。{words}\n经审理终结。经"
    )
    return case_of(f"{text}\n审判员 钱某\n二〇一七年三月一日\n书记员 孙某").judgment


@pytest.mark.parametrize(
    ("words", "where", "months"),
    [
        ("2016年9月1日被刑事拘留，同年9月15日被逮捕，现羁押于某看守所。", "held", 5.9),
        ("因本案于2016年9月1日被取保候审。", "at_large", None),
        ("2016年1月5日被刑事拘留，同月9日被取保候审，2017年1月1日被逮捕。", "held", 1.9),
        ("2016年1月5日被行政拘留五日，2016年9月1日被逮捕。", "held", 5.9),
        ("2016年2月30日被刑事拘留，现羁押于某看守所。", "held", None),
        ("2001年1月1日被逮捕。", "held", None),
        ("现羁押于某看守所。", "held", None),
        ("无业，住某县。", None, None),
    ],
)
def test_the_head_tells_where_an_accused_was_and_since_when(words, where, months):
    found = custody_in(words, _DECIDED)

    assert (found and found.where) == (where and Whereabouts(where))
    assert (found and found.months) == months


def test_without_the_day_of_the_decision_no_months_are_told():
    found = custody_in("2016年9月1日被逮捕。", None)

    assert found is not None
    assert found.months is None


@pytest.mark.parametrize(
    ("term", "more", "leaves"),
    [
        ("有期徒刑一年", "", False),
        ("有期徒刑五年", "", True),
        ("有期徒刑五年", "曾故意犯罪，属其他严重情节。", False),
    ],
)
def test_a_term_beyond_the_frame_of_its_grade_leaves_it(term, more, leaves):
    assert leaves_frame(case_of(theft(1, term=term, more=more)).judgment) is leaves


@pytest.mark.parametrize(("more", "leaves"), [("", True), ("系从犯，予以减轻处罚。", False)])
def test_below_the_frame_is_right_only_where_the_court_mitigates(more, leaves):
    text = theft(1, more=more).replace("数额较大", "数额巨大")

    assert leaves_frame(case_of(text).judgment) is leaves


def test_without_a_provision_of_terms_nothing_is_left():
    assert not leaves_frame(case_of(theft(1, article="第六十七条")).judgment)
    assert not is_below_custody(case_of(theft(1)).judgment)


@pytest.mark.parametrize(("term", "is_below"), [("拘役四个月", True), ("有期徒刑一年", False)])
def test_a_term_shorter_than_custody_is_told(term, is_below):
    words = "2016年9月1日被逮捕，现羁押于某看守所。"

    assert is_below_custody(_held(theft(1, term=term), words)) is is_below


@pytest.mark.parametrize(
    ("words", "term", "signs"),
    [
        ("2016年9月1日被逮捕。", "有期徒刑一年，缓刑一年", (1.0, 0.0)),
        ("2016年9月1日被逮捕。", "有期徒刑一年", (0.0, 0.0)),
        ("2016年9月1日被取保候审。", "有期徒刑一年", (0.0, 1.0)),
        ("无业。", "有期徒刑一年", (0.0, 0.0)),
    ],
)
def test_probation_out_of_custody_and_prison_from_bail_are_signs(words, term, signs):
    found = signs_of_custody(_held(theft(1, term=term), words))

    assert (found["held"], found["at_large"]) == signs


def test_a_civil_judgment_has_no_term_to_leave():
    judgment = case_of(loan(1)).judgment

    assert not leaves_frame(judgment)
    assert signs_of_custody(judgment) == {"held": 0.0, "at_large": 0.0}


def test_a_term_beyond_the_frame_weighs_more_than_one_within():
    others = [case_of(theft(number, term="有期徒刑三年")) for number in range(1, 5)]

    def score(more):
        draft = case_of(theft(9, term="有期徒刑五年", more=more), is_draft=True)
        found = departures_of(draft, others)
        return {each.topic: each.score(shipped_weights()) for each in found}["term"]

    assert score("属其他严重情节。") < score("")

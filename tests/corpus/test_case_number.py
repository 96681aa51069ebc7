import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.case_number import (
    CaseNumber,
    find_case_numbers,
    find_withheld_number,
    read_case_number,
    repair_case_number,
)
from corpus.errors import CaseNumberError

FORMS = [
    # (printed, canonical, court code, type code)
    ("（2023）京01民终1号", "（2023）京01民终1号", "京01", "民终"),
    ("(2017）粤0305民初12号", "（2017）粤0305民初12号", "粤0305", "民初"),  # mixed brackets
    ("〔2016〕浙民申8号", "（2016）浙民申8号", "浙", "民申"),  # high court: no digits
    ("[2018]苏 02 刑更 12 号", "（2018）苏02刑更12号", "苏02", "刑更"),  # blanks inside
    ("（2022）最高法知民终1号", "（2022）最高法知民终1号", "最高法", "民终"),  # specialty code
    ("（2016）粤03民辖终3827、3828号", "（2016）粤03民辖终3827、3828号", "粤03", "民辖终"),  # list
    (
        "（2016）粤03民辖终18775-18776号之一",
        "（2016）粤03民辖终18775-18776号之一",
        "粤03",
        "民辖终",
    ),
    (
        "（2016）粤03民终18775－18776号",
        "（2016）粤03民终18775-18776号",
        "粤03",
        "民终",
    ),  # wide dash
    ("（2020）吉75执恢3号之三", "（2020）吉75执恢3号之三", "吉75", "执恢"),
    ("（2020）兵06刑初1号", "（2020）兵06刑初1号", "兵06", "刑初"),
    (
        "（2016）青0104刑初字246号",
        "（2016）青0104刑初246号",
        "青0104",
        "刑初",
    ),  # old 字 in new form
    ("（2016）湘0124刑初第5号", "（2016）湘0124刑初5号", "湘0124", "刑初"),
    ("（2017）0704刑初160号", "（2017）0704刑初160号", "0704", "刑初"),  # province left out
    ("（2014）民一终字第174号", "（2014）民一终字第174号", "", "民一终"),  # the supreme court's own
    ("（2015）一中民保字第7号之一", "（2015）一中民保字第7号之一", "一中", "民保"),
    ("（2015）海行民初字第5号", "（2015）海行民初字第5号", "海行", "民初"),
    ("（2016）深福法行初字第5号", "（2016）深福法行初字第5号", "深福法", "行初"),
    ("（2014）鄂广水行非审字第00059号", "（2014）鄂广水行非审字第59号", "鄂广水", "行非审"),
    ("（2015）刑立他字第26-1号", "（2015）刑立他字第26-1号", "", "刑立他"),  # branch number
    (
        "（2013）浙刑一终字第3号",
        "（2013）浙刑一终字第3号",
        "浙",
        "刑一终",
    ),  # old form with a province
    ("（2012）商刑初字第9号", "（2012）商刑初字第9号", "商", "刑初"),  # 商 is a county, not 商事
    ("（2014）闵刑（知）初字第64号", "（2014）闵刑（知）初字第64号", "闵", "刑（知）初"),
    ("（２０１５）辽01民终12号", "（2015）辽01民终12号", "辽01", "民终"),  # full-width digits
    ("（2021）川15民终12号之二十一", "（2021）川15民终12号之二十一", "川15", "民终"),
]


@pytest.mark.parametrize(("printed", "canonical", "court", "kind"), FORMS)
def test_every_form_is_read_and_printed_in_one_form(printed, canonical, court, kind):
    number = read_case_number(printed)
    assert (str(number), number.court_code, number.type_code) == (canonical, court, kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023京01民终1号",  # no brackets
        "（2023）第1号",  # no sign
        "（2023）京01民终号",  # no serial
        "（2013）沪东证经字第9号",  # a notary's
        "（2015）穗劳人仲案字第1号",  # an arbitrator's
        "（2018）粤01民终1号判决",  # words behind
        "（1823）京01民终1号",  # no such year
    ],
)
def test_what_is_no_case_number_is_refused(text):
    with pytest.raises(CaseNumberError) as refusal:
        read_case_number(text)
    assert refusal.value.text == text


NEW = st.builds(
    CaseNumber,
    year=st.integers(2016, 2099),
    court_code=st.sampled_from(["京", "吉75", "粤0305", "最高法", "兵06", "新40"]),
    type_code=st.sampled_from(["民初", "刑终", "行申", "执恢", "民辖终", "民特监", "刑更"]),
    serial=st.integers(1, 99999).map(str)
    | st.lists(st.integers(1, 999).map(str), min_size=2, max_size=4).map("、".join),
    suffix=st.integers(0, 999),
)
OLD = st.builds(
    CaseNumber,
    year=st.integers(1985, 2015),
    court_code=st.sampled_from(["", "深福法", "一中", "鄂广水", "温乐", "浙杭"]),
    type_code=st.sampled_from(["民一终", "刑初", "行非审", "民保", "刑二终", "商初"]),
    serial=st.tuples(st.integers(1, 999), st.integers(1, 99)).map(lambda p: f"{p[0]}-{p[1]}"),
    suffix=st.integers(0, 99),
    is_old_form=st.just(True),
)


@given(NEW | OLD)
def test_reading_what_was_printed_gives_the_same_number(number):
    assert read_case_number(str(number)) == number


def test_numbers_are_found_in_running_text_with_their_words():
    text = "上诉人不服（2020）京0105民初1号民事判决及(2019）京0105民初23号之一裁定，（2012）第18037号决定"
    found = find_case_numbers(text)
    assert [item.span.of(text) for item in found] == [
        "（2020）京0105民初1号",
        "(2019）京0105民初23号之一",
    ]
    assert found[1].value.suffix == 1


def test_numbers_that_share_year_and_sign_are_all_found():
    text = "不服（2020）京01民终12号、第13号之一和15号判决"
    found = find_case_numbers(text)
    assert [str(item.value) for item in found] == [
        "（2020）京01民终12号",
        "（2020）京01民终13号之一",
        "（2020）京01民终15号",
    ]
    assert found[2].span.of(text) == "15号"


@pytest.mark.parametrize(
    "text",
    [
        "沪浦检刑诉〔2023〕3191号起诉书",  # prosecutor's
        "临计生征字（2012）第18037号决定",  # office's
        "国土资函［2004］574号",
        "（2014）沪徐证经字第1234号公证书",
        "京价鉴（2015）88号",
    ],
)
def test_numbers_of_other_offices_are_left_out(text):
    assert find_case_numbers(text) == ()


def test_a_masked_number_is_withheld():
    text = "（2015）×刑初字第×号"
    assert find_withheld_number(text, 0, len(text)).span.of(text) == text


def test_a_full_number_is_not_withheld():
    text = "（2015）一刑初字第12号"
    assert find_withheld_number(text, 0, len(text)) is None


@pytest.mark.parametrize("text", ["2018）湘0422刑初269号", "2017云06刑初106号"])
def test_a_number_that_lost_a_bracket_is_repaired_in_the_head(text):
    found = repair_case_number(text, 0, len(text))
    assert found.rule == "case_number:repaired"
    assert str(found.value).startswith("（201")


@pytest.mark.parametrize(
    "unit", ["（2020）", "（2020）京01民初1、", "1、", "（2020）一", "字第", "（2020）京01民初1-1"]
)
def test_time_stays_linear(unit):
    started = time.process_time()
    find_case_numbers(unit * (400_000 // len(unit)))
    assert time.process_time() - started < 4

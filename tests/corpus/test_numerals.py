import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NumeralError
from corpus.numerals import (
    Duration,
    find_amounts,
    find_dates,
    find_durations,
    find_ratios,
    money,
    read_amount,
    read_date,
    read_decimal,
    read_duration,
    read_number,
    read_ratio,
    write_amount,
    write_date,
    write_duration,
    write_number,
)
from corpus.spans import Extracted, Unreadable, Withheld

CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二百六十四", 264),
        ("一百三十三", 133),
        ("十", 10),
        ("十五", 15),  # no figure before 十
        ("一百十五", 115),  # nor inside
        ("一百〇八", 108),
        ("一百○八", 108),  # the geometric circle
        ("二〇一八", 2018),  # by place
        ("二○一八", 2018),
        ("三〇五", 305),
        ("两千", 2000),
        ("廿一", 21),
        ("一千零五十", 1050),
        ("三千〇五", 3005),
        ("壹拾贰万叁仟肆佰伍拾陆", 123456),  # 大写
        ("贰佰萬", 2000000),
        ("一万零五百", 10500),
        ("一亿二千万", 120000000),
        ("二十万亿", 20 * 10**12),
        ("71.4万", 714000),
        ("2亿3000万", 230000000),
        ("3万5千", 35000),
        ("3万零5", 30005),
        ("１２３", 123),  # full width
        ("1,234,567", 1234567),
        ("3，000", 3000),  # full-width comma in the thousands
        ("0", 0),
        ("零", 0),
    ],
)
def test_numbers_are_read(text, expected):
    assert read_number(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三百五",  # 305 or 350
        "一万五",
        "3万5",
        "百",
        "十百",
        "一百二百",
        "三百〇",
        "〇五十",
        "1,23",  # no thousands group
        "1.2.3",
        "3.5",  # no whole number
        "五五十",
        "万",
        "一万二万",
        "3万2亿",
        "十年",
        "甲",
        "九" * 30,
    ],
)
def test_what_can_be_meant_in_two_ways_or_none_is_refused(text):
    with pytest.raises(NumeralError, match="expected forms like"):
        read_number(text)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_written_number_reads_back(number):
    assert read_number(write_number(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_in_capitals_and_with_groups_reads_back(number):
    assert read_number(write_number(number).translate(CAPITALS)) == number
    assert read_number(f"{number:,}") == number


@given(st.integers(min_value=0, max_value=9999), st.sampled_from(["", "万", "亿"]))
def test_decimals_with_a_unit_are_exact(hundredths, unit):
    factor = {"": 1, "万": 10**4, "亿": 10**8}[unit]
    text = f"{hundredths // 100}.{hundredths % 100:02d}{unit}"
    assert read_decimal(text) == Decimal(hundredths) * factor / 100


@given(st.text(alphabet="〇一二两十百千万亿点1.0,", max_size=12))
def test_any_mixture_is_a_number_or_refused(text):
    try:
        number = read_decimal(text)
    except NumeralError:
        return
    assert number >= 0
    assert number == number.normalize()


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("四千元", 400000),
        ("人民币三万元", 3000000),
        ("1,234.56元", 123456),
        ("3，000元", 300000),
        ("71.4万元", 71400000),
        ("壹拾贰万叁仟肆佰伍拾陆元柒角捌分", 12345678),
        ("五万元整", 5000000),
        ("￥3000.00元", 300000),
        ("5元5角", 550),
        ("1.5亿元", 15000000000),
        ("10万余元", 10000000),
        ("100元", 10000),
    ],
)
def test_amounts_are_fen(text, fen):
    assert read_amount(text) == fen


@pytest.mark.parametrize("text", ["三百", "500美元", "一万五元", "1.234元", "元", ""])
def test_what_is_no_amount_in_yuan_is_refused(text):
    with pytest.raises(NumeralError):
        read_amount(text)


def test_amounts_are_found_with_their_words():
    text = "并处罚金人民币二千元；赔偿医疗费1,500.5元、误工费约2万余元，另有300美元和一万五元。"
    found = find_amounts(text)
    assert [f.span.of(text) for f in found] == ["二千元", "1,500.5元", "2万余元", "一万五元"]
    assert [f.value if isinstance(f, Extracted) else None for f in found] == [
        200000,
        150050,
        2000000,
        None,
    ]
    assert found[2].rule == "amount:about"
    assert isinstance(found[3], Unreadable)


@given(st.integers(min_value=0, max_value=10**13))
def test_a_written_amount_reads_back(fen):
    assert read_amount(write_amount(fen)) == fen
    (found,) = find_amounts(f"处罚金人民币{write_amount(fen)}。")
    assert isinstance(found, Extracted)
    assert found.value == fen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇一八年五月七日", date(2018, 5, 7)),
        ("二○一八年十月二十五日", date(2018, 10, 25)),
        ("二零一九年十二月三十一日", date(2019, 12, 31)),
        ("二０一八年一月二日", date(2018, 1, 2)),  # full-width Arabic zero
        ("二0一八年一月二日", date(2018, 1, 2)),
        ("二O一八年一月二日", date(2018, 1, 2)),  # Latin letter
        ("二\u041e一八年一月二日", date(2018, 1, 2)),  # Cyrillic letter
        ("二Ｏ一八年一月二日", date(2018, 1, 2)),
        ("一九九八年元月三十日", date(1998, 1, 30)),
        ("二〇二一年十二月廿一日", date(2021, 12, 21)),
        ("2018年5月7日", date(2018, 5, 7)),
        ("２０１８年０５月０７日", date(2018, 5, 7)),
        ("2018 年 5 月 7 日", date(2018, 5, 7)),
        ("二〇一八年 五月 七日", date(2018, 5, 7)),
        ("2018年5月7号", date(2018, 5, 7)),
        ("2018-05-07", date(2018, 5, 7)),
        ("2018.5.7", date(2018, 5, 7)),
        ("2018/5/7", date(2018, 5, 7)),
    ],
)
def test_dates_are_read(text, expected):
    assert read_date(text) == expected


@pytest.mark.parametrize("text", ["2018年5月", "2018年2月30日", "二〇一八年", "5月7日", ""])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NumeralError):
        read_date(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_reads_back(day):
    assert read_date(write_date(day)) == day
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day


def test_dates_are_found_withheld_or_unreadable():
    text = "2018年5月7日立案，20××年×月×日开庭，2018年13月1日补充，2018年5月的账"
    found = find_dates(text)
    assert [type(f) for f in found] == [Extracted, Withheld, Unreadable]
    assert [f.span.of(text) for f in found] == ["2018年5月7日", "20××年×月×日", "2018年13月1日"]


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("一年六个月", 18, 0),
        ("一年六月", 18, 0),  # 个 is often left out
        ("十五日", 0, 15),
        ("3年", 36, 0),
        ("半年", 6, 0),
        ("一年半", 18, 0),
        ("四个月十五日", 4, 15),
        ("4个月零15天", 4, 15),
        ("十一年", 132, 0),
        ("两年零三个月", 27, 0),
        ("一年又六个月", 18, 0),
    ],
)
def test_durations_are_read(text, months, days):
    assert read_duration(text) == Duration(months=months, days=days)


@pytest.mark.parametrize("text", ["", "2018年", "年", "六", "三百五日"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(NumeralError):
        read_duration(text)


@given(st.integers(min_value=0, max_value=300), st.integers(min_value=0, max_value=99))
def test_a_written_duration_reads_back(months, days):
    duration = Duration(months=months, days=days)
    assert read_duration(write_duration(duration)) == duration


def test_dates_are_not_taken_for_durations():
    text = "2018年5月7日至2019年6月，六月间共三年两个月"
    assert [f.span.of(text) for f in find_durations(text)] == ["三年两个月"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24%", Fraction(24, 100)),
        ("15.4％", Fraction(154, 1000)),
        ("百分之三十", Fraction(3, 10)),
        ("百分之十五点四", Fraction(154, 1000)),
        ("千分之三", Fraction(3, 1000)),
        ("万分之五", Fraction(5, 10000)),
        ("3‰", Fraction(3, 1000)),
        ("三分之二", Fraction(2, 3)),
        ("三成", Fraction(3, 10)),
        ("一成二", Fraction(3, 25)),
        ("二成半", Fraction(1, 4)),
    ],
)
def test_shares_are_exact(text, expected):
    assert read_ratio(text) == expected


@given(st.integers(min_value=0, max_value=10**6))
def test_a_percentage_reads_back(thousandths):
    assert read_ratio(f"{thousandths // 1000}.{thousandths % 1000:03d}%") == Fraction(
        thousandths, 10**5
    )


def test_shares_are_found():
    text = "承担70%的责任，其余由被告承担三分之一，违约金按日万分之五计算，共30元"
    assert [f.span.of(text) for f in find_ratios(text)] == ["70%", "三分之一", "万分之五"]


@pytest.mark.parametrize(
    "text",
    [
        "1" * 60_000,
        "一" * 60_000,
        "1," * 30_000,
        "1,000" * 12_000,
        "一年" * 30_000,
        "二〇一八年 " * 9000,
    ],
)
@pytest.mark.timeout(10)
def test_long_runs_cost_linear_time(text):
    for find in (find_amounts, find_dates, find_durations, find_ratios):
        assert isinstance(find(text), tuple)


@given(
    st.lists(
        st.sampled_from(
            [*"¥￥ 12０，,.．点一二十百千万萬亿零〇余多元圆块角分整钱甲、", "分钱", "五百"]
        ),
        max_size=16,
    ).map("".join)
)
def test_amounts_begin_where_a_look_at_every_place_finds_them(text):
    everywhere = re.compile(money._AMOUNT.pattern.removeprefix(money.BEGINS))
    met = [match.span() for match in money._AMOUNT.finditer(text)]
    assert met == [match.span() for match in everywhere.finditer(text)]

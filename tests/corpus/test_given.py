from datetime import date

from corpus.document_kind import read_head
from corpus.given import fill_date, fill_head
from corpus.spans import Ambiguous, Extracted, Span, Withheld, value_of

TEXT = "本院受理（2020）苏0106民初1号一案，江苏省南京市鼓楼区人民法院于二〇二〇年三月五日裁定准许。"


def test_what_the_head_says_is_never_overruled():
    text = "江苏省南京市鼓楼区人民法院\n民事裁定书\n（2020）苏0106民初1号\n（2020）苏0106民初2号"
    head = read_head(text)
    assert fill_head(head, text, {"case_number": "（2020）苏0106民初2号"}) is head


def test_a_given_number_is_used_with_the_words_that_say_it():
    head = fill_head(read_head(TEXT), TEXT, {"case_number": "(2020)苏0106民初1号"})
    assert head.case_number.span.of(TEXT) == "（2020）苏0106民初1号"


def test_a_given_number_that_the_text_does_not_hold_is_dropped():
    head = fill_head(read_head(TEXT), TEXT, {"case_number": "（2020）苏0106民初9号"})
    assert head.case_number is None


def test_a_given_number_that_is_none_is_dropped():
    assert fill_head(read_head(TEXT), TEXT, {"case_number": "无"}).case_number is None


def test_a_given_court_is_used_when_the_text_names_it():
    head = fill_head(read_head(TEXT), TEXT, {"court": "江苏省南京市鼓楼区人民法院"})
    assert head.court.rule == "given:court"


def test_a_given_court_settles_a_choice():
    text = "江苏省高级人民法院\n刑事判决书\n（2019）粤刑终12号\n"
    head = fill_head(read_head(text), text, {"court": "江苏省高级人民法院"})
    assert value_of(head.court).name == "江苏省高级人民法院"


def test_a_third_court_settles_nothing():
    text = "江苏省高级人民法院\n刑事判决书\n（2019）粤刑终12号\n"
    head = fill_head(read_head(text), text, {"court": "浙江省高级人民法院"})
    assert isinstance(head.court, Ambiguous)


def test_a_given_day_fills_a_missing_one():
    for printed in ("2020-03-05", "2020年3月5日"):
        assert value_of(fill_date(None, TEXT, {"decided_on": printed})) == date(2020, 3, 5)


def test_a_given_day_that_the_text_does_not_hold_is_dropped():
    assert fill_date(None, TEXT, {"decided_on": "2020-03-06"}) is None
    assert fill_date(None, TEXT, {"decided_on": "昨天"}) is None


def test_read_and_withheld_days_stay():
    for reading in (Extracted(date(2020, 1, 1), Span(0, 1), "x"), Withheld(Span(0, 1), "x")):
        assert fill_date(reading, TEXT, {"decided_on": "2020-03-05"}) is reading

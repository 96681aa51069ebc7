"""What is lost in the text is not read without it: unreadable, not stated and withheld differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.holes import HOLES, HOLES_IN_NAMES, has_hole
from corpus.judgment import CaseType, DocumentKind, Judgment, RawJudgment, SourceRecord
from corpus.numerals import find_amounts
from corpus.numerals.durations import duration_at
from corpus.reading import read_judgment
from corpus.spans import Extracted, Unreadable, Withheld, value_of

PAPER = """河北省南宫市人民法院
民事判决书
（2019）冀0581民初7号
原告张三，男。
被告李四，男。
原告张三诉被告李四民间借贷纠纷一案，本院受理后，依法审理了本案，现已审理终结。
经审理查明，被告借款一万元未还。
本院认为，应予支持。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：
被告李四于本判决生效之日起十日内归还原告借款一万元。
如不服本判决，可在判决书送达之日起十五日内上诉于河北省邢台市中级人民法院。
审判员　王五
二〇一九年十二月一日
书记员　赵六
"""


def read(old: str = "", new: str = "", *, text: str = PAPER) -> Judgment:
    assert old in text
    raw = RawJudgment(
        text=text.replace(old, new, 1) if old else text,
        source=SourceRecord(name="s", place="p", format="text"),
    )
    judgment = read_judgment(raw, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    return judgment


@pytest.mark.parametrize(
    ("field", "old", "new", "kind", "words"),
    [
        ("court", "河北省南宫市人民法院", "河北省□□市人民法院", Unreadable, "河北省□□市人民法院"),
        ("court", "河北省南宫市人民法院", "河北省南宫市人民□院", Unreadable, "河北省南宫市人民□院"),
        ("court", "南宫市人民法院", "？？？人民法院", Unreadable, "河北省？？？人民法院"),
        ("court", "河北省南宫市人民法院", "××县人民法院", Withheld, "××县人民法院"),
        ("court", "河北省南宫市人民法院", "", None, ""),
        ("case_number", "民初7号", "民初□号", Unreadable, "（2019）冀0581民初□号"),
        ("case_number", "民初7号", "民初×号", Withheld, "（2019）冀0581民初×号"),
        ("case_number", "（2019）冀0581民初7号", "", None, ""),
        ("decided_on", "二〇一九年十二", "二〇一□年十二", Unreadable, "二〇一□年十二月一日"),
        ("decided_on", "十二月一日", "十二月　日", Unreadable, "二〇一九年十二月　日"),
        ("decided_on", "十二月一日", "×月×日", Withheld, "二〇一九年×月×日"),
        ("decided_on", "二〇一九年十二月一日", "", None, ""),
        ("cause", "民间借贷纠纷", "民间□□纠纷", Unreadable, "原告张三诉被告李四民间□□纠纷"),
        ("cause", "民间借贷纠纷", "", None, ""),
    ],
)  # fmt: skip
def test_a_hole_a_mask_and_nothing_are_three_answers(field, old, new, kind, words):
    judgment = read(old, new)
    reading = getattr(judgment, field)
    if kind is None:
        assert reading is None
    else:
        assert isinstance(reading, kind)
        assert reading.span.of(judgment.text) == words


@pytest.mark.parametrize(
    "title", ["民事□□书", "民事判□书", "□□□□书", "民事判\ufffd书", "民事刈决书"]
)
def test_a_title_with_a_hole_is_told_by_the_ruling_or_unreadable(title):
    told = read("民事判决书", title).document_kind
    assert isinstance(told, Extracted)
    assert (told.value, told.rule) == (DocumentKind.PANJUE, "kind:ruling")
    silent = PAPER.replace("判决如下：", "：").replace("本判决", "本文书")
    untold = read("民事判决书", title, text=silent)
    assert isinstance(untold.document_kind, Unreadable)
    assert untold.document_kind.span.of(untold.text) == title
    assert value_of(untold.case_type) is CaseType.CIVIL
    assert title in untold.title


def test_a_mask_in_the_title_of_a_portal_hides_no_court():
    head = "凡×故意伤害罪一审刑事判决书北京市延庆区人民法院刑事判决书（2016）京0119刑初203号"
    judgment = read("河北省南宫市人民法院\n民事判决书\n（2019）冀0581民初7号", head)
    assert value_of(judgment.court).name == "北京市延庆区人民法院"


def test_a_court_with_a_hole_may_be_told_by_the_code_of_the_number():
    text = PAPER.replace("冀0581民初7号", "最高法民终7号")
    judgment = read("河北省南宫市人民法院", "□□人民法院", text=text)
    assert isinstance(judgment.court, Extracted)
    assert (judgment.court.value.name, judgment.court.rule) == ("最高人民法院", "court:code")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("王五", "□□", Unreadable),
        ("王五", "王□", Unreadable),
        ("王五", "？？", Unreadable),
        ("王五", "×××", Withheld),
        ("王五", "王×", Withheld),
    ],
)
def test_a_name_under_the_judgment_may_be_lost_or_hidden(old, new, kind):
    judge, clerk = read(old, new).panel
    assert isinstance(judge, kind)
    assert isinstance(clerk, Extracted)
    assert clerk.value.name == "赵六"
    assert value_of(read(old, new).decided_on) == date(2019, 12, 1)


@pytest.mark.parametrize("amount", ["1□000元", "□万元", "\ufffd五千元"])
def test_an_amount_behind_a_hole_is_not_read(amount):
    readings = find_amounts(f"归还借款{amount}。")
    assert [each for each in readings if isinstance(each, Extracted)] == []


@pytest.mark.parametrize("term", ["□年六个月", "一年□个月", "一□年六个月", "一年六□月"])
def test_a_term_with_a_hole_is_not_read(term):
    assert duration_at(f"有期徒刑{term}", 4) is None


@given(st.text(alphabet="民事判决书河北省院" + HOLES_IN_NAMES, max_size=12))
def test_holes_are_known_by_their_characters(words):
    assert has_hole(words) == any(each in HOLES_IN_NAMES for each in words)
    assert set(HOLES) <= set(HOLES_IN_NAMES)


@given(st.integers(0, len(PAPER)), st.sampled_from(HOLES))
def test_a_hole_anywhere_breaks_nothing(place, hole):
    text = PAPER[:place] + hole + PAPER[place + 1 :]
    raw = RawJudgment(text=text, source=SourceRecord(name="s", place="p", format="text"))
    judgment = read_judgment(raw, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    assert "".join(s.span.of(judgment.text) for s in judgment.sections) == judgment.text

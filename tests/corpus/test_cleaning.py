import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean

PIECES = st.lists(
    st.sampled_from(
        ["本院认为", "<p>", "</p>", "<br/>", "&nbsp;", "&lt;", "p", ">", "<", "&", "\r\n", "\r",
         "\u200b", "⻋", "⼈", "《刑法》", "<!--x-->", "<script>a</script>", " ", "&#12345;", "x"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("判决如下：\r\n一、", "判决如下：\n一、"),  # Windows line ends
        ("<div class='x'>判决书</div>", "\n判决书\n"),  # blocks break the line
        ("<font size=2>原告</font>甲", "原告甲"),  # inline marks do not
        (
            "《关于适用<中华人民共和国刑法>的解释》",
            "《关于适用<中华人民共和国刑法>的解释》",
        ),  # no tag
        ("a<b且b>c", "a<b且b>c"),  # comparison signs
        ("甲&nbsp;乙&lt;丙&gt;", "甲 乙<丙>"),  # entities
        ("&lt;p&gt;甲&lt;/p&gt;", "\n甲\n"),  # markup that was escaped once
        ("R&D费用", "R&D费用"),  # no entity
        ("⻋辆与⼈⺠法院", "车辆与人民法院"),  # radicals of PDF fonts
        ("人民\u200b法院\ufeff", "人民法院"),  # zero-width
        ("<style>p{a:b}</style>甲", "甲"),  # hidden content
        ("<!-- 注释 -->甲", "甲"),
        ("一页\x0c二页", "一页\n二页"),  # form feed
    ],
)
def test_only_what_no_court_wrote_is_taken_out(source, expected):
    assert clean(source).text == expected


@given(PIECES)
def test_cleaning_twice_changes_nothing_more(source):
    once = clean(source).text
    assert clean(once).text == once


@given(PIECES)
def test_offsets_never_fall_and_lead_into_the_source(source):
    cleaned = clean(source)
    back = [cleaned.offsets.to_source(i) for i in range(len(cleaned.text) + 1)]
    assert back == sorted(back)
    assert all(0 <= place <= len(source) for place in back)


@given(PIECES)
def test_the_way_there_undoes_the_way_back(source):
    offsets = clean(source).offsets
    places = range(len(clean(source).text))
    assert all(offsets.to_cleaned(offsets.to_source(i)) <= i for i in places)


def test_an_offset_leads_to_the_character_itself():
    source = "<p>甲&nbsp;乙</p>\r\n丙"
    cleaned = clean(source)
    for i, character in enumerate(cleaned.text):
        if character in "甲乙丙":
            assert source[cleaned.offsets.to_source(i)] == character


@pytest.mark.parametrize("unit", ["<", "<p ", "&", "<!--", "<script>", "&#1", "<a b='", "</"])
def test_time_stays_linear_on_broken_markup(unit):
    started = time.process_time()
    clean(unit * (300_000 // len(unit)))
    assert time.process_time() - started < 5

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SpanError
from corpus.spans import Span
from service.comparison.alignment import align, sentences_of
from service.comparison.quotes import Quote, quotes_of

TEXTS = st.text(alphabet="被告人驾驶醉酒盗窃财物车辆甲乙丙，。；！\n 12a", max_size=400)


def aligned(asked, found, **more):
    return align(
        asked,
        sentences_of(asked, [Span(0, len(asked))]),
        found,
        sentences_of(found, [Span(0, len(found))]),
        **more,
    )


def words(alignment, asked, found):
    return [(pair.asked.of(asked), pair.found.of(found)) for pair in alignment.pairs]


def test_sentences_that_tell_the_same_stand_side_by_side():
    asked = "被告人酒后驾驶小型轿车。血液酒精含量为一百八十毫克。事后赔偿了损失。"
    found = "案发后取得谅解。经鉴定，血液中酒精含量为二百毫克。甲某饮酒后驾驶小型轿车上路。"
    assert words(aligned(asked, found), asked, found) == [
        ("被告人酒后驾驶小型轿车。", "甲某饮酒后驾驶小型轿车上路。"),
        ("血液酒精含量为一百八十毫克。", "经鉴定，血液中酒精含量为二百毫克。"),
    ]


def test_names_of_parties_make_nothing_alike():
    asked, found = "甲贸易有限公司未付货款。", "甲贸易有限公司拒绝搬离房屋。"
    assert aligned(asked, found).pairs
    assert not aligned(asked, found, names=["甲贸易有限公司"]).pairs


def test_the_same_text_is_met_whole():
    text = "被告人酒后驾驶小型轿车。血液酒精含量为一百八十毫克。"
    alignment = aligned(text, text)
    assert alignment.asked_share == pytest.approx(1.0)
    assert [pair.asked for pair in alignment.pairs] == [pair.found for pair in alignment.pairs]


@pytest.mark.parametrize(
    ("asked", "found"), [("", "被告人盗窃财物。"), ("123，abc。", "被告人盗窃财物。")]
)
def test_a_text_that_tells_nothing_is_said_to(asked, found):
    alignment = aligned(asked, found)
    assert not alignment.is_told
    assert alignment.pairs == ()
    assert alignment.asked_share == 0.0


@given(TEXTS, st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=3))
def test_sentences_stand_inside_their_parts_in_order(text, places):
    cut = sorted({min(each, len(text)) for pair in places for each in pair})
    spans = [Span(one, other) for one, other in pairwise(cut)]
    found = sentences_of(text, spans)
    assert all(any(span.holds(each) for span in spans) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.of(text) == each.of(text).strip() for each in found)


@given(TEXTS, TEXTS)
def test_alignment_is_valid_ordered_and_the_same_again(asked, found):
    alignment = aligned(asked, found)
    assert alignment == aligned(asked, found)
    assert [pair.asked for pair in alignment.pairs] == sorted({p.asked for p in alignment.pairs})
    assert len({pair.found for pair in alignment.pairs}) == len(alignment.pairs)
    assert 0.0 <= alignment.asked_share <= 1.0
    for pair in alignment.pairs:
        assert pair.asked.of(asked)
        assert pair.found.of(found)
        assert 0.0 < pair.likeness <= 1.0


@given(TEXTS, TEXTS)
def test_who_asks_does_not_change_how_like_two_sentences_are(asked, found):
    there = {(p.asked, p.found): p.likeness for p in aligned(asked, found).pairs}
    back = {(p.found, p.asked): p.likeness for p in aligned(found, asked).pairs}
    for both in there.keys() & back.keys():
        assert there[both] == pytest.approx(back[both])


@given(st.text(max_size=40), st.integers(0, 60), st.integers(0, 60))
def test_a_quote_is_the_text_at_its_offsets_or_does_not_exist(text, one, other):
    span = Span(min(one, other), max(one, other))
    if span.end > len(text):
        with pytest.raises(SpanError):
            Quote(whole=text, span=span)
    else:
        assert Quote(whole=text, span=span).text == text[span.start : span.end]


def test_quotes_of_a_text_stand_in_order_each_once():
    spans = [Span(3, 4), Span(0, 2), Span(3, 4)]
    assert [quote.text for quote in quotes_of("甲乙丙丁", spans)] == ["甲乙", "丁"]

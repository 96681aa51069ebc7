"""What the screen shows is what is stored, character by character."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import CourtLevel, Effectiveness, Section, SectionKind
from corpus.spans import Ambiguous, Extracted, Span, Unreadable, Withheld
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.passages import PassageKind
from service.search.answer import QuotedPassage
from service.search.facts import FactState, facts_of
from service.search.filtering import FILTER_NAMES, filter_of, words_of
from service.search.marks import Marker
from service.web.judgments.judgment_view import fact_views, laid_out
from service.web.pieces.hit_view import card_of, quote_of
from service.web.pieces.text_view import LONG_PARAGRAPH, lay_out, runs_of
from service.web.search.filter_view import filter_groups

TEXTS = st.text(alphabet="甲乙丙。；\n <&醉酒", max_size=60)


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(alphabet="甲乙丙。；\n <&", min_size=1, max_size=80))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    apart = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    more = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    marks = [Span(a, b) for a, b in zip(more[::2], more[1::2], strict=False)]
    return text, apart, marks


@given(texts_with_spans())
def test_runs_together_are_the_text(case):
    text, passages, marks = case
    runs = runs_of(text, Span(0, len(text)), passages=passages, marks=marks)
    assert "".join(run.text for run in runs) == text
    assert sum(len(run.text) for run in runs if run.is_mark) == sum(len(mark) for mark in marks)
    for number, passage in enumerate(passages, start=1):
        shown = [run for run in runs if run.passage == number]
        assert "".join(run.text for run in shown) == passage.of(text)
        assert [run.opens_passage for run in shown] == [True] + [False] * (len(shown) - 1)


@given(texts_with_spans())
def test_a_page_holds_every_character_that_is_not_blank_in_order(case):
    text, passages, marks = case
    sections = (Section(SectionKind.FACTS, Span(0, len(text)), "t"),)
    views = lay_out(text, sections, passages=passages, marks=marks)
    shown = "".join(
        run.text for view in views for paragraph in view.paragraphs for run in paragraph.runs
    )
    assert "".join(shown.split()) == "".join(text.split())


def test_long_paragraphs_are_shown_in_pieces_that_end_with_sentences():
    text = "甲某驾驶车辆行驶至路口。" * 100
    (view,) = lay_out(text, (Section(SectionKind.FACTS, Span(0, len(text)), "t"),))
    pieces = ["".join(run.text for run in paragraph.runs) for paragraph in view.paragraphs]
    assert "".join(pieces) == text
    assert all(len(piece) <= LONG_PARAGRAPH and piece.endswith("。") for piece in pieces)


@given(TEXTS, st.lists(st.sampled_from(["醉酒", "酒醉", "甲乙", "乙丙"]), max_size=4))
def test_marks_are_words_of_the_text_ascending_and_apart(text, words):
    marks = Marker(words).marks_in(text)
    assert all(a.end < b.start for a, b in pairwise(marks))
    covered = {place for mark in marks for place in range(mark.start, mark.end)}
    expected = {
        place
        for word in words
        for start in range(len(text))
        if text.startswith(word, start)
        for place in range(start, start + len(word))
    }
    assert covered == expected


def passage(text, *words):
    return QuotedPassage(
        text=text,
        span=Span(10, 10 + len(text)),
        kind=PassageKind.FACTS,
        marks=Marker(words).marks_in(text),
    )


def test_a_quote_is_the_stretch_of_whole_sentences_with_most_marks():
    text = "无关的话。" * 60 + "醉酒驾驶车辆。" + "其他内容。" * 60
    quote = quote_of(passage(text, "醉酒驾驶"))
    shown = "".join(run.text for run in quote.runs)
    assert "醉酒驾驶" in shown
    assert shown in text
    assert quote.is_cut_before
    assert quote.is_cut_behind


def test_a_short_passage_is_quoted_whole():
    quote = quote_of(passage("醉酒驾驶车辆。", "醉酒"))
    assert (quote.is_cut_before, quote.is_cut_behind) == (False, False)


def test_overturned_judgments_carry_a_warning(judgments):
    card = card_of(replace(judgments[0], effect=Effectiveness.REVOKED))
    assert card.is_overturned
    assert "不能作为类案参照" in card.warning
    assert card_of(judgments[-1]).warning is None


def test_five_states_of_a_fact_are_never_shown_alike(judgments):
    words = Span(0, 6)
    made = replace(
        judgments[0],
        case_number=Unreadable(words, "t", "二字模糊"),
        court=Withheld(words, "t"),
        decided_on=Ambiguous(
            (Extracted(date(2021, 1, 2), words, "t"), Extracted(date(2021, 2, 1), words, "t"))
        ),
        cause=None,
        charges=(),
    )
    states = {fact.name: fact.state for fact in facts_of(made)}
    assert states["case_number"] is FactState.UNREADABLE
    assert states["court"] is FactState.WITHHELD
    assert states["decided_on"] is FactState.AMBIGUOUS
    assert states["cause"] is FactState.NOT_STATED
    assert states["instance"] is FactState.STATED
    shown = {view.label: view for view in fact_views(made)}
    assert shown["裁判日期"].candidates == ("2021-01-02", "2021-02-01")
    assert shown["案号"].value is None


def test_passages_that_overlap_are_laid_out_apart():
    text = "甲" * 30
    passages = [
        QuotedPassage(text=text[a:b], span=Span(a, b), kind=PassageKind.FACTS, marks=(Span(0, 1),))
        for a, b in ((10, 20), (0, 12), (20, 25))
    ]
    quoted = laid_out(passages)
    assert quoted.passages == (Span(0, 12), Span(20, 25))
    assert quoted.marks == (Span(0, 1), Span(20, 21))


def test_the_panel_shows_what_can_be_chosen_and_what_is_chosen():
    facets = {
        "court_levels": (("basic", 5), ("supreme", 1)),
        "provinces": tuple((f"省{n}", 10 - n) for n in range(9)),
        "case_types": (("criminal", 6),),
    }
    chosen = SearchFilter(provinces=frozenset({"省8", "西藏"}))
    groups = {group.name: group for group in filter_groups(facets, chosen)}
    assert [option.label for option in groups["court_levels"].options] == ["最高法院", "基层法院"]
    assert "case_types" not in groups, "a single value is no choice"
    assert groups["provinces"].is_more_chosen
    more = {option.value: option for option in groups["provinces"].more}
    assert more["西藏"].is_chosen
    assert more["西藏"].count == 0


def test_what_is_too_much_to_tick_can_be_typed():
    facets = {"courts": tuple((f"第{n:03}法院", 500 - n) for n in range(300))}
    chosen = SearchFilter(courts=frozenset({"第250法院"}))
    (group,) = filter_groups(facets, chosen)
    assert len(group.options) + len(group.more) == 41
    assert group.more[-1].value == "第250法院"
    assert group.more[-1].is_chosen
    assert len(group.suggestions) == 300


@pytest.mark.parametrize(
    "condition",
    [
        OPEN_FILTER,
        SearchFilter(courts=frozenset({"某县人民法院"}), decided_from=date(2019, 1, 1)),
        SearchFilter(
            court_levels=frozenset(CourtLevel), effects=frozenset({Effectiveness.IN_EFFECT})
        ),
    ],
    ids=["open", "court and date", "closed vocabularies"],
)
def test_conditions_survive_the_way_through_an_address(condition):
    assert filter_of(words_of(condition)) == condition
    assert set(words_of(condition)) <= set(FILTER_NAMES)

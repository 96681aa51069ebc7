"""What a report states travels as JSON without loss, and its quotes stand where they say."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.spans import Span
from service.errors import ReportContentError, ReportQuoteError
from service.reports.codec import canonical_json, decode_content, digest_of, encode_content
from service.reports.content import quotes_of
from service.reports.quote import Quote, require_verbatim
from tests.architecture.sources import ROOT
from tests.service.papers import papers
from tests.service.reports.made import content_of, pending_part

GOLDEN = ROOT / "tests" / "golden"
JUDGMENTS = papers()
TEXTS = {each.id: each.text for each in JUDGMENTS}

# Equal words may stand anywhere; surrogates are no characters.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@st.composite
def contents(draw):
    """Reports with any words, any number of cases and quotes of any place."""
    made = content_of(JUDGMENTS, n_cases=draw(st.integers(2, 6)))
    cases = []
    for case in made.cases:
        text = TEXTS.get(case.judgment_id, "")
        holding = case.holding
        if text:
            start = draw(st.integers(0, len(text) - 1))
            span = Span(start, draw(st.integers(start + 1, len(text))))
            holding = Quote(judgment_id=case.judgment_id, span=span, text=span.of(text))
        cases.append(replace(case, holding=holding, differences=draw(words), title=draw(words)))
    return replace(
        made,
        pending=pending_part(facts=draw(words), issues=tuple(draw(st.lists(words, max_size=3)))),
        cases=tuple(cases),
        conclusion_words=draw(words),
    )


@settings(max_examples=40, deadline=None)
@given(contents())
def test_a_report_comes_back_from_json_as_it_was(content):
    travelled = json.loads(json.dumps(encode_content(content)))
    assert decode_content(travelled) == content
    assert digest_of(decode_content(travelled)) == digest_of(content)


@settings(max_examples=40, deadline=None)
@given(contents())
def test_quotes_of_the_stored_text_are_verbatim(content):
    require_verbatim(quotes_of(content), TEXTS.__getitem__)


@settings(max_examples=40, deadline=None)
@given(contents(), st.data())
def test_a_quote_that_was_touched_is_refused(content, data):
    place = data.draw(st.integers(1, len(content.cases) - 1))
    quote = content.cases[place].holding
    at = data.draw(st.integers(0, len(quote.text) - 1))
    other = "变" if quote.text[at] != "变" else "化"
    touched = replace(quote, text=quote.text[:at] + other + quote.text[at + 1 :])
    cases = list(content.cases)
    cases[place] = replace(cases[place], holding=touched)
    with pytest.raises(ReportQuoteError) as refusal:
        require_verbatim(quotes_of(replace(content, cases=tuple(cases))), TEXTS.__getitem__)
    assert refusal.value.judgment_id == quote.judgment_id


def test_words_that_cannot_fill_their_place_are_no_quote():
    for text in ("", "某县", "某县人民法院"):
        with pytest.raises(ReportQuoteError):
            Quote(judgment_id=JUDGMENTS[0].id, span=Span(0, 3), text=text)


def test_a_place_behind_the_text_is_refused():
    beyond = len(JUDGMENTS[0].text)
    quote = Quote(judgment_id=JUDGMENTS[0].id, span=Span(beyond, beyond + 1), text="。")
    with pytest.raises(ReportQuoteError):
        require_verbatim([quote], TEXTS.__getitem__)


def test_the_quotes_of_a_report_are_found_wherever_they_stand():
    content = content_of(JUDGMENTS)
    holdings = [case.holding for case in content.cases if case.holding is not None]
    on_axes = [quote for case in content.cases for quote in case.facts.quotes]
    of_positions = [quote for each in content.analysis.positions for quote in each.quotes]
    found = list(quotes_of(content))
    assert sorted(found, key=repr) == sorted(holdings + on_axes + of_positions, key=repr)
    assert len(found) == 7


def test_the_digest_tells_any_change_and_nothing_else():
    content = content_of(JUDGMENTS)
    assert digest_of(content) == digest_of(content_of(papers()))
    assert digest_of(replace(content, conclusion_words="另作说明。")) != digest_of(content)
    assert " " not in canonical_json(replace(content, cases=())).split('"facts"')[0]


def _without(data, *path):
    *way, last = path
    inner = data
    for name in way:
        inner = inner[name]
    del inner[last]
    return data


def _with(data, value, *path):
    *way, last = path
    inner = data
    for name in way:
        inner = inner[name]
    inner[last] = value
    return data


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: {**data, "schema": 2},
        lambda data: _without(data, "schema"),
        lambda data: _without(data, "content"),
        lambda data: _without(data, "content", "pending", "issues"),
        lambda data: _with(data, 7, "content", "court"),
        lambda data: _with(data, "maybe", "content", "conclusions", 0),
        lambda data: _with(data, "x", "content", "remark"),
        lambda data: _with(data, "x", "content", "cases", 0, "remark"),
        lambda data: _with(data, {"start": 9, "end": 2}, "content", "cases", 1, "holding", "span"),
        lambda data: _with(data, [], "content"),
        lambda data: _with(data, None, "content"),
    ],
)
def test_what_has_another_form_is_refused_and_said(spoil):
    data = json.loads(json.dumps(encode_content(content_of(JUDGMENTS))))
    with pytest.raises(ReportContentError) as refusal:
        decode_content(spoil(data))
    assert all(refusal.value.problems)


def test_a_report_that_was_stored_before_is_still_read_and_keeps_its_digest():
    """A form that changes without a new number would change what was signed."""
    stored = json.loads((GOLDEN / "search_report.json").read_text("utf-8"))
    content = decode_content(stored)
    assert content == content_of(JUDGMENTS)
    assert json.loads(canonical_json(content)) == stored
    assert digest_of(content) == (GOLDEN / "search_report.sha256").read_text("utf-8").strip()

"""Whatever is quoted, the page shows it as it is stored: markup, line breaks and blanks included."""

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from corpus.spans import Span
from service.reports.blocks import Quotation
from service.reports.quote import Quote
from service.web.rendering import environment
from service.web.reports.report_view import BlockView
from tests.service.papers import papers

JUDGMENTS = papers()
CONTEXT = {
    "report": SimpleNamespace(id="r1", version=1),
    "form_field": "form_token",
    "form_token": "t",
}


def shown(quote):
    block = Quotation(quote=quote, source="（2021）吉0123刑初1号", label="裁判要点")
    view = BlockView(kind="quotation", block=block, anchor="", findings=(), fields=())
    macros = environment().get_template("report_parts.html").module
    node = LexborHTMLParser(str(macros.block(CONTEXT, view))).css_first("blockquote")
    return node.attributes, node.text()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_every_quote_is_shown_as_it_is_stored(data):
    judgment = data.draw(st.sampled_from(JUDGMENTS))
    start = data.draw(st.integers(0, len(judgment.text) - 1))
    end = data.draw(st.integers(start + 1, len(judgment.text)))
    attributes, text = shown(Quote.of(judgment, Span(start, end)))
    place = slice(int(attributes["data-start"]), int(attributes["data-end"]))
    assert attributes["data-judgment"] == judgment.id
    assert text == judgment.text[place] == judgment.text[start:end]


def test_markup_and_blanks_in_a_judgment_are_shown_and_not_run():
    text = '\n  <script>alert("x")</script>&amp;\t<b>甲</b>  \n'
    _, told = shown(Quote(judgment_id="j0", span=Span(3, 3 + len(text)), text=text))
    assert told == text

"""A masked judgment is whole: its parts tile, its spans point at the words they pointed at."""

from datetime import date
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Judgment
from corpus.privacy.display import masked_judgment
from corpus.privacy.masking import mask_judgment
from corpus.privacy.people import people_of
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from corpus.spans import Span


@cache
def papers():
    read = (
        read_judgment(raw, today=date(2026, 1, 1)) for raw in generate(seed=11, size=60).judgments
    )
    return tuple(each for each in read if isinstance(each, Judgment))


@cache
def shown_of(number):
    return masked_judgment(papers()[number])


NUMBERS = st.integers(0, 49)


@given(NUMBERS)
def test_parts_tile_the_masked_text(number):
    shown = shown_of(number).judgment
    end = 0
    for section in shown.sections:
        assert section.span.start == end
        end = section.span.end
    assert end == len(shown.text)
    assert [each.kind for each in shown.sections] == [
        each.kind for each in papers()[number].sections
    ]


@given(NUMBERS, st.data())
def test_a_stretch_keeps_its_words_but_for_what_is_hidden(number, data):
    judgment = papers()[number]
    shown = shown_of(number)
    start = data.draw(st.integers(0, len(judgment.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, min(len(judgment.text), start + 60))))
    touched = [
        each
        for each in mask_judgment(judgment).pieces
        if each.source.start < span.end and span.start < each.source.end
    ]
    expected, at = "", span.start
    for each in touched:
        expected += judgment.text[at : each.source.start] + each.masked.of(shown.judgment.text)
        at = each.source.end
    expected += judgment.text[at : span.end]
    assert shown.offsets.span_to_masked(span).of(shown.judgment.text) == expected


@given(NUMBERS)
def test_no_hidden_name_is_left_in_values(number):
    judgment = papers()[number]
    shown = shown_of(number)
    hidden = {
        person.name for person in people_of(judgment) if person.kind in shown.policy.persons
    } & set(shown.forms)
    values = [shown.judgment.title, *(party.value.name for party in shown.judgment.parties)]
    assert hidden.isdisjoint(values)


@given(NUMBERS)
def test_ids_numbers_and_dates_stay(number):
    judgment, shown = papers()[number], shown_of(number).judgment
    assert shown.id == judgment.id
    assert shown.source.external_id == judgment.source.external_id
    for name in ("case_number", "decided_on", "court"):
        ours, theirs = getattr(shown, name), getattr(judgment, name)
        assert getattr(ours, "value", ours) == getattr(theirs, "value", theirs)


def test_names_are_hidden_in_most_of_the_sample():
    assert sum(bool(shown_of(number).forms) for number in range(50)) > 30


def test_other_words_get_the_forms_of_the_text_and_companies_keep_their_names():
    shown = next(shown_of(number) for number in range(50) if shown_of(number).forms)
    name = min(shown.forms)
    assert shown.words(f"{name}商贸有限公司") == f"{name}商贸有限公司"
    assert shown.words(f"共同词语：{name}") == f"共同词语：{shown.forms[name]}"

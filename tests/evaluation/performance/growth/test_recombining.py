"""Recombined judgments: new, of the shape of real ones, the same from the same seed."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.judgment import RawJudgment, Rejected, SectionKind, SourceRecord
from corpus.reading import read_judgment
from corpus.spans import Span, value_of
from evaluation.errors import MeasurementError
from evaluation.performance.growth.likeness import compare_shapes, shape_of
from evaluation.performance.growth.recombining import Recombiner, content_digest
from evaluation.performance.growth.texts import EXCHANGED, RealTexts, main_cause, sentences_of
from tests.evaluation.performance.growth.real import COURTS, TODAY, judgments

numbers = st.integers(0, 2_000_000)


@cache
def real() -> RealTexts:
    return RealTexts(judgments(36))


def recombiner(seed: int = 1) -> Recombiner:
    return Recombiner(real(), seed=seed, today=TODAY)


@given(number=numbers, seed=st.integers(0, 5))
@settings(max_examples=40)
def test_seed_and_number_alone_tell_what_is_made(number: int, seed: int) -> None:
    one, other = recombiner(seed), recombiner(seed)
    other.made(number + 1)
    assert one.made(number).row() == other.made(number).row()


@given(number=numbers)
@settings(max_examples=60)
def test_a_new_judgment_is_read_as_a_real_one(number: int) -> None:
    made = recombiner().made(number)
    row = made.row()
    raw = RawJudgment(
        text=row["qw"],
        source=SourceRecord(name="x", place="x", format="lecard"),
        given={"title": row["writName"]},
    )
    read = read_judgment(raw, today=TODAY)
    assert not isinstance(read, Rejected)
    number_read, court = value_of(read.case_number), value_of(read.court)
    assert number_read is not None
    assert court is not None
    # Court and number are of one court, and the number is nobody else's.
    assert (court.name, number_read.court_code) in COURTS
    assert number_read.serial == str(number + 1)
    kinds = {section.kind for section in read.sections}
    assert {SectionKind.FACTS, SectionKind.REASONING, SectionKind.DISPOSITION} <= kinds
    assert read.outcome is not None
    # Who is convicted is who stands accused, though the parties' part is another's.
    accused = {each.value.name for each in read.parties} - {court.name}
    assert any(name in read.section_text(SectionKind.DISPOSITION) for name in accused)


@given(number=numbers)
@settings(max_examples=40)
def test_every_sentence_is_one_of_a_judgment_of_the_same_cause(number: int) -> None:
    made = recombiner().made(number).judgment
    like = [text.judgment for text in real().texts if main_cause(text.judgment) == main_cause(made)]
    known = {
        _without_figures(judgment.text[start:end])
        for judgment in like
        for section in judgment.sections
        for start, end in sentences_of(section, judgment.text)
    }
    for section in made.sections:
        if section.kind in EXCHANGED:
            for start, end in sentences_of(section, made.text):
                assert _without_figures(made.text[start:end]) in known


def _without_figures(text: str) -> str:
    return "".join(each for each in text if not each.isdigit())


def test_no_two_are_alike_and_a_repeated_content_is_drawn_anew() -> None:
    maker, met = recombiner(), set[int]()
    made = [maker.made(number, met=met) for number in range(120)]
    assert len({each.judgment.id for each in made}) == len({each.digest for each in made}) == 120
    assert met == {each.digest for each in made}
    again = recombiner()
    other = again.made(3, met={made[3].digest})
    assert other.digest != made[3].digest
    assert again.n_repeated == 1


def test_it_gives_up_where_every_content_was_met() -> None:
    class Everything(set[int]):
        def __contains__(self, _: object) -> bool:
            return True

    with pytest.raises(MeasurementError, match="no draft"):
        recombiner().made(0, met=Everything())


def test_the_parts_of_the_skeleton_stand_with_as_many_sentences() -> None:
    shapes = {
        tuple(
            (s.kind, len(list(sentences_of(s, text.judgment.text)))) for s in text.judgment.sections
        )
        for text in real().texts
    }
    for number in range(30):
        made = recombiner().made(number).judgment
        shape = tuple((s.kind, len(list(sentences_of(s, made.text)))) for s in made.sections)
        assert shape in shapes


def test_sentences_tile_their_part() -> None:
    for text in real().texts:
        whole = text.judgment.text
        for section in text.judgment.sections:
            parts = [whole[start:end] for start, end in sentences_of(section, whole)]
            assert "".join(parts) == section.span.of(whole)
    assert Span(0, 0) not in [section.span for section in real().texts[0].judgment.sections]


def test_a_corpus_without_two_usable_judgments_is_refused() -> None:
    with pytest.raises(MeasurementError, match="1 of 1"):
        RealTexts(judgments(1))
    repeated = RealTexts(each for _ in range(2) for each in judgments(6))
    assert (len(repeated.texts), repeated.n_left_out) == (6, 6)


def test_shapes_are_told_beside_each_other() -> None:
    told, made = compare_shapes(recombiner(), n_texts=1000)
    assert told.mean_characters == pytest.approx(made.mean_characters, rel=0.1)
    assert (told.words, made.words) == (pytest.approx(made.words, rel=0.1), made.words)
    # One text over and over brings no new word.
    assert shape_of(["甲酒后驾车"] * 8).heaps == pytest.approx(0)
    # A new word in every text lets them grow all but as fast as the texts.
    new = shape_of([f"甲，{chr(0x5000 + number)}" for number in range(200)])
    assert 0.9 < new.heaps <= 1.01
    assert new.distinct_words > 190


def test_white_space_makes_no_other_content() -> None:
    assert content_digest("甲 驾\n车") == content_digest("甲驾车") != content_digest("乙驾车")

from datetime import date

import pytest

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample import generate
from service.divergence.sentencing import FINE, PROBATION, TERM, learn_expectation

TODAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def made():
    return generate(seed=31, size=1200)


@pytest.fixture(scope="module")
def judgments(made) -> list[Judgment]:
    read = [read_judgment(raw, today=TODAY) for raw in made.judgments]
    return [each for each in read if isinstance(each, Judgment)]


@pytest.fixture(scope="module")
def expectation(judgments):
    return learn_expectation(judgments)


def test_terms_of_the_sample_are_expected_near_its_hidden_model(expectation, judgments) -> None:
    told = [
        each for judgment in judgments for each in expectation.expect(judgment) if each.what == TERM
    ]
    errors = sorted(abs(each.middle - each.actual) for each in told)
    held = [each.low <= each.actual <= each.high for each in told]
    assert len(told) > 200
    assert errors[len(errors) // 2] <= 3
    assert 0.85 <= sum(held) / len(held) <= 0.95


def test_grounds_are_told_in_chinese_words(expectation, judgments) -> None:
    told = [each for judgment in judgments for each in expectation.expect(judgment)]
    thefts = [each for each in told if each.charge == "盗窃罪" and each.what == TERM]
    assert thefts
    with_amount = [
        each for each in thefts if any(words.startswith("数额") for words in each.grounds)
    ]
    assert len(with_amount) > 0.9 * len(thefts)
    assert any("自首" in each.grounds for each in thefts)
    assert {each.what for each in told} == {TERM, PROBATION, FINE}


def test_the_most_surprising_stands_last(expectation, judgments) -> None:
    for judgment in judgments[:200]:
        surprises = [each.surprise for each in expectation.expect(judgment)]
        assert surprises == sorted(surprises)


def test_a_civil_judgment_is_not_expected(expectation, judgments) -> None:
    civil = next(each for each in judgments if each.cause is not None)
    assert expectation.expect(civil) == ()


def test_nothing_is_learned_of_few_judgments(judgments) -> None:
    assert learn_expectation(judgments[:20]) is None

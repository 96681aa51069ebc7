"""What is told of judgments and rules is counted as it is."""

import pytest

from corpus.sample.generation import generate
from evaluation.divergence.planted import cases_of
from evaluation.rules.telling import Told, figures_of, tell_issue
from service.referral.rules.model import Side


@pytest.fixture(scope="module")
def sample():
    made = generate(seed=11, size=300, wording="usual")
    return made.truth, cases_of(made.judgments, today=made.truth.as_of)


def test_most_judgments_on_a_question_are_found_and_few_others(sample):
    truth, cases = sample
    told = [
        each
        for issue in truth.issues.values()
        for each in tell_issue(issue, truth, cases, n_examples=1, seed=1)
    ]
    figures = figures_of(told)
    assert figures["on question recall"] > figures["on question false"] + 0.5
    assert figures["departures precision"] > 2 * figures["departures random"]


def test_examples_are_not_counted(sample):
    truth, cases = sample
    issue = next(iter(truth.issues.values()))
    none = tell_issue(issue, truth, cases, n_examples=0, seed=1)
    some = tell_issue(issue, truth, cases, n_examples=1, seed=1)
    assert len(some) <= len(none)


@pytest.mark.parametrize(
    ("told", "name", "value"),
    [
        ([], "side accuracy", 0.0),
        ([Told(true=Side.WITH, said=Side.UNCLEAR)], "unclear", 1.0),
        ([Told(true=Side.WITH, said=Side.AGAINST)], "side accuracy", 0.0),
        ([Told(true=None, said=Side.WITH)], "on question false", 1.0),
        ([Told(true=Side.AGAINST, said=None)], "departures recall", 0.0),
    ],
)
def test_figures(told, name, value):
    assert figures_of(told)[name] == value

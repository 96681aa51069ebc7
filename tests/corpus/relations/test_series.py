"""Series of a cause, against those that the sample corpus holds."""

from datetime import date

import pytest

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.relations.series import series_of
from corpus.relations.traits import traits_of
from corpus.sample.generation import generate
from corpus.sample.truth import EdgeKind
from corpus.spans import value_of


@pytest.fixture(scope="module")
def told():
    sample = generate(seed=4, size=150)
    ids = {}
    by_cause = {}
    for raw in sample.judgments:
        judgment = read_judgment(raw, today=date(2026, 11, 1))
        if isinstance(judgment, Judgment) and (cause := value_of(judgment.cause)):
            ids[judgment.id] = raw.source.external_id
            by_cause.setdefault(cause, []).append(traits_of(judgment))
    found = {}
    for papers in by_cause.values():
        found |= {ids[paper]: key for paper, key in series_of(papers).items()}
    planted = {
        frozenset((edge.left, edge.right))
        for edge in sample.truth.edges
        if edge.kind is EdgeKind.SERIES and {edge.left, edge.right} <= set(ids.values())
    }
    return found, planted


def test_papers_of_a_planted_series_have_one_vote(told):
    found, planted = told
    assert planted
    held = [pair for pair in planted if len({found.get(each) for each in pair}) == 1]
    assert len(held) / len(planted) >= 0.9


def test_the_order_of_papers_changes_nothing():
    papers = [
        traits_of(judgment)
        for raw in generate(seed=4, size=80).judgments
        if isinstance(judgment := read_judgment(raw, today=date(2026, 11, 1)), Judgment)
        and value_of(judgment.cause) == "民间借贷纠纷"
    ]
    assert series_of(papers) == series_of(papers[::-1])

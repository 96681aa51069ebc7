"""Belonging into an answer: its inputs against their definitions, and what it changes."""

from dataclasses import replace

import numpy as np
import pytest

from indexing.assembly.building import build_snapshot
from indexing.columns.terms import K1, bm25
from indexing.errors import RankerError
from indexing.searching.belonging import INPUTS, BelongingModel, belonging_inputs
from indexing.searching.hybrid import STANDARD_SEARCH, HybridSearcher
from indexing.searching.preparing import prepare_query
from indexing.searching.query import Query
from indexing.searching.ranker import Rankers, read_rankers, write_rankers
from indexing.searching.ranker_training import FoundList, JudgedList, train_ranker
from indexing.searching.ranking import FEATURES, elements_of_query, met_in_facts, read_features
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from tests.indexing.made import STORIES, make_corpus

STORY = STORIES["盗窃罪"].format(name="癸某", place="东门镇")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    root = tmp_path_factory.mktemp("belonging")
    build_snapshot(make_corpus(60), root, corpus_digest="made", encoder=HashingEncoder())
    return IndexSnapshot.open(root, encoder=HashingEncoder())


def compared(snapshot, text):
    prepared = prepare_query(Query(text=text), snapshot, parameters=STANDARD_SEARCH.query)
    labels = np.arange(snapshot.columns.size)
    elements = elements_of_query(["盗窃罪"], prepared, snapshot)
    features = read_features(prepared, elements, snapshot, labels)
    return prepared, labels, features, belonging_inputs(prepared, snapshot, labels, features)


def test_what_is_known_of_words_met_changes_nothing(snapshot):
    prepared, labels, features, inputs = compared(snapshot, STORY)
    elements = elements_of_query(["盗窃罪"], prepared, snapshot)
    met = met_in_facts(prepared, snapshot, labels)
    assert len(met.terms)
    again = read_features(prepared, elements, snapshot, labels, met=met)
    assert np.array_equal(again, features)
    assert np.array_equal(belonging_inputs(prepared, snapshot, labels, again, met=met), inputs)


def test_inputs_are_features_told_words_and_places(snapshot):
    _, labels, features, inputs = compared(snapshot, STORY)
    assert inputs.shape == (len(labels), len(INPUTS))
    assert np.array_equal(inputs[:, : len(FEATURES)], features)
    for column, name in enumerate(INPUTS[len(FEATURES) + 1 :], start=len(FEATURES) + 1):
        values = inputs[:, INPUTS.index(name)]
        order = sorted(range(len(labels)), key=lambda row: (-values[row], row))
        assert np.exp(inputs[order, column]).round().tolist() == list(range(1, len(labels) + 1))


def test_a_word_told_twice_weighs_twice(snapshot):
    prepared, labels, _, inputs = compared(snapshot, STORY + "手机手机手机")
    place = prepared.numbers.tolist().index(snapshot.words.places["手机"])
    assert prepared.counts[place] == 5
    scores = bm25(snapshot.terms["facts"], prepared.numbers, labels, told=prepared.counts)
    highest = (K1 + 1) * (prepared.rarity * prepared.counts).sum()
    assert np.allclose(inputs[:, len(FEATURES)], scores / highest)
    assert np.all((inputs[:, len(FEATURES)] >= 0) & (inputs[:, len(FEATURES)] <= 1))


def test_odds_move_an_answer_and_survive_the_disk(snapshot, tmp_path):
    rng = np.random.default_rng(1)
    lists = [
        JudgedList(features=rng.random((9, len(FEATURES))), grades=rng.integers(0, 4, size=9))
        for _ in range(4)
    ]
    plain = train_ranker(lists, name="made")
    # Whatever has the rarer words in common belongs; all else does not.
    weights = np.zeros(len(INPUTS))
    weights[0] = 1e6
    zeros, ones = np.zeros(len(INPUTS)), np.ones(len(INPUTS))
    model = BelongingModel(means=zeros, scales=ones, weights=weights, bias=-1.0)
    moved = replace(plain, belonging=model)
    path = tmp_path / "ranker.json"
    write_rankers(path, Rankers(given=moved, predicted=plain), about={})
    read = read_rankers(path.read_text("utf-8"))
    assert read.predicted.belonging is None
    query = Query(text=STORY, charges=("盗窃罪",))
    result = HybridSearcher(snapshot, rankers=lambda: read).search(query, limit=60)
    _, _, features, _ = compared(snapshot, STORY)
    ids = snapshot.columns.ids
    shares = [features[ids.index(hit.judgment_id), 0] for hit in result.hits]
    assert shares == sorted(shares, reverse=True)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


def test_what_is_found_teaches_what_belongs():
    rng = np.random.default_rng(3)
    lists = [
        JudgedList(features=rng.random((9, len(FEATURES))), grades=rng.integers(0, 4, size=9))
        for _ in range(3)
    ]
    inputs = rng.random((60, len(INPUTS)))
    found = [FoundList(inputs=inputs, is_similar=inputs[:, 3] > 0.5)]
    learned = train_ranker(lists, name="made", found=found).belonging
    odds = learned.odds(inputs)
    assert odds[inputs[:, 3] > 0.6].min() > odds[inputs[:, 3] < 0.4].max()
    assert train_ranker(lists, name="made").belonging is None
    alike = [FoundList(inputs=inputs, is_similar=np.ones(60, dtype=bool))]
    with pytest.raises(RankerError, match="expected similar ones and others"):
        train_ranker(lists, name="made", found=alike)

"""Charges are predicted from facts: by words alone, without the words that name charges."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from corpus.judgment import Rejected
from corpus.reading import read_judgment
from corpus.sample import generate
from indexing.assembly.building import build_snapshot
from indexing.assembly.element_indexing import FactWords
from indexing.errors import DamagedSnapshotError
from indexing.learning.charge_model import ChargeModel, ChargeModelParameters, train_charge_model
from indexing.snapshots.living import read_elements, write_elements
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from tests.indexing.made import STORIES, make_corpus

SHORT = ChargeModelParameters(least_spread=1)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    root = tmp_path_factory.mktemp("charges")
    build_snapshot(make_corpus(60), root, corpus_digest="made", encoder=HashingEncoder())
    return IndexSnapshot.open(root, encoder=HashingEncoder())


def numbers(snapshot, text):
    places = snapshot.words.places
    return np.asarray(
        sorted({places[word] for word in snapshot.segmenter.words(text) if word in places}),
        dtype=np.int32,
    )


@pytest.mark.parametrize("charge", sorted(STORIES))
def test_a_story_is_told_by_its_words(snapshot, charge):
    model = snapshot.charge_model
    story = STORIES[charge].format(name="癸某", place="别处")
    chances = model.probabilities(numbers(snapshot, story))
    assert model.names[int(chances.argmax())] == charge
    assert chances.sum() == pytest.approx(1.0)


def test_words_that_name_charges_say_nothing(snapshot):
    model = snapshot.charge_model
    for word in ("盗窃", "故意伤害", "危险驾驶", "滥伐林木"):
        if word in snapshot.words.places:
            assert model.columns[snapshot.words.places[word]] == -1
    empty = model.probabilities(np.empty(0, dtype=np.int32))
    assert np.allclose(empty, 1 / len(model.names))


def test_one_judgment_or_many_have_the_same_probabilities(snapshot):
    model = snapshot.charge_model
    facts = FactWords(table=snapshot.passages, words=snapshot.passage_words, limit_passages=5)
    starts, words = facts.of(range(7))
    many = model.many_probabilities(starts, words)
    single = [model.probabilities(words[a:b]) for a, b in pairwise(starts.tolist())]
    assert np.allclose(many, single, atol=1e-5)


@pytest.mark.parametrize("limit_passages", [1, 5])
def test_which_judgments_have_words_is_told_without_reading_them(snapshot, limit_passages):
    facts = FactWords(
        table=snapshot.passages, words=snapshot.passage_words, limit_passages=limit_passages
    )
    starts, _ = facts.of(range(len(snapshot.passages.starts)))
    assert facts.have_any().tolist() == (np.diff(starts) > 0).tolist()


def test_it_survives_the_disk(snapshot, tmp_path):
    assert ChargeModel.load(tmp_path) is None
    snapshot.charge_model.save(tmp_path)
    again = ChargeModel.load(tmp_path)
    words = numbers(snapshot, STORIES["盗窃罪"])
    assert again.names == snapshot.charge_model.names
    assert np.array_equal(again.probabilities(words), snapshot.charge_model.probabilities(words))
    (tmp_path / "charge_model.json").write_text("{}")
    with pytest.raises(DamagedSnapshotError):
        ChargeModel.load(tmp_path)


def test_elements_survive_the_disk(snapshot, tmp_path):
    write_elements(tmp_path, snapshot.elements)
    again = read_elements(tmp_path)
    assert again.names == snapshot.elements.names
    for name in ("starts", "codes", "is_ruled", "mentions", "predicted", "probable"):
        assert np.array_equal(getattr(again, name), getattr(snapshot.elements, name))


def test_the_same_judgments_give_the_same_model(snapshot, tmp_path):
    build_snapshot(
        reversed(make_corpus(60)), tmp_path, corpus_digest="made", encoder=HashingEncoder()
    )
    again = IndexSnapshot.open(tmp_path, encoder=HashingEncoder()).charge_model
    assert again.temperature == snapshot.charge_model.temperature
    assert np.array_equal(again.weights, snapshot.charge_model.weights)


def test_one_charge_alone_is_nothing_to_learn(tmp_path):
    corpus = [one for one in make_corpus(24) if one.charges[0].value == "盗窃罪"]
    build_snapshot(corpus, tmp_path, corpus_digest="made", encoder=HashingEncoder())
    assert IndexSnapshot.open(tmp_path, encoder=HashingEncoder()).charge_model is None


def test_sample_judgments_are_told_and_the_probability_is_honest(tmp_path):
    """Half of the sample teaches; on the other half confidence is near the share that is right."""
    raw = generate(seed=5, size=240).judgments
    read = [read_judgment(one, today=date(2026, 1, 1)) for one in raw]
    criminal = [one for one in read if not isinstance(one, Rejected) and one.charges]
    taught, asked = criminal[::2], criminal[1::2]
    build_snapshot(taught, tmp_path, corpus_digest="made", encoder=HashingEncoder())
    opened = IndexSnapshot.open(tmp_path, encoder=HashingEncoder())
    model = opened.charge_model
    rights, confidences = [], []
    for judgment in asked:
        charges = {charge.value for charge in judgment.charges}
        if charges.isdisjoint(model.names):
            continue
        facts = "\n".join(
            section.span.of(judgment.text)
            for section in judgment.sections
            if section.kind.value == "facts"
        )
        chances = model.probabilities(numbers(opened, facts))
        rights.append(model.names[int(chances.argmax())] in charges)
        confidences.append(chances.max())
    assert len(rights) >= 10
    assert np.mean(rights) > 0.8
    assert abs(np.mean(rights) - np.mean(confidences)) < 0.25


def test_limits_hold(snapshot):
    from indexing.learning.charge_model import LabelledFacts

    facts = LabelledFacts(
        word_starts=np.arange(5),
        words=np.asarray([0, 1, 0, 1], dtype=np.int32),
        charge_starts=np.arange(5),
        charges=np.asarray([0, 1, 0, 1], dtype=np.int32),
        names=("危险驾驶罪", "盗窃罪"),
    )
    given = {"places": {"酒": 0, "窃": 1}, "spread": np.asarray([2, 2], dtype=np.int32)}
    assert train_charge_model(facts, **given, parameters=SHORT) is None
    enough = replace(SHORT, least_examples=2)
    model = train_charge_model(facts, **given, parameters=enough)
    assert model.names == ("危险驾驶罪", "盗窃罪")
    assert model.probabilities(np.asarray([1], dtype=np.int32)).argmax() == 1


def test_learning_beside_in_another_process_gives_the_same_model(snapshot, tmp_path, monkeypatch):
    monkeypatch.setattr("indexing.learning.charge_model._WORTH_A_PROCESS", 1)
    build_snapshot(make_corpus(60), tmp_path, corpus_digest="made", encoder=HashingEncoder())
    again = IndexSnapshot.open(tmp_path, encoder=HashingEncoder()).charge_model
    assert again.temperature == snapshot.charge_model.temperature
    assert np.array_equal(again.weights, snapshot.charge_model.weights)

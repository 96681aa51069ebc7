"""What an index learned is kept by one that is built from other judgments."""

import numpy as np
import pytest

from indexing.assembly.building import build_snapshot
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import SentencingParameters
from indexing.sentencing.storing import read_sentencing, write_sentencing
from indexing.snapshots.kept_models import KeptModels
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import open_current
from indexing.testing import HashingEncoder
from tests.indexing.made import STORIES, make_corpus, make_judgment
from tests.indexing.sentencing.made import made_world

ENCODER = HashingEncoder()


def build(judgments, root, **given):
    return build_snapshot(judgments, root, corpus_digest="made", encoder=ENCODER, **given)


def opened(root):
    return IndexSnapshot.open(root, encoder=ENCODER)


def chances(snapshot, text):
    """Return what facts make of each charge, by its name."""
    places = snapshot.words.places
    words = sorted({places[word] for word in snapshot.segmenter.words(text) if word in places})
    model = snapshot.charge_model
    told = model.probabilities(np.asarray(words, dtype=np.int32)).tolist()
    return dict(zip(model.names, told, strict=True))


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    root = tmp_path_factory.mktemp("before")
    build(make_corpus(60), root)
    return root


def test_the_same_judgments_make_the_same_index(before, tmp_path):
    kept = KeptModels.of(open_current(before))
    first, again = open_current(before).manifest, build(make_corpus(60), tmp_path, kept=kept)
    same = {name for name in first.files if not name.startswith("lexical/")}
    assert {name: first.files[name] for name in same} == {name: again.files[name] for name in same}
    assert (first.learned_in, again.learned_in) == (None, first.name)


def test_words_get_other_numbers_and_say_the_same(before, tmp_path):
    kept = KeptModels.of(open_current(before))
    # New words that come between the others, so that these are numbered anew.
    new = [make_judgment(f"赵太爷在未庄第{place}次不准革命。" * 9) for place in range(20)]
    build([*new, *make_corpus(60)], tmp_path, kept=kept)
    older, newer = opened(before), opened(tmp_path)
    moved = [
        word
        for word, number in older.words.places.items()
        if newer.words.places.get(word) != number and older.charge_model.columns[number] >= 0
    ]
    assert moved
    for story in STORIES.values():
        text = story.format(name="癸某", place="别处")
        assert chances(newer, text) == pytest.approx(chances(older, text))
    labels = [newer.columns.ids.index(each) for each in older.columns.ids]
    assert [
        [newer.elements.names[code] for code in row if code >= 0]
        for row in newer.elements.predicted[labels]
    ] == [
        [older.elements.names[code] for code in row if code >= 0]
        for row in older.elements.predicted
    ]


def test_what_kept_is_kept_on_names_who_learned(before, tmp_path):
    kept = KeptModels.of(open_current(before))
    first = build(make_corpus(61), tmp_path, kept=kept)
    second = build(make_corpus(62), tmp_path, kept=KeptModels.of(open_current(tmp_path)))
    assert first.learned_in == second.learned_in == kept.learned_in


def test_what_was_not_learned_is_learned(tmp_path):
    build(make_corpus(2), tmp_path / "few")
    kept = KeptModels.of(open_current(tmp_path / "few"))
    assert kept.is_empty
    manifest = build(make_corpus(60), tmp_path / "many", kept=kept)
    assert manifest.learned_in is None
    assert opened(tmp_path / "many").charge_model is not None


def test_an_expectation_is_kept(tmp_path):
    world = made_world(300)
    model = learn_sentencing(world, parameters=SentencingParameters(n_trees=3))
    learned = tmp_path / "learned"
    learned.mkdir()
    write_sentencing(learned, model)
    kept = KeptModels(learned_in="index-000007", charges=None, words=(), sentencing=learned)
    manifest = build(make_corpus(30), tmp_path / "kept", kept=kept)
    assert manifest.learned_in == "index-000007"
    folder = KeptModels.of(open_current(tmp_path / "kept")).sentencing
    again = read_sentencing(folder)
    assert [again.expect(each) for each in world] == [model.expect(each) for each in world]

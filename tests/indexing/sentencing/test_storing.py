import json

import numpy as np
import pytest

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample import generate
from corpus.sample.parameters import AS_OF
from indexing.assembly.building import build_snapshot
from indexing.errors import DamagedSnapshotError
from indexing.sentencing.cases import sentenced
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import SentencingParameters
from indexing.sentencing.storing import read_sentencing, write_sentencing
from indexing.testing import HashingEncoder
from tests.indexing.sentencing.made import made_world

SMALL = SentencingParameters(n_trees=3)


@pytest.fixture(scope="module")
def world():
    return made_world(300)


def test_a_stored_model_says_the_same(tmp_path, world) -> None:
    model = learn_sentencing(world, parameters=SMALL)
    write_sentencing(tmp_path, model)
    read = read_sentencing(tmp_path)
    assert [read.expect(each) for each in world] == [model.expect(each) for each in world]


def test_a_folder_without_a_model_has_none(tmp_path) -> None:
    assert read_sentencing(tmp_path) is None


def test_a_model_that_looked_at_other_columns_is_not_asked(tmp_path, world) -> None:
    write_sentencing(tmp_path, learn_sentencing(world, parameters=SMALL))
    path = tmp_path / "sentencing.json"
    about = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**about, "looks_at": "other"}), "utf-8")
    assert read_sentencing(tmp_path) is None


@pytest.mark.parametrize("damage", ["cut", "no array", "no json"])
def test_a_damaged_model_is_refused(tmp_path, world, damage) -> None:
    write_sentencing(tmp_path, learn_sentencing(world, parameters=SMALL))
    arrays = tmp_path / "sentencing.npz"
    if damage == "cut":
        arrays.write_bytes(arrays.read_bytes()[:1000])
    elif damage == "no array":
        np.savez(arrays, columns=np.zeros(3, dtype=np.int32))
    else:
        (tmp_path / "sentencing.json").write_text("{", "utf-8")
    with pytest.raises(DamagedSnapshotError):
        read_sentencing(tmp_path)


def test_an_index_learns_from_its_own_judgments(tmp_path) -> None:
    made = generate(seed=5, size=700)
    read = [read_judgment(raw, today=AS_OF) for raw in made.judgments]
    judgments = [each for each in read if isinstance(each, Judgment)]
    manifest = build_snapshot(judgments, tmp_path, corpus_digest="made", encoder=HashingEncoder())
    model = read_sentencing(tmp_path / manifest.name)
    passed = [each for each in map(sentenced, judgments) if each is not None]
    assert set(model.part_of) == {each.judgment_id for each in passed}
    assert any(model.expect(each) for each in passed)

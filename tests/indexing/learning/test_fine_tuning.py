import json
import shutil
import socket
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load_file

from indexing.assembly.building import build_snapshot
from indexing.errors import BaseFolderError, NotEnoughJudgmentsError, StaticBaseError
from indexing.learning.encoders import (
    SentenceTransformerEncoder,
    fingerprint_of_folder,
    load_encoder,
)
from indexing.learning.fine_tuning import FineTuningParameters, check_base, fine_tune
from indexing.learning.pairs import training_text_of
from indexing.learning.text_pairs import CAUSE
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query
from indexing.snapshots.opening import IndexSnapshot
from indexing.words.segmentation import Segmenter
from tests.indexing.made import make_corpus
from tests.indexing.tiny_transformer import write_tiny_transformer

SEGMENTER = Segmenter()
CORPUS = make_corpus(40)
# The judgments cite nothing; hard negatives need an article.
TEXTS = [
    replace(training_text_of(judgment), statute=judgment.charges[0].value) for judgment in CORPUS
]
SMALL = FineTuningParameters(batch=16, held_at_once=16, learning_rate=3e-3)


def tuned(base, folder, *, texts=TEXTS, parameters=SMALL, **more):
    return fine_tune(texts, base, folder, segmenter=SEGMENTER, parameters=parameters, **more)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return write_tiny_transformer(
        tmp_path_factory.mktemp("base"), [judgment.text for judgment in CORPUS]
    )


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Threads that wait for each other on a busy machine cost more than layers so small."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def told():
    return []


@pytest.fixture(scope="module")
def called():
    return []


@pytest.fixture(scope="module")
def folder(base, told, called, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tuned")
    ticks = iter([10.0, 12.5])

    def refuse(*address):
        called.append(address)
        raise OSError

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", refuse)
        patched.setattr(socket, "getaddrinfo", refuse)
        tuned(
            base,
            folder,
            corpus_digest="abc",
            progress=lambda *step: told.append(step),
            monotonic=lambda: next(ticks),
        )
    return folder


def weights(folder):
    return load_file(folder / "model.safetensors")


def test_the_weights_move_and_the_base_stays(base, folder):
    before, after = weights(base), weights(folder)
    name = "embeddings.word_embeddings.weight"
    assert before[name].shape == after[name].shape
    assert np.abs(before[name] - after[name]).max() > 1e-3
    layers = [name for name in before if "layer.1" in name and "weight" in name]
    assert layers
    assert all(np.abs(before[name] - after[name]).max() > 1e-4 for name in layers)
    assert not (base / "modules.json").exists()


def test_stories_of_one_charge_come_together(base, folder):
    stories = [
        "酒后驾驶轿车，血液中乙醇含量超标，被交警查获",
        "饮酒后驾车，被执勤交警查获，乙醇含量一百毫克",
        "翻窗进入住户家中，窃得手机",
        "夜间翻窗入室，窃得现金后销赃",
    ]
    encoder = load_encoder(folder)
    likeness = encoder.encode_queries(stories) @ encoder.encode_documents(stories).T
    assert likeness[0, 1] > max(likeness[0, 2], likeness[0, 3])
    assert likeness[2, 3] > max(likeness[2, 0], likeness[2, 1])


def test_the_card_tells_what_was_done(base, folder):
    record = json.loads((folder / "training.json").read_text("utf-8"))
    page = (folder / "README.md").read_text("utf-8")
    assert record["base"] == fingerprint_of_folder(base)
    assert (record["n_judgments"], record["n_held_out"], record["seconds"]) == (38, 2, 2.5)
    assert (record["corpus_digest"], record["device"]) == ("abc", "cpu")
    assert set(record["pairs"]) == {"facts_reasoning", "facts_halves", "facts_near", CAUSE}
    assert 0 < record["n_hard_negatives"] <= sum(record["pairs"].values())
    assert record["parameters"]["learning_rate"] == 3e-3
    assert set(record["after"]) == set(record["before"]) != set()
    for line in (f"digest of the base: {record['base']}", "base as given", "A transformer,"):
        assert line in page


def test_progress_ends_where_it_should(folder, told):
    training = [step for step in told if step[0] == "training"]
    assert training[0][1] == 0
    assert training[-1][1] == training[-1][2] > 0
    assert told[-1] == ("figures", 2, 2)


def test_nothing_of_this_machine_is_written(base, folder):
    texts = [path.read_text("utf-8") for path in folder.rglob("*.json")]
    assert not [text for text in texts if str(base) in text or str(folder) in text]


def test_the_same_seed_gives_the_same_weights(base, folder, tmp_path):
    again = tuned(base, tmp_path, texts=reversed(TEXTS))
    assert again.fingerprint == load_encoder(folder).fingerprint


@pytest.mark.slow
def test_another_seed_gives_other_weights(base, folder, tmp_path):
    other = tuned(base, tmp_path, parameters=replace(SMALL, seed=2))
    assert other.fingerprint != load_encoder(folder).fingerprint


def test_nobody_is_called(folder, called):
    assert called == []


@pytest.mark.slow
def test_what_was_tuned_can_be_tuned_again(folder, tmp_path):
    again = tuned(
        folder,
        tmp_path,
        texts=TEXTS[:8],
    )
    assert isinstance(again, SentenceTransformerEncoder)
    assert again.dimension == 32
    record = json.loads((tmp_path / "training.json").read_text("utf-8"))
    assert record["base"] == load_encoder(folder).fingerprint


def test_an_index_is_built_and_searched_with_it(folder, tmp_path):
    encoder = load_encoder(folder)
    build_snapshot(CORPUS, tmp_path, corpus_digest="abc", encoder=encoder, segmenter=SEGMENTER)
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path, encoder=encoder))
    hits = searcher.search(Query(text="被告人酒后驾驶小型轿车，被执勤交警查获")).hits
    charges = {judgment.id: judgment.charges[0].value for judgment in CORPUS}
    assert {charges[hit.judgment_id] for hit in hits[:5]} == {"危险驾驶罪"}


@pytest.mark.parametrize("size", [0, 1])
def test_too_few_judgments_are_refused(base, size, tmp_path):
    with pytest.raises(NotEnoughJudgmentsError, match="expected at least 2") as refusal:
        tuned(base, tmp_path, texts=TEXTS[:size])
    assert refusal.value.found == size


BROKEN = [
    (None, "no such folder"),
    ({}, "neither modules.json nor"),
    ({"config.json": "{"}, "neither modules.json nor"),
    ({"config.json": "{}"}, "neither modules.json nor"),
    ({"config.json": "[]"}, "neither modules.json nor"),
    ({"config.json": '{"model_type": "bert"}'}, "without weights"),
    ({"modules.json": "[]"}, "modules.json cannot be read"),
]


@pytest.mark.parametrize(("files", "reason"), BROKEN)
def test_a_folder_without_a_model_is_refused(files, reason, tmp_path):
    folder = tmp_path / "base"
    if files is not None:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content, "utf-8")
    with pytest.raises(BaseFolderError, match=reason) as refusal:
        check_base(folder)
    assert refusal.value.folder == str(folder)


def test_weights_that_cannot_be_loaded_are_refused(base, tmp_path):
    broken = tmp_path / "base"
    shutil.copytree(base, broken)
    (broken / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(BaseFolderError, match="cannot be loaded"):
        tuned(broken, tmp_path / "out", texts=TEXTS[:4])


def test_the_base_is_not_overwritten(base):
    before = fingerprint_of_folder(base)
    with pytest.raises(BaseFolderError, match="would overwrite"):
        tuned(base, base)
    assert fingerprint_of_folder(base) == before


def test_vectors_of_words_are_refused(tmp_path):
    modules = [{"idx": 0, "name": "0", "path": "", "type": "x.StaticEmbedding"}]
    (tmp_path / "modules.json").write_text(json.dumps(modules), "utf-8")
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).touch()
    with pytest.raises(StaticBaseError, match="`tongpan train` without --base") as refusal:
        check_base(tmp_path)
    assert refusal.value.folder == str(tmp_path)

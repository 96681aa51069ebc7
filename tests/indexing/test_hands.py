"""An index of many hands is that of one, to the byte."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest

from corpus.errors import SchedulerError
from corpus.workforce import ALONE, Gang, Workforce
from indexing import hands
from indexing.building import build_snapshot
from indexing.encoders import StaticEncoder, load_encoder
from indexing.hands import EncoderFiles, encode_there, hands_of
from indexing.passages import PassageKind, PassageTexts
from indexing.segment_building import WAITING
from indexing.segmentation import Segmenter
from indexing.testing import HashingEncoder
from tests.corpus.clusters import dask_cluster
from tests.indexing.made import make_corpus
from tests.indexing.static_folders import static_folder

PAPER = PassageTexts(
    kinds=(PassageKind.FACTS, PassageKind.REASONING), texts=("酒后驾驶小型轿车", "应予惩处")
)
FAR = Workforce(processes=1, scheduler="tcp://127.0.0.1:1")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return load_encoder(static_folder(tmp_path_factory.mktemp("encoder")))


@pytest.fixture
def small_batches(monkeypatch):
    for name in ("_CUT_PASSAGES", "_BATCH_PASSAGES"):
        monkeypatch.setattr(f"indexing.segment_building.{name}", 10)


def threads(monkeypatch, *, are_elsewhere):
    """Let threads stand for workers; return what is lent to them."""
    lent = []

    @contextmanager
    def gathered(_):
        with ThreadPoolExecutor(2) as pool:
            yield Gang(
                executor=pool,
                size=2,
                are_elsewhere=are_elsewhere,
                lend=lambda value: lent.append(value) or value,
            )

    monkeypatch.setattr(hands, "gathered", gathered)
    return lent


def built(root, *, workforce, encoder, progress=None):
    """Return digests of all files but those of the engine of words, which draws their names."""
    manifest = build_snapshot(
        make_corpus(60),
        root,
        corpus_digest="made",
        encoder=encoder,
        workforce=workforce,
        progress=progress,
    )
    assert not list(root.rglob(WAITING))
    return {name: of for name, of in manifest.files.items() if not name.startswith("lexical/")}


@pytest.mark.parametrize("are_elsewhere", [False, True])
def test_workers_give_the_index_of_one(
    small_batches, monkeypatch, tmp_path, encoder, are_elsewhere
):
    alone = built(tmp_path / "alone", workforce=ALONE, encoder=encoder)
    lent = threads(monkeypatch, are_elsewhere=are_elsewhere)
    assert built(tmp_path / "many", workforce=FAR, encoder=encoder) == alone
    # An encoder travels once, and only to those that do not see its folder.
    assert [type(each) for each in lent] == [EncoderFiles] * are_elsewhere


def test_an_encoder_that_lies_nowhere_encodes_here(small_batches, monkeypatch, tmp_path):
    alone = built(tmp_path / "alone", workforce=ALONE, encoder=HashingEncoder())
    lent = threads(monkeypatch, are_elsewhere=True)
    assert built(tmp_path / "many", workforce=FAR, encoder=HashingEncoder()) == alone
    assert lent == []


def test_a_worker_of_another_dictionary_is_refused(monkeypatch):
    threads(monkeypatch, are_elsewhere=True)
    other = Segmenter()
    other.fingerprint = "another"
    with hands_of(FAR) as many, pytest.raises(SchedulerError, match="another dictionary"):
        list(many.words([[PAPER]], other))


def test_an_encoder_that_travelled_gives_the_same_vectors(encoder):
    files = EncoderFiles.of(encoder)
    here = encode_there(encoder.folder, [PAPER])
    there = encode_there(files, [PAPER])
    assert np.array_equal(here.values, there.values)
    assert np.array_equal(here.judgments, there.judgments)
    assert here.judgments.any()
    assert isinstance(hands._unpacked(files), StaticEncoder)
    assert hands._unpacked(files) is hands._unpacked(EncoderFiles.of(encoder))


@pytest.mark.slow
def test_processes_of_this_machine_give_the_index_of_one(small_batches, tmp_path, encoder):
    alone = built(tmp_path / "alone", workforce=ALONE, encoder=encoder)
    many = built(tmp_path / "many", workforce=Workforce(processes=2), encoder=encoder)
    assert many == alone


@pytest.mark.slow
def test_a_cluster_gives_the_index_of_one_though_a_worker_dies(small_batches, tmp_path, encoder):
    from distributed import Client

    alone = built(tmp_path / "alone", workforce=ALONE, encoder=encoder)
    stages: list[str] = []
    with dask_cluster(workers=2) as address:
        force = Workforce(processes=1, scheduler=address)
        assert built(tmp_path / "many", workforce=force, encoder=encoder) == alone

        def kill(stage: str, _done: int, _total: int) -> None:
            if stage == "vectors" and stage not in stages:
                with Client(address, set_as_default=False) as client:
                    os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
            stages.append(stage)

        assert built(tmp_path / "less", workforce=force, encoder=encoder, progress=kill) == alone
    assert "vectors" in stages

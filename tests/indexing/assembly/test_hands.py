"""An index of many hands is that of one, to the byte."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children
from threading import Event

import numpy as np
import pytest

from corpus.errors import SchedulerError, WorkerLostError
from corpus.workforce import ALONE, Gang, Workforce
from indexing.assembly import building, hands
from indexing.assembly.building import build_snapshot
from indexing.assembly.encoded_passages import encode_passages
from indexing.assembly.hands import EncoderFiles, encode_there, hands_of
from indexing.assembly.segment_building import WAITING
from indexing.channels.lexical import TantivyLexical
from indexing.columns import layout
from indexing.learning.encoders import StaticEncoder, load_encoder
from indexing.passages import PassageKind, PassageTexts
from indexing.testing import HashingEncoder
from indexing.words.segmentation import Segmenter
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
        monkeypatch.setattr(f"indexing.assembly.segment_building.{name}", 10)
    # Sixty judgments are as good as many.
    monkeypatch.setattr("indexing.assembly.words_aside._WORTH_HELP", 5)
    monkeypatch.setattr("indexing.assembly.segment_building._TOLD_AT_ONCE", 3)


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


def in_order(judgments):
    """Return judgments as a store gives them."""
    return sorted(judgments, key=lambda judgment: judgment.id)


def built(root, *, workforce, encoder, progress=None, judgments=None):
    """Return digests of all files but those of the engine of words, which draws their names."""
    manifest = build_snapshot(
        make_corpus(60) if judgments is None else judgments,
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


def test_words_are_cut_while_judgments_are_read(small_batches, monkeypatch, tmp_path, encoder):
    alone = built(tmp_path / "alone", workforce=ALONE, encoder=encoder)
    threads(monkeypatch, are_elsewhere=False)
    is_cut = Event()

    def reading():
        *most, last = in_order(make_corpus(60))
        yield from most
        assert is_cut.wait(10)
        yield last

    def look(stage, done, total):
        # Of how many is not known before all have come.
        if stage == "words" and done and not total:
            is_cut.set()

    many = built(
        tmp_path / "many", workforce=FAR, encoder=encoder, progress=look, judgments=reading()
    )
    assert many == alone


@pytest.mark.parametrize("late", [0, 7, 58])
def test_one_that_comes_out_of_order_has_words_begun_anew(
    small_batches, monkeypatch, tmp_path, encoder, late
):
    alone = built(tmp_path / "alone", workforce=ALONE, encoder=encoder)
    threads(monkeypatch, are_elsewhere=False)
    judgments = in_order(make_corpus(60))
    judgments.append(judgments.pop(late))
    # One that comes twice is no matter.
    judgments.insert(20, judgments[3])
    many = built(tmp_path / "many", workforce=FAR, encoder=encoder, judgments=judgments)
    assert many == alone
    # Of the engine of words, too, every judgment is there once.
    engine = TantivyLexical(next((tmp_path / "many").glob("index-*")) / layout.LEXICAL)
    assert engine.size == 60


def test_few_judgments_start_nobody(monkeypatch, tmp_path, encoder):
    def refuse(_):
        raise AssertionError

    monkeypatch.setattr(hands, "gathered", refuse)
    alone = built(tmp_path / "alone", workforce=ALONE, encoder=encoder)
    assert built(tmp_path / "few", workforce=Workforce(processes=3), encoder=encoder) == alone


@pytest.mark.parametrize("processes", [2, 3, 8])
def test_one_of_the_processes_is_the_one_that_asks(monkeypatch, processes):
    asked = []

    @contextmanager
    def gathered(workforce):
        asked.append(workforce.processes)
        yield None

    monkeypatch.setattr(hands, "gathered", gathered)
    with hands_of(Workforce(processes=processes)):
        assert asked == [processes - 1]


def test_a_worker_that_is_lost_ends_the_reading(small_batches, monkeypatch, tmp_path, encoder):
    """Whoever waits is told at once, not when all judgments have been read."""
    threads(monkeypatch, are_elsewhere=False)

    def lose(_):
        raise WorkerLostError("it died")

    monkeypatch.setattr(hands, "cut_there", lose)
    judgments = in_order(make_corpus(60))
    has_ended = Event()
    monkeypatch.setattr(
        "indexing.assembly.building.write_words", ending(building.write_words, has_ended.set)
    )
    n_read = 0

    def reading():
        nonlocal n_read
        for n_read, judgment in enumerate(judgments, start=1):
            if n_read == len(judgments) - 5:
                assert has_ended.wait(10)
            yield judgment

    with pytest.raises(WorkerLostError):
        built(tmp_path / "many", workforce=FAR, encoder=encoder, judgments=reading())
    assert n_read < len(judgments)
    assert not list(tmp_path.rglob(WAITING))


def ending(work, tell):
    """Let a work tell that it has ended, however."""

    def done(*args, **kwargs):
        try:
            return work(*args, **kwargs)
        finally:
            tell()

    return done


def test_a_reading_that_fails_leaves_nobody_waiting(small_batches, monkeypatch, tmp_path, encoder):
    threads(monkeypatch, are_elsewhere=False)

    def reading():
        yield from in_order(make_corpus(60))[:40]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        built(tmp_path / "many", workforce=FAR, encoder=encoder, judgments=reading())
    assert not list(tmp_path.rglob(WAITING))


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
    here = encode_passages([PAPER], encoder=encoder)
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


def helper():
    """Wait for the process that cuts, and return it."""
    ends = time.monotonic() + 10
    while not (found := active_children()) and time.monotonic() < ends:
        time.sleep(0.005)
    return found[0]


@pytest.mark.slow
def test_a_process_that_dies_ends_the_building(small_batches, tmp_path, encoder):
    def reading():
        for n_read, judgment in enumerate(in_order(make_corpus(120)), start=1):
            if n_read == 60:
                # It needs longer to begin than these are read in: it has given nothing yet.
                os.kill(helper().pid, signal.SIGKILL)
            yield judgment

    with pytest.raises(WorkerLostError):
        built(
            tmp_path / "many",
            workforce=Workforce(processes=2),
            encoder=encoder,
            judgments=reading(),
        )
    assert not list(tmp_path.rglob(WAITING))


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

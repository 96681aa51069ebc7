import os
import subprocess
import sys
import threading

import pytest

from indexing.assembly.building import BuildParameters, build_snapshot
from indexing.columns.filters import SearchFilter
from indexing.errors import (
    EncoderOutputError,
    NoSnapshotError,
    NotEnoughJudgmentsError,
    SnapshotMismatchError,
)
from indexing.learning.training import TrainingParameters
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import open_current
from indexing.testing import HashingEncoder
from tests.indexing.made import make_corpus, make_judgment

SMALL = BuildParameters(
    training=TrainingParameters(dimension=32, nested_dimensions=(16,), batch=32, epochs=1)
)
DRUNK = Query(text="酒后驾驶小型轿车，乙醇含量一百八十毫克")


def build(judgments, root, encoder=None):
    return build_snapshot(judgments, root, corpus_digest="made", parameters=SMALL, encoder=encoder)


def test_the_trained_encoder_lies_in_the_snapshot(tmp_path):
    manifest = build(make_corpus(30), tmp_path)
    assert manifest.is_encoder_inside
    assert manifest.counts["judgments"] == 30
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path))
    assert searcher.snapshot.encoder.fingerprint == manifest.encoder
    assert len(searcher.search(DRUNK, limit=5).hits) == 5


def test_the_order_of_judgments_and_repeats_change_nothing(tmp_path):
    corpus = make_corpus(30)
    first = build(corpus, tmp_path / "a", HashingEncoder())
    second = build([*reversed(corpus), *corpus], tmp_path / "b", HashingEncoder())
    same = {name for name in first.files if not name.startswith("lexical/")}
    assert {name: first.files[name] for name in same} == {name: second.files[name] for name in same}
    answers = [
        HybridSearcher(IndexSnapshot.open(tmp_path / name, encoder=HashingEncoder())).search(DRUNK)
        for name in "ab"
    ]
    assert answers[0] == answers[1]


ANSWER = """
import sys
from pathlib import Path
from indexing.assembly.building import build_snapshot
from indexing.searching.hybrid import HybridSearcher
from indexing.snapshots.opening import IndexSnapshot
from indexing.searching.query import Query
from indexing.testing import HashingEncoder
from tests.indexing.made import make_corpus
root = Path(sys.argv[1])
build_snapshot(make_corpus(30), root, corpus_digest="made", encoder=HashingEncoder())
searcher = HybridSearcher(IndexSnapshot.open(root, encoder=HashingEncoder()))
for text in ("酒后驾驶小型轿车", "窃得手机一部", "砍伐松树"):
    print(searcher.search(Query(text=text), limit=30).hits)
"""


def test_the_hash_seed_changes_nothing(tmp_path):
    answers = {
        subprocess.run(
            [sys.executable, "-c", ANSWER, str(tmp_path / seed)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
        ).stdout
        for seed in ("0", "77")
    }
    assert len(answers) == 1
    assert answers.pop().count("Hit(") > 30


def test_a_filtered_search_is_a_search_filtered(tmp_path):
    corpus = make_corpus(60)
    build(corpus, tmp_path, HashingEncoder())
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path, encoder=HashingEncoder()))
    for condition in (
        SearchFilter(provinces=frozenset({"吉林"})),
        SearchFilter(causes=frozenset({"盗窃罪", "危险驾驶罪"})),
        SearchFilter(among=frozenset(judgment.id for judgment in corpus[::3])),
        SearchFilter(excluding=frozenset(judgment.id for judgment in corpus[::2])),
    ):
        mask = searcher.snapshot.columns.mask(condition)
        allowed = {
            judgment_id
            for judgment_id, is_allowed in zip(searcher.snapshot.columns.ids, mask, strict=True)
            if is_allowed
        }
        for channel in ("lexical", "dense"):
            everything = searcher.search(DRUNK, channels=(channel,), limit=60).hits
            expected = [hit.judgment_id for hit in everything if hit.judgment_id in allowed]
            found = searcher.search(DRUNK, channels=(channel,), filter=condition, limit=60).hits
            assert [hit.judgment_id for hit in found] == expected


def test_no_judgment_is_an_error_and_no_index(tmp_path):
    with pytest.raises(NotEnoughJudgmentsError):
        build([], tmp_path, HashingEncoder())
    with pytest.raises(NoSnapshotError):
        open_current(tmp_path)
    assert list(tmp_path.iterdir()) == []


class FailingEncoder(HashingEncoder):
    def encode_documents(self, texts):
        return super().encode_documents(texts) * 2


def test_a_build_that_fails_leaves_the_old_index(tmp_path):
    build(make_corpus(10), tmp_path, HashingEncoder())
    with pytest.raises(EncoderOutputError):
        build(make_corpus(20), tmp_path, FailingEncoder())
    snapshot = IndexSnapshot.open(tmp_path, encoder=HashingEncoder())
    assert snapshot.columns.size == 10
    assert snapshot.refused is None


def test_an_index_built_with_another_encoder_is_refused(tmp_path):
    build(make_corpus(10), tmp_path, HashingEncoder())
    with pytest.raises(SnapshotMismatchError, match="encoder hashing-64, at hand is hashing-32"):
        IndexSnapshot.open(tmp_path, encoder=HashingEncoder(dimension=32))
    with pytest.raises(SnapshotMismatchError, match="encoder hashing-64, at hand is none"):
        IndexSnapshot.open(tmp_path)


def test_a_judgment_without_any_text_is_indexed_and_never_found(tmp_path):
    empty = make_judgment("。" * 3, reasoning="，")
    build([*make_corpus(10), empty], tmp_path, HashingEncoder())
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path, encoder=HashingEncoder()))
    hits = searcher.search(DRUNK, channels=("lexical",), limit=20).hits
    assert empty.id not in {hit.judgment_id for hit in hits}


def test_threads_share_a_searcher(tmp_path):
    build(make_corpus(40), tmp_path, HashingEncoder())
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path, encoder=HashingEncoder()))
    expected = searcher.search(DRUNK)
    answers = []

    def ask():
        answers.extend(searcher.search(DRUNK) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 160


def test_a_very_long_query_is_answered(tmp_path):
    build(make_corpus(40), tmp_path, HashingEncoder())
    searcher = HybridSearcher(IndexSnapshot.open(tmp_path, encoder=HashingEncoder()))
    long = "".join(judgment.text for judgment in make_corpus(40)) * 20
    result = searcher.search(Query(text=long[:100_000]))
    assert result.hits
    assert len(result.words) <= 400

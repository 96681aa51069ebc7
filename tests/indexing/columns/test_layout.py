import numpy as np
import pytest

from indexing.columns import layout
from indexing.columns.filters import columns_of, row_of
from indexing.columns.passage_tables import PassageTable, kind_at, place_of
from indexing.errors import DamagedSnapshotError
from indexing.packing.packed_runs import PackedRuns, RunsFile
from indexing.passages import PassageKind
from indexing.snapshots import living
from tests.indexing.made import make_corpus

COLUMNS = columns_of([row_of(judgment) for judgment in make_corpus(12)])
PASSAGES = PassageTable(
    starts=np.array([0]),
    stops=np.array([1]),
    kinds=np.array([place_of(PassageKind.REASONING)], dtype=np.int8),
    begins=np.array([3], dtype=np.int32),
    ends=np.array([9], dtype=np.int32),
    word_starts=np.array([0, 2]),
)
WORDS = ("林木", "采伐")
PASSAGE_WORDS = PackedRuns.of(np.array([0, 1]), np.array([0, 2]))


def write_passage_words(folder):
    file = RunsFile(folder, layout.PASSAGE_WORDS)
    file.add(np.array([0, 1]), np.array([2]))
    file.close()


def test_columns_are_read_as_written(tmp_path):
    living.write_columns(tmp_path, COLUMNS)
    read = living.read_columns(tmp_path)
    assert (read.ids, dict(read.names)) == (COLUMNS.ids, dict(COLUMNS.names))
    assert all(np.array_equal(read.codes[name], COLUMNS.codes[name]) for name in COLUMNS.codes)
    assert np.array_equal(read.decided, COLUMNS.decided)
    assert np.array_equal(read.causes, COLUMNS.causes)
    assert np.array_equal(read.cause_starts, COLUMNS.cause_starts)


def test_passages_and_words_are_read_as_written(tmp_path):
    layout.write_passages(tmp_path, PASSAGES)
    write_passage_words(tmp_path)
    layout.write_words(tmp_path, WORDS)
    words = layout.read_passage_words(tmp_path)
    passages = layout.read_passages(tmp_path, words)
    assert (words[0:2].tolist(), passages.word_starts.tolist()) == ([0, 1], [0, 2])
    assert kind_at(int(passages.kinds[0])) is PassageKind.REASONING
    assert (passages.begins.tolist(), passages.ends.tolist()) == ([3], [9])
    assert layout.read_words(tmp_path) == WORDS


def test_a_segment_that_brought_no_word_brought_none(tmp_path):
    layout.write_words(tmp_path, ())
    assert layout.read_words(tmp_path) == ()


@pytest.mark.parametrize(
    "read",
    [
        living.read_columns,
        lambda folder: layout.read_passages(folder, PASSAGE_WORDS),
        layout.read_vectors,
        layout.read_passage_words,
    ],
)
@pytest.mark.parametrize(
    "content",
    [None, b"", b"{}", b"\x93NUMPY"],
    ids=["missing", "empty", "other", "cut"],
)
def test_what_cannot_be_read_is_refused(read, content, tmp_path):
    living.write_columns(tmp_path, COLUMNS)
    layout.write_passages(tmp_path, PASSAGES)
    layout.write_words(tmp_path, WORDS)
    write_passage_words(tmp_path)
    for path in tmp_path.iterdir():
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    if content is not None:
        (tmp_path / layout.PASSAGE_VECTORS).write_bytes(content)
    with pytest.raises(DamagedSnapshotError):
        read(tmp_path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["missing", "other"])
def test_words_that_cannot_be_read_are_refused(content, tmp_path):
    layout.write_words(tmp_path, WORDS)
    for path in tmp_path.iterdir():
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    with pytest.raises(DamagedSnapshotError):
        layout.read_words(tmp_path)

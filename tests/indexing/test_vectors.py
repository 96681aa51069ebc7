import numpy as np
import pytest

from indexing.errors import DamagedSnapshotError, EncoderOutputError
from indexing.vectors import FaissVectors
from tests.conformance.vector_index import VectorIndexConformance


class TestFaissVectors(VectorIndexConformance):
    @pytest.fixture
    def build(self):
        return FaissVectors.of


def test_what_is_saved_is_loaded(tmp_path):
    index = FaissVectors.of(np.eye(4, dtype=np.float32))
    index.save(tmp_path / "x.faiss")
    loaded = FaissVectors.load(tmp_path / "x.faiss")
    assert np.array_equal(loaded.vectors(), np.eye(4))
    assert loaded.dimension == 4


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "x.faiss").write_bytes(b"no index")
    with pytest.raises(DamagedSnapshotError, match="FAISS cannot read it"):
        FaissVectors.load(tmp_path / "x.faiss")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (np.array([[1, 0], [3, 4]]), "row 1 has length 5"),
        (np.array([[np.nan, 0]]), "row 0 has length nan"),
        (np.array([1, 0]), "shape"),
    ],
    ids=["too long", "not a number", "no matrix"],
)
def test_vectors_of_a_wrong_form_are_refused(rows, reason):
    with pytest.raises(EncoderOutputError, match=reason):
        FaissVectors.of(rows.astype(np.float32))


def test_a_row_of_zeros_is_like_nothing():
    index = FaissVectors.of(np.array([[0, 0], [1, 0]], dtype=np.float32))
    found = index.search(np.array([1, 0], dtype=np.float32), depth=2)
    assert found.scores.tolist() == [1.0, 0.0]

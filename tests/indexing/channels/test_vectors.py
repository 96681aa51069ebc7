import numpy as np
import pytest

from indexing.channels.vectors import FaissVectors, JoinedVectors
from indexing.errors import DamagedSnapshotError, EncoderOutputError
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


def test_products_of_several_segments_are_the_scores_of_a_search():
    rows = clustered(60)
    parts = [FaissVectors.of(rows[:25]), FaissVectors.of(rows[25:])]
    places = np.random.default_rng(5).permutation(60)
    places[places >= 50] = -1
    labels = [places[:25], places[25:]]
    joined = JoinedVectors(parts, labels=labels, size=50)
    found = joined.search(rows[7], depth=50)
    assert len(found.labels) == 50
    assert joined.products(rows[7], found.labels).tolist() == found.scores.tolist()


def clustered(size, *, seed=3, dimension=24):
    centres = np.random.default_rng(1).normal(size=(40, dimension))
    rng = np.random.default_rng(seed)
    rows = centres[rng.integers(40, size=size)] + 0.5 * rng.normal(size=(size, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


class TestLists:
    """Beyond the bound lists are searched; what is few, and whatever is asked exactly, is exact."""

    ROWS = clustered(6000)

    @pytest.fixture(scope="class", name="lists")
    @classmethod
    def lists_of(cls, tmp_path_factory):
        made = FaissVectors.of(cls.ROWS, exact_rows=500)
        path = tmp_path_factory.mktemp("lists") / "vectors.faiss"
        made.save(path)
        return made, FaissVectors.load(path), path

    def test_the_recall_that_was_measured_is_that_of_new_queries(self, lists, monkeypatch):
        monkeypatch.setattr("indexing.channels.vectors._FEW_COMPARED", 0)
        made, loaded, _ = lists
        assert made.measured.recall >= 0.99
        assert made.measured.looked_into < made.measured.lists
        flat = FaissVectors.of(self.ROWS)
        shares = []
        for query in clustered(60, seed=4):
            right = flat.search(query, depth=100).labels
            shares.append(np.isin(right, loaded.search(query, depth=100).labels).mean())
        assert np.mean(shares) > made.measured.recall - 0.02

    def test_exact_answers_and_those_under_a_narrow_filter_are_those_of_all_rows(self, lists):
        _, loaded, _ = lists
        flat = FaissVectors.of(self.ROWS)
        few = np.random.default_rng(2).random(len(self.ROWS)) < 0.05
        for query in self.ROWS[::1500]:
            for allowed in (None, few):
                right = flat.search(query, depth=50, allowed=allowed)
                found = loaded.exact(query, depth=50, allowed=allowed)
                assert found.labels.tolist() == right.labels.tolist()
                assert found.scores.tolist() == right.scores.tolist()
                told = loaded.products(query, right.labels)
                assert told.tolist() == right.scores.tolist()
            found = loaded.search(query, depth=50, allowed=few)
            assert found.labels.tolist() == right.labels.tolist()

    def test_a_list_that_holds_too_few_allowed_rows_is_no_reason_to_answer_fewer(
        self, lists, monkeypatch
    ):
        monkeypatch.setattr("indexing.channels.vectors._FEW_COMPARED", 0)
        _, loaded, _ = lists
        everything = loaded.search(self.ROWS[0], depth=len(self.ROWS))
        assert len(everything.labels) == len(self.ROWS)
        far = np.zeros(len(self.ROWS), dtype=np.bool_)
        far[everything.labels[-20:]] = True
        found = loaded.search(self.ROWS[0], depth=10, allowed=far)
        assert set(found.labels.tolist()) <= set(everything.labels[-20:].tolist())
        assert len(found.labels) == 10

    def test_the_same_rows_give_the_same_file(self, lists, tmp_path):
        _, loaded, path = lists
        FaissVectors.of(self.ROWS, exact_rows=500).save(tmp_path / "again")
        assert (tmp_path / "again").read_bytes() == path.read_bytes()
        wanted = np.array([5, 4000, 0])
        assert loaded.vectors(wanted).tolist() == self.ROWS[wanted].tolist()

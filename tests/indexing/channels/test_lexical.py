import numpy as np
import pytest

from indexing.channels.lexical import LexicalWriter, TantivyLexical
from indexing.errors import DamagedSnapshotError
from tests.conformance.lexical_index import LexicalIndexConformance, made_texts


class TestTantivyLexical(LexicalIndexConformance):
    @pytest.fixture
    def build(self, tmp_path):
        def build(texts):
            folder = tmp_path / "lexical"
            with LexicalWriter(folder) as writer:
                for label, words in enumerate(texts):
                    writer.add(label, words)
            return TantivyLexical(folder)

        return build

    def test_a_large_set_of_allowed_texts_is_filtered_as_exactly(self, build, monkeypatch):
        index = build(made_texts(300))
        allowed = np.random.default_rng(2).random(300) < 0.3
        by_name = [index.search(terms, depth=7, allowed=allowed) for terms in self.TERMS]
        monkeypatch.setattr("indexing.channels.lexical._LARGEST_NAMED_SET", 0)
        after = [index.search(terms, depth=7, allowed=allowed) for terms in self.TERMS]
        assert [a.labels.tolist() for a in after] == [b.labels.tolist() for b in by_name]


def test_the_order_agrees_with_another_engine(tmp_path):
    import bm25s

    texts = made_texts(200, seed=9)
    with LexicalWriter(tmp_path) as writer:
        for label, words in enumerate(texts):
            writer.add(label, words)
    other = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    other.index([text["facts"] for text in texts], show_progress=False)
    index = TantivyLexical(tmp_path)
    for query in (["词丏", "词七"], ["词且", "词三", "词上"], [f"词{chr(0x4E20)}"]):
        scores = other.get_scores(query)
        expected = sorted(
            np.flatnonzero(scores > 0).tolist(), key=lambda n: (-np.float32(scores[n]).round(4), n)
        )
        found = index.search({"facts": dict.fromkeys(query, 1.0)}, depth=200)
        rounded = sorted(
            zip(found.labels.tolist(), found.scores.tolist(), strict=True),
            key=lambda hit: (-round(hit[1] / 2.2, 4), hit[0]),
        )
        assert len(rounded) == len(expected)
        assert [scores[n] for n, _ in rounded] == pytest.approx(
            [scores[n] for n in expected], abs=2e-4
        )


def test_leaving_the_writer_by_an_exception_commits_nothing(tmp_path):
    writer = LexicalWriter(tmp_path)
    writer.__enter__().add(0, {"facts": ["甲"]})
    writer.__exit__(KeyError, KeyError(), None)
    assert TantivyLexical(tmp_path).size == 0


def test_a_folder_without_index_is_refused(tmp_path):
    with pytest.raises(DamagedSnapshotError, match="tantivy cannot read it"):
        TantivyLexical(tmp_path / "nothing")

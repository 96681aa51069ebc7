"""The floor of chance and the baseline of BM25."""

import math

import numpy as np
import pytest

from evaluation.datasets.queries import BenchmarkQuery
from evaluation.errors import MeasurementError
from evaluation.retrieval.bm25_baseline import Bm25, Bm25Parameters
from evaluation.retrieval.protocol import FIGURE_NAMES, Answer, score
from evaluation.retrieval.random_baseline import random_scores

TEXTS = ["酒后 驾驶 机动车", "入户 盗窃 现金 现金", "驾驶 机动车 肇事 逃逸 驾驶", ""]
QUERY = BenchmarkQuery(
    qid="1",
    text="t",
    charges=(),
    pool=("a", "b", "c", "d"),
    grades={"a": 3, "b": 3, "c": 1, "d": 0},
)


def naive(texts: list[list[str]], query: list[str], k1: float, b: float) -> list[float]:
    mean = sum(map(len, texts)) / len(texts)
    scores = []
    for text in texts:
        total = 0.0
        for word in query:
            holding = sum(word in other for other in texts)
            rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            count = text.count(word)
            total += rarity * count * (k1 + 1) / (count + k1 * (1 - b + b * len(text) / mean))
        scores.append(total)
    return scores


@pytest.mark.parametrize("query", ["驾驶", "驾驶 驾驶 盗窃", "没有 的 词", ""])
def test_bm25_is_its_formula(query: str) -> None:
    bm25 = Bm25(TEXTS, words=str.split, parameters=Bm25Parameters(k1=1.2, b=0.6))
    expected = naive([text.split() for text in TEXTS], query.split(), 1.2, 0.6)
    assert list(bm25.scores(query)) == pytest.approx(expected)


def test_bm25_agrees_with_bm25s_on_random_texts() -> None:
    bm25s = pytest.importorskip("bm25s")
    rng = np.random.default_rng(11)
    texts = [" ".join(f"w{n}" for n in rng.zipf(1.6, size=40) if n < 200) for _ in range(50)]
    query = texts[7]
    retriever = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
    retriever.index([text.split() for text in texts], show_progress=False)
    # bm25s leaves out the constant factor k1 + 1 in its lucene method; the order is the same.
    expected = retriever.get_scores(query.split()) * (1.5 + 1)
    ours = Bm25(texts, words=str.split, parameters=Bm25Parameters(k1=1.5, b=0.75))
    assert ours.scores(query) == pytest.approx(expected, rel=1e-4)


def test_bm25_without_any_word_is_refused() -> None:
    with pytest.raises(MeasurementError, match="no word in 2 texts"):
        Bm25(["", ""], words=str.split)


def test_random_order_meets_its_expectation() -> None:
    found = random_scores(
        QUERY,
        [f"x{number}" for number in range(196)] + list(QUERY.pool),
        rng=np.random.default_rng(5),
        draws=4000,
    )
    assert tuple(found) == FIGURE_NAMES
    # 2 of the 4 labelled have grade 3; of all 4 places of a cutoff of 5 each holds one half.
    assert found["P@5"] == pytest.approx(2 / 5)
    # 2 relevant among 200, the first 100 and the first 20 of which are looked at
    assert found["Recall@100"] == pytest.approx(100 / 200, abs=0.03)
    assert found["CappedRecall@20"] == pytest.approx(20 / 200, abs=0.02)
    # relevant at ranks (1,2) (1,3) (1,4) (2,3) (2,4) (3,4), each as likely
    expected = (1 + (1 + 2 / 3) / 2 + (1 + 2 / 4) / 2) + (
        (1 / 2 + 2 / 3) / 2 + (1 / 2 + 2 / 4) / 2 + (1 / 3 + 2 / 4) / 2
    )
    assert found["MAP"] == pytest.approx(expected / 6, abs=0.02)


def test_random_scores_repeat_with_their_seed() -> None:
    first = random_scores(QUERY, QUERY.pool, rng=np.random.default_rng(1), draws=5)
    assert first == random_scores(QUERY, QUERY.pool, rng=np.random.default_rng(1), draws=5)


def test_the_protocol_counts_grade_three_for_precision_and_two_for_recall() -> None:
    query = BenchmarkQuery(
        qid="1", text="t", charges=(), pool=("a", "b", "c"), grades={"a": 3, "b": 2, "c": 1}
    )
    figures = score(Answer(labelled=["b", "a", "c"], corpus=["x", "b", "y"]), query)
    assert tuple(figures) == FIGURE_NAMES
    assert figures["P@5"] == 1 / 5
    assert figures["MAP"] == 1 / 2
    assert figures["CappedRecall@20"] == 1 / 2
    assert figures["Recall@100"] == 1 / 2
    ideal = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    got = 2 / math.log2(2) + 3 / math.log2(3) + 1 / math.log2(4)
    assert figures["NDCG@10"] == pytest.approx(got / ideal)

"""Systems measured on all queries, and the report a person reads."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from corpus.judgment import JudgmentId
from evaluation.datasets.judgments import JudgmentCorpus, read_judgments
from evaluation.datasets.queries import BenchmarkQuery, read_queries
from evaluation.measurement import Measurement
from evaluation.retrieval.bm25_baseline import Bm25Ranker, facts_of
from evaluation.retrieval.measuring import SystemScores, measure, measure_chance, p_values
from evaluation.retrieval.protocol import FIGURE_NAMES
from evaluation.retrieval.report import write_report
from tests.evaluation.judgments import write_judgments, write_queries

TODAY = date(2026, 11, 23)


class Fixed:
    """Ranks in an order that is given, as far as it is allowed."""

    def __init__(self, order: Sequence[JudgmentId]) -> None:
        self.order = order
        self.asked: list[tuple[frozenset[JudgmentId] | None, frozenset[JudgmentId], int]] = []

    def rank(
        self,
        query: BenchmarkQuery,
        *,
        among: frozenset[JudgmentId] | None,
        excluding: frozenset[JudgmentId],
        depth: int,
    ) -> list[JudgmentId]:
        self.asked.append((among, excluding, depth))
        allowed = [i for i in self.order if (among is None or i in among) and i not in excluding]
        return allowed[:depth]


@pytest.fixture
def corpus(tmp_path: Path) -> JudgmentCorpus:
    write_judgments(tmp_path / "judgments.jsonl", 12)
    return read_judgments(tmp_path / "judgments.jsonl", today=TODAY)


@pytest.fixture
def queries(tmp_path: Path, corpus: JudgmentCorpus) -> tuple[BenchmarkQuery, ...]:
    names = corpus.named(judgment.id for judgment in corpus.judgments)
    return read_queries(write_queries(tmp_path / "queries", sorted(names, key=int)))


def test_bm25_over_facts_finds_like_offences(
    corpus: JudgmentCorpus, queries: tuple[BenchmarkQuery, ...]
) -> None:
    ranker = Bm25Ranker(corpus.judgments, words=list)
    scores = measure(ranker, "bm25", corpus=corpus, queries=queries, own_texts={})
    assert list(scores.by_query) == [query.qid for query in queries]
    # Six of the twelve like judgments are labelled; a perfect first twelve holds all six.
    assert min(scores.values("Recall@100")) == 1.0
    assert min(scores.values("NDCG@30")) > 0.7
    chance = measure_chance(corpus=corpus, queries=queries, own_texts={}, seed=1)
    assert sum(scores.values("NDCG@10")) > sum(chance.values("NDCG@10"))


def test_what_a_ranker_leaves_out_stands_behind(
    corpus: JudgmentCorpus, queries: tuple[BenchmarkQuery, ...]
) -> None:
    nothing = measure(Fixed([]), "none", corpus=corpus, queries=queries, own_texts={})
    assert nothing.values("CappedRecall@20") == [0.0] * len(queries)
    # Labelled candidates in order of id: the figures of that order, not zeros.
    names = sorted(queries[0].labelled)
    expected = sum(1 for name in names[:5] if queries[0].grades[name] == 3) / 5
    assert nothing.by_query[queries[0].qid]["P@5"] == expected


def test_own_texts_are_kept_out_of_the_corpus_and_nothing_else(
    corpus: JudgmentCorpus, queries: tuple[BenchmarkQuery, ...]
) -> None:
    own = corpus.judgments[0].id
    ranker = Fixed([judgment.id for judgment in corpus.judgments])
    measure(
        ranker,
        "fixed",
        corpus=corpus,
        queries=queries[:1],
        own_texts={queries[0].qid: frozenset({own})},
    )
    labelled, whole = ranker.asked
    assert labelled[0] == corpus.ids_of(queries[0].labelled)
    assert labelled[1] == frozenset()
    assert whole == (None, frozenset({own}), 100)


def test_a_system_is_not_better_than_itself(
    corpus: JudgmentCorpus, queries: tuple[BenchmarkQuery, ...]
) -> None:
    scores = measure_chance(corpus=corpus, queries=queries, own_texts={}, seed=1)
    assert set(p_values(scores, scores, seed=1).values()) == {1.0}


def test_facts_are_those_of_the_index_and_the_whole_text_without_any(
    corpus: JudgmentCorpus,
) -> None:
    judgment = corpus.judgments[0]
    assert "经审理查明" in facts_of(judgment)
    assert "判决如下" not in facts_of(judgment)


def test_the_report_holds_every_figure_and_every_query(tmp_path: Path) -> None:
    first, second = (
        SystemScores(
            system=name,
            by_query={
                f"q{number}": dict.fromkeys(FIGURE_NAMES, 0.5 + shift) for number in range(3)
            },
        )
        for name, shift in (("hybrid", 0.1), ("bm25", 0.0))
    )
    measurement = Measurement(
        name="retrieval-hidden",
        protocol="P2",
        figures={},
        command="python -m evaluation retrieval",
        corpus_digest="d",
        commit="c",
        measured_on=TODAY,
    )
    write_report(
        tmp_path / "report",
        measurement,
        [first, second],
        intervals={s.system: s.intervals(seed=1) for s in (first, second)},
        p_values=p_values(first, second, seed=1),
    )
    text = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    for name in FIGURE_NAMES:
        assert f"| {name} | 0.6000 [0.6000, 0.6000] | 0.5000 [0.5000, 0.5000] |" in text
    with (tmp_path / "report" / "by_query.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["qid"], row["system"]) for row in rows] == [
        (f"q{number}", system) for system in ("hybrid", "bm25") for number in range(3)
    ]
    picture = ET.parse(tmp_path / "report" / "figures.svg").getroot()
    assert len(picture.findall("{http://www.w3.org/2000/svg}circle")) == 2 * len(FIGURE_NAMES)

"""The judgments that a benchmark ranks, under the benchmark's ids."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation.datasets.judgments import (
    JudgmentCorpus,
    check_labelled_are_there,
    own_texts,
    read_judgments,
)
from evaluation.datasets.queries import BenchmarkQuery, read_queries
from evaluation.errors import BenchmarkError
from tests.evaluation.judgments import facts_of, write_judgments, write_queries
from tests.shared_data import shared_data

TODAY = date(2026, 11, 23)


@pytest.fixture
def corpus(tmp_path: Path) -> JudgmentCorpus:
    write_judgments(tmp_path / "judgments.jsonl", 6)
    return read_judgments(tmp_path / "judgments.jsonl", today=TODAY)


def query(text: str, grades: dict[str, int]) -> BenchmarkQuery:
    return BenchmarkQuery(qid="q", text=text, charges=(), pool=tuple(grades), grades=grades)


def test_judgments_are_read_in_order_of_id_and_keep_their_names(corpus: JudgmentCorpus) -> None:
    ids = [judgment.id for judgment in corpus.judgments]
    assert ids == sorted(ids)
    assert len(ids) == 24
    assert corpus.n_rejected == 0
    (found,) = corpus.ids_of(["1003"])
    assert corpus.named([found]) == ["1003"]


def test_one_text_under_two_ids_is_one_judgment_with_two_names(tmp_path: Path) -> None:
    path = tmp_path / "judgments.jsonl"
    write_judgments(path, 2)
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    rows.append(rows[0] | {"id": "twin"})
    path.write_text("\n".join(json.dumps(row) for row in rows))
    corpus = read_judgments(path, today=TODAY)
    assert len(corpus.judgments) == 8
    (found,) = corpus.ids_of(["twin"])
    assert corpus.named([found]) == ["0", "twin"]


def test_two_texts_under_one_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "judgments.jsonl"
    write_judgments(path, 2)
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    rows[1]["id"] = rows[0]["id"]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    with pytest.raises(BenchmarkError, match="two texts have the id '0'"):
        read_judgments(path, today=TODAY)


def test_a_labelled_judgment_that_is_missing_is_refused(corpus: JudgmentCorpus) -> None:
    check_labelled_are_there(corpus, [query("t", {"1": 3})])
    with pytest.raises(BenchmarkError, match="1 labelled ids are not among them: 99"):
        check_labelled_are_there(corpus, [query("t", {"1": 3, "99": 0})])


def test_the_judgment_a_query_was_cut_from_is_recognised(corpus: JudgmentCorpus) -> None:
    own = facts_of("盗窃罪", 1003)
    found = own_texts(corpus, [query(own, {"0": 3})])
    assert "1003" in corpus.named(sorted(found["q"]))
    assert "0" not in corpus.named(sorted(found["q"]))


def test_marks_and_blanks_do_not_hide_an_own_text(corpus: JudgmentCorpus) -> None:
    own = " ".join(facts_of("盗窃罪", 1003).replace("，", ","))
    assert "1003" in corpus.named(sorted(own_texts(corpus, [query(own, {"0": 3})])["q"]))


def test_a_labelled_judgment_is_no_own_text(corpus: JudgmentCorpus) -> None:
    own = facts_of("盗窃罪", 1003)
    labels = {str(1000 + number): 3 for number in range(6)}
    assert own_texts(corpus, [query(own, labels)]) == {}


def test_a_text_of_its_own_is_nobody_elses(corpus: JudgmentCorpus) -> None:
    assert own_texts(corpus, [query("被告人骗取货款后逃匿，数额巨大，至今未归还", {"0": 3})]) == {}


def test_the_digest_follows_texts_and_names(corpus: JudgmentCorpus) -> None:
    renamed = {**corpus.names, corpus.judgments[0].id: ("other",)}
    assert corpus.digest != replace(corpus, names=renamed).digest
    assert corpus.digest == replace(corpus, judgments=()).digest


def test_written_queries_can_be_read(tmp_path: Path) -> None:
    ids = write_judgments(tmp_path / "judgments.jsonl", 6)
    assert len(read_queries(write_queries(tmp_path / "queries", ids))) == 4


@pytest.mark.shared_data
def test_the_real_queries_are_read_whole() -> None:
    queries = read_queries(shared_data("lecard"))
    assert len(queries) == 57
    assert sum(len(query.grades) for query in queries) == 1713
    assert all(query.relevant(least=3) for query in queries)

"""Cross-validation really keeps queries apart, and nothing learns from a query's own text."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.__main__ import main
from evaluation.datasets.judgments import JudgmentCorpus
from evaluation.datasets.queries import BenchmarkQuery
from evaluation.retrieval import cross_validation
from evaluation.retrieval.cross_validation import (
    Lesson,
    deal,
    fold_rankers,
    learned_of,
    without_features,
)
from evaluation.retrieval.product import query_of, without_own_texts
from indexing.searching.belonging import INPUTS
from indexing.searching.ranker import read_rankers
from indexing.searching.ranker_training import FoundList, JudgedList
from indexing.searching.ranking import ELEMENTS, FEATURES, LEXICAL
from tests.evaluation.judgments import write_judgments, write_queries
from tests.indexing.made import make_corpus


@given(st.integers(0, 60), st.integers(0, 9))
def test_every_query_is_in_one_fold(count: int, seed: int) -> None:
    qids = [f"q{number}" for number in range(count)]
    folds = deal(qids, seed=seed)
    assert sorted(qid for fold in folds for qid in fold) == sorted(qids)
    sizes = [len(fold) for fold in folds]
    assert max(sizes) - min(sizes) <= 1


def lessons(count: int = 12) -> dict[str, Lesson]:
    rng = np.random.default_rng(4)
    return {
        f"q{number:02}": Lesson(
            judged=JudgedList(
                features=rng.random((8, len(FEATURES))), grades=rng.integers(0, 4, size=8)
            ),
            found=FoundList(
                inputs=rng.random((20, len(INPUTS))), is_similar=rng.integers(0, 2, size=20) > 0
            ),
        )
        for number in range(count)
    }


def test_a_query_is_never_ranked_by_what_learned_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lessons()
    learned_from: dict[int, set[str]] = {}

    def spy(taught: list[Lesson], *, name: str):
        ranker = learned_of(taught, name=name)
        learned_from[id(ranker)] = {
            qid for qid, lesson in whole.items() if any(lesson is one for one in taught)
        }
        return ranker

    monkeypatch.setattr(cross_validation, "learned_of", spy)
    rankers = fold_rankers(whole, seed=1)
    assert set(rankers) == set(whole)
    for qid, ranker in rankers.items():
        assert qid not in learned_from[id(ranker)]
        assert len(learned_from[id(ranker)]) >= 9


def test_labels_of_a_query_do_not_change_its_own_ranker() -> None:
    whole = lessons()
    changed = dict(whole)
    own = whole["q03"]
    changed["q03"] = Lesson(
        judged=replace(own.judged, grades=3 - own.judged.grades),
        found=replace(own.found, is_similar=~own.found.is_similar),
    )
    before, after = (fold_rankers(one, seed=2) for one in (whole, changed))
    assert np.array_equal(before["q03"].weights, after["q03"].weights)
    assert np.array_equal(before["q03"].belonging.weights, after["q03"].belonging.weights)
    assert any(not np.array_equal(before[q].weights, after[q].weights) for q in whole)


@pytest.mark.parametrize(("group", "places"), [(ELEMENTS, []), (LEXICAL, [0, 5])])
def test_features_left_out_have_no_weight(group: tuple[str, ...], places: list[int]) -> None:
    ranker = learned_of([without_features(one, group) for one in lessons().values()], name="fewer")
    silent = [FEATURES.index(name) for name in group]
    assert np.all(ranker.weights[:, silent] == 0)
    assert np.all(ranker.weights[:, [len(FEATURES) + place for place in silent]] == 0)
    assert np.any(ranker.weights != 0)
    told = len(FEATURES)
    gone = {*silent, *(told + 1 + place for place in places), *([told] if places else [])}
    assert gone <= {place for place, weight in enumerate(ranker.belonging.weights) if weight == 0}
    assert np.any(ranker.belonging.weights != 0)


def query(qid: str, grades: dict[str, int]) -> BenchmarkQuery:
    return BenchmarkQuery(
        qid=qid, text="甲某酒后驾车。", charges=("危险驾驶罪",), pool=tuple(grades), grades=grades
    )


def test_hidden_charges_do_not_reach_the_product() -> None:
    asked = query("q", {"a": 3})
    assert query_of(asked, is_given=False).charges == ()
    assert query_of(asked, is_given=True).charges == ("危险驾驶罪",)


def test_own_texts_teach_nothing_unless_they_are_labelled_for_another() -> None:
    one, two, three = make_corpus(3)
    corpus = JudgmentCorpus(
        judgments=tuple(sorted((one, two, three), key=lambda judgment: judgment.id)),
        names={one.id: ("a",), two.id: ("b",), three.id: ("c",)},
        n_rejected=0,
    )
    queries = [query("q1", {"b": 3}), query("q2", {"c": 1})]
    own = {"q1": frozenset({one.id, three.id})}
    assert without_own_texts(corpus, queries, own).names == {two.id: ("b",), three.id: ("c",)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    ids = write_judgments(folder / "judgments.jsonl", 12)
    write_queries(folder / "queries", ids)
    # The judgment that the first query was cut from stands among the others.
    lines = (folder / "queries" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    text = json.loads(lines[0])["text"] + "被告人王某当庭认罪。"
    row = json.loads((folder / "judgments.jsonl").read_text(encoding="utf-8").splitlines()[0])
    facts = {"ajjbqk": text, "qw": row["qw"].replace(row["ajjbqk"], text), "id": "own"}
    with (folder / "judgments.jsonl").open("a", encoding="utf-8") as out:
        out.write("\n" + json.dumps({**row, **facts}, ensure_ascii=False))
    return folder


def ask(made: Path, name: str, *more: str, data: tuple[str, ...]) -> dict:
    out = made / f"{name}.json"
    index = ["--index", str(made / "index")]
    judgments = ["--judgments", str(made / "judgments.jsonl")]
    assert main([name, *judgments, *data, *index, *more, "--json", str(out)]) == 0
    return json.loads(out.read_text(encoding="utf-8"))


def test_the_three_commands_from_files_to_figures(made: Path) -> None:
    queries = ("--queries", str(made / "queries"))
    row = ask(made, "rank", "--weights", str(made / "w" / "ranker.json"), data=queries)
    learned = row["figures"]
    written = read_rankers((made / "w" / "ranker.json").read_text(encoding="utf-8"))
    assert written is not None
    assert written.given.name != written.predicted.name
    report = made / "report"
    how = ("--ranker", "cv", "--charges", "given", "--report", str(report))
    row = ask(made, "retrieval", *how, data=queries)
    assert row["details"]["measurement"] == "retrieval-given-cv"
    # Both commands deal alike, so that they give the same figures.
    assert row["figures"]["NDCG@10"] == pytest.approx(learned["given/NDCG@10"])
    assert row["figures"]["NDCG@10"] > row["figures"]["random/NDCG@10"] + 0.1
    assert row["details"]["own_texts_left_out"] == {"q0": ["own"]}
    assert {"formula", "without elements", "lexical", "dense"} <= set(row["details"]["channels"])
    assert "without pairs" in (report / "report.md").read_text(encoding="utf-8")
    row = ask(made, "charges", data=("--data", str(made / "queries")))
    assert row["figures"] == {"top1": 1.0, "top3": 1.0, "all3": 1.0}

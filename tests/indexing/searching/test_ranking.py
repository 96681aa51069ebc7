"""Features against their definitions, the ranker against its arithmetic, and its fallback."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import SectionKind
from indexing.assembly.building import build_snapshot
from indexing.columns.bigrams import bigrams_of
from indexing.columns.elements import elements_of, known_elements, table_of
from indexing.errors import RankerError
from indexing.searching import ranker as ranker_module
from indexing.searching.belonging import INPUTS
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.likeness import Likeness
from indexing.searching.preparing import QueryParameters, prepare_query
from indexing.searching.query import Query
from indexing.searching.ranker import (
    FORMULA,
    Rankers,
    ranker_inputs,
    read_rankers,
    shipped_rankers,
    write_rankers,
)
from indexing.searching.ranker_training import JudgedList, train_ranker
from indexing.searching.ranking import FEATURES, elements_of_query, read_features
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from tests.indexing.made import STORIES, make_corpus, make_judgment
from tests.indexing.tables import bigrams_table

QUERY = Query(text=STORIES["盗窃罪"].format(name="癸某", place="东门镇"))
CORPUS = make_corpus(60)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    root = tmp_path_factory.mktemp("ranking")
    build_snapshot(CORPUS, root, corpus_digest="made", encoder=HashingEncoder())
    return IndexSnapshot.open(root, encoder=HashingEncoder())


@pytest.fixture(scope="module")
def rankers(snapshot):
    """Rankers learned on made lists in which a like charge is what counts."""
    lists = []
    for charge, story in STORIES.items():
        prepared, elements = asked(snapshot, Query(text=story, charges=(charge,)))
        labels = np.arange(snapshot.columns.size)
        grades = [3 * (judgment_of(snapshot, x).charges[0].value == charge) for x in labels]
        lists.append(
            JudgedList(
                features=read_features(prepared, elements, snapshot, labels),
                grades=np.asarray(grades),
            )
        )
    learned = train_ranker(lists, name="made")
    return Rankers(given=learned, predicted=replace(learned, name="made, predicted"))


def asked(snapshot, query):
    prepared = prepare_query(query, snapshot, parameters=QueryParameters())
    return prepared, elements_of_query(query.charges, prepared, snapshot)


def judgment_of(snapshot, label):
    (found,) = [one for one in CORPUS if one.id == snapshot.columns.ids[label]]
    return found


def column(features, name):
    return features[:, FEATURES.index(name)]


def test_elements_agree_with_their_definitions(snapshot):
    query = replace(QUERY, charges=("盗窃罪", "危险驾驶"))
    labels = np.arange(snapshot.columns.size)
    features = read_features(*asked(snapshot, query), snapshot, labels)
    wanted = {"盗窃罪", "危险驾驶罪"}
    for label in labels.tolist():
        row = elements_of(judgment_of(snapshot, label))
        ruled, named = set(row.ruled), set(row.ruled) | set(row.named)
        shared = ruled & wanted
        expected = {
            "ruled_overlap": len(shared) / len(ruled | wanted),
            "ruled_share": len(shared) / len(wanted),
            "ruled_others": len(ruled - wanted),
            "named_overlap": len(named & wanted) / len(named | wanted),
            "named_share": len(named & wanted) / len(wanted),
            "named_stress": sum(row.named.get(name, 0) for name in wanted)
            / max(1, sum(row.named.values())),
            "named_often": np.log1p(sum(row.named.get(name, 0) for name in wanted)),
        }
        for name, value in expected.items():
            assert column(features, name)[label] == pytest.approx(value), (label, name)


def test_pairs_agree_with_their_definition(snapshot):
    prepared, elements = asked(snapshot, QUERY)
    labels = np.arange(snapshot.columns.size)
    share = column(read_features(prepared, elements, snapshot, labels), "pairs_share")
    facts = [
        set(bigrams_of(judgment_of(snapshot, label).section_text(SectionKind.FACTS)).tolist())
        for label in labels
    ]
    told = bigrams_of(QUERY.text).tolist()
    n = len(facts)
    spread = {code: sum(code in own for own in facts) for code in told}
    rarity = {code: np.log1p((n - spread[code] + 0.5) / (spread[code] + 0.5)) for code in told}
    for label in labels.tolist():
        value = sum(rarity[code] for code in told if code in facts[label]) / sum(rarity.values())
        assert share[label] == pytest.approx(value)


def test_features_of_a_judgment_do_not_depend_on_the_others(snapshot):
    prepared, elements = asked(snapshot, QUERY)
    whole = read_features(prepared, elements, snapshot, np.arange(snapshot.columns.size))
    some = np.asarray([3, 17, 40])
    assert np.allclose(read_features(prepared, elements, snapshot, some), whole[some], atol=1e-6)


def test_charges_told_in_part_are_known_and_unknown_ones_predicted(snapshot):
    assert asked(snapshot, replace(QUERY, charges=("盗窃",)))[1].are_given
    predicted = asked(snapshot, replace(QUERY, charges=("无此罪",)))[1]
    assert not predicted.are_given
    assert snapshot.elements.names[int(predicted.weights.argmax())] == "盗窃罪"


def test_known_elements_are_each_once():
    assert known_elements(["盗窃", "盗窃罪", "民间借贷纠纷"]) == ("盗窃罪", "民间借贷纠纷")


def test_a_judgment_without_elements_has_an_empty_row():
    table = table_of([elements_of(make_judgment("甲某与人口角。"))])
    assert table.starts.tolist() == [0, 0]
    assert table.names == ()


@given(st.text(max_size=60))
def test_pairs_are_ascending_and_each_once(text):
    codes = bigrams_of(text)
    assert np.array_equal(codes, np.unique(codes))
    assert np.array_equal(bigrams_table([text]).codes[:], codes)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("酒", 0),
        ("酒后驾车", 3),
        ("酒，后", 0),  # a mark parts characters
        ("酒后酒后", 2),  # each pair once
        ("a酒1后", 0),
    ],
)
def test_number_of_pairs(text, count):
    assert len(bigrams_of(text)) == count


def test_the_ranker_puts_the_charge_told_first(snapshot, rankers):
    searcher = HybridSearcher(snapshot, rankers=lambda: rankers)
    story = replace(QUERY, charges=("滥伐林木罪",))
    result = searcher.search(story, limit=10)
    first = [
        one.charges[0].value for hit in result.hits for one in CORPUS if one.id == hit.judgment_id
    ]
    assert set(first) == {"滥伐林木罪"}
    assert result.ranker == "made"
    assert searcher.search(QUERY).ranker == "made, predicted"


def test_order_is_total_and_the_same_each_time(snapshot, rankers):
    searcher = HybridSearcher(snapshot, rankers=lambda: rankers)
    first = searcher.search(QUERY, limit=60).hits
    assert [(-hit.score, hit.judgment_id) for hit in first] == sorted(
        (-hit.score, hit.judgment_id) for hit in first
    )
    assert first == searcher.search(QUERY, limit=60).hits
    assert searcher.search(QUERY, limit=7).hits == first[:7]


def test_a_stored_judgment_is_no_answer_to_itself(snapshot, rankers):
    searcher = HybridSearcher(snapshot, rankers=lambda: rankers)
    hits = searcher.search(Query.of_judgment(CORPUS[0]), limit=60).hits
    assert CORPUS[0].id not in {hit.judgment_id for hit in hits}


def test_the_formula_ranks_where_no_ranker_fits(snapshot, rankers):
    learned = HybridSearcher(snapshot, rankers=lambda: rankers)
    plain = HybridSearcher(snapshot, rankers=lambda: None)
    assert plain.search(QUERY).ranker == FORMULA
    assert learned.search(QUERY, channels=["lexical"]).ranker == FORMULA
    without = replace(snapshot, charge_model=None)
    untold = HybridSearcher(without, rankers=lambda: rankers).search(QUERY)
    assert untold.ranker == FORMULA
    assert untold.hits == HybridSearcher(without, rankers=lambda: None).search(QUERY).hits


def test_a_word_is_said_where_a_ranker_graded_and_the_highest_only_where_the_charge_is_told(
    snapshot, rankers
):
    high = replace(rankers.given, weights=np.zeros((3, 2 * len(FEATURES))), biases=np.full(3, 10.0))
    graders = Rankers(given=high, predicted=high)
    searcher = HybridSearcher(snapshot, rankers=lambda: rankers, graders=lambda: graders)
    told = searcher.search(replace(QUERY, charges=("危险驾驶罪",)), limit=60).hits
    predicted = searcher.search(QUERY, limit=60).hits
    assert {hit.likeness for hit in told} == {Likeness.HIGH}
    assert {hit.likeness for hit in predicted} == {Likeness.MIDDLE}
    formula = HybridSearcher(snapshot, rankers=lambda: None).search(QUERY).hits
    assert {hit.likeness for hit in formula} == {None}


def test_a_charge_that_is_told_lifts_its_judgments_in_the_formula(snapshot):
    plain = HybridSearcher(replace(snapshot, charge_model=None), rankers=lambda: None)
    ruled = snapshot.elements

    def places_of(charge, query):
        code = ruled.names.index(charge)
        found = plain.search(query, limit=snapshot.columns.size).hits
        return [
            hit.rank
            for hit in found
            for label in [snapshot.columns.ids.index(hit.judgment_id)]
            if code in ruled.codes[ruled.starts[label] : ruled.starts[label + 1]]
        ]

    for charge in ruled.names:
        untold = places_of(charge, QUERY)
        told = places_of(charge, replace(QUERY, charges=(charge,)))
        assert sum(told) <= sum(untold)
    assert any(
        places_of(charge, replace(QUERY, charges=(charge,))) != places_of(charge, QUERY)
        for charge in ruled.names
    )


def test_a_civil_cause_is_ranked_by_the_formula(snapshot, rankers):
    names = ("危险驾驶罪", "故意伤害罪", "民间借贷纠纷", "滥伐林木罪", "盗窃罪")
    civil = replace(snapshot, charge_model=None, elements=replace(snapshot.elements, names=names))
    told = replace(QUERY, charges=("民间借贷纠纷",))
    assert HybridSearcher(civil, rankers=lambda: rankers).search(told).ranker == FORMULA


def test_rankers_survive_the_disk_and_do_not_outlive_their_features(tmp_path, rankers, monkeypatch):
    path = tmp_path / "ranker.json"
    write_rankers(path, rankers, about={"command": "made"})
    again = read_rankers(path.read_text())
    features = np.random.default_rng(0).random((5, len(FEATURES)))
    assert np.array_equal(again.given.grades(features), rankers.given.grades(features))
    monkeypatch.setattr(ranker_module, "fingerprint_of_features", lambda: "others")
    assert read_rankers(path.read_text()) is None


@pytest.mark.parametrize("text", ["", "[]", '{"format": 2}'])
def test_damaged_weights_are_refused(text):
    with pytest.raises(RankerError):
        read_rankers(text)


def test_the_shipped_rankers_fit_this_program():
    shipped = shipped_rankers()
    assert shipped is not None
    for ranker in (shipped.given, shipped.predicted):
        assert ranker.means.shape == (2 * len(FEATURES),)
        assert ranker.belonging.means.shape == (len(INPUTS),)


def test_the_shipped_weights_name_their_command():
    from importlib import resources

    row = json.loads(resources.files("indexing.weights").joinpath("ranker.json").read_text())
    assert row["about"]["command"].startswith("python -m evaluation rank")


def test_expected_grades_are_sums_of_logistic_probabilities(rankers):
    features = np.random.default_rng(1).random((4, len(FEATURES)))
    one = rankers.given
    inputs = (ranker_inputs(features) - one.means) / one.scales
    expected = [
        sum(1 / (1 + np.exp(-(row @ w + b))) for w, b in zip(one.weights, one.biases, strict=True))
        for row in inputs
    ]
    assert np.allclose(one.grades(features), expected)


def test_a_single_judgment_can_be_ranked(rankers):
    assert np.isfinite(rankers.given.grades(np.zeros((1, len(FEATURES))))).all()


@pytest.mark.parametrize(
    "grades",
    [[[1, 1], [1, 1]], [[0, 1]]],  # one grade only; one query only
)
def test_labels_that_teach_nothing_are_refused(grades):
    lists = [JudgedList(features=np.eye(2), grades=np.asarray(one)) for one in grades]
    with pytest.raises(RankerError):
        train_ranker(lists, name="made")

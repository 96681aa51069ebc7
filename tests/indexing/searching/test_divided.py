"""Going through divisions finds the best of each, also far below the best of all."""

import numpy as np
import pytest

from indexing.assembly.building import build_snapshot
from indexing.columns.filters import SearchFilter
from indexing.errors import EmptyQueryError
from indexing.searching.divided import DividedSearcher
from indexing.searching.emptiness import Finding
from indexing.searching.hybrid import SearchParameters
from indexing.searching.query import Query
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from tests.indexing.made import make_corpus

DRUNK = "酒后驾驶小型轿车，乙醇含量一百八十毫克"


@pytest.fixture(scope="module")
def corpus():
    return sorted(make_corpus(60), key=lambda judgment: judgment.id)


@pytest.fixture(scope="module")
def snapshot(corpus, tmp_path_factory):
    root = tmp_path_factory.mktemp("index")
    build_snapshot(corpus, root, encoder=HashingEncoder(), corpus_digest="made")
    return IndexSnapshot.open(root, encoder=HashingEncoder())


@pytest.fixture(scope="module")
def searcher(snapshot):
    return DividedSearcher(snapshot)


def by_charge(corpus):
    names = sorted({judgment.charges[0].value for judgment in corpus})
    return names, [
        np.array([judgment.charges[0].value == name for judgment in corpus]) for name in names
    ]


def ids_of(division):
    return [hit.judgment_id for hit in division.hits]


def test_every_judgment_is_found_in_its_division_and_in_no_other(searcher, corpus):
    _, divisions = by_charge(corpus)
    result = searcher.search_divided(Query(text=DRUNK), divisions=divisions, limit=60)
    found = [judgment_id for each in result.divisions for judgment_id in ids_of(each)]
    assert sorted(found) == [judgment.id for judgment in corpus]
    for division, each in zip(divisions, result.divisions, strict=True):
        members = {corpus[place].id for place in np.flatnonzero(division)}
        assert set(ids_of(each)) == members
        assert each.allowed == each.ranked == len(members)
        assert [hit.rank for hit in each.hits] == list(range(1, len(members) + 1))


@pytest.mark.parametrize("rankers", [True, False])
def test_one_division_of_all_is_the_plain_search(snapshot, corpus, rankers):
    made = DividedSearcher(snapshot) if rankers else DividedSearcher(snapshot, rankers=lambda: None)
    everything = np.ones(len(corpus), dtype=np.bool_)
    divided = made.search_divided(Query(text=DRUNK), divisions=[everything], limit=60)
    plain = made.search(Query(text=DRUNK), limit=60)
    assert ids_of(divided.divisions[0]) == [hit.judgment_id for hit in plain.hits]
    assert divided.ranker == plain.ranker
    assert (divided.finding, divided.words) == (plain.finding, plain.words)


def test_without_a_ranker_a_division_is_a_search_under_a_filter(snapshot, corpus):
    made = DividedSearcher(snapshot, rankers=lambda: None)
    _, divisions = by_charge(corpus)
    result = made.search_divided(Query(text=DRUNK), divisions=divisions, limit=5)
    for division, each in zip(divisions, result.divisions, strict=True):
        among = frozenset(corpus[place].id for place in np.flatnonzero(division))
        plain = made.search(Query(text=DRUNK), filter=SearchFilter(among=among), limit=5)
        assert ids_of(each) == [hit.judgment_id for hit in plain.hits]


def test_the_best_of_a_division_do_not_depend_on_how_many_are_asked_for(searcher, corpus):
    _, divisions = by_charge(corpus)
    few = searcher.search_divided(Query(text=DRUNK), divisions=divisions, limit=2)
    many = searcher.search_divided(Query(text=DRUNK), divisions=divisions, limit=15)
    for short, long in zip(few.divisions, many.divisions, strict=True):
        assert ids_of(short) == ids_of(long)[:2]


def test_the_filter_holds_in_every_division(searcher, corpus):
    names, divisions = by_charge(corpus)
    wanted = SearchFilter(causes=frozenset({names[0]}))
    result = searcher.search_divided(
        Query(text=DRUNK), divisions=divisions, filter=wanted, limit=60
    )
    assert [each.allowed for each in result.divisions][1:] == [0] * (len(names) - 1)
    assert result.divisions[1].finding is Finding.NOTHING
    assert result.allowed == result.divisions[0].allowed > 0


def test_a_stored_judgment_is_no_answer_to_itself(searcher, corpus):
    _, divisions = by_charge(corpus)
    result = searcher.search_divided(Query.of_judgment(corpus[0]), divisions=divisions, limit=60)
    assert corpus[0].id not in {one for each in result.divisions for one in ids_of(each)}


def test_each_family_stands_once_in_a_division(snapshot, corpus):
    made = DividedSearcher(snapshot, parameters=SearchParameters(collapses=True))
    everything = np.ones(len(corpus), dtype=np.bool_)
    (only,) = made.search_divided(Query(text=DRUNK), divisions=[everything], limit=60).divisions
    shown = [one for hit in only.hits for one in (hit.judgment_id, *hit.others)]
    assert sorted(shown) == [judgment.id for judgment in corpus]


def test_no_division_at_all_finds_nothing(searcher):
    result = searcher.search_divided(Query(text=DRUNK), divisions=[])
    assert result.divisions == ()
    assert result.finding is Finding.NOTHING


def test_a_query_without_words_is_refused(searcher, corpus):
    with pytest.raises(EmptyQueryError):
        searcher.search_divided(Query(text="，。"), divisions=by_charge(corpus)[1])

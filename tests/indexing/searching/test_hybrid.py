import pytest

from corpus.judgment import JudgmentId
from indexing.assembly.building import build_snapshot
from indexing.columns.filters import SearchFilter
from indexing.errors import EmptyQueryError, UnknownChannelError
from indexing.searching.hybrid import Channel, HybridSearcher
from indexing.searching.query import Query, QueryKind, QueryParts
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from tests.indexing.made import make_corpus, make_judgment

DRUNK = "酒后驾驶小型轿车，乙醇含量一百八十毫克"


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(40)


@pytest.fixture(scope="module")
def searcher(corpus, tmp_path_factory):
    root = tmp_path_factory.mktemp("index")
    build_snapshot(corpus, root, encoder=HashingEncoder(), corpus_digest="made")
    return HybridSearcher(IndexSnapshot.open(root, encoder=HashingEncoder()))


def charges_of(result, corpus):
    by_id = {judgment.id: judgment for judgment in corpus}
    return [by_id[hit.judgment_id].charges[0].value for hit in result.hits]


def test_a_story_finds_its_like(searcher, corpus):
    result = searcher.search(Query(text=DRUNK), limit=8)
    assert charges_of(result, corpus) == ["危险驾驶罪"] * 8
    assert [hit.rank for hit in result.hits] == list(range(1, 9))
    assert result.allowed == 40


def test_hits_stand_by_score_then_id(searcher):
    hits = searcher.search(Query(text=DRUNK), limit=40).hits
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.judgment_id))


@pytest.mark.parametrize("channel", ["lexical", "dense"])
def test_one_channel_alone_answers_in_its_own_order(searcher, channel):
    hits = searcher.search(Query(text=DRUNK), channels=(channel,)).hits
    assert [hit.channel_ranks for hit in hits] == [
        {Channel(channel): rank} for rank in range(1, len(hits) + 1)
    ]


def test_passages_are_spans_of_the_text_that_tell_why(searcher, corpus):
    by_id = {judgment.id: judgment for judgment in corpus}
    best = searcher.search(Query(text=DRUNK), limit=1).hits[0]
    assert best.passages[0].kind == "facts"
    assert "酒后驾驶" in best.passages[0].span.of(by_id[best.judgment_id].text)
    scores = [passage.score for passage in best.passages]
    assert scores == sorted(scores, reverse=True)


def test_a_stored_judgment_is_no_answer_to_itself(searcher, corpus):
    for judgment in corpus[:4]:
        hits = searcher.search(Query.of_judgment(judgment), limit=40).hits
        assert judgment.id not in {hit.judgment_id for hit in hits}
        assert len(hits) == 39


def test_a_file_is_searched_by_its_facts(searcher):
    judgment = make_judgment("经审理查明，被告人酒后驾驶轿车，被交警查获。")
    found = searcher.search(Query(text=judgment.text, kind=QueryKind.FILE))
    assert "酒后驾驶" in found.words
    assert "惩处" not in found.words


def test_the_filter_is_applied_before_ranking(searcher, corpus):
    among = frozenset(judgment.id for judgment in corpus if judgment.charges[0].value == "盗窃罪")
    result = searcher.search(Query(text=DRUNK), filter=SearchFilter(among=among), limit=40)
    assert {hit.judgment_id for hit in result.hits} == among
    assert result.allowed == len(among)


@pytest.mark.parametrize("text", ["", "　", "，。", "123", "的", "\x00"])
def test_a_query_without_words_is_refused(searcher, text):
    with pytest.raises(EmptyQueryError, match="expected some facts"):
        searcher.search(Query(text=text))


def test_a_query_of_unknown_words_finds_nothing(searcher):
    among = SearchFilter(among=frozenset({JudgmentId("nobody")}))
    assert searcher.search(Query(text="犇"), channels=("lexical",)).hits == ()
    assert searcher.search(Query(text=DRUNK), filter=among).hits == ()


def test_an_unknown_channel_is_refused(searcher):
    with pytest.raises(UnknownChannelError, match="lexical, dense"):
        searcher.search(Query(text=DRUNK), channels=("colour",))


@pytest.fixture(scope="module")
def disputed(tmp_path_factory):
    """Thefts told in the same words; the reasoning of some settles an issue."""
    settled = "本院认为，被告人经电话通知主动到案，如实供述，应当认定为自首。"
    other = "本院认为，被告人的行为触犯刑律，应予惩处。"
    corpus = [
        make_judgment(
            f"被告人在超市窃取手机一部，后被抓获，第{number}件。",
            reasoning=settled if number % 5 == 0 else other,
            charge="盗窃罪",
        )
        for number in range(30)
    ]
    root = tmp_path_factory.mktemp("disputed")
    build_snapshot(corpus, root, encoder=HashingEncoder(), corpus_digest="made")
    searcher = HybridSearcher(
        IndexSnapshot.open(root, encoder=HashingEncoder()), rankers=lambda: None
    )
    return searcher, {each.id for each in corpus if settled in each.text}


def test_a_disputed_issue_finds_the_reasoning_that_settles_it(disputed):
    searcher, settling = disputed
    facts = "被告人在超市窃取手机一部"
    plain = searcher.search(Query(text=facts), limit=6)
    assert {hit.judgment_id for hit in plain.hits} != settling
    assert all(hit.issues == () for hit in plain.hits)
    parts = QueryParts(facts=facts, issues=("魑魅魍魉", "主动到案如实供述能否认定为自首"))
    asked = searcher.search(Query(text=facts, parts=parts), limit=6)
    assert {hit.judgment_id for hit in asked.hits} == settling
    assert {hit.issues for hit in asked.hits} == {(1,)}
    assert asked.parts is parts

"""A search that a report states is asked again: the same index gives the same list."""

from dataclasses import replace

import pytest

from indexing.columns.filters import SearchFilter
from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import KeptHit
from service.reports.replay import AskedAgain, asking_tiers, replay
from tests.service.papers import LOAN, WordIndex

FACTS = "被告人辛某饮酒后驾驶小型轿车，行至城区路口被民警查获，血液中乙醇含量为130毫克/100毫升。"


@pytest.fixture
def case(edge, judge, clock):
    paper = CasePaper(text=FACTS, file_name=None, external_id=None)
    return edge.pending.open(paper, CaseEntry(), account_id=judge.account_id, now=clock())


@pytest.fixture
def kept(edge, case, judge, clock):
    edge.case_searcher.by_tiers(case, account_id=judge.account_id, now=clock())
    (query,) = edge.case_searcher.records.queries(case.id)
    assert query.hits
    return query


def again(edge, *queries):
    return replay(queries, asking_tiers(edge.tiers))


def test_the_same_index_gives_the_same_list(edge, kept, clock):
    clock.forward(days=400)
    (told,) = again(edge, kept)
    assert (told.is_same_index, told.is_same_list, told.is_broken) == (True, True, False)
    assert told.came == told.went == told.moved == ()


def test_a_newer_index_says_what_went(edge, kept, judgments, index_shelf):
    gone = kept.hits[0].judgment_id
    index_shelf.index = WordIndex([each for each in judgments if each.id != gone], snapshot_id="s2")
    (told,) = again(edge, kept)
    assert (told.is_same_index, told.is_same_list, told.is_broken) == (False, False, False)
    assert [hit.judgment_id for hit in told.went] == [gone]
    assert told.again.snapshot_id == "s2"
    assert all(one.before.rank == one.now.rank + 1 for one in told.moved)


def hit(name, rank, **fields):
    return KeptHit(judgment_id=name, rank=rank, **fields)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([("a", 1), ("b", 2)], [("a", 1), ("b", 2)], ([], [], [])),
        ([("a", 1), ("b", 2)], [("b", 1), ("a", 2)], ([], [], ["a", "b"])),
        ([("a", 1)], [("a", 1), ("b", 2)], (["b"], [], [])),
        ([("a", 1), ("b", 2)], [("b", 1)], ([], ["a"], ["b"])),
        ([], [("a", 1)], (["a"], [], [])),
    ],
)
def test_what_came_went_and_moved_is_told(kept, before, now, told):
    query = replace(kept, hits=tuple(hit(*each) for each in before))
    hits = tuple(hit(*each) for each in now)

    def asked(_):
        return AskedAgain(snapshot_id=query.snapshot_id, ranker=query.ranker, hits=hits)

    (found,) = replay([query], {query.method: asked})
    assert (
        [each.judgment_id for each in found.came],
        [each.judgment_id for each in found.went],
        [each.now.judgment_id for each in found.moved],
    ) == told
    assert found.is_broken is (before != now)


def test_a_hit_that_no_longer_counts_has_moved(kept):
    query = replace(kept, hits=(hit("a", 1, tier="own", is_counted=True),))

    def asked(_):
        hits = (hit("a", 1, tier="own", is_counted=False),)
        return AskedAgain(snapshot_id="s2", ranker=query.ranker, hits=hits)

    (found,) = replay([query], {query.method: asked})
    assert len(found.moved) == 1
    assert not found.is_broken


def test_another_ranker_is_another_order_and_no_fault(kept):
    def asked(query):
        return AskedAgain(snapshot_id=query.snapshot_id, ranker="another", hits=())

    (found,) = replay([kept], {kept.method: asked})
    assert (found.is_same_index, found.is_broken) == (False, False)


def test_a_method_that_cannot_be_asked_again_is_said_so(kept):
    (found,) = replay([replace(kept, method="by_hand")], {kept.method: None})
    assert found.again is None
    assert (found.is_same_list, found.is_broken) == (False, False)


class Listening:
    """A desk of tiers that notes what it is asked."""

    def __init__(self, tiers):
        self.tiers = tiers
        self.asked = []

    def search(self, question, **fields):
        self.asked.append((question, fields))
        return self.tiers.search(question, **fields)


@pytest.mark.parametrize("text", [FACTS, LOAN.format(serial=9, day_in_words="九")])
def test_the_very_question_is_asked_again_as_on_its_day(edge, judge, clock, text):
    """A draft is searched by its reasoning too: left out, another list would come back."""
    case = edge.pending.open(
        CasePaper(text=text, file_name=None, external_id=None),
        CaseEntry(issues=("预扣利息能否计入本金",)),
        account_id=judge.account_id,
        now=clock(),
    )
    condition = SearchFilter(provinces=frozenset({"吉林"}))
    tiers = Listening(edge.tiers)
    searcher = replace(edge.case_searcher, tiers=tiers)
    searcher.by_tiers(case, condition=condition, account_id=judge.account_id, now=clock())
    clock.forward(days=400)
    (told,) = replay(searcher.queries(case), asking_tiers(tiers))
    first, second = tiers.asked
    assert second == first
    assert told.is_same_list

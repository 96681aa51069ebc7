import pytest

from indexing.errors import DamagedSnapshotError, NoSnapshotError
from service.errors import NotReadyError
from service.search.keeper import IndexKeeper
from tests.service.papers import IndexShelf, WordIndex


class Seconds:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def source(judgments):
    return IndexShelf(WordIndex(judgments[:3], snapshot_id="one"))


@pytest.fixture
def keeper(source, seconds):
    return IndexKeeper(source, check_seconds=2, monotonic=seconds)


def test_an_index_is_opened_once_for_all_questions(keeper, source, seconds):
    first = keeper.current()
    seconds.now = 100
    assert keeper.current() is first
    assert source.opened == 1


def test_a_newer_index_takes_over_after_the_next_look(keeper, source, seconds, judgments):
    old = keeper.current()
    source.index = WordIndex(judgments, snapshot_id="two")
    seconds.now = 1.9
    assert keeper.current() is old
    seconds.now = 2
    assert keeper.current().snapshot_id == "two"
    assert keeper.trouble is None


def test_a_newer_index_that_cannot_be_opened_leaves_the_old_one(keeper, source, seconds, judgments):
    old = keeper.current()
    source.index = WordIndex(judgments, snapshot_id="two")
    source.trouble = DamagedSnapshotError("two", "half written")
    seconds.now = 10
    assert keeper.current() is old
    assert keeper.trouble is source.trouble
    seconds.now = 20
    keeper.current()
    assert source.opened == 2, "a refused index is not tried again and again"
    source.trouble = None
    source.index = WordIndex(judgments, snapshot_id="three")
    seconds.now = 30
    assert keeper.current().snapshot_id == "three"
    assert keeper.trouble is None


def test_before_the_first_index_nothing_is_ready_and_then_it_is(keeper, source):
    ready, source.index = source.index, None
    with pytest.raises(NotReadyError):
        keeper.current()
    source.index = ready
    assert keeper.current() is ready


def test_a_first_index_that_cannot_be_opened_is_told_and_tried_again(keeper, source):
    source.trouble = NoSnapshotError("nowhere")
    for _ in range(2):
        with pytest.raises(NoSnapshotError):
            keeper.current()
    source.trouble = None
    assert keeper.current() is source.index

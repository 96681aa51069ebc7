"""Sentences come back from where they waited as they went there."""

import numpy as np
import pytest

from indexing.sentencing.cases import SentencedJudgment
from indexing.sentencing.waiting import WaitingSentences
from tests.indexing.sentencing.made import made_world


@pytest.fixture
def waiting(tmp_path):
    with (tmp_path / "waiting").open("w+b") as file:
        yield WaitingSentences(file)


def same(one: SentencedJudgment, other: SentencedJudgment) -> bool:
    return (
        (one.judgment_id, one.band, one.sentences)
        == (other.judgment_id, other.band, other.sentences)
        and one.rows.dtype == other.rows.dtype
        and np.array_equal(one.rows, other.rows, equal_nan=True)
    )


def test_they_are_read_in_the_order_asked_for(waiting):
    world = made_world(30)
    for place, judgment in enumerate(world):
        waiting.add(2 * place, judgment)
    assert waiting.n_sentences == sum(len(each.sentences) for each in world)
    assert waiting.places() == tuple(range(0, 60, 2))
    wanted = [7, 0, 29]
    for number, found in zip(wanted, waiting.read(wanted), strict=True):
        assert same(found, world[number])
    waiting.add(100, world[3])
    assert same(waiting.read([30])[0], world[3])


def test_nothing_waits_at_first(waiting):
    assert (waiting.n_sentences, waiting.places(), waiting.read([])) == (0, (), [])

"""Questions are made of judgments, and processes of other hash seeds answer alike."""

import json

import numpy as np
import pytest

from evaluation.determinism import command
from evaluation.determinism.answering import digest_of
from evaluation.determinism.questions import questions_of
from evaluation.errors import MeasurementError
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from tests.service.papers import papers


def test_the_methods_take_turns_and_the_seed_decides():
    judgments = papers()
    one, again, other = (
        questions_of(judgments, ["甲借款不还。"], count=25, rng=np.random.default_rng(seed))
        for seed in (1, 1, 2)
    )
    assert one == again != other
    assert [each.method for each in one[:5]] == list(SearchMethod)
    assert one[0] == MethodQuestion(method=SearchMethod.FACTS, text="甲借款不还。")
    assert all(each.words or each.text or each.judgment_id for each in one)


@pytest.mark.slow
def test_processes_of_other_hash_seeds_answer_alike(tmp_path):
    out = tmp_path / "out.json"
    assert command.main(["--size", "60", "--count", "10", "--json", str(out)]) == 0
    figures = json.loads(out.read_text("utf-8"))["figures"]
    assert figures["identical"] == figures["questions"] == 10


def test_a_process_that_fails_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_AT_ONCE", 1)
    with pytest.raises(MeasurementError, match="hash seed 0"):
        command._answers(tmp_path / "nowhere", tmp_path, [MethodQuestion(method=SearchMethod.CASE)])


def test_every_quote_counts_in_the_digest():
    class Answer:
        n_hits, order, ranker, hits = 0, "date", None, ()

    same, other = Answer(), Answer()
    other.n_hits = 1
    assert digest_of(same) == digest_of(Answer()) != digest_of(other)

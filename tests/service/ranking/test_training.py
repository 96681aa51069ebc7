"""A court's own ranker: taken where it is better, refused where it is not, and how it is left."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from indexing.columns.filters import OPEN_FILTER
from indexing.errors import RankerError
from indexing.searching import ranker as ranker_module
from indexing.searching.hybrid import HybridSearcher
from indexing.searching.query import Query
from indexing.searching.ranker import shipped_rankers
from service.ranking.grading import LeftOut, Need, questions_of
from service.ranking.kept import OWN
from service.ranking.lessons import LessonReader
from service.ranking.record import Decision
from service.ranking.trial import FOLDS, Rival, hold_trial, shift_of
from service.search.keeper import IndexKeeper
from service.verdicts.model import AskedBy, Verdict
from tests.service.ranking.conftest import (
    CORPUS,
    NOW,
    another_charge,
    asked_of,
    by_chance,
    questions,
    the_same_charge,
)


def lessons_of(court, opened):
    reader = LessonReader(opened, court.desk.store, court.settings)
    asked, _ = questions_of(court.records.standing())
    return reader.read(asked, progress=lambda done, total: None), reader.left_out


def files(court):
    return sorted(path.name for path in (court.settings.data / "rankers").glob("*"))


def test_too_few_verdicts_change_nothing_and_open_no_index(court):
    court.judge_all(another_charge, last=6)
    record = court.train()
    assert record.decision is Decision.INSUFFICIENT
    assert [(each.need, each.found, each.needed) for each in record.shortages] == [
        (Need.QUESTIONS, 6, 20),
        (Need.VERDICTS, 48, 100),
    ]
    assert court.source.n_opened == 0
    assert files(court) == []
    assert court.desk.status().last is None


def test_what_judges_agree_on_is_learned_and_used(court):
    court.judge_all(another_charge)
    record = court.train(seed=3)
    assert record.decision is Decision.REPLACED
    assert (record.n_questions, record.n_similar + record.n_not_similar) == (24, 192)
    assert 24 * 12 <= record.n_pairs <= 24 * 16
    assert record.in_order["candidate"] > 0.7
    assert record.in_order["shipped"] < 0.3
    (compared,) = record.comparisons
    assert (compared.rival, compared.n_questions) == ("shipped", 24)
    assert 0 < compared.low <= compared.gain <= compared.high
    assert record.command == "tongpan rank train --seed 3"
    status = court.desk.status()
    assert status.own == record == status.last
    own = court.desk.own.read()
    assert own.rankers.given.name == f"{record.ranker}, charges given"
    assert own.rankers.given.name.startswith(OWN)
    assert own.rankers.given.belonging.bias == shipped_rankers().given.belonging.bias


def test_verdicts_by_chance_teach_nothing(court):
    court.judge_all(by_chance, last=40)
    record = court.train()
    assert record.decision is Decision.NOT_BETTER
    assert record.comparisons[0].low <= 0
    assert record.ranker is None
    assert court.desk.own.name() is None
    assert court.desk.status().last == record
    assert files(court) == ["last-training.json"]


def test_where_the_shipped_order_is_right_it_stays(court):
    court.judge_all(the_same_charge)
    record = court.train()
    assert record.in_order["shipped"] == pytest.approx(1.0, abs=0.05)
    assert record.decision is Decision.NOT_BETTER


def test_the_same_verdicts_and_seed_give_the_same(court):
    court.judge_all(another_charge)
    first = court.train()
    weights = court.desk.own.read().rankers.given.shift
    court.desk.reset()
    second = court.train()
    assert second == first
    assert np.array_equal(court.desk.own.read().rankers.given.shift, weights)
    court.desk.reset()
    other = court.train(seed=9)
    assert other.comparisons != first.comparisons, "other deals, other folds"
    assert other.ranker == first.ranker, "what is learned of all does not hang on the deals"


def test_a_held_out_question_does_not_teach_its_own_order(court, opened):
    court.judge_all(by_chance, last=20)
    lessons, _ = lessons_of(court, opened)
    seen = []

    def watched(start, taught):
        seen.append({one.digest for one in taught})
        return shift_of(start, taught)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.ranking.trial.shift_of", watched)
        shipped = shipped_rankers()
        before = hold_trial(
            lessons, start=shipped, rivals=[Rival(name="s", rankers=shipped)], seed=1
        )
    everybody = {one.digest for one in lessons}
    for deal in range(0, len(seen), FOLDS):
        held = [everybody - each for each in seen[deal : deal + FOLDS]]
        assert sorted(digest for each in held for digest in each) == sorted(everybody)
    assert 0.0 < before.candidate < 1.0


def test_an_own_ranker_is_compared_on_what_it_has_not_seen(court):
    court.judge_all(another_charge)
    first = court.train()
    again = court.train(at=NOW + timedelta(days=1))
    assert again.decision is Decision.INSUFFICIENT
    assert [(each.need, each.found) for each in again.shortages] == [(Need.NEW_QUESTIONS, 0)]
    assert court.desk.status().own == first
    court.judge_all(another_charge, first=24, last=40)
    third = court.train(at=NOW + timedelta(days=2))
    assert [(each.rival, each.n_questions) for each in third.comparisons] == [
        ("shipped", 40),
        (first.ranker, 16),
    ]
    better = all(each.low > 0 for each in third.comparisons)
    assert (third.decision is Decision.REPLACED) == better
    assert (court.desk.status().own == third) == better


def test_reset_leads_back_and_keeps_what_was_learned(court):
    court.judge_all(another_charge)
    record = court.train()
    name = record.ranker.removeprefix(OWN)
    assert court.desk.reset() == name
    assert court.desk.own.in_use() is shipped_rankers()
    status = court.desk.status()
    assert status.own is None
    assert status.trouble is None
    assert status.last == record
    assert f"{name}.json" in files(court)
    assert court.desk.reset() is None


def test_a_running_search_takes_the_own_ranker_and_leaves_it(court):
    court.judge_all(another_charge)
    keeper = IndexKeeper(court.source, check_seconds=0, monotonic=lambda: 0.0)
    asked, charge = questions()[0]
    query = Query(text=asked.text, charges=(charge,))

    def ranked():
        return keeper.current().rank(query, condition=OPEN_FILTER, limit=60)

    before = ranked()
    assert before.ranker == shipped_rankers().given.name
    record = court.train()
    after = ranked()
    assert after.ranker == f"{record.ranker}, charges given"
    assert [one.judgment_id for one in after.found] != [one.judgment_id for one in before.found]
    assert after.finding is before.finding
    assert keeper.current().snapshot_id == court.source.current_name()
    court.desk.reset()
    assert ranked() == before


def test_a_damaged_ranker_is_told_and_keeps_nobody_from_searching(court):
    court.judge_all(another_charge)
    record = court.train()
    path = court.settings.data / "rankers" / f"{record.ranker.removeprefix(OWN)}.json"
    whole = path.read_text("utf-8")
    for damaged in (
        "",
        "[]",
        '{"format": 2}',
        whole[:-90],
        whole.replace('"shift": [', '"shift": [1,'),
    ):
        path.write_text(damaged, "utf-8")
        with pytest.raises(RankerError):
            court.desk.own.read()
        status = court.desk.status()
        assert isinstance(status.trouble, RankerError)
        assert status.own is None
        index = court.source.open()
        found = index.rank(Query(text=questions()[0][0].text), condition=OPEN_FILTER, limit=1)
        assert found.ranker == shipped_rankers().predicted.name
    path.unlink()
    assert isinstance(court.desk.status().trouble, RankerError)


def test_a_ranker_of_other_features_is_ignored_and_told(court, monkeypatch):
    court.judge_all(another_charge)
    court.train()
    shipped = shipped_rankers()
    monkeypatch.setattr(ranker_module, "fingerprint_of_features", lambda: "others")
    assert court.desk.own.read() is None
    assert court.desk.own.in_use() is shipped
    assert "other features" in str(court.desk.status().trouble)


def test_a_question_teaches_nothing_of_itself(court, opened):
    asked = asked_of(CORPUS[0], charges=(CORPUS[0].charges[0].value,))
    court.say(asked, CORPUS[0], Verdict.SIMILAR)
    facts = CORPUS[1].text[:60]
    pasted = AskedBy(text=facts, charges=(CORPUS[1].charges[0].value,))
    court.say(pasted, CORPUS[1], Verdict.SIMILAR)
    for one in CORPUS[2:4]:
        court.say(asked, one, Verdict.NOT_SIMILAR)
        court.say(pasted, one, Verdict.NOT_SIMILAR)
    lessons, left_out = lessons_of(court, opened)
    assert lessons == ()
    assert left_out == {LeftOut.ITSELF: 1, LeftOut.SAME_TEXT: 1, LeftOut.ONE_SIDED: 4}


def test_what_cannot_be_asked_again_teaches_nothing(court, opened):
    for asked in (
        AskedBy(judgment_id="gone"),
        AskedBy(text="犇", charges=("盗窃罪",)),
        AskedBy(text="的，的", charges=("盗窃罪",)),
        AskedBy(text=questions()[0][0].text),
    ):
        court.say(asked, CORPUS[0], Verdict.SIMILAR)
        court.say(asked, CORPUS[1], Verdict.NOT_SIMILAR)
    lessons, left_out = lessons_of(court, replace(opened, charge_model=None))
    assert lessons == ()
    assert left_out == {LeftOut.NOT_RANKED: 8}


def test_lessons_hold_what_a_search_orders_by(court, opened):
    asked, charge = questions()[1]
    for one in CORPUS[:6]:
        verdict = Verdict.SIMILAR if one.charges[0].value == charge else Verdict.NOT_SIMILAR
        court.say(asked, one, verdict)
    ((lesson,), _) = lessons_of(court, opened)
    found = HybridSearcher(opened).search(
        Query(text=asked.text, charges=asked.charges), limit=len(CORPUS)
    )
    order = [hit.judgment_id for hit in found.hits]
    judged = sorted(CORPUS[:6], key=lambda one: order.index(one.id))
    by_lesson = sorted(
        zip(-lesson.scores(shipped_rankers()), lesson.is_similar, strict=True), key=lambda x: x[0]
    )
    assert [bool(is_similar) for _, is_similar in by_lesson] == [
        one.charges[0].value == charge for one in judged
    ]

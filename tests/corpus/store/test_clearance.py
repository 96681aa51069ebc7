"""Whoever is cleared for its class reads a closed judgment; nobody else, and nothing else, does."""

import contextvars
import threading
from datetime import UTC, datetime

import pytest

from corpus.errors import JudgmentNotFoundError
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import cleared, cleared_for
from tests.corpus.store.test_closing import PAPERS, PLACES, archive

__all__ = ["archive"]

SECRET = {Sensitivity.STATE_SECRET}
AT = datetime(2026, 11, 26, tzinfo=UTC)
COUNTED = ("all", "count", "digest", "facets", "each", "numbers", "chains", "related", "unknown")
READ = ("by id", "listed", "texts", "external", "sources", "corrected")


@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_cleared_reads_it_by_its_ids_and_finds_it_in_nothing_counted(archive, place):
    held = archive(PAPERS)
    with cleared_for(SECRET):
        open_to_all = held.tells()
    held.close(PAPERS[place])
    without = held.tells()
    with cleared_for(SECRET):
        told = held.tells()
    for name in COUNTED:
        assert told[name] == without[name], name
    for name in READ:
        assert told[name] != without[name], name
    assert told["texts"] == open_to_all["texts"]
    assert held.tells() == without


@pytest.mark.parametrize(
    "kinds", [(), set(Sensitivity) - SECRET], ids=["of nothing", "of every other class"]
)
def test_another_class_opens_nothing(archive, kinds):
    held = archive(PAPERS)
    held.close(PAPERS[1])
    without = held.tells()
    with cleared_for(kinds):
        assert held.tells() == without


def test_a_clearance_ends_with_its_block_even_by_an_error():
    with pytest.raises(KeyError), cleared_for(SECRET):
        raise KeyError
    assert cleared() == frozenset()


def test_a_thread_of_its_own_holds_none_and_one_with_the_context_does():
    seen = {}

    def look(name):
        seen[name] = cleared()

    with cleared_for(SECRET):
        alone = threading.Thread(target=look, args=("alone",))
        context = contextvars.copy_context()
        along = threading.Thread(target=context.run, args=(look, "along"))
        for each in (alone, along):
            each.start()
            each.join()
    assert seen == {"alone": frozenset(), "along": frozenset(SECRET)}


def test_what_may_be_read_is_found_by_words_and_number_the_last_decided_first(archive):
    held = archive(PAPERS)
    for paper in PAPERS[2:]:
        held.close(paper)
    assert held.closings.readable([], limit=9) == ()
    with cleared_for(SECRET):
        found = held.closings.readable([], limit=9)
        days = [held.store.get(each).decided_on.value for each in found]
        assert set(found) == {PAPERS[2].id, PAPERS[3].id}
        assert days == sorted(days, reverse=True)
        assert held.closings.readable([], limit=1) == found[:1]
        number = str(PAPERS[3].case_number.value)
        assert held.closings.readable([number.replace("（", "(")], limit=9) == (PAPERS[3].id,)
        assert held.closings.readable(["借款", "%"], limit=9) == ()
        assert set(held.closings.readable(["原告", "被告"], limit=9)) == set(found)


def test_who_keeps_them_names_them_by_id_or_by_number_closed_or_not(archive):
    held = archive(PAPERS)
    number = str(PAPERS[2].case_number.value)
    assert held.closings.named(number) == (PAPERS[2].id,)
    held.close(PAPERS[2])
    assert held.closings.named(number) == held.closings.named(f" {PAPERS[2].id} ")
    assert held.closings.named("（1999）京01民终77号") == ()
    assert held.closings.named("") == ()


def test_the_book_follows_every_closing_and_opening(archive):
    held = archive(PAPERS)
    states = [held.closings.book().state]
    held.close(PAPERS[0])
    assert held.closings.book() is held.closings.book()
    for act in (held.reopen, held.close, held.reopen):
        states.append(held.closings.book().state)
        act(PAPERS[0])
    assert states == sorted(set(states))
    assert held.closings.book().entries == {}


def test_a_correction_of_it_is_made_by_whoever_may_read_it(archive):
    held = archive(PAPERS)
    held.close(PAPERS[2])
    asked = {"field": "cause", "new": "借款合同纠纷", "author": "甲", "at": AT, "reason": "错"}
    with pytest.raises(JudgmentNotFoundError):
        held.corrections.correct(PAPERS[2].id, **asked)
    with cleared_for(SECRET):
        held.corrections.correct(PAPERS[2].id, **asked)
        assert len(held.corrections.history(PAPERS[2].id)) == 1
    assert held.corrections.history(PAPERS[2].id) == ()
    assert PAPERS[2].id not in {each.id for each in held.store.iterate()}

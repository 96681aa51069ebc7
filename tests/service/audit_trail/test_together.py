"""Whoever writes at once shares a write; nobody's answer is another's, nobody's trouble either."""

import threading

import pytest

from corpus.errors import StoreError
from service.audit_trail.desk import TrailDesk, Wanted
from service.audit_trail.together import Together
from service.errors import SettingsError
from service.store.trail_records import TrailRecords
from tests.service.audit_trail.test_chain import deed

N_THREADS = 8
LONGEST = 10.0


class Slow:
    """Writes slowly: the first write waits until all others stand behind it."""

    def __init__(self, together_with):
        self.batches = []
        self.others_wait = threading.Event()
        self._refused = together_with

    def __call__(self, said):
        self.batches.append(list(said))
        self.others_wait.wait(LONGEST)
        return [StoreError(each) if each in self._refused else each.upper() for each in said]


def said_at_once(write, words):
    """Say all words at once, each in a thread of its own; return what came of each."""
    found = {}

    def say(word):
        try:
            found[word] = write(word)
        except (StoreError, SettingsError) as error:
            found[word] = error

    threads = [threading.Thread(target=say, args=(word,)) for word in words]
    for thread in threads:
        thread.start()
    return found, threads


def waiting_in(together):
    return len(together._said)


@pytest.mark.parametrize("refused", [(), ("b", "e")])
def test_who_comes_while_one_writes_is_written_together(refused):
    words = "abcdefgh"
    slow = Slow(refused)
    together = Together(slow)
    found, threads = said_at_once(together.write, words)
    ready = threading.Event()
    for _ in range(1000):
        if waiting_in(together) + sum(map(len, slow.batches)) == len(words) and slow.batches:
            break
        ready.wait(0.005)
    slow.others_wait.set()
    for thread in threads:
        thread.join(LONGEST)
    assert sorted(word for batch in slow.batches for word in batch) == sorted(words)
    assert len(slow.batches) <= 2
    for word in words:
        if word in refused:
            assert isinstance(found[word], StoreError)
            assert str(found[word]) == word
        else:
            assert found[word] == word.upper()


def test_where_nothing_can_be_written_everybody_is_told_and_the_next_may_try():
    answers = iter([SettingsError(name="x", reason="gone"), None])

    def write(said):
        trouble = next(answers)
        if trouble is not None:
            raise trouble
        return said

    together = Together(write)
    with pytest.raises(SettingsError):
        together.write("a")
    assert together.write("b") == "b"


def test_a_line_that_is_refused_takes_no_other_with_it(engine, settings, monkeypatch):
    desk = TrailDesk(TrailRecords(engine), settings)
    desk.note(deed(0))
    whole = TrailRecords.append_all

    def picky(records, deeds, *, key):
        if any(each.subject == "j3" for each in deeds):
            raise StoreError("refused")
        return whole(records, deeds, key=key)

    monkeypatch.setattr(TrailRecords, "append_all", picky)
    told = desk._append_all([deed(1), deed(3), deed(2)])
    assert [isinstance(each, StoreError) for each in told] == [False, True, False]
    assert [line.deed.subject for line in desk.newest(Wanted())] == ["j2", "j1", "j0"]
    assert desk.look_through().is_whole
    assert desk.head().number == 3


def test_many_of_one_server_make_one_chain(engine, settings):
    desk = TrailDesk(TrailRecords(engine), settings)
    heads = []

    def work(first):
        heads.extend(desk.note(deed(first + n)) for n in range(5))

    threads = [threading.Thread(target=work, args=(10 * n,)) for n in range(N_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    finding = desk.look_through()
    assert finding.is_whole
    assert finding.n_lines == 5 * N_THREADS
    assert sorted(head.number for head in heads) == list(range(1, 5 * N_THREADS + 1))
    stored = {line.number: line.digest for line in desk.newest(Wanted(limit=100))}
    assert {head.number: head.digest for head in heads} == stored
    assert desk.head() == finding.head

"""However often, by whomever and whatever stops it: each match is told of once."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from service.accounts.desk import AccountDesk
from service.actors import Role
from service.court_time import court_day
from service.notices.model import Notice, NoticeKind, Recipient
from service.store.account_records import AccountRecords
from service.store.database import open_database
from service.store.notice_records import notices
from service.store.subscription_records import SubscriptionRecords
from service.subscriptions.model import MatchState, Pace, SubscriptionKind, Wish
from tests.quick_databases import blank_database
from tests.service.conftest import GOOD_PASSWORD

START = datetime(2026, 3, 2, tzinfo=UTC)
WISH = Wish(kind=SubscriptionKind.SEARCH, subject="{}", title="逾期利息")
KEYS = [f"judgment:j{number}" for number in range(8)]


class KilledError(Exception):
    """The process ends here."""


def told_of(number, keys, *, account_id):
    return Notice(
        kind=NoticeKind.SUBSCRIPTION,
        keys=(),
        to=Recipient(name="王法官", account_id=account_id),
        subject=str(number),
        address="/subscriptions",
        sentence=" ".join(keys),
        why="因您订阅",
    )


def sentences(engine):
    with engine.connect() as connection:
        return [row.sentence.split() for row in connection.execute(select(notices))]


def account_of(engine, given):
    return AccountDesk(AccountRecords(engine), given).add(
        name="judge",
        display_name="王法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=START,
    )


class Subscriber(RuleBasedStateMachine):
    """One subscription, two processes that run it, days that pass, and processes that die."""

    given = None

    def __init__(self):
        super().__init__()
        self.engine = blank_database()
        self.account = account_of(self.engine, self.given).account_id
        self.processes = [SubscriptionRecords(self.engine), SubscriptionRecords(self.engine)]
        self.now = START
        self.there = set()
        self.is_muted = False
        self.is_daily = False
        self.expected = set()
        self.quiet = set()
        self.number = self._begin()

    def _begin(self):
        known = set(self.there)
        number = self.processes[0].begin(
            self.account, WISH, digest="d", known=known, at=self.now, most=5
        )
        self.quiet |= known - self.expected
        self.is_muted = False
        return number

    @rule(key=st.sampled_from(KEYS))
    def a_match_appears(self, key):
        self.there.add(key)

    @rule(key=st.sampled_from(KEYS))
    def a_match_goes(self, key):
        self.there.discard(key)

    @rule(process=st.integers(0, 1), dies=st.booleans())
    def run(self, process, dies):
        def telling(_, keys):
            if dies:
                raise KilledError
            return told_of(self.number, keys, account_id=self.account)

        new = self.there - self.expected - self.quiet
        try:
            self.processes[process].tell(
                self.number, sorted(self.there), telling=telling, at=self.now
            )
        except KilledError:
            assert new
            return
        (self.quiet if self.is_muted else self.expected).update(new)

    @rule(process=st.integers(0, 1), dies=st.booleans())
    def the_day_is_told(self, process, dies):
        def summing(due):
            if dies:
                raise KilledError
            return told_of(
                self.number, [k for keys in due.values() for k in keys], account_id=self.account
            )

        try:
            self.processes[process].tell_day(
                self.account,
                {self.number: frozenset(KEYS)},
                day=court_day(self.now),
                summing=summing,
                at=self.now,
            )
        except KilledError:
            return

    @rule()
    def a_day_passes(self):
        self.now += timedelta(days=1)

    @rule(is_muted=st.booleans())
    def mute(self, is_muted):
        assert self.processes[0].set_muted(self.number, account_id=self.account, is_muted=is_muted)
        self.is_muted = is_muted

    @rule(pace=st.sampled_from(Pace))
    def change_pace(self, pace):
        assert self.processes[1].set_pace(self.number, pace, account_id=self.account)
        self.is_daily = pace is Pace.DAILY

    @rule()
    def end_and_begin_anew(self):
        assert self.processes[0].end(self.number, account_id=self.account, at=self.now)
        assert self._begin() == self.number

    @invariant()
    def nothing_is_told_twice_and_nothing_quiet_at_all(self):
        told = [key for keys in sentences(self.engine) for key in keys]
        assert len(told) == len(set(told))
        assert not self.quiet.intersection(told)

    @invariant()
    def what_is_not_told_waits_for_the_day(self):
        told = {key for keys in sentences(self.engine) for key in keys}
        kept = self.processes[0].matches(self.number, most=100)
        waiting = {each.key for each in kept if each.state is MatchState.WAITING}
        assert told | waiting == self.expected
        assert not told & waiting

    def teardown(self):
        self.mute(is_muted=False)
        self.a_day_passes()
        self.the_day_is_told(process=0, dies=False)
        told = {key for keys in sentences(self.engine) for key in keys}
        assert told == self.expected
        self.engine.dispose()


@pytest.fixture(autouse=True)
def _given(settings):
    Subscriber.given = settings


TestSubscriber = Subscriber.TestCase
TestSubscriber.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize("is_daily", [False, True])
def test_of_many_runs_at_once_one_tells(engine, settings, judge, is_daily):
    first = SubscriptionRecords(engine)
    number = first.begin(judge.account_id, WISH, digest="d", known=(), at=START, most=5)
    if is_daily:
        first.set_pace(number, Pace.DAILY, account_id=judge.account_id)
        first.tell(number, KEYS, telling=None, at=START)
    barrier, sent = Barrier(6), []

    def run():
        own = open_database(settings.database_address)
        records = SubscriptionRecords(own)
        barrier.wait()
        if is_daily:
            sent.append(
                records.tell_day(
                    judge.account_id,
                    {number: frozenset(KEYS)},
                    day=court_day(START),
                    summing=lambda due: told_of(number, due[number], account_id=judge.account_id),
                    at=START,
                )
            )
        else:
            sent.append(
                records.tell(
                    number,
                    KEYS,
                    telling=lambda _, keys: told_of(number, keys, account_id=judge.account_id),
                    at=START,
                )
            )
        own.dispose()

    threads = [Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 0, 0, 0, 0, 1]
    assert sentences(engine) == [KEYS]


def test_what_may_not_be_opened_waits_until_it_may(engine, judge):
    records = SubscriptionRecords(engine)
    number = records.begin(judge.account_id, WISH, digest="d", known=(), at=START, most=5)
    records.set_pace(number, Pace.DAILY, account_id=judge.account_id)
    records.tell(number, KEYS[:2], telling=None, at=START)

    def day(after, open_keys):
        now = START + timedelta(days=after)
        return records.tell_day(
            judge.account_id,
            {number: open_keys},
            day=court_day(now),
            summing=lambda due: told_of(number, due[number], account_id=judge.account_id),
            at=now,
        )

    assert day(0, {KEYS[0]}) == 1
    assert day(1, {KEYS[0]}) == 0
    assert day(1, set(KEYS)) == 1
    assert sentences(engine) == [[KEYS[0]], [KEYS[1]]]


def test_an_account_keeps_no_more_than_it_may(engine, judge):
    records = SubscriptionRecords(engine)

    def begin(digest):
        return records.begin(judge.account_id, WISH, digest=digest, known=(), at=START, most=2)

    assert [begin("a"), begin("b"), begin("a")] == [1, 2, 1]
    assert begin("c") is None
    records.end(1, account_id=judge.account_id, at=START)
    assert begin("c") == 3

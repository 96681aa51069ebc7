"""How does somebody ask to hear of something, and how are they told of it, once?"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import structlog

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.actors import Actor
from service.court_time import OnceADay, court_day
from service.errors import MalformedRequestError, PageNotFoundError, ServiceError
from service.pending.handling import is_handled_by
from service.pending.model import PendingCase
from service.store.account_records import AccountRecord, AccountRecords
from service.store.subscription_records import SubscriptionRecords, Telling
from service.subscriptions.matching import Matcher, Round
from service.subscriptions.model import (
    MOST_SUBSCRIPTIONS,
    SLOW,
    Pace,
    Subscription,
    SubscriptionId,
    SubscriptionKind,
    Wish,
)
from service.subscriptions.showing import MatchShelf, ShownMatch
from service.subscriptions.words import digest_of, notice_of

_log = structlog.get_logger("tongpan.subscriptions")

_FOUND: Final = (CorpusError, IndexingError, ServiceError)
_LONGEST_TITLE: Final = 120
MOST_SHOWN: Final = 200
"""Most matches that one page holds, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did.

    Attributes:
        n_subscriptions: Subscriptions that were looked at.
        n_notices: Notices that were sent.
        n_refused: Subscriptions that could not be looked at, such as those of a rule that its
            reader may not read any more.
    """

    n_subscriptions: int
    n_notices: int
    n_refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionDesk:
    """Keeps subscriptions and tells of what matches them.

    Attributes:
        records: The stored ones.
        matcher: Finds what matches.
        shelf: Shows what matched.
        accounts: Whose they are.
        days: Whether an account came already today, in this process.
    """

    records: SubscriptionRecords
    matcher: Matcher
    shelf: MatchShelf
    accounts: AccountRecords
    days: dict[int, OnceADay] = field(default_factory=dict)

    def subscribe(self, actor: Actor, wish: Wish, *, now: datetime) -> Subscription:
        """Begin a subscription; what matches already is no news.

        The same wish of the same account is one subscription, however often it is asked for.

        Raises:
            MalformedRequestError: The account keeps as many as it may.
            NotPermittedError: The account may not use what the wish is about.
            PageNotFoundError: There is no such rule or case for this account.
            RequestError: The question cannot be answered as asked.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.

        Cost: that of asking the question once.
        """
        known = self.matcher.keys(wish, actor, this=Round(), now=now)
        number = self.records.begin(
            actor.account_id,
            Wish(
                kind=wish.kind,
                subject=wish.subject,
                title=" ".join(wish.title.split())[:_LONGEST_TITLE],
            ),
            digest=hashlib.sha256(wish.subject.encode()).hexdigest(),
            known=known,
            at=now,
            most=MOST_SUBSCRIPTIONS,
        )
        if number is None:
            problem = f"subscriptions: expected {MOST_SUBSCRIPTIONS} at most"
            raise MalformedRequestError(problems=(problem,))
        return self.find(actor, number)

    def of(self, actor: Actor) -> tuple[Subscription, ...]:
        """Return the subscriptions of somebody, the newest first."""
        return tuple(reversed(self.records.live(account_id=actor.account_id)))

    def find(self, actor: Actor, number: int) -> Subscription:
        """Return a subscription of somebody.

        Raises:
            PageNotFoundError: The account has none of this number.
        """
        found = self.records.find(number, account_id=actor.account_id)
        if found is None:
            raise PageNotFoundError(what=f"subscription {number}")
        return found

    def standing(self, actor: Actor, kind: SubscriptionKind, subject: str) -> Subscription | None:
        """Return the subscription of somebody to a subject, or None."""
        own = self.records.live(account_id=actor.account_id, kinds={kind}, subject=subject)
        return own[0] if own else None

    def matches(self, actor: Actor, number: int) -> tuple[ShownMatch, ...]:
        """Return what a subscription found and somebody may open now, the newest first.

        Raises:
            PageNotFoundError: The account has no such subscription.
        """
        subscription = self.find(actor, number)
        found = self.records.matches(subscription.id, most=MOST_SHOWN)
        return self.shelf.shown(subscription.wish, found, actor)

    def mute(self, actor: Actor, number: int, *, is_muted: bool) -> None:
        """Keep what matches without telling of it, or tell again of what comes from now on.

        Raises:
            PageNotFoundError: The account has no such subscription.
        """
        done = self.records.set_muted(number, account_id=actor.account_id, is_muted=is_muted)
        _require(number, is_there=done)

    def set_pace(self, actor: Actor, number: int, pace: Pace) -> None:
        """Be told at once, or once a day.

        Raises:
            PageNotFoundError: The account has no such subscription.
        """
        done = self.records.set_pace(number, pace, account_id=actor.account_id)
        _require(number, is_there=done)

    def end(self, actor: Actor, number: int, *, now: datetime) -> None:
        """End a subscription.

        Raises:
            PageNotFoundError: The account has no such subscription.
        """
        _require(number, is_there=self.records.end(number, account_id=actor.account_id, at=now))

    def run(
        self,
        *,
        now: datetime,
        kinds: Collection[SubscriptionKind] | None = None,
        account_id: int | None = None,
        subject: str | None = None,
        is_quick: bool = False,
    ) -> RunSummary:
        """Tell everybody of what is new to them; running it again tells nothing again.

        Args:
            now: When.
            kinds: Of these kinds only.
            account_id: Of one account only.
            subject: Of one subject only.
            is_quick: Without searches for cases; the next full run tells what these find.

        Cost: each question to the index once, whoever asked it, and some milliseconds for each
        rule and case.
        """
        accounts = {each.id: each for each in self.accounts.all() if each.is_enabled}
        this = Round(is_quick=is_quick)
        n_seen = n_notices = n_refused = 0
        open_keys: dict[int, dict[SubscriptionId, tuple[str, ...]]] = {}
        wanted = self.records.live(account_id=account_id, kinds=kinds, subject=subject)
        for subscription in wanted:
            account = accounts.get(subscription.account_id)
            if account is None:
                continue
            n_seen += 1
            keys = self._keys(subscription, _actor(account), this, now=now)
            if keys is None:
                n_refused += 1
                continue
            open_keys.setdefault(account.id, {})[subscription.id] = keys
            n_notices += self.records.tell(subscription.id, keys, telling=_telling(account), at=now)
        if kinds is None and subject is None:
            # Only who is told of all at once has the day's notice behind them.
            by_number = {each.id: each for each in wanted}
            for number, own in open_keys.items():
                n_notices += self._tell_day(accounts[number], own, by_number, now=now)
        return RunSummary(n_subscriptions=n_seen, n_notices=n_notices, n_refused=n_refused)

    def greet(self, actor: Actor, *, now: datetime) -> None:
        """Tell somebody who comes for the first time today of what is new; once in this process.

        Cost: on the first call of a day that of their subscriptions, else nothing.
        """
        if self.days.setdefault(actor.account_id, OnceADay()).has_come(now):
            self.run(now=now, account_id=actor.account_id)

    def rule_changed(self, rule_id: str, *, now: datetime) -> None:
        """Tell whoever follows a rule what became of it."""
        self.run(now=now, kinds={SubscriptionKind.RULE}, subject=rule_id)

    def case_changed(self, case: PendingCase, *, by: Actor, now: datetime) -> None:
        """Tell whoever follows a case that somebody changed it; whoever did so knows."""
        this = Round(is_quick=True)
        own = (by.account_id, {SubscriptionKind.CASE}, case.id)
        for each in self.records.live(account_id=own[0], kinds=own[1], subject=own[2]):
            keys = self._keys(each, by, this, now=now)
            self.records.absorb(each.id, keys or (), at=now)
        self.run(now=now, kinds=own[1], subject=case.id, is_quick=True)

    def refresh(self, cases: Sequence[PendingCase], *, now: datetime) -> int:
        """Ask the index for cases that somebody follows on their desk; return how many were asked.

        What a desk tells as new then needs no search of its own.

        Cost: that of about three searches for each case, and as much again for its findings.
        """
        accounts = [each for each in self.accounts.all() if each.is_enabled]
        for case in cases:
            members = set(self.matcher.pending.members(case.id))
            actors = [_actor(each) for each in accounts if each.id in members]
            # Findings are told to the handling judge alone; similar cases are the same for all.
            actors.sort(key=lambda each: (not is_handled_by(case, each), each.account_id))
            for actor in actors[:1]:
                for aspect in sorted(SLOW):
                    self.matcher.items.look_up(case, actor, aspect, now=now)
        return len(cases)

    def _keys(
        self, subscription: Subscription, actor: Actor, this: Round, *, now: datetime
    ) -> tuple[str, ...] | None:
        """Return what matches, or None where nothing can be told now; the others go on."""
        try:
            return self.matcher.keys(subscription.wish, actor, this=this, now=now)
        except _FOUND as refused:
            _log.info("refused", subscription=subscription.id, kind=type(refused).__name__)
            return None

    def _tell_day(
        self,
        account: AccountRecord,
        open_keys: dict[SubscriptionId, tuple[str, ...]],
        known: dict[SubscriptionId, Subscription],
        *,
        now: datetime,
    ) -> int:
        return self.records.tell_day(
            account.id,
            {number: frozenset(keys) for number, keys in open_keys.items()},
            day=court_day(now),
            summing=lambda due: digest_of(
                [(known[number], keys) for number, keys in due.items()],
                name=_name(account),
                account_id=account.id,
            ),
            at=now,
        )


def _telling(account: AccountRecord) -> Telling:
    return lambda subscription, keys: notice_of(subscription, keys, name=_name(account))


def _actor(account: AccountRecord) -> Actor:
    return Actor(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        roles=account.roles,
        must_change=account.must_change,
    )


def _name(account: AccountRecord) -> str:
    return account.display_name or account.name


def _require(number: int, *, is_there: bool) -> None:
    if not is_there:
        raise PageNotFoundError(what=f"subscription {number}")

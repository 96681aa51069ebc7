"""How do subscriptions stand in the database, and how is each match told of exactly once?

A match, the notice that tells of it, and what the subscription says at that moment are written in
one transaction, and writers take turns: a run that is repeated, killed or doubled tells nothing
twice and forgets nothing.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.notices.model import Notice
from service.store.notice_records import put_notice
from service.store.writing import writing
from service.subscriptions.model import (
    KeptMatch,
    MatchState,
    Pace,
    Subscription,
    SubscriptionId,
    SubscriptionKind,
    Wish,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False, comment="id of a rule or case, or a question as JSON"),
    Column("subject_digest", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("pace", String(32), nullable=False),
    Column("is_muted", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("known", Text, nullable=False, comment="JSON: what matched when it began"),
    UniqueConstraint("account_id", "kind", "subject_digest"),
)

subscription_matches = Table(
    "subscription_matches",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(160), primary_key=True),
    Column("found_at", UtcDateTime, nullable=False),
    Column("notice_id", ForeignKey("notices.id", ondelete="SET NULL"), index=True),
    Column("state", String(32), nullable=False),
)

# Of which day somebody had their digest already.
subscription_digests = Table(
    "subscription_digests",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
)

Telling = Callable[[Subscription, Sequence[str]], Notice]
Summing = Callable[[Mapping[SubscriptionId, Sequence[str]]], Notice]


class SubscriptionRecords:
    """The stored subscriptions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(
        self,
        account_id: int,
        wish: Wish,
        *,
        digest: str,
        known: Collection[str],
        at: datetime,
        most: int,
    ) -> SubscriptionId | None:
        """Store a subscription; return its number, or None where an account has too many.

        One that is kept already stays as it is; one that had ended begins anew, and what was known
        before stays known.
        """
        own = (
            subscriptions.c.account_id == account_id,
            subscriptions.c.kind == wish.kind.value,
            subscriptions.c.subject_digest == digest,
        )
        begun = {"created_at": at, "ended_at": None, "known": json.dumps(sorted(known))}
        with writing(self._engine) as connection:
            row = connection.execute(
                select(subscriptions.c.id, subscriptions.c.ended_at, subscriptions.c.known).where(
                    *own
                )
            ).one_or_none()
            if row is not None and row.ended_at is None:
                return SubscriptionId(row.id)
            if _n_live(connection, account_id) >= most:
                return None
            if row is not None:
                begun["known"] = json.dumps(sorted({*known, *json.loads(row.known)}))
                connection.execute(
                    update(subscriptions)
                    .where(subscriptions.c.id == row.id)
                    .values(**begun, title=wish.title, is_muted=False)
                )
                return SubscriptionId(row.id)
            made = connection.execute(
                insert(subscriptions).values(
                    account_id=account_id,
                    kind=wish.kind.value,
                    subject=wish.subject,
                    subject_digest=digest,
                    title=wish.title,
                    pace=Pace.AT_ONCE.value,
                    is_muted=False,
                    **begun,
                )
            ).inserted_primary_key
        return None if made is None else SubscriptionId(int(made[0]))

    def live(
        self,
        *,
        account_id: int | None = None,
        kinds: Collection[SubscriptionKind] | None = None,
        subject: str | None = None,
    ) -> tuple[Subscription, ...]:
        """Return the subscriptions that have not ended, in order of number.

        Args:
            account_id: Of one account only.
            kinds: Of some kinds only.
            subject: Of one subject only.
        """
        wanted = select(subscriptions).where(subscriptions.c.ended_at.is_(None))
        if account_id is not None:
            wanted = wanted.where(subscriptions.c.account_id == account_id)
        if kinds is not None:
            tokens = sorted(kind.value for kind in kinds)
            wanted = wanted.where(subscriptions.c.kind.in_(tokens))
        if subject is not None:
            wanted = wanted.where(subscriptions.c.subject == subject)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(subscriptions.c.id)).all()
        return tuple(map(_subscription, rows))

    def find(self, number: int, *, account_id: int) -> Subscription | None:
        """Return a live subscription of an account, or None."""
        own = self.live(account_id=account_id)
        return next((each for each in own if each.id == number), None)

    def set_muted(self, number: int, *, account_id: int, is_muted: bool) -> bool:
        """Mute a live subscription or let it speak; tell whether the account has it."""
        return self._change(number, account_id, is_muted=is_muted)

    def set_pace(self, number: int, pace: Pace, *, account_id: int) -> bool:
        """Set how soon a live subscription tells; tell whether the account has it."""
        return self._change(number, account_id, pace=pace.value)

    def end(self, number: int, *, account_id: int, at: datetime) -> bool:
        """End a live subscription; tell whether the account had it. What it found stays kept."""
        return self._change(number, account_id, ended_at=at)

    def matches(self, number: SubscriptionId, *, most: int) -> tuple[KeptMatch, ...]:
        """Return what a subscription found, the newest first."""
        wanted = (
            select(subscription_matches)
            .where(subscription_matches.c.subscription_id == number)
            .order_by(subscription_matches.c.found_at.desc(), subscription_matches.c.key)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return tuple(_match(row) for row in connection.execute(wanted))

    def tell(
        self, number: SubscriptionId, keys: Sequence[str], *, telling: Telling, at: datetime
    ) -> int:
        """Keep what matches a subscription and tell of what is new; return how many notices.

        Whether it has ended, is muted or waits for the day is asked inside of the transaction.

        Args:
            number: The subscription.
            keys: All that matches it now.
            telling: Puts what is new into a notice.
            at: When.

        Cost: one transaction where anything may be new, else one reading.
        """
        if not self._may_be_new(number, keys):
            return 0
        with writing(self._engine) as connection:
            subscription = _live(connection, number)
            if subscription is None:
                return 0
            new = _new(connection, subscription, keys)
            is_told = bool(new) and not subscription.is_muted and subscription.pace is Pace.AT_ONCE
            notice_id = put_notice(connection, telling(subscription, new), at) if is_told else None
            state = _state(subscription, is_told=is_told)
            _put(connection, subscription, new, state=state, notice_id=notice_id, at=at)
        return int(is_told)

    def absorb(self, number: SubscriptionId, keys: Sequence[str], *, at: datetime) -> None:
        """Keep that somebody knows of these matches already: no notice tells of them."""
        with writing(self._engine) as connection:
            subscription = _live(connection, number)
            if subscription is not None:
                new = _new(connection, subscription, keys)
                _put(connection, subscription, new, state=MatchState.QUIET, at=at)

    def tell_day(
        self,
        account_id: int,
        open_keys: Mapping[SubscriptionId, Collection[str]],
        *,
        day: date,
        summing: Summing,
        at: datetime,
    ) -> int:
        """Tell an account in one notice of what waits for the day; return how many notices.

        Once a day at most: a day on which nothing waits is not used up.

        Args:
            account_id: Whose.
            open_keys: What the account may open of each subscription now; other matches wait.
            day: The day in the court's time.
            summing: Puts all of it into one notice.
            at: When.
        """
        with writing(self._engine) as connection:
            had = select(subscription_digests.c.day).where(
                subscription_digests.c.account_id == account_id, subscription_digests.c.day == day
            )
            if connection.execute(had).first() is not None:
                return 0
            due = _due(connection, account_id, open_keys)
            if not due:
                return 0
            notice_id = put_notice(connection, summing(due), at)
            connection.execute(insert(subscription_digests).values(account_id=account_id, day=day))
            for number, keys in due.items():
                connection.execute(
                    update(subscription_matches)
                    .where(
                        subscription_matches.c.subscription_id == number,
                        subscription_matches.c.key.in_(keys),
                    )
                    .values(notice_id=notice_id, state=MatchState.TOLD.value)
                )
        return 1

    def _may_be_new(self, number: SubscriptionId, keys: Sequence[str]) -> bool:
        with self._engine.connect() as connection:
            subscription = _live(connection, number)
            return subscription is not None and bool(_new(connection, subscription, keys))

    def _change(self, number: int, account_id: int, **values: object) -> bool:
        with writing(self._engine) as connection:
            done = connection.execute(
                update(subscriptions)
                .where(
                    subscriptions.c.id == number,
                    subscriptions.c.account_id == account_id,
                    subscriptions.c.ended_at.is_(None),
                )
                .values(**values)
            )
        return done.rowcount == 1


def _n_live(connection: Connection, account_id: int) -> int:
    wanted = (
        select(func.count())
        .select_from(subscriptions)
        .where(subscriptions.c.account_id == account_id, subscriptions.c.ended_at.is_(None))
    )
    return int(connection.execute(wanted).scalar_one())


def _live(connection: Connection, number: int) -> Subscription | None:
    wanted = select(subscriptions).where(
        subscriptions.c.id == number, subscriptions.c.ended_at.is_(None)
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _subscription(row)


def _new(
    connection: Connection, subscription: Subscription, keys: Sequence[str]
) -> tuple[str, ...]:
    told = select(subscription_matches.c.key).where(
        subscription_matches.c.subscription_id == subscription.id
    )
    known = subscription.known.union(connection.execute(told).scalars())
    return tuple(key for key in dict.fromkeys(keys) if key not in known)


def _state(subscription: Subscription, *, is_told: bool) -> MatchState:
    if is_told:
        return MatchState.TOLD
    return MatchState.QUIET if subscription.is_muted else MatchState.WAITING


def _put(
    connection: Connection,
    subscription: Subscription,
    keys: Sequence[str],
    *,
    state: MatchState,
    at: datetime,
    notice_id: int | None = None,
) -> None:
    if not keys:
        return
    row = {
        "subscription_id": subscription.id,
        "found_at": at,
        "notice_id": notice_id,
        "state": state.value,
    }
    connection.execute(insert(subscription_matches), [{**row, "key": key} for key in keys])


def _due(
    connection: Connection, account_id: int, open_keys: Mapping[SubscriptionId, Collection[str]]
) -> dict[SubscriptionId, list[str]]:
    wanted = (
        select(subscription_matches.c.subscription_id, subscription_matches.c.key)
        .join(subscriptions)
        .where(
            subscriptions.c.account_id == account_id,
            subscriptions.c.ended_at.is_(None),
            subscriptions.c.is_muted.is_(False),
            subscription_matches.c.state == MatchState.WAITING.value,
        )
        .order_by(subscription_matches.c.subscription_id, subscription_matches.c.key)
    )
    found: dict[SubscriptionId, list[str]] = {}
    for row in connection.execute(wanted):
        number = SubscriptionId(row.subscription_id)
        if row.key in open_keys.get(number, ()):
            found.setdefault(number, []).append(row.key)
    return found


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=SubscriptionId(row.id),
        account_id=row.account_id,
        wish=Wish(kind=SubscriptionKind(row.kind), subject=row.subject, title=row.title),
        pace=Pace(row.pace),
        is_muted=bool(row.is_muted),
        created_at=row.created_at,
        known=frozenset(json.loads(row.known)),
    )


def _match(row: Row[Any]) -> KeptMatch:
    return KeptMatch(
        key=row.key,
        found_at=row.found_at,
        notice_id=row.notice_id,
        state=MatchState(row.state),
    )

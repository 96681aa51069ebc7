"""How does the search of a pending case stand in the database? It is added to, never changed."""

import json
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import (
    Column,
    Date,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from corpus.judgment import JudgmentId
from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.closed.concealing import Concealer
from service.pending.model import PendingCaseId
from service.pending.search_model import (
    AskedQuery,
    KeptHit,
    KeptQuery,
    PartyCase,
    ResponsePlace,
    SubmittedKind,
    TierStop,
)
from service.store.mention_records import note_mentions
from service.store.people_tables import accounts
from service.store.writing import writing

case_queries = Table(
    "case_queries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pending_id", ForeignKey("pending_cases.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False, comment="from 1 within the case"),
    Column("method", String(32), nullable=False),
    Column("words", Text, nullable=False, comment="may name people; never logged"),
    Column("asked", Text, nullable=False, comment="JSON of the question"),
    Column("conditions", Text, nullable=False, comment="JSON of the filters"),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("snapshot_id", String(128), nullable=False),
    Column("ranker", String(128), nullable=False),
    Column("n_found", Integer, nullable=False),
    Column("tier_counts", Text, nullable=False, comment="JSON of counts by tier"),
    Column("hits", Text, nullable=False, comment="JSON list, in order"),
    UniqueConstraint("pending_id", "number"),
)

case_tier_stops = Table(
    "case_tier_stops",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pending_id", ForeignKey("pending_cases.id", ondelete="CASCADE"), nullable=False),
    Column("tier", String(32), comment="empty: the search goes on again"),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
)

party_cases = Table(
    "party_cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "pending_id",
        ForeignKey("pending_cases.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("submitted_by", Text, nullable=False),
    Column("submitted_on", Date, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("number", Text, nullable=False),
    Column("judgment_id", ForeignKey("judgments.id")),
    Column("place", String(32)),
    Column("response", Text, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("recorded_by", ForeignKey("accounts.id"), nullable=False),
    Column("answered_at", UtcDateTime),
)


class CaseSearchRecords:
    """The stored searches of pending cases."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conceal = Concealer(engine)

    def add_query(self, pending_id: PendingCaseId, query: AskedQuery) -> int:
        """Keep a query; return its number within the case."""
        last = select(func.coalesce(func.max(case_queries.c.number), 0)).where(
            case_queries.c.pending_id == pending_id
        )
        with writing(self._engine) as connection:
            connection.execute(
                insert(case_queries).values(
                    pending_id=pending_id,
                    # Counted by the same statement, so that two at once do not take one number.
                    number=last.scalar_subquery() + 1,
                    method=query.method,
                    words=query.words,
                    asked=_json(dict(query.asked)),
                    conditions=_json({name: list(each) for name, each in query.conditions.items()}),
                    at=query.at,
                    account_id=query.account_id,
                    snapshot_id=query.snapshot_id,
                    ranker=query.ranker,
                    n_found=query.n_found,
                    tier_counts=_json(dict(query.tier_counts)),
                    hits=_json([asdict(hit) for hit in query.hits]),
                )
            )
            note_mentions(connection, (pending_id,), (query.words,))
            return int(connection.execute(last).scalar_one())

    def queries(self, pending_id: PendingCaseId) -> tuple[KeptQuery, ...]:
        """Return the queries of a case, in order of asking."""
        wanted = (
            select(case_queries, accounts.c.display_name, accounts.c.name)
            .join(accounts, accounts.c.id == case_queries.c.account_id)
            .where(case_queries.c.pending_id == pending_id)
            .order_by(case_queries.c.number)
        )
        with self._engine.connect() as connection:
            found = tuple(
                KeptQuery(
                    number=row.number,
                    pending_id=PendingCaseId(row.pending_id),
                    method=row.method,
                    words=row.words,
                    asked=json.loads(row.asked),
                    conditions={
                        name: tuple(each) for name, each in json.loads(row.conditions).items()
                    },
                    at=row.at,
                    account_id=row.account_id,
                    author=row.display_name or row.name,
                    snapshot_id=row.snapshot_id,
                    ranker=row.ranker,
                    n_found=row.n_found,
                    tier_counts=json.loads(row.tier_counts),
                    hits=tuple(KeptHit(**each) for each in json.loads(row.hits)),
                )
                for row in connection.execute(wanted)
            )
        # Asked again it must be what it was: only the words that people read are looked through.
        return tuple(
            replace(each, words=told.words)
            for each, told in zip(found, self._conceal(found), strict=True)
        )

    def stop(
        self,
        pending_id: PendingCaseId,
        *,
        tier: str | None,
        reason: str,
        at: datetime,
        account_id: int,
    ) -> None:
        """Note that the search ends at a tier, or with None that it goes on again."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(case_tier_stops).values(
                    pending_id=pending_id, tier=tier, reason=reason, at=at, account_id=account_id
                )
            )
            note_mentions(connection, (pending_id,), (reason,))

    def standing_stop(self, pending_id: PendingCaseId) -> TierStop | None:
        """Return where the search of a case ended, or None where it did not."""
        wanted = (
            select(case_tier_stops, accounts.c.display_name, accounts.c.name)
            .join(accounts, accounts.c.id == case_tier_stops.c.account_id)
            .where(case_tier_stops.c.pending_id == pending_id)
            .order_by(case_tier_stops.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None or row.tier is None:
            return None
        return self._conceal(
            TierStop(
                pending_id=PendingCaseId(row.pending_id),
                tier=row.tier,
                reason=row.reason,
                at=row.at,
                author=row.display_name or row.name,
            )
        )

    def add_party_case(
        self,
        pending_id: PendingCaseId,
        *,
        submitted_by: str,
        submitted_on: date,
        kind: SubmittedKind,
        number: str,
        judgment_id: JudgmentId | None,
        at: datetime,
        account_id: int,
    ) -> int:
        """Put down a case that a party submitted; return the number of the record."""
        with writing(self._engine) as connection:
            key = connection.execute(
                insert(party_cases).values(
                    pending_id=pending_id,
                    submitted_by=submitted_by,
                    submitted_on=submitted_on,
                    kind=kind.value,
                    number=number,
                    judgment_id=judgment_id,
                    response="",
                    recorded_at=at,
                    recorded_by=account_id,
                )
            ).inserted_primary_key
            note_mentions(connection, (pending_id,), (number, judgment_id or ""))
        if key is None:  # pragma: no cover - every supported database returns the key
            raise RuntimeError("the database returned no key")
        return int(key[0])

    def answer_party_case(
        self,
        pending_id: PendingCaseId,
        party_case_number: int,
        *,
        place: ResponsePlace | None,
        response: str,
        at: datetime,
    ) -> bool:
        """Write the court's answer; tell whether there is such a record."""
        wanted = (
            update(party_cases)
            .where(party_cases.c.id == party_case_number, party_cases.c.pending_id == pending_id)
            .values(place=None if place is None else place.value, response=response, answered_at=at)
        )
        with writing(self._engine) as connection:
            note_mentions(connection, (pending_id,), (response,))
            return connection.execute(wanted).rowcount == 1

    def party_cases(self, pending_id: PendingCaseId) -> tuple[PartyCase, ...]:
        """Return the cases that parties submitted, in order of recording."""
        wanted = (
            select(party_cases)
            .where(party_cases.c.pending_id == pending_id)
            .order_by(party_cases.c.id)
        )
        with self._engine.connect() as connection:
            found = tuple(
                PartyCase(
                    id=row.id,
                    pending_id=PendingCaseId(row.pending_id),
                    submitted_by=row.submitted_by,
                    submitted_on=row.submitted_on,
                    kind=SubmittedKind(row.kind),
                    number=row.number,
                    judgment_id=None if row.judgment_id is None else JudgmentId(row.judgment_id),
                    place=None if row.place is None else ResponsePlace(row.place),
                    response=row.response,
                    recorded_at=row.recorded_at,
                    answered_at=row.answered_at,
                )
                for row in connection.execute(wanted)
            )
        return self._conceal(found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

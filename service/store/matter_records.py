"""How do matters, their acts and those who take part stand in the database?

Acts are added and never changed. The row of a matter is what its acts made of it, written in the
same transaction, so that lists need not replay anything.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Engine,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from corpus.store.columns import UtcDateTime
from corpus.store.engine import write_transaction
from corpus.store.tables import metadata
from service.closed.concealing import Concealer
from service.referral.course.acts import MatterKind, Part
from service.referral.course.trail import START, WrittenAct
from service.store.mention_records import note_mentions, speaks_of_withheld
from service.store.refusal_records import refused_acts, refused_on

matters = Table(
    "matters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    Column("title", Text, nullable=False, comment="may tell of deliberation; never logged"),
    Column("court", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("cause", Text, nullable=False, comment="charge or cause; may be empty"),
    Column("pending_id", String(32), index=True),
    Column("parent_id", String(32), index=True, comment="what it grew out of or belongs to"),
    Column("due_on", Date, index=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("moved_at", UtcDateTime, nullable=False),
    Column("n_acts", Integer, nullable=False),
    Index("ix_matters_kind_state_moved_at", "kind", "state", "moved_at"),
    Index("ix_matters_kind_moved_at", "kind", "moved_at"),
)

acts = Table(
    "acts",
    metadata,
    Column("matter_id", ForeignKey("matters.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(48), nullable=False),
    Column("account_id", Integer, nullable=False, comment="0: the machine"),
    Column("doer_name", String(64), nullable=False),
    Column("parts", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("reason", Text, nullable=False, comment="may tell of deliberation; never logged"),
    Column("content", Text, nullable=False, comment="JSON; may tell of deliberation; never logged"),
    Column("from_state", String(32), nullable=False),
    Column("to_state", String(32), nullable=False),
    Column("digest", String(64), nullable=False, comment="over this act and the digest before"),
)

# Who takes part, and so may open it; whoever is recused stands here no more.
matter_people = Table(
    "matter_people",
    metadata,
    Column("matter_id", ForeignKey("matters.id"), primary_key=True),
    Column("account_id", Integer, primary_key=True, index=True),
    Column("part", String(32), primary_key=True),
)

_LANE = 0x4D415454
"""Key of the advisory lock by which matters are written one at a time in PostgreSQL ("MATT")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What lists tell of a matter.

    Attributes:
        kind: Which kind.
        state: How far it has come.
        title: The question, or the name of the meeting.
        court: Full name of the court that it belongs to.
        division: Division; may be empty.
        cause: Charge or cause; may be empty.
        pending_id: The pending case that it is about, if one.
        parent_id: The matter that it grew out of or belongs to, if one.
        due_on: By when something has to be done, if set.
        people: Who takes part, and so may open it: account and part.
    """

    kind: MatterKind
    state: str
    title: str
    court: str
    people: frozenset[tuple[int, Part]]
    division: str = ""
    cause: str = ""
    pending_id: str | None = None
    parent_id: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMatter:
    """A matter of a list.

    Attributes:
        id: Its id.
        outline: What lists tell; ``people`` is empty, lists do not read it.
        opened_at: When its first act was done.
        moved_at: When its last act was.
        n_acts: How many acts it has.
    """

    id: str
    outline: Outline
    opened_at: datetime
    moved_at: datetime
    n_acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which matters a list holds.

    Attributes:
        kinds: Of which kinds; empty for all.
        states: In which states; empty for all.
        account_id: Those in which somebody takes part; None for no such bound.
        courts: Of which courts, to whomever they are open; beside ``account_id``: either is enough.
        pending_id: Of one pending case.
        parent_id: That grew out of one matter or belong to it.
        cause: Of one charge or cause.
        words: Words of the title.
        due_by: Due on this day or before.
        hidden_from: Left out are those in which this account stands aside (回避), whatever else
            would open them.
        without: Left out are these.
    """

    kinds: tuple[MatterKind, ...] = ()
    states: tuple[str, ...] = ()
    account_id: int | None = None
    courts: tuple[str, ...] = ()
    pending_id: str | None = None
    parent_id: str | None = None
    cause: str | None = None
    words: str = ""
    due_by: date | None = None
    hidden_from: int | None = None
    without: frozenset[str] = frozenset()


class MatterWork:
    """One transaction over matters: whole or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> Connection:
        """The connection, for what other tables keep together with an act."""
        return self._connection

    def acts_of(self, matter_id: str) -> tuple[WrittenAct, ...]:
        """Return the acts of a matter, in their order; none where there is no such matter."""
        return _acts_of(self._connection, matter_id)

    def add(self, matter_id: str, act: WrittenAct, outline: Outline) -> None:
        """Add an act, with what it makes of the matter."""
        values = {
            **{name: getattr(outline, name) for name in _COLUMNS},
            "kind": outline.kind.value,
            "moved_at": act.at,
            "n_acts": act.number,
        }
        if act.number == 1:
            row = {"id": matter_id, "opened_at": act.at, **values}
            self._connection.execute(insert(matters).values(**row))
        else:
            self._connection.execute(
                update(matters).where(matters.c.id == matter_id).values(**values)
            )
        self._connection.execute(insert(acts).values(matter_id=matter_id, **asdict(act)))
        note_mentions(
            self._connection,
            (matter_id, outline.pending_id, outline.parent_id),
            (act.reason, act.content, outline.title),
        )
        self._put_people(matter_id, outline)

    def find(self, wanted: Wanted, *, most: int) -> tuple[ListedMatter, ...]:
        """Return matters as they stand within this transaction, as a list does."""
        return _listed(self._connection, _newest(wanted).limit(most))

    def _put_people(self, matter_id: str, outline: Outline) -> None:
        here = matter_people.c.matter_id == matter_id
        wanted = {(account, part.value) for account, part in outline.people}
        known = select(matter_people.c.account_id, matter_people.c.part).where(here)
        kept = {(row.account_id, row.part) for row in self._connection.execute(known)}
        for account, part in sorted(kept - wanted):
            self._connection.execute(
                delete(matter_people).where(
                    here, matter_people.c.account_id == account, matter_people.c.part == part
                )
            )
        rows = [
            {"matter_id": matter_id, "account_id": account, "part": part}
            for account, part in sorted(wanted - kept)
        ]
        if rows:
            self._connection.execute(insert(matter_people), rows)


class MatterRecords:
    """The stored matters."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.conceal = Concealer(engine)
        # Threads wait for their turn without a connection: else those who wait would hold all that
        # the pool has, and whoever writes would find none left to read what an act rests on.
        self._turn = Lock()

    @contextmanager
    def write(self) -> Iterator[MatterWork]:
        """Open a transaction; whoever else writes matters waits until it is over.

        What is read in it is what stands when it writes: nobody acts in between.
        """
        with self._turn, write_transaction(self._engine, lane=_LANE) as connection:
            yield MatterWork(connection)

    def acts_of(self, matter_id: str) -> tuple[WrittenAct, ...]:
        """Return the acts of a matter, in their order; none where there is no such matter."""
        with self._engine.connect() as connection:
            return _acts_of(connection, matter_id)

    def acts_of_some(self, matter_ids: Sequence[str]) -> dict[str, tuple[WrittenAct, ...]]:
        """Return by matter its acts, in their order; a matter without acts is left out."""
        wanted = (
            select(acts)
            .where(acts.c.matter_id.in_(matter_ids))
            .order_by(acts.c.matter_id, acts.c.number)
        )
        found: dict[str, list[WrittenAct]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(wanted):
                found.setdefault(row.matter_id, []).append(_written(row))
        return {matter_id: tuple(written) for matter_id, written in found.items()}

    def kind_of(self, matter_id: str) -> MatterKind | None:
        """Return which kind a matter is of, or None."""
        with self._engine.connect() as connection:
            kind = connection.execute(_KIND, {"matter_id": matter_id}).scalar_one_or_none()
        return None if kind is None else MatterKind(kind)

    def listed(self, matter_id: str) -> ListedMatter | None:
        """Return what lists tell of one matter, or None."""
        with self._engine.connect() as connection:
            found = _listed(connection, select(matters).where(matters.c.id == matter_id))
        return self.conceal(found[0]) if found else None

    def parts_in(self, matter_id: str, account_id: int) -> frozenset[Part]:
        """Return the parts that somebody takes in a matter."""
        wanted = select(matter_people.c.part).where(
            matter_people.c.matter_id == matter_id, matter_people.c.account_id == account_id
        )
        with self._engine.connect() as connection:
            return frozenset(Part(part) for part in connection.execute(wanted).scalars())

    def find(self, wanted: Wanted, *, most: int, skip: int = 0) -> tuple[ListedMatter, ...]:
        """Return matters, the last moved first; the id decides between equals."""
        found = _newest(self._by_what_is_shown(wanted)).limit(most).offset(skip)
        with self._engine.connect() as connection:
            return self.conceal(_listed(connection, found))

    def _by_what_is_shown(self, wanted: Wanted) -> Wanted:
        """Leave out what only words would find that are not shown: a name asked for tells too."""
        if not wanted.words or not self.conceal.withheld():
            return wanted
        owners = (matters.c.id, matters.c.pending_id, matters.c.parent_id)
        query = _where(select(matters), wanted).where(speaks_of_withheld(*owners))
        with self._engine.connect() as connection:
            shown = self.conceal(_listed(connection, query))
        words = wanted.words.casefold().split()
        found = {
            each.id
            for each in shown
            if all(word in each.outline.title.casefold() for word in words)
        }
        return replace(wanted, without=frozenset(each.id for each in shown) - found)

    def count(self, wanted: Wanted) -> int:
        """Return how many matters a list holds."""
        found = _where(select(matters.c.id), self._by_what_is_shown(wanted))
        counted = select(func.count()).select_from(found.subquery())
        with self._engine.connect() as connection:
            return int(connection.execute(counted).scalar_one())

    def count_by_state(self, wanted: Wanted) -> dict[tuple[MatterKind, str], int]:
        """Return how many matters of a list are in which state, by kind."""
        columns = (matters.c.kind, matters.c.state)
        wanted = self._by_what_is_shown(wanted)
        counted = _where(select(*columns, func.count().label("n")), wanted).group_by(*columns)
        with self._engine.connect() as connection:
            rows = connection.execute(counted).all()
        return {(MatterKind(row.kind), row.state): int(row.n) for row in sorted(rows)}

    def count_acts(
        self, since: datetime, until: datetime, *, courts: tuple[str, ...] = ()
    ) -> dict[tuple[MatterKind, str, str], int]:
        """Return how many acts there were, by kind of matter, act, and state that it led to.

        Args:
            since: From this moment on, aware.
            until: Before this moment, aware.
            courts: On matters of these courts; empty for all.

        Cost: one grouped query over the acts between the two.
        """
        columns = (matters.c.kind, acts.c.name, acts.c.to_state)
        counted = (
            select(*columns, func.count().label("n"))
            .join(matters, matters.c.id == acts.c.matter_id)
            .where(acts.c.at >= since, acts.c.at < until)
            .group_by(*columns)
        )
        if courts:
            counted = counted.where(matters.c.court.in_(courts))
        with self._engine.connect() as connection:
            rows = connection.execute(counted).all()
        return {(MatterKind(row.kind), row.name, row.to_state): int(row.n) for row in sorted(rows)}

    def turns(self, kind: MatterKind, part: Part) -> dict[int, tuple[int, date]]:
        """Return by account in how many matters of a kind it takes a part, and the last due day."""
        counted = (
            select(matter_people.c.account_id, func.count(), func.max(matters.c.due_on))
            .join(matters, matters.c.id == matter_people.c.matter_id)
            .where(
                matters.c.kind == kind.value,
                matter_people.c.part == part.value,
                matters.c.due_on.is_not(None),
            )
            .group_by(matter_people.c.account_id)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(counted).all()
        return {account: (int(n), last) for account, n, last in rows}

    def acts_named(
        self, name: str, matter_ids: Sequence[str]
    ) -> tuple[tuple[str, WrittenAct], ...]:
        """Return the acts of one name of some matters, each with its matter, in their order."""
        wanted = (
            select(acts)
            .where(acts.c.name == name, acts.c.matter_id.in_(matter_ids))
            .order_by(acts.c.matter_id, acts.c.number)
        )
        with self._engine.connect() as connection:
            return tuple((row.matter_id, _written(row)) for row in connection.execute(wanted))

    def note_refusal(
        self, *, matter_id: str, act: str, account_id: int, state: str, refusal: str, at: datetime
    ) -> None:
        """Keep that an act was refused, by whom it was asked and why; never what it said."""
        with write_transaction(self._engine, lane=_LANE) as connection:
            connection.execute(
                insert(refused_acts).values(
                    at=at,
                    account_id=account_id,
                    matter_id=matter_id,
                    act=act[:48],
                    state=state,
                    refusal=refusal[:48],
                )
            )

    def refusals_of(self, matter_id: str) -> tuple[tuple[datetime, int, str, str], ...]:
        """Return refused acts of a matter in order: moment, account, act, refusal."""
        with self._engine.connect() as connection:
            return refused_on(connection, matter_id)


def new_matter_id() -> str:
    """Return an id that nobody can guess."""
    return secrets.token_hex(12)


def last_digest(written: Sequence[WrittenAct]) -> str:
    """Return the digest that the next act follows."""
    return written[-1].digest if written else START


# Built once: every step of a matter asks them.
_ACTS = select(acts).where(acts.c.matter_id == bindparam("matter_id")).order_by(acts.c.number)
_KIND = select(matters.c.kind).where(matters.c.id == bindparam("matter_id"))
_COLUMNS = ("state", "title", "court", "division", "cause", "pending_id", "parent_id", "due_on")


def _acts_of(connection: Connection, matter_id: str) -> tuple[WrittenAct, ...]:
    return tuple(_written(row) for row in connection.execute(_ACTS, {"matter_id": matter_id}))


def _written(row: Row[Any]) -> WrittenAct:
    fields = row._asdict()
    del fields["matter_id"]
    return WrittenAct(**fields)


def _newest(wanted: Wanted) -> Select[Any]:
    return _where(select(matters), wanted).order_by(matters.c.moved_at.desc(), matters.c.id)


def _where(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.kinds:
        query = query.where(matters.c.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.states:
        query = query.where(matters.c.state.in_(wanted.states))
    for name in ("pending_id", "parent_id", "cause"):
        if (value := getattr(wanted, name)) is not None:
            query = query.where(matters.c[name] == value)
    for word in wanted.words.split():
        query = query.where(matters.c.title.contains(word, autoescape=True))
    if wanted.without:
        query = query.where(matters.c.id.not_in(sorted(wanted.without)))
    if wanted.due_by is not None:
        query = query.where(matters.c.due_on <= wanted.due_by)
    if wanted.hidden_from is not None:
        query = query.where(
            ~exists().where(
                matter_people.c.matter_id == matters.c.id,
                matter_people.c.account_id == wanted.hidden_from,
                matter_people.c.part == Part.RECUSED.value,
            )
        )
    return _open_to(query, wanted)


def _open_to(query: Select[Any], wanted: Wanted) -> Select[Any]:
    ways: list[ColumnElement[bool]] = []
    if wanted.account_id is not None:
        ways.append(
            exists().where(
                matter_people.c.matter_id == matters.c.id,
                matter_people.c.account_id == wanted.account_id,
                matter_people.c.part != Part.RECUSED.value,
            )
        )
    if wanted.courts:
        ways.append(matters.c.court.in_(wanted.courts))
    return query.where(or_(*ways)) if ways else query


def _listed(connection: Connection, query: Select[Any]) -> tuple[ListedMatter, ...]:
    return tuple(
        ListedMatter(
            id=row.id,
            outline=Outline(
                kind=MatterKind(row.kind),
                people=frozenset(),
                **{name: getattr(row, name) for name in _COLUMNS},
            ),
            opened_at=row.opened_at,
            moved_at=row.moved_at,
            n_acts=row.n_acts,
        )
        for row in connection.execute(query)
    )

"""How does the store find the papers that may be related to one, decided and pending?

Of each paper it keeps the traits and the keys by which others find it. Rows of judgments follow
every ingest, correction and withdrawal; those of pending cases are written by whoever keeps these
cases. A key that very many papers share is walked through from the nearest day on, so that a bank
with ten thousand loans costs no more than a lender with fifty.

A paper has seven keys. What finds papers by a key is the order of the rows themselves, without
another index; the keys of a paper, by which its rows are found to be taken out, lie packed beside
its traits.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from corpus.codec import decode_plain, encode_plain
from corpus.relations.keys import day_number, index_keys
from corpus.relations.model import Traits
from corpus.store.columns import PackedText
from corpus.store.engine import write_transaction
from corpus.store.tables import judgments, metadata

_NAMED_AT_ONCE = 500
"""Values in one SQL ``IN``; SQLite allows 32,766 per statement."""

_NO_DAY: Final = 0
"""Stands where a paper tells no day: no part of the key of a row may be missing."""

relation_papers = Table(
    "relation_papers",
    metadata,
    Column("paper_id", String(64), primary_key=True, comment="judgment or pending case"),
    Column("is_pending", Boolean, nullable=False),
    Column("court", Text),
    Column("judge", Text, nullable=False),
    Column("traits", PackedText, nullable=False, comment="JSON of corpus.relations.model.Traits"),
    Column("day", Integer, nullable=False, comment="as in relation_keys"),
    Column("found_by", PackedText, nullable=False, comment="JSON: its keys in relation_keys"),
)

relation_keys = Table(
    "relation_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("is_pending", Boolean, primary_key=True),
    Column(
        "day",
        Integer,
        primary_key=True,
        comment="proleptic ordinal of filing, else of decision, else 0",
    ),
    Column("paper_id", String(64), primary_key=True),
    sqlite_with_rowid=False,
)

_ROW_OF_KEY = delete(relation_keys).where(
    *(column == bindparam(f"old_{column.name}") for column in relation_keys.primary_key)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """What is written for one paper.

    Attributes:
        paper_id: Judgment or pending case.
        is_pending: Which of both.
        court: Its court, or None.
        judge: Its judge; may be empty.
        traits: JSON of the traits.
        keys: Keys by which others find it.
        day: Day in the order of time, as a whole number.
    """

    paper_id: str
    is_pending: bool
    court: str | None
    judge: str
    traits: str
    keys: tuple[str, ...]
    day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCount:
    """How many papers share a key.

    Attributes:
        key: The key.
        n_papers: Papers under it, the one that asks left out.
        n_looked_at: How many of them were looked at.
    """

    key: str
    n_papers: int
    n_looked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The papers that may be related to one.

    Attributes:
        traits: Their traits, by id.
        cut: Keys that more papers share than were looked at.
    """

    traits: Mapping[str, Traits]
    cut: tuple[KeyCount, ...]


def relation_row(traits: Traits) -> RelationRow:
    """Return what is written for the traits of a paper."""
    return RelationRow(
        paper_id=traits.id,
        is_pending=traits.is_pending,
        court=traits.court,
        judge=traits.judge,
        traits=_plain(encode_plain(traits)),
        keys=index_keys(traits),
        day=day_number(traits.day),
    )


def refresh_relations(
    connection: Connection, rows: Sequence[RelationRow], gone: Collection[str] = ()
) -> None:
    """Write papers and take others out, inside an open transaction.

    Cost: a few statements for some hundred papers.
    """
    for some in _slices(sorted({row.paper_id for row in rows} | set(gone))):
        _take_out(connection, some)
    if not rows:
        return
    connection.execute(
        insert(relation_papers),
        [
            {
                "paper_id": row.paper_id,
                "is_pending": row.is_pending,
                "court": row.court,
                "judge": row.judge,
                "traits": row.traits,
                "day": row.day or _NO_DAY,
                "found_by": _plain(row.keys),
            }
            for row in rows
        ],
    )
    keys = [
        {
            "key": key,
            "is_pending": row.is_pending,
            "day": row.day or _NO_DAY,
            "paper_id": row.paper_id,
        }
        for row in rows
        for key in row.keys
    ]
    if keys:
        connection.execute(insert(relation_keys), keys)


def _take_out(connection: Connection, ids: Sequence[str]) -> None:
    columns = relation_papers.c
    standing = select(columns.paper_id, columns.is_pending, columns.day, columns.found_by).where(
        columns.paper_id.in_(ids)
    )
    keys = [
        {
            "old_key": key,
            "old_is_pending": row.is_pending,
            "old_day": row.day,
            "old_paper_id": row.paper_id,
        }
        for row in connection.execute(standing)
        for key in json.loads(row.found_by)
    ]
    if keys:
        connection.execute(_ROW_OF_KEY, keys)
    connection.execute(delete(relation_papers).where(columns.paper_id.in_(ids)))


def keys_of_papers(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the keys under which papers are found; those without are left out.

    Cost: unpacking, 0.02 ms a paper.
    """
    columns = relation_papers.c
    return {
        row.paper_id: tuple(json.loads(row.found_by))
        for some in _slices(ids)
        for row in connection.execute(
            select(columns.paper_id, columns.found_by)
            .where(columns.paper_id.in_(some))
            .order_by(columns.paper_id)
        )
    }


class SqlRelations:
    """Traits and keys in the database of a judgment store.

    Args:
        engine: The engine of the :class:`corpus.store.sql.SqlJudgmentStore`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note_pending(self, traits: Traits) -> None:
        """Write the traits of a pending case, in place of earlier ones.

        Raises:
            ValueError: The traits are those of a judgment, which the store itself keeps.
        """
        if not traits.is_pending:
            raise ValueError(f"{traits.id} is a judgment; expected a pending case")
        with write_transaction(self._engine) as connection:
            refresh_relations(connection, [relation_row(traits)])

    def forget_pending(self, paper_id: str) -> None:
        """Take a pending case out; nothing happens where it is not there, or is a judgment."""
        with write_transaction(self._engine) as connection:
            row = connection.execute(
                select(relation_papers.c.is_pending).where(relation_papers.c.paper_id == paper_id)
            ).one_or_none()
            if row is not None and row.is_pending:
                refresh_relations(connection, [], gone=[paper_id])

    def traits(self, ids: Collection[str]) -> dict[str, Traits]:
        """Return the traits of papers; those without are left out."""
        with self._engine.connect() as connection:
            return _traits(connection, ids)

    def candidates(
        self,
        keys: Sequence[str],
        *,
        but: Collection[str],
        near: int | None,
        per_key: int,
        in_all: int,
        with_pending: bool,
    ) -> Candidates:
        """Return the papers under any of some keys, the rarest key first.

        Args:
            keys: From :func:`corpus.relations.keys.search_keys`.
            but: Papers left out.
            near: Day from which a key is walked through; None takes the latest.
            per_key: Most decided papers of one key, and most pending ones.
            in_all: Most papers in all.
            with_pending: Whether pending cases are found and counted.

        Cost: two short walks through an index per key, and one decoding per paper found.
        """
        with self._engine.connect() as connection:
            counts = _counts(connection, keys, with_pending=with_pending)
            rare = [key for key, count in counts.items() if count <= per_key]
            under = _under(connection, rare, with_pending=with_pending)
            found: dict[str, None] = {}
            cut = []
            for key in sorted(counts, key=lambda each: (counts[each], each)):
                ids = under.get(key)
                if ids is None:
                    ids = _nearest(connection, key, near, per_key, with_pending=with_pending)
                others = [each for each in ids if each not in but]
                taken = [each for each in others if each in found or len(found) < in_all]
                found.update(dict.fromkeys(taken))
                n_others = counts[key] - (len(ids) - len(others))
                if len(taken) < n_others:
                    cut.append(KeyCount(key=key, n_papers=n_others, n_looked_at=len(taken)))
            return Candidates(traits=_traits(connection, found), cut=tuple(cut))

    def count_under(
        self,
        keys: Sequence[str],
        *,
        first: int | None,
        last: int | None,
        with_paper: str,
        with_pending: bool,
    ) -> int:
        """Return how many papers stand under any of some keys, within days, each once.

        Args:
            keys: The keys.
            first: First day; None for no bound.
            last: Last day; None for no bound.
            with_paper: A paper that counts whether it is written down or not.
            with_pending: Whether pending cases count.
        """
        columns = relation_keys.c
        conditions: list[ColumnElement[bool]] = [
            columns.key.in_(keys),
            columns.paper_id != with_paper,
            *_told(with_pending=with_pending),
        ]
        if first is not None:
            conditions.append(columns.day >= first)
        if last is not None:
            conditions.append(columns.day.between(_NO_DAY + 1, last))
        statement = select(func.count(columns.paper_id.distinct())).where(*conditions)
        with self._engine.connect() as connection:
            return 1 + connection.execute(statement).scalar_one()

    def n_unknown(self) -> int:
        """Return how many current judgments have no traits yet, read by an older edition."""
        statement = (
            select(func.count())
            .select_from(judgments)
            .outerjoin(relation_papers, relation_papers.c.paper_id == judgments.c.id)
            .where(judgments.c.is_current.is_(True), relation_papers.c.paper_id.is_(None))
        )
        with self._engine.connect() as connection:
            return connection.execute(statement).scalar_one()


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _told(*, with_pending: bool) -> list[ColumnElement[bool]]:
    return [] if with_pending else [relation_keys.c.is_pending.is_(False)]


def _counts(connection: Connection, keys: Sequence[str], *, with_pending: bool) -> dict[str, int]:
    columns = relation_keys.c
    return {
        row.key: row.n
        for some in _slices(keys)
        for row in connection.execute(
            select(columns.key, func.count().label("n"))
            .where(columns.key.in_(some), *_told(with_pending=with_pending))
            .group_by(columns.key)
        )
    }


def _under(
    connection: Connection, keys: Sequence[str], *, with_pending: bool
) -> dict[str, list[str]]:
    """Return all papers of keys that few share, pending ones first, then by id."""
    columns = relation_keys.c
    found: dict[str, list[str]] = {}
    for some in _slices(keys):
        statement = (
            select(columns.key, columns.paper_id)
            .where(columns.key.in_(some), *_told(with_pending=with_pending))
            .order_by(columns.is_pending.desc(), columns.paper_id)
        )
        for row in connection.execute(statement):
            found.setdefault(row.key, []).append(row.paper_id)
    return found


def _nearest(
    connection: Connection, key: str, near: int | None, most: int, *, with_pending: bool
) -> list[str]:
    """Return papers of a key that many share: pending ones, then decided ones, nearest in time."""
    columns = relation_keys.c
    found: list[str] = []
    for is_pending in (True, False) if with_pending else (False,):
        under = (
            select(columns.paper_id, columns.day)
            .where(columns.key == key, columns.is_pending.is_(is_pending))
            .limit(most)
        )
        latest = under.order_by(columns.day.desc(), columns.paper_id)
        if near is None:
            found += connection.execute(latest).scalars()
            continue
        behind = under.where(columns.day >= near).order_by(columns.day, columns.paper_id)
        before = latest.where(columns.day > _NO_DAY, columns.day < near)
        rows = (*connection.execute(behind), *connection.execute(before))
        nearest = sorted((abs(row.day - near), row.paper_id) for row in rows)
        found += [paper_id for _, paper_id in nearest[:most]]
    return found


def _traits(connection: Connection, ids: Iterable[str]) -> dict[str, Traits]:
    return {
        row.paper_id: decode_plain(Traits, json.loads(row.traits))
        for some in _slices(sorted(ids))
        for row in connection.execute(
            select(relation_papers.c.paper_id, relation_papers.c.traits)
            .where(relation_papers.c.paper_id.in_(some))
            .order_by(relation_papers.c.paper_id)
        )
    }


def _slices(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _NAMED_AT_ONCE):
        yield values[start : start + _NAMED_AT_ONCE]

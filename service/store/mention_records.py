"""Which judgments did the texts of a case or matter name, when they were written?

What people type about a judgment names its parties, and not always the judgment itself: a title in
a list, a memo two acts later. Where the judgment is closed afterwards, this table tells which texts
may speak of it. It is written with the text, in its transaction, and holds only what whoever wrote
could read then. So nobody learns who the parties of a closed judgment are by typing its number
beside the names that come to mind, and looking which of them are shown no more.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    exists,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from corpus.case_number import find_case_numbers
from corpus.judgment import JudgmentId
from corpus.store.clearance import readable
from corpus.store.tables import judgments, metadata

mentions = Table(
    "mentions",
    metadata,
    Column("owner", String(32), primary_key=True, comment="id of what a text belongs to"),
    Column("judgment_id", ForeignKey("judgments.id"), primary_key=True),
    Index("ix_mentions_judgment_id", "judgment_id"),
)

T = TypeVar("T")

JUDGMENT_ID: Final = re.compile(r"j[0-9a-f]{20}")
_OWNER_ID: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])")
_AT_ONCE: Final = 400
"""How many values one statement asks for."""

_INSERTS: Final[Mapping[str, Callable[[Table], Any]]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def owners_in(text: str) -> frozenset[str]:
    """Return the ids of cases, matters and reports that stand in a text.

    Example:
        >>> sorted(owners_in("/referrals/0123456789abcdef01234567"))
        ['0123456789abcdef01234567']
    """
    return frozenset(_OWNER_ID.findall(text))


def owner_of(kind: str, number: int) -> str:
    """Return the owner of a text that belongs to nothing with an id of its own.

    Example:
        >>> owner_of("notice", 7)
        'notice no. 7'
    """
    return f"{kind} no. {number}"


def note_mentions(
    connection: Connection, owners: Iterable[str | None], texts: Iterable[str]
) -> None:
    """Note within a transaction which judgments a text names, by id or by case number.

    It names too what the texts of that which it belongs to, or which it names, did: a question goes
    from a referral to an item, and from there to the agenda, by hands that cannot read all of it.

    Args:
        connection: Of the transaction that writes the text.
        owners: What the text belongs to; None is passed over.
        texts: The text, also as JSON.

    Cost: linear in the texts, and some queries.
    """
    ids: set[str] = set()
    numbers: set[str] = set()
    belongs_to = {each for each in owners if each}
    sources = set(belongs_to)
    for text in texts:
        sources |= owners_in(text)
        ids.update(JUDGMENT_ID.findall(text))
        if "号" in text:
            numbers.update(str(each.value) for each in find_case_numbers(text))
    named = _readable_among(connection, ids, numbers) if ids or numbers else frozenset()
    named = named.union(*mentioned_by(connection, sources).values())
    rows = [
        {"owner": owner, "judgment_id": each}
        for owner in sorted(belongs_to)
        for each in sorted(named)
    ]
    # A report and a matter of one case are written in lanes that do not wait for one another.
    added = _INSERTS[connection.dialect.name](mentions).on_conflict_do_nothing()
    for some in _parts(rows):
        connection.execute(added, some)


def speaks_of_withheld(*owners: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return that one of the owners of a row named a judgment that whoever asks may not read."""
    return exists().where(
        or_(*(mentions.c.owner == each for each in owners)),
        judgments.c.id == mentions.c.judgment_id,
        ~readable(),
    )


def mentioned_by(
    connection: Connection, owners: Iterable[str]
) -> Mapping[str, frozenset[JudgmentId]]:
    """Return by owner the judgments that its texts named when they were written."""
    found: dict[str, set[JudgmentId]] = {}
    for some in _parts(sorted(owners)):
        wanted = select(mentions).where(mentions.c.owner.in_(some))
        for row in connection.execute(wanted):
            found.setdefault(row.owner, set()).add(JudgmentId(row.judgment_id))
    return {owner: frozenset(ids) for owner, ids in found.items()}


def _readable_among(
    connection: Connection, ids: Iterable[str], numbers: Iterable[str]
) -> frozenset[JudgmentId]:
    """Return the judgments of some ids or numbers that whoever writes may read."""
    found: set[JudgmentId] = set()
    either = ((judgments.c.id, sorted(ids)), (judgments.c.case_number, sorted(numbers)))
    for column, values in either:
        for some in _parts(values):
            wanted = select(judgments.c.id).where(column.in_(some), readable())
            found.update(JudgmentId(each) for each in connection.execute(wanted).scalars())
    return frozenset(found)


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]

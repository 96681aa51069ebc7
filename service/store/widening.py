"""How does PostgreSQL hold all that SQLite holds, in the same order?

SQLite cuts no text at the length of its column, counts in 64 bits and sorts by code points. Columns
of PostgreSQL are made so after each migration: what is kept on one kind can be restored on
the other, and a list stands in one order whatever the locale of the server.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

_NARROW = text(
    """
    SELECT c.relname AS relation, a.attname AS attribute, t.typname AS kind
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_collation o ON o.oid = a.attcollation
    WHERE c.relnamespace = current_schema()::regnamespace
      AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relname <> 'alembic_version' AND c.relname NOT LIKE 'huey%'
      AND (t.typname IN ('varchar', 'int4') OR (t.typname = 'text' AND o.collname <> 'C'))
    ORDER BY c.relname, a.attnum
    """
)
_NARROW_SEQUENCES = text(
    """
    SELECT sequencename FROM pg_sequences
    WHERE schemaname = current_schema() AND data_type = 'integer'::regtype
      AND sequencename NOT LIKE 'huey%'
    ORDER BY sequencename
    """
)


def widen(connection: Connection) -> None:
    """Make the columns of PostgreSQL as wide as those of SQLite, sorted by code points.

    Cost: nothing to read for text but the indexes, which are made anew; a table with a number that
    widens is written anew, once.
    """
    if connection.dialect.name != "postgresql":
        return
    by_relation: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(_NARROW):
        by_relation.setdefault(row.relation, []).append(row)
    for relation, rows in by_relation.items():
        connection.exec_driver_sql(f'ALTER TABLE "{relation}" {_changes(rows)}')
    for sequence in connection.execute(_NARROW_SEQUENCES).scalars().all():
        connection.exec_driver_sql(f'ALTER SEQUENCE "{sequence}" AS bigint')


def _changes(rows: Sequence[Row[Any]]) -> str:
    return ", ".join(
        f'ALTER COLUMN "{row.attribute}" TYPE '
        + ("bigint" if row.kind == "int4" else 'text COLLATE "C"')
        for row in rows
    )

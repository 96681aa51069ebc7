"""Keys of relations lie in the order in which they are looked for, once, and with their paper.

Each stood in a row, in the index of its key, in one of key and day, and in one of its paper.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from corpus.packing import packed

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_BATCH = 500
_KEYS = "relation_keys"
_OLD = "old_relation_keys"
_PAPERS = "relation_papers"
_BY_PAPER = "ix_relation_keys_paper_id"
_BY_DAY = "ix_relation_keys_key_is_pending_day"
_papers = sa.table(_PAPERS, sa.column("paper_id"), sa.column("day"), sa.column("found_by"))
_keys = sa.table(_KEYS, sa.column("key"), sa.column("paper_id"), sa.column("day"))


def upgrade() -> None:
    op.add_column(_PAPERS, sa.Column("day", sa.Integer()))
    op.add_column(_PAPERS, sa.Column("found_by", sa.LargeBinary()))
    _fill()
    # SQLite copies the table, and only once.
    with op.batch_alter_table(_PAPERS) as batch:
        batch.alter_column(
            "day", existing_type=sa.Integer(), nullable=False, comment="as in relation_keys"
        )
        batch.alter_column(
            "found_by",
            existing_type=sa.LargeBinary(),
            nullable=False,
            comment="JSON: its keys in relation_keys",
        )
    for index in (_BY_PAPER, _BY_DAY):
        op.drop_index(index, _KEYS)
    _put_aside()
    op.create_table(
        _KEYS,
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("is_pending", sa.Boolean(), nullable=False),
        sa.Column(
            "day",
            sa.Integer(),
            nullable=False,
            comment="proleptic ordinal of filing, else of decision, else 0",
        ),
        sa.Column("paper_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint(
            "key", "is_pending", "day", "paper_id", name=op.f("pk_relation_keys")
        ),
        sqlite_with_rowid=False,
    )
    _take_over("COALESCE(day, 0)", order="key, is_pending, 3, paper_id")


def downgrade() -> None:
    _put_aside()
    op.create_table(
        _KEYS,
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.String(64), nullable=False),
        sa.Column("is_pending", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), comment="proleptic ordinal of filing, else of decision"),
        sa.PrimaryKeyConstraint("key", "paper_id", name=op.f("pk_relation_keys")),
    )
    _take_over("NULLIF(day, 0)", order="key, paper_id")
    op.create_index(_BY_PAPER, _KEYS, ["paper_id"])
    op.create_index(_BY_DAY, _KEYS, ["key", "is_pending", "day"])
    # Both kinds can; nothing points to the table.
    for name in ("found_by", "day"):
        op.execute(f"ALTER TABLE {_PAPERS} DROP COLUMN {name}")


def _put_aside() -> None:
    """Give the table another name, and its key too where names of keys are of the database."""
    op.rename_table(_KEYS, _OLD)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {_OLD} RENAME CONSTRAINT pk_relation_keys TO pk_{_OLD}")


def _take_over(day: str, *, order: str) -> None:
    op.execute(
        f"INSERT INTO {_KEYS} (key, is_pending, day, paper_id) "  # noqa: S608 - no input in it
        f"SELECT key, is_pending, {day}, paper_id FROM {_OLD} ORDER BY {order}"
    )
    op.drop_table(_OLD)


def _fill() -> None:
    """Write the keys of every paper beside it, and their day."""
    wanted = (
        sa.update(_papers)
        .where(_papers.c.paper_id == sa.bindparam("of"))
        .values(day=sa.bindparam("new_day"), found_by=sa.bindparam("new_keys"))
    )
    connection = op.get_bind()
    for ids in _batches():
        found: dict[str, tuple[int, list[str]]] = {each: (0, []) for each in ids}
        told = sa.select(_keys.c.paper_id, _keys.c.key, _keys.c.day)
        for row in connection.execute(
            told.where(_keys.c.paper_id.in_(ids)).order_by(_keys.c.paper_id, _keys.c.key)
        ):
            found[row.paper_id] = row.day or 0, [*found[row.paper_id][1], row.key]
        connection.execute(
            wanted,
            [
                {"of": each, "new_day": day, "new_keys": packed(_plain(keys))}
                for each, (day, keys) in found.items()
            ],
        )


def _batches() -> Iterator[Sequence[Any]]:
    """Give the papers, some hundred at once: what is read is changed meanwhile."""
    some = sa.select(_papers.c.paper_id).order_by(_papers.c.paper_id).limit(_BATCH)
    ids = op.get_bind().execute(some).scalars().all()
    while ids:
        yield ids
        ids = op.get_bind().execute(some.where(_papers.c.paper_id > ids[-1])).scalars().all()


def _plain(keys: list[str]) -> str:
    return json.dumps(keys, ensure_ascii=False, separators=(",", ":"))

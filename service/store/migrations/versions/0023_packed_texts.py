"""Texts and readings are packed, and stand behind the short columns of their rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from corpus.packing import packed, unpacked

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_BATCH = 500
_COLUMNS = (
    ("judgments", "id", "reading", "JSON of corpus.codec, without the text"),
    ("judgments", "id", "text", None),
    ("relation_papers", "paper_id", "traits", "JSON of corpus.relations.model.Traits"),
    ("lineage_papers", "judgment_id", "paper", "JSON of corpus.lineage.papers.Paper"),
)


def upgrade() -> None:
    _change(sa.LargeBinary(), packed)


def downgrade() -> None:
    _change(sa.Text(), unpacked)


def _change(kind: sa.types.TypeEngine[Any], form: Callable[[Any], str | bytes]) -> None:
    for table in dict.fromkeys(name for name, *_ in _COLUMNS):
        columns = [each[1:] for each in _COLUMNS if each[0] == table]
        for _, name, _ in columns:
            op.add_column(table, sa.Column(f"new_{name}", kind))
        for key, name, _ in columns:
            _fill(table, key, name, form)
        # SQLite copies the table, and only once.
        with op.batch_alter_table(table) as batch:
            for _, name, _ in columns:
                batch.drop_column(name)
            for _, name, comment in columns:
                batch.alter_column(
                    f"new_{name}",
                    new_column_name=name,
                    existing_type=kind,
                    nullable=False,
                    comment=comment,
                )


def _fill(table: str, key: str, name: str, form: Callable[[Any], str | bytes]) -> None:
    changed = sa.table(table, sa.column(key), sa.column(name), sa.column(f"new_{name}"))
    wanted = (
        sa.update(changed)
        .where(changed.c[key] == sa.bindparam("row_key"))
        .values({f"new_{name}": sa.bindparam("row_value")})
    )
    for rows in _batches(sa.select(changed.c[key], changed.c[name]), changed.c[key]):
        op.get_bind().execute(
            wanted, [{"row_key": row[0], "row_value": form(row[1])} for row in rows]
        )


def _batches(every: sa.Select[Any], key: sa.ColumnElement[Any]) -> Iterator[Sequence[Any]]:
    """Give all rows by key, some hundred at once: what is read is changed meanwhile."""
    some = every.order_by(key).limit(_BATCH)
    rows = op.get_bind().execute(some).all()
    while rows:
        yield rows
        rows = op.get_bind().execute(some.where(key > rows[-1][0])).all()

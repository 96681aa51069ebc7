"""Alembic's entry: runs migrations on the connection that the program hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from corpus.store.columns import PackedText, UtcDateTime


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our column types into generated migrations: times by name, packed texts as bytes."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from corpus.store.columns import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, PackedText):
        return "sa.LargeBinary()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["target_metadata"],
    # SQLite changes a table by copying it.
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()

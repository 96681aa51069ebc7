"""How do refused acts on matters stand in the database? By what was asked, without its words."""

from datetime import datetime

from sqlalchemy import Column, Connection, Integer, String, Table, select

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata

refused_acts = Table(
    "refused_acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("account_id", Integer, nullable=False),
    Column("matter_id", String(32), nullable=False, index=True),
    Column("act", String(48), nullable=False),
    Column("state", String(32), nullable=False),
    Column("refusal", String(48), nullable=False, comment="class of the refusal, or its rule"),
)


def refused_on(
    connection: Connection, matter_id: str
) -> tuple[tuple[datetime, int, str, str], ...]:
    """Return refused acts of a matter in order: moment, account, act, refusal."""
    wanted = (
        select(refused_acts)
        .where(refused_acts.c.matter_id == matter_id)
        .order_by(refused_acts.c.id)
    )
    rows = connection.execute(wanted).all()
    return tuple((row.at, row.account_id, row.act, row.refusal) for row in rows)

"""Which tables hold the corpus?

All tables of the database, also those of other rooms, hang on this one :data:`metadata`.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from corpus.store.columns import PackedText, UtcDateTime

metadata = MetaData(
    # SQLite can alter a table only by copying it, for which every constraint needs a name.
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

judgments = Table(
    "judgments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("text", PackedText, nullable=False),
    Column(
        "digest", String(64), nullable=False, comment="SHA-256 of the text, character by character"
    ),
    Column("reader_version", Integer, nullable=False),
    Column("reading", PackedText, nullable=False, comment="JSON of corpus.codec, without the text"),
    # False once every source that brought the text has replaced it by another: still found by
    # id, because findings may quote it, but no longer part of the corpus.
    Column("is_current", Boolean, nullable=False),
    Column("length", Integer, nullable=False, comment="characters of the text"),
    Column("title", Text, nullable=False),
    Column("case_type", String(32), index=True),
    Column("document_kind", String(32), index=True),
    Column("instance", String(32), index=True),
    Column("case_number", Text, index=True, comment="canonical form"),
    Column("court", Text, index=True),
    Column("court_level", String(32), index=True),
    Column("province", Text, index=True),
    Column("decided_on", Date, index=True),
    Column("cause", Text, index=True),
    Column("effect", String(32), nullable=False, index=True),
    # Closed judgments are never current, and are found by nobody who is not cleared, even by id.
    Column("closed_as", String(32), comment="class, while it is closed"),
    # What an index is compared by is answered from here, without the rows and their long texts.
    Index("ix_judgments_states", "is_current", "id", "reader_version", "effect"),
)
# Nearly all are open: an index of these as well would be read whole where ten are asked for by id.
_IS_CLOSED = judgments.c.closed_as.is_not(None)
Index(
    "ix_judgments_closed_as",
    judgments.c.closed_as,
    sqlite_where=_IS_CLOSED,
    postgresql_where=_IS_CLOSED,
)

judgment_charges = Table(
    "judgment_charges",
    metadata,
    Column("judgment_id", ForeignKey("judgments.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="0 is the main charge"),
    Column("charge", Text, nullable=False, index=True),
)

quoted_case_numbers = Table(
    "quoted_case_numbers",
    metadata,
    Column("judgment_id", ForeignKey("judgments.id", ondelete="CASCADE"), primary_key=True),
    Column("case_number", Text, primary_key=True, index=True, comment="canonical form"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, comment="order of arrival"),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, comment="id:EXTERNAL_ID, else place:PLACE"),
    Column("external_id", Text),
    Column("place", Text, nullable=False),
    Column("format", String(32), nullable=False),
    Column("digest", String(64), nullable=False, comment="SHA-256 of text and given fields as met"),
    Column("standing", String(16), nullable=False, comment="primary, duplicate or superseded"),
    Column("judgment_id", ForeignKey("judgments.id"), nullable=False, index=True),
    UniqueConstraint("name", "key", "judgment_id"),
    Index("ix_sources_name_external_id", "name", "external_id"),
)

ingest_runs = Table(
    "ingest_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime, comment="empty while it runs, and for ever when killed"),
    Column("source_name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reader_version", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("ingest_runs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("code", String(64), nullable=False),
    Column("reason", Text, nullable=False),
)

"""Tables of the corpus."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgments",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "digest",
            sa.String(64),
            nullable=False,
            comment="SHA-256 of the text, character by character",
        ),
        sa.Column("reader_version", sa.Integer(), nullable=False),
        sa.Column(
            "reading", sa.Text(), nullable=False, comment="JSON of corpus.codec, without the text"
        ),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False, comment="characters of the text"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("case_type", sa.String(32)),
        sa.Column("document_kind", sa.String(32)),
        sa.Column("instance", sa.String(32)),
        sa.Column("case_number", sa.Text(), comment="canonical form"),
        sa.Column("court", sa.Text()),
        sa.Column("court_level", sa.String(32)),
        sa.Column("province", sa.Text()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("cause", sa.Text()),
        sa.Column("effect", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgments")),
    )
    for column in (
        "is_current",
        "case_type",
        "document_kind",
        "instance",
        "case_number",
        "court",
        "court_level",
        "province",
        "decided_on",
        "cause",
        "effect",
    ):
        op.create_index(op.f(f"ix_judgments_{column}"), "judgments", [column])

    op.create_table(
        "judgment_charges",
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="0 is the main charge"),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"],
            ["judgments.id"],
            name=op.f("fk_judgment_charges_judgment_id_judgments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("judgment_id", "position", name=op.f("pk_judgment_charges")),
    )
    op.create_index(op.f("ix_judgment_charges_charge"), "judgment_charges", ["charge"])

    op.create_table(
        "quoted_case_numbers",
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False, comment="canonical form"),
        sa.ForeignKeyConstraint(
            ["judgment_id"],
            ["judgments.id"],
            name=op.f("fk_quoted_case_numbers_judgment_id_judgments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("judgment_id", "case_number", name=op.f("pk_quoted_case_numbers")),
    )
    op.create_index(
        op.f("ix_quoted_case_numbers_case_number"), "quoted_case_numbers", ["case_number"]
    )

    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False, comment="order of arrival"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="id:EXTERNAL_ID, else place:PLACE"),
        sa.Column("external_id", sa.Text()),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("format", sa.String(32), nullable=False),
        sa.Column(
            "digest",
            sa.String(64),
            nullable=False,
            comment="SHA-256 of text and given fields as met",
        ),
        sa.Column(
            "standing",
            sa.String(16),
            nullable=False,
            comment="primary, duplicate or superseded",
        ),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_sources_judgment_id_judgments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint(
            "name", "key", "judgment_id", name=op.f("uq_sources_name_key_judgment_id")
        ),
    )
    op.create_index(op.f("ix_sources_judgment_id"), "sources", ["judgment_id"])
    op.create_index("ix_sources_name_external_id", "sources", ["name", "external_id"])

    op.create_table(
        "ingest_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column(
            "finished_at", UtcDateTime(), comment="empty while it runs, and for ever when killed"
        ),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_runs")),
    )
    op.create_table(
        "rejections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["ingest_runs.id"],
            name=op.f("fk_rejections_run_id_ingest_runs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejections")),
    )
    op.create_index(op.f("ix_rejections_run_id"), "rejections", ["run_id"])


def downgrade() -> None:
    for table in (
        "rejections",
        "ingest_runs",
        "sources",
        "quoted_case_numbers",
        "judgment_charges",
        "judgments",
    ):
        op.drop_table(table)

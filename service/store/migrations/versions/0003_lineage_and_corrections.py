"""Chains of procedure, and corrections by people."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lineage_papers",
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column(
            "paper", sa.Text(), nullable=False, comment="JSON of corpus.lineage.papers.Paper"
        ),
        sa.Column("effect", sa.String(32), nullable=False, comment="after all later papers"),
        sa.Column("effect_reason", sa.Text(), nullable=False),
        sa.Column(
            "decided_by", sa.String(64), comment="the later judgment; empty for its own words"
        ),
        sa.ForeignKeyConstraint(
            ["judgment_id"],
            ["judgments.id"],
            name=op.f("fk_lineage_papers_judgment_id_judgments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("judgment_id", name=op.f("pk_lineage_papers")),
    )
    op.create_table(
        "lineage_cases",
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("case_key", sa.Text(), nullable=False, comment="canonical, without 之一"),
        sa.ForeignKeyConstraint(
            ["judgment_id"],
            ["judgments.id"],
            name=op.f("fk_lineage_cases_judgment_id_judgments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("judgment_id", "case_key", name=op.f("pk_lineage_cases")),
    )
    op.create_index(op.f("ix_lineage_cases_case_key"), "lineage_cases", ["case_key"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were made"),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("field", sa.String(128), nullable=False),
        sa.Column("old", sa.Text(), nullable=False, comment="JSON: what the reader had read"),
        sa.Column("new", sa.Text(), nullable=False, comment="JSON: what it is"),
        sa.Column("span_start", sa.Integer()),
        sa.Column("span_end", sa.Integer()),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("restores_reading", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_corrections_judgment_id_judgments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_judgment_id"), "corrections", ["judgment_id"])
    op.create_index(op.f("ix_corrections_field"), "corrections", ["field"])


def downgrade() -> None:
    for table in ("corrections", "lineage_cases", "lineage_papers"):
        op.drop_table(table)

"""Verdicts of judges on what a search found."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were given"),
        sa.Column("asked_digest", sa.String(64), nullable=False),
        sa.Column("asked_text", sa.Text(), comment="may name people; never logged"),
        sa.Column("asked_judgment_id", sa.String(64)),
        sa.Column("charges", sa.Text(), nullable=False, comment="JSON list of what the file told"),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot_id", sa.String(128), nullable=False),
        sa.Column("ranker", sa.String(128), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_verdicts_judgment_id_judgments")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_verdicts_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    op.create_index(op.f("ix_verdicts_judgment_id"), "verdicts", ["judgment_id"])
    op.create_index(op.f("ix_verdicts_account_id"), "verdicts", ["account_id"])
    op.create_index(
        "ix_verdicts_asked_digest_judgment_id", "verdicts", ["asked_digest", "judgment_id"]
    )


def downgrade() -> None:
    op.drop_table("verdicts")

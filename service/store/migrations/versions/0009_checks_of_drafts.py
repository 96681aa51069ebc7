"""Checks of drafts and the answers to them."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _draft_checks()
    _draft_answers()


def downgrade() -> None:
    for table in ("draft_answers", "draft_checks"):
        op.drop_table(table)


def _draft_checks() -> None:
    op.create_table(
        "draft_checks",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1 within case and account"),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.Column("file_name", sa.String(255)),
        sa.Column(
            "text", sa.Text(), nullable=False, comment="the draft; names people, never logged"
        ),
        sa.Column("snapshot_id", sa.String(64)),
        sa.Column("n_like", sa.Integer(), nullable=False),
        sa.Column("not_compared", sa.Text(), nullable=False),
        sa.Column(
            "findings", sa.Text(), nullable=False, comment="JSON; quotes people, never logged"
        ),
        sa.ForeignKeyConstraint(
            ["pending_id"],
            ["pending_cases.id"],
            name=op.f("fk_draft_checks_pending_id_pending_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_draft_checks_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_checks")),
        sa.UniqueConstraint(
            "pending_id",
            "account_id",
            "number",
            name=op.f("uq_draft_checks_pending_id_account_id_number"),
        ),
    )
    op.create_index(op.f("ix_draft_checks_pending_id"), "draft_checks", ["pending_id"])


def _draft_answers() -> None:
    op.create_table(
        "draft_answers",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were given"),
        sa.Column("check_id", sa.String(32), nullable=False),
        sa.Column("finding_key", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="may name people; never logged"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"],
            ["draft_checks.id"],
            name=op.f("fk_draft_answers_check_id_draft_checks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_draft_answers_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_answers")),
    )
    op.create_index(op.f("ix_draft_answers_check_id"), "draft_answers", ["check_id"])

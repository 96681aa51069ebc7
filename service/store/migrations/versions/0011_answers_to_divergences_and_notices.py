"""Answers to findings of divergence, and notices to people."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _divergence_answers()
    _notices()
    _notice_keys()
    _notice_mutes()


def downgrade() -> None:
    for table in ("notice_mutes", "notice_keys", "notices", "divergence_answers"):
        op.drop_table(table)


def _divergence_answers() -> None:
    op.create_table(
        "divergence_answers",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were given"),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("finding_key", sa.String(64), nullable=False),
        sa.Column(
            "topic", sa.String(32), nullable=False, comment="digest of kind, cause and question"
        ),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="may name people; never logged"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pending_id"],
            ["pending_cases.id"],
            name=op.f("fk_divergence_answers_pending_id_pending_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_divergence_answers_account_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divergence_answers")),
    )
    op.create_index(op.f("ix_divergence_answers_pending_id"), "divergence_answers", ["pending_id"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were sent"),
        sa.Column("recipient", sa.String(64), nullable=False, comment="name of who is told"),
        sa.Column("account_id", sa.Integer(), comment="empty: whoever alone bears the name"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime()),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_notices_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    for column in ("recipient", "account_id"):
        op.create_index(op.f(f"ix_notices_{column}"), "notices", [column])


def _notice_keys() -> None:
    op.create_table(
        "notice_keys",
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("recipient", sa.String(64), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_notice_keys_notice_id_notices"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "recipient", name=op.f("pk_notice_keys")),
    )
    op.create_index(op.f("ix_notice_keys_notice_id"), "notice_keys", ["notice_id"])


def _notice_mutes() -> None:
    op.create_table(
        "notice_mutes",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_notice_mutes_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "kind", "subject", name=op.f("pk_notice_mutes")),
    )

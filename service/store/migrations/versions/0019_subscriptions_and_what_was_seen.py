"""Subscriptions with what each was told of, and what somebody saw of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _subscriptions()
    _matches()
    op.create_table(
        "subscription_digests",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _to_account("subscription_digests"),
        sa.PrimaryKeyConstraint("account_id", "day", name=op.f("pk_subscription_digests")),
    )
    _seen()
    op.create_table(
        "case_finds",
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("aspect", sa.String(32), nullable=False),
        sa.Column(
            "basis",
            sa.String(160),
            nullable=False,
            comment="index, case and day that it holds for",
        ),
        sa.Column("found", sa.Text(), nullable=False, comment="JSON: keys"),
        _to_case("case_finds"),
        sa.PrimaryKeyConstraint("pending_id", "aspect", name=op.f("pk_case_finds")),
    )


def downgrade() -> None:
    for table in ("case_finds", "case_seen", "subscription_digests", "subscription_matches"):
        op.drop_table(table)
    op.drop_table("subscriptions")


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column(
            "subject",
            sa.Text(),
            nullable=False,
            comment="id of a rule or case, or a question as JSON",
        ),
        sa.Column("subject_digest", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("pace", sa.String(32), nullable=False),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("known", sa.Text(), nullable=False, comment="JSON: what matched when it began"),
        _to_account("subscriptions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint(
            "account_id",
            "kind",
            "subject_digest",
            name=op.f("uq_subscriptions_account_id_kind_subject_digest"),
        ),
    )


def _matches() -> None:
    op.create_table(
        "subscription_matches",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("found_at", _MOMENT, nullable=False),
        sa.Column("notice_id", sa.Integer()),
        sa.Column("state", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_subscription_matches_subscription_id_subscriptions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_subscription_matches_notice_id_notices"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "key", name=op.f("pk_subscription_matches")),
    )
    op.create_index(
        op.f("ix_subscription_matches_notice_id"), "subscription_matches", ["notice_id"]
    )


def _seen() -> None:
    op.create_table(
        "case_seen",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("aspect", sa.String(32), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("seen", sa.Text(), nullable=False, comment="JSON: keys of what was there"),
        _to_account("case_seen"),
        _to_case("case_seen"),
        sa.PrimaryKeyConstraint("account_id", "pending_id", "aspect", name=op.f("pk_case_seen")),
    )


def _to_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"],
        ["accounts.id"],
        name=op.f(f"fk_{table}_account_id_accounts"),
        ondelete="CASCADE",
    )


def _to_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pending_id"],
        ["pending_cases.id"],
        name=op.f(f"fk_{table}_pending_id_pending_cases"),
        ondelete="CASCADE",
    )

"""Pending cases, and the search of each."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _pending_cases()
    _queries()
    _party_cases()


def downgrade() -> None:
    for table in (
        *("party_cases", "case_tier_stops", "case_queries"),
        *("pending_case_members", "pending_cases"),
    ):
        op.drop_table(table)


def _pending_cases() -> None:
    op.create_table(
        "pending_cases",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_number", sa.Text(), comment="canonical form"),
        sa.Column("case_type", sa.String(32)),
        sa.Column("court", sa.Text()),
        sa.Column("cause", sa.Text()),
        sa.Column("charges", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column(
            "parties", sa.Text(), nullable=False, comment="JSON list; names people, never logged"
        ),
        sa.Column("handling_judge", sa.Text(), nullable=False),
        sa.Column("panel", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("filed_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("happened_on", sa.Date()),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("issues", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("intended_provisions", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("intended_ruling", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="names people, never logged"),
        sa.Column("file_name", sa.String(255)),
        sa.Column("external_id", sa.Text()),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["accounts.id"], name=op.f("fk_pending_cases_opened_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_cases")),
        sa.UniqueConstraint("external_id", name=op.f("uq_pending_cases_external_id")),
    )
    for column in ("case_number", "court", "cause", "due_on", "stage", "changed_at"):
        op.create_index(op.f(f"ix_pending_cases_{column}"), "pending_cases", [column])
    op.create_table(
        "pending_case_members",
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _of_case("pending_case_members"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_pending_case_members_account_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("pending_id", "account_id", name=op.f("pk_pending_case_members")),
    )
    op.create_index(
        op.f("ix_pending_case_members_account_id"), "pending_case_members", ["account_id"]
    )


def _queries() -> None:
    op.create_table(
        "case_queries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1 within the case"),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="may name people; never logged"),
        sa.Column("asked", sa.Text(), nullable=False, comment="JSON of the question"),
        sa.Column("conditions", sa.Text(), nullable=False, comment="JSON of the filters"),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.String(128), nullable=False),
        sa.Column("ranker", sa.String(128), nullable=False),
        sa.Column("n_found", sa.Integer(), nullable=False),
        sa.Column("tier_counts", sa.Text(), nullable=False, comment="JSON of counts by tier"),
        sa.Column("hits", sa.Text(), nullable=False, comment="JSON list, in order"),
        _of_case("case_queries"),
        _by_account("case_queries", "account_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_queries")),
        sa.UniqueConstraint("pending_id", "number", name=op.f("uq_case_queries_pending_id_number")),
    )
    op.create_table(
        "case_tier_stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("tier", sa.String(32), comment="empty: the search goes on again"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _of_case("case_tier_stops"),
        _by_account("case_tier_stops", "account_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_tier_stops")),
    )


def _party_cases() -> None:
    op.create_table(
        "party_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("judgment_id", sa.String(64)),
        sa.Column("place", sa.String(32)),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", UtcDateTime()),
        _of_case("party_cases"),
        _by_account("party_cases", "recorded_by"),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_party_cases_judgment_id_judgments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_cases")),
    )
    op.create_index(op.f("ix_party_cases_pending_id"), "party_cases", ["pending_id"])


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["pending_id"],
        ["pending_cases.id"],
        name=op.f(f"fk_{table}_pending_id_pending_cases"),
        ondelete="CASCADE",
    )


def _by_account(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["accounts.id"], name=op.f(f"fk_{table}_{column}_accounts")
    )

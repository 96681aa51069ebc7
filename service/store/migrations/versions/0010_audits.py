"""Audits of a period, the readings of their clusters and marks on reversed cases."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _audit_runs()
    _audit_causes()
    _audit_clusters()
    _audit_readings()
    _audit_reversal_marks()


def downgrade() -> None:
    for table in (
        "audit_reversal_marks",
        "audit_readings",
        "audit_clusters",
        "audit_causes",
        "audit_runs",
    ):
        op.drop_table(table)


def _audit_runs() -> None:
    op.create_table(
        "audit_runs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False, comment="of all the result depends on"),
        sa.Column("court", sa.Text(), comment="empty where all courts are audited"),
        sa.Column("scope", sa.String(32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column(
            "moved_at", UtcDateTime(), nullable=False, comment="when the last cause was finished"
        ),
        sa.Column("n_causes", sa.Integer(), nullable=False),
        sa.Column("n_judgments", sa.Integer(), nullable=False),
        sa.Column("n_without_cause", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_runs")),
    )
    for column in ("key", "started_at"):
        op.create_index(op.f(f"ix_audit_runs_{column}"), "audit_runs", [column])


def _audit_causes() -> None:
    op.create_table(
        "audit_causes",
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("cause", sa.String(255), nullable=False),
        sa.Column(
            "content",
            sa.Text(),
            nullable=False,
            comment="JSON of CauseAudit, without its clusters",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["audit_runs.id"],
            name=op.f("fk_audit_causes_run_id_audit_runs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "cause", name=op.f("pk_audit_causes")),
    )


def _audit_clusters() -> None:
    op.create_table(
        "audit_clusters",
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("cause", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(32), nullable=False),
        sa.Column("is_reported", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="JSON of Cluster, names hidden"),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["audit_runs.id"],
            name=op.f("fk_audit_clusters_run_id_audit_runs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "key", name=op.f("pk_audit_clusters")),
    )


def _audit_readings() -> None:
    op.create_table(
        "audit_readings",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were given"),
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("cluster_key", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id", "cluster_key"],
            ["audit_clusters.run_id", "audit_clusters.key"],
            name=op.f("fk_audit_readings_run_id_audit_clusters"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_audit_readings_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_readings")),
        sa.UniqueConstraint(
            "run_id",
            "cluster_key",
            "account_id",
            name=op.f("uq_audit_readings_run_id_cluster_key_account_id"),
        ),
    )


def _audit_reversal_marks() -> None:
    op.create_table(
        "audit_reversal_marks",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were made"),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("later_id", sa.String(64), nullable=False),
        sa.Column("is_court_above_wrong", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"],
            ["judgments.id"],
            name=op.f("fk_audit_reversal_marks_judgment_id_judgments"),
        ),
        sa.ForeignKeyConstraint(
            ["later_id"],
            ["judgments.id"],
            name=op.f("fk_audit_reversal_marks_later_id_judgments"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_audit_reversal_marks_account_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_reversal_marks")),
    )
    op.create_index(
        op.f("ix_audit_reversal_marks_judgment_id"), "audit_reversal_marks", ["judgment_id"]
    )

"""Search reports, their versions and the log of their moves."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reports()
    _report_versions()
    _report_moves()


def downgrade() -> None:
    for table in ("report_moves", "report_versions", "reports"):
        op.drop_table(table)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False, comment="from 1 within the year"),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("pending_case_id", sa.String(32)),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_class", sa.String(32), nullable=False),
        sa.Column("handling_account_id", sa.Integer(), nullable=False),
        sa.Column("preparing_account_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pending_case_id"],
            ["pending_cases.id"],
            name=op.f("fk_reports_pending_case_id_pending_cases"),
        ),
        sa.ForeignKeyConstraint(
            ["handling_account_id"],
            ["accounts.id"],
            name=op.f("fk_reports_handling_account_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["preparing_account_id"],
            ["accounts.id"],
            name=op.f("fk_reports_preparing_account_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_reports_year_serial")),
    )
    for column in ("pending_case_id", "state", "handling_account_id", "preparing_account_id"):
        op.create_index(op.f(f"ix_reports_{column}"), "reports", [column])


def _report_versions() -> None:
    op.create_table(
        "report_versions",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            sa.Text(),
            nullable=False,
            comment="canonical JSON; names people, never logged",
        ),
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of content"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_versions_report_id_reports")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_report_versions_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_report_versions")),
    )


def _report_moves() -> None:
    op.create_table(
        "report_moves",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were made"),
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("move", sa.String(32), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_moves_report_id_reports")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_report_moves_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_moves")),
    )
    op.create_index(op.f("ix_report_moves_report_id"), "report_moves", ["report_id"])

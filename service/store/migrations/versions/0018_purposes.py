"""On what ground somebody outside the panel looked into a case."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purposes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("pending_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("office", sa.String(128), nullable=False),
        sa.Column("ground", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_by_part", sa.Boolean(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("n_looks", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_purposes_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_purposes")),
    )
    op.create_index(op.f("ix_purposes_pending_id"), "purposes", ["pending_id"])
    op.create_index("ix_purposes_account_id_subject", "purposes", ["account_id", "subject"])


def downgrade() -> None:
    op.drop_table("purposes")

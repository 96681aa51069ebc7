"""Judgments that are closed: of what class, why, by whom, and when they were opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "judgments",
        sa.Column("closed_as", sa.String(32), comment="class, while it is closed"),
    )
    op.create_index(op.f("ix_judgments_closed_as"), "judgments", ["closed_as"])
    op.create_table(
        "closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("closed_as", sa.String(32), comment="empty where it was opened again"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_closings_judgment_id_judgments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
    )
    op.create_index(op.f("ix_closings_judgment_id"), "closings", ["judgment_id"])


def downgrade() -> None:
    op.drop_table("closings")
    op.drop_index(op.f("ix_judgments_closed_as"), "judgments")
    op.drop_column("judgments", "closed_as")

"""Records of guiding and reference cases: which stand, which were replaced."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "library_records",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were recorded"),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.Column("standing", sa.String(32), nullable=False),
        sa.Column(
            "publication", sa.String(32), comment="empty where the heading of the case tells"
        ),
        sa.Column("replacement", sa.Text(), nullable=False, comment="as published; may be empty"),
        sa.Column("replacement_id", sa.String(64)),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False, comment="the day from which it holds"),
        sa.Column("author", sa.String(128), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_library_records_judgment_id_judgments")
        ),
        sa.ForeignKeyConstraint(
            ["replacement_id"],
            ["judgments.id"],
            name=op.f("fk_library_records_replacement_id_judgments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_records")),
    )
    op.create_index(op.f("ix_library_records_judgment_id"), "library_records", ["judgment_id"])


def downgrade() -> None:
    op.drop_table("library_records")

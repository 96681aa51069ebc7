"""Votes of the committee that are sealed until all are in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sealed = "sealed; read by the opening alone"
    op.create_table(
        "sealed_votes",
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False, comment=sealed),
        sa.Column("option", sa.Integer(), nullable=False, comment=sealed),
        sa.Column("reasons", sa.Text(), nullable=False, comment=sealed),
        sa.Column("nonce", sa.String(64), nullable=False, comment=sealed),
        sa.ForeignKeyConstraint(
            ["item_id"], ["matters.id"], name=op.f("fk_sealed_votes_item_id_matters")
        ),
        sa.PrimaryKeyConstraint("item_id", "account_id", name=op.f("pk_sealed_votes")),
    )


def downgrade() -> None:
    op.drop_table("sealed_votes")

"""Where in the court a divergence comes from, as its judge tells."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "divergence_answers",
        sa.Column(
            "origin",
            sa.String(32),
            comment="where in the court it comes from, as the judge told",
        ),
    )


def downgrade() -> None:
    with op.batch_alter_table("divergence_answers") as table:
        table.drop_column("origin")

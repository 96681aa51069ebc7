"""What relates cases to each other, decided and pending."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "relation_papers",
        sa.Column("paper_id", sa.String(64), nullable=False, comment="judgment or pending case"),
        sa.Column("is_pending", sa.Boolean(), nullable=False),
        sa.Column("court", sa.Text()),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column(
            "traits", sa.Text(), nullable=False, comment="JSON of corpus.relations.model.Traits"
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_relation_papers")),
    )
    op.create_table(
        "relation_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.String(64), nullable=False),
        sa.Column("is_pending", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), comment="proleptic ordinal of filing, else of decision"),
        sa.PrimaryKeyConstraint("key", "paper_id", name=op.f("pk_relation_keys")),
    )
    op.create_index(op.f("ix_relation_keys_paper_id"), "relation_keys", ["paper_id"])
    op.create_index(
        "ix_relation_keys_key_is_pending_day", "relation_keys", ["key", "is_pending", "day"]
    )


def downgrade() -> None:
    for table in ("relation_keys", "relation_papers"):
        op.drop_table(table)

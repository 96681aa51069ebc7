"""Jobs that workers carry; and remarks that earlier migrations left out on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_REMARKS = (
    ("closings", "id", "order in time"),
    ("purposes", "pending_id", "empty: about no case"),
    ("purposes", "words", "may tell of the case, never logged"),
)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("held_key", sa.String(128)),
        sa.Column("told", sa.Text(), nullable=False, comment="JSON: particulars of the order"),
        sa.Column("is_once", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("n_tries", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(128), nullable=False),
        sa.Column("claim", sa.String(32), comment="of whoever carries it"),
        sa.Column("stage", sa.String(64), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("is_cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("held_key", name=op.f("uq_jobs_held_key")),
    )
    op.create_index(op.f("ix_jobs_state"), "jobs", ["state"])
    # SQLite keeps no remarks.
    if op.get_bind().dialect.name == "postgresql":
        for table, column, remark in _REMARKS:
            op.alter_column(table, column, comment=remark)


def downgrade() -> None:
    op.drop_table("jobs")

"""Matters with their acts, who takes part, what was refused; the court's roster and parameters."""

import sqlalchemy as sa
from alembic import op

from corpus.store.columns import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _matters()
    _acts()
    _matter_people()
    _refused_acts()
    _colleagues()
    _parameter_values()


def downgrade() -> None:
    for table in (
        "parameter_values",
        "colleagues",
        "refused_acts",
        "matter_people",
        "acts",
        "matters",
    ):
        op.drop_table(table)


def _matters() -> None:
    op.create_table(
        "matters",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column(
            "title", sa.Text(), nullable=False, comment="may tell of deliberation; never logged"
        ),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False, comment="charge or cause; may be empty"),
        sa.Column("pending_id", sa.String(32)),
        sa.Column("parent_id", sa.String(32), comment="what it grew out of or belongs to"),
        sa.Column("due_on", sa.Date()),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
        sa.Column("n_acts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
    )
    for column in ("pending_id", "parent_id", "due_on"):
        op.create_index(op.f(f"ix_matters_{column}"), "matters", [column])
    op.create_index("ix_matters_kind_state_moved_at", "matters", ["kind", "state", "moved_at"])
    op.create_index("ix_matters_kind_moved_at", "matters", ["kind", "moved_at"])


def _acts() -> None:
    told = "may tell of deliberation; never logged"
    op.create_table(
        "acts",
        sa.Column("matter_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False, comment="0: the machine"),
        sa.Column("doer_name", sa.String(64), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment=told),
        sa.Column("content", sa.Text(), nullable=False, comment=f"JSON; {told}"),
        sa.Column("from_state", sa.String(32), nullable=False),
        sa.Column("to_state", sa.String(32), nullable=False),
        sa.Column(
            "digest", sa.String(64), nullable=False, comment="over this act and the digest before"
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_acts_matter_id_matters")
        ),
        sa.PrimaryKeyConstraint("matter_id", "number", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_at"), "acts", ["at"])


def _matter_people() -> None:
    op.create_table(
        "matter_people",
        sa.Column("matter_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_matter_people_matter_id_matters")
        ),
        sa.PrimaryKeyConstraint("matter_id", "account_id", "part", name=op.f("pk_matter_people")),
    )
    op.create_index(op.f("ix_matter_people_account_id"), "matter_people", ["account_id"])


def _refused_acts() -> None:
    op.create_table(
        "refused_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.String(32), nullable=False),
        sa.Column("act", sa.String(48), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column(
            "refusal", sa.String(48), nullable=False, comment="class of the refusal, or its rule"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_acts")),
    )
    for column in ("at", "matter_id"):
        op.create_index(op.f(f"ix_refused_acts_{column}"), "refused_acts", [column])


def _colleagues() -> None:
    op.create_table(
        "colleagues",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("rank", sa.String(32), comment="empty: no judge"),
        sa.Column("ranked_since", sa.Date()),
        sa.Column("offices", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("bodies", sa.Text(), nullable=False, comment="JSON list"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_colleagues_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_colleagues")),
    )
    op.create_index(op.f("ix_colleagues_court"), "colleagues", ["court"])


def _parameter_values() -> None:
    op.create_table(
        "parameter_values",
        sa.Column("id", sa.Integer(), nullable=False, comment="order in which they were set"),
        sa.Column("parameter", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_by"], ["accounts.id"], name=op.f("fk_parameter_values_set_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter_values")),
    )
    op.create_index(op.f("ix_parameter_values_parameter"), "parameter_values", ["parameter"])

"""Indexes of judgments that answer what is asked of them: states whole, and only what is closed.

Nearly all judgments are open. An index in which nearly all rows are alike misled SQLite into
reading the whole of it for every list of ten hits.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_CLOSED = "ix_judgments_closed_as"
_STATES = "ix_judgments_states"
_CURRENT = "ix_judgments_is_current"


def upgrade() -> None:
    op.create_index(_STATES, "judgments", ["is_current", "id", "reader_version", "effect"])
    # The new one begins with the same column.
    op.drop_index(_CURRENT, "judgments")
    op.drop_index(_CLOSED, "judgments")
    is_closed = sa.text("closed_as IS NOT NULL")
    op.create_index(
        _CLOSED, "judgments", ["closed_as"], sqlite_where=is_closed, postgresql_where=is_closed
    )


def downgrade() -> None:
    op.drop_index(_CLOSED, "judgments")
    op.create_index(_CLOSED, "judgments", ["closed_as"])
    op.create_index(_CURRENT, "judgments", ["is_current"])
    op.drop_index(_STATES, "judgments")

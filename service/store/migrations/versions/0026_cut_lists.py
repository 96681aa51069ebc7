"""What lists of cases look for, and who stands aside, so that the database cuts their pages."""

import json
import re
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_NAME = re.compile(r'"name": ("(?:[^"\\]|\\.)*")')
_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"')
_BATCH = 500
_RECUSED = "recused"


def upgrade() -> None:
    op.add_column(
        "pending_cases",
        sa.Column(
            "sought",
            sa.Text(),
            nullable=False,
            server_default="",
            comment="what lists look for: number, charges, cause, parties; never logged",
        ),
    )
    connection = op.get_bind()
    found = list(_sought(connection))
    for start in range(0, len(found), _BATCH):
        connection.execute(
            sa.text("UPDATE pending_cases SET sought = :sought WHERE id = :id"),
            found[start : start + _BATCH],
        )
    aside = sorted(set(_recused(connection)))
    if aside:
        connection.execute(
            sa.text(
                "INSERT INTO matter_people (matter_id, account_id, part) "
                "VALUES (:matter_id, :account_id, :part)"
            ),
            [{"matter_id": of, "account_id": who, "part": _RECUSED} for of, who in aside],
        )


def downgrade() -> None:
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "DELETE FROM matter_people WHERE part = :part AND matter_id IN "
            "(SELECT id FROM matters WHERE kind = 'conference_item')"
        ),
        {"part": _RECUSED},
    )
    # Both kinds can; a table that is made anew would take the rows that point to it along.
    op.execute("ALTER TABLE pending_cases DROP COLUMN sought")


def _sought(connection: sa.Connection) -> Iterator[dict[str, str]]:
    """Tell of each case what is written with it from now on."""
    wanted = sa.text("SELECT id, case_number, charges, cause, parties FROM pending_cases")
    for row in connection.execute(wanted):
        charges = (json.loads(each) for each in _WORDS.findall(row.charges))
        names = (json.loads(each) for each in _NAME.findall(row.parties))
        told = (row.case_number, *charges, row.cause, *names)
        yield {"id": row.id, "sought": "\n".join(each for each in told if each)}


def _recused(connection: sa.Connection) -> Iterator[tuple[str, int]]:
    """Tell who stands aside from which item of the judges' conference, and is not noted yet."""
    wanted = sa.text(
        "SELECT a.matter_id, a.content FROM acts a JOIN matters m ON m.id = a.matter_id "
        "WHERE a.name = 'recuse' AND m.kind = 'conference_item'"
    )
    noted = {
        (row.matter_id, row.account_id)
        for row in connection.execute(
            sa.text("SELECT matter_id, account_id FROM matter_people WHERE part = :part"),
            {"part": _RECUSED},
        )
    }
    for row in connection.execute(wanted):
        aside = row.matter_id, int(json.loads(row.content)["account_id"])
        if aside not in noted:
            yield aside

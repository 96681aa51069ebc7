"""When workers were last there, and which judgments the texts of cases and matters name."""

import re
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from corpus.case_number import find_case_numbers

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_JUDGMENT_ID = re.compile(r"j[0-9a-f]{20}")
_BATCH = 500
# What was written before: the text, and what it belongs to. A number counts as that of whatever is
# stored now, since whether who wrote it could read that judgment then is not known any more.
_ACTS = """
    SELECT a.content, a.reason, m.title, m.id, m.pending_id, m.parent_id
    FROM acts a JOIN matters m ON m.id = a.matter_id
"""
_REPORTS = """
    SELECT v.content, '', '', r.id, r.pending_case_id
    FROM report_versions v JOIN reports r ON r.id = v.report_id
"""
_CHECKS = "SELECT findings, '', '', pending_id FROM draft_checks"
_SUBMITTED = "SELECT coalesce(judgment_id, ''), number, response, pending_id FROM party_cases"
_SEARCHED = "SELECT words, '', '', pending_id FROM case_queries"
_STOPPED = "SELECT reason, '', '', pending_id FROM case_tier_stops"
_ANSWERED = "SELECT reason, '', '', pending_id FROM divergence_answers"
_ON_DRAFTS = """
    SELECT a.reason, '', '', c.pending_id
    FROM draft_answers a JOIN draft_checks c ON c.id = a.check_id
"""
_PURPOSES = "SELECT words, '', '', subject, pending_id FROM purposes"
_READ = "SELECT words, '', '', run_id FROM audit_readings"
_MOVED = "SELECT reason, '', '', report_id FROM report_moves"
_NOTICES = "SELECT sentence, '', '', id FROM notices"
_VERDICTS = "SELECT reason, '', '', id FROM verdicts"
_WRITTEN = (
    (_ACTS, ""),
    (_REPORTS, ""),
    (_CHECKS, ""),
    (_SUBMITTED, ""),
    (_SEARCHED, ""),
    (_STOPPED, ""),
    (_ANSWERED, ""),
    (_ON_DRAFTS, ""),
    (_PURPOSES, ""),
    (_READ, ""),
    (_MOVED, ""),
    (_NOTICES, "notice no. "),
    (_VERDICTS, "verdict no. "),
)


def upgrade() -> None:
    op.create_table(
        "job_workers",
        sa.Column("name", sa.String(128), nullable=False, comment="machine and process"),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_workers")),
    )
    mentions = op.create_table(
        "mentions",
        sa.Column("owner", sa.String(32), nullable=False, comment="id of what a text belongs to"),
        sa.Column("judgment_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgments.id"], name=op.f("fk_mentions_judgment_id_judgments")
        ),
        sa.PrimaryKeyConstraint("owner", "judgment_id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_judgment_id"), "mentions", ["judgment_id"])
    named = sorted(set(_named()))
    for start in range(0, len(named), _BATCH):
        rows = [
            {"owner": owner, "judgment_id": each} for owner, each in named[start : start + _BATCH]
        ]
        op.bulk_insert(mentions, rows)


def downgrade() -> None:
    op.drop_table("mentions")
    op.drop_table("job_workers")


def _named() -> Iterator[tuple[str, str]]:
    connection = op.get_bind()
    stored: dict[str, list[str]] = {}
    for row in connection.execute(sa.text("SELECT id, case_number FROM judgments")):
        stored.setdefault(row.id, []).append(row.id)
        stored.setdefault(row.case_number or row.id, []).append(row.id)
    for statement, kind in _WRITTEN:
        for first, second, third, *owners in connection.execute(sa.text(statement)):
            found: set[str] = set()
            for text in (first, second, third):
                words = {*_JUDGMENT_ID.findall(text), *_numbers_in(text)}
                found.update(each for word in words for each in stored.get(word, ()))
            yield from ((f"{kind}{owner}", each) for owner in owners if owner for each in found)


def _numbers_in(text: str) -> Iterator[str]:
    if "号" in text:
        yield from (str(each.value) for each in find_case_numbers(text))

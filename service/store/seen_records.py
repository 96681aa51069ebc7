"""How does it stand in the database what somebody saw of a case, and what its search found last?"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Select,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.pending.model import PendingCaseId
from service.referral.course.acts import MatterKind
from service.store.matter_records import matters
from service.store.pending_records import pending_cases
from service.store.writing import writing
from service.subscriptions.model import CaseAspect

case_seen = Table(
    "case_seen",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("pending_id", ForeignKey("pending_cases.id", ondelete="CASCADE"), primary_key=True),
    Column("aspect", String(32), primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("seen", Text, nullable=False, comment="JSON: keys of what was there"),
)

# What a search of the index gave for a case; a guess of nothing, only kept from being asked again.
case_finds = Table(
    "case_finds",
    metadata,
    Column("pending_id", ForeignKey("pending_cases.id", ondelete="CASCADE"), primary_key=True),
    Column("aspect", String(32), primary_key=True),
    Column("basis", String(160), nullable=False, comment="index, case and day that it holds for"),
    Column("found", Text, nullable=False, comment="JSON: keys"),
)


class SeenRecords:
    """What was seen, as it is stored."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def case_stamp(self) -> str:
        """Return what changes whenever a pending case does."""
        return self._stamp(
            select(func.count(), func.max(pending_cases.c.changed_at)).select_from(pending_cases)
        )

    def rule_stamp(self) -> str:
        """Return what changes whenever something is done with a rule."""
        return self._stamp(
            select(func.count(), func.max(matters.c.moved_at)).where(
                matters.c.kind == MatterKind.RULE.value
            )
        )

    def _stamp(self, wanted: Select[int, Any]) -> str:
        with self._engine.connect() as connection:
            return " ".join(str(each) for each in connection.execute(wanted).one())

    def mark_seen(
        self,
        account_id: int,
        pending_id: PendingCaseId,
        aspect: CaseAspect,
        keys: Collection[str],
        *,
        at: datetime,
    ) -> None:
        """Keep what somebody sees of a case now, in place of what they saw before."""
        row = {"account_id": account_id, "pending_id": pending_id, "aspect": aspect.value}
        with writing(self._engine) as connection:
            connection.execute(
                delete(case_seen).where(*(case_seen.c[name] == row[name] for name in row))
            )
            connection.execute(
                insert(case_seen).values(**row, seen_at=at, seen=json.dumps(sorted(keys)))
            )

    def seen(
        self, account_id: int, pending_ids: Collection[PendingCaseId]
    ) -> Mapping[tuple[PendingCaseId, CaseAspect], frozenset[str]]:
        """Return what somebody saw of cases, by case and aspect; nothing of what they never saw."""
        wanted = select(case_seen).where(
            case_seen.c.account_id == account_id, case_seen.c.pending_id.in_(sorted(pending_ids))
        )
        with self._engine.connect() as connection:
            return {
                (PendingCaseId(row.pending_id), CaseAspect(row.aspect)): frozenset(
                    json.loads(row.seen)
                )
                for row in connection.execute(wanted)
            }

    def keep_found(
        self,
        pending_id: PendingCaseId,
        aspect: CaseAspect,
        keys: Collection[str],
        *,
        basis: str,
    ) -> None:
        """Keep what a search gave, in place of what an earlier one did."""
        row = {"pending_id": pending_id, "aspect": aspect.value}
        with writing(self._engine) as connection:
            connection.execute(
                delete(case_finds).where(*(case_finds.c[name] == row[name] for name in row))
            )
            connection.execute(
                insert(case_finds).values(**row, basis=basis, found=json.dumps(list(keys)))
            )

    def found(
        self, pending_id: PendingCaseId, aspect: CaseAspect, *, basis: str
    ) -> tuple[str, ...] | None:
        """Return what a search on this basis gave; None where none was made on it."""
        wanted = select(case_finds.c.found).where(
            case_finds.c.pending_id == pending_id,
            case_finds.c.aspect == aspect.value,
            case_finds.c.basis == basis,
        )
        with self._engine.connect() as connection:
            found = connection.execute(wanted).scalar_one_or_none()
        return None if found is None else tuple(json.loads(found))

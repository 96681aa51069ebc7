"""Which judgments are closed in the transaction that stores them?

A folder of cases of juveniles must not be open for the moment between being read and being closed.
A rule names classes for sources, for causes, or for whatever the reader takes to be of a class;
what a person has opened again stays open, whatever a rule says.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from corpus.judgment import JudgmentId
from corpus.privacy.sensitivity import Sensitivity, propose_sensitivity
from corpus.store.closing import closings
from corpus.store.records import JudgmentRecord
from corpus.store.tables import judgments


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRules:
    """What is closed by itself as it is stored.

    The first that fits counts: all of this ingest, the source, a cause or charge, the reader.

    Attributes:
        all_as: Class of whatever is stored now, also of what was stored and open; None for none.
        sources: Class of the judgments of a source, by its name.
        causes: Class of the judgments of a cause or charge, by its name.
        classes: Classes that need no person: what the reader takes to be of one is closed.
        author: Who answers for it.
        clock: Gives the time, aware.
    """

    all_as: Sensitivity | None = None
    sources: Mapping[str, Sensitivity] = field(default_factory=dict)
    causes: Mapping[str, Sensitivity] = field(default_factory=dict)
    classes: frozenset[Sensitivity] = frozenset()
    author: str = ""
    clock: Callable[[], datetime]

    def told(self, record: JudgmentRecord) -> tuple[Sensitivity, str] | None:
        """Return as what a judgment is closed and why, or None.

        Cost: reads the judgment again only where classes are named, which takes some 2 ms.
        """
        if self.all_as is not None:
            return self.all_as, "导入时指定不公开"
        if record.source.name in self.sources:
            return self.sources[record.source.name], f"来源“{record.source.name}”的文书不公开"
        for name in (record.row["cause"], *record.charges):
            if isinstance(name, str) and name in self.causes:
                return self.causes[name], f"案由“{name}”的文书不公开"
        return self._as_read(record)

    def _as_read(self, record: JudgmentRecord) -> tuple[Sensitivity, str] | None:
        if not self.classes:
            return None
        judgment = record.judgment()
        for finding in propose_sensitivity(judgment):
            if finding.kind in self.classes:
                return finding.kind, f"系统读出：{finding.reason}"
        return None


def close_by_rules(
    connection: Connection, rules: ClosingRules | None, records: Iterable[JudgmentRecord]
) -> None:
    """Close what the rules name of some hundred judgments written in this transaction."""
    if rules is None:
        return
    told = {record.id: rules.told(record) for record in records}
    wanted = {judgment_id: found for judgment_id, found in told.items() if found is not None}
    at = rules.clock()
    rows = [
        {
            "judgment_id": judgment_id,
            "closed_as": wanted[judgment_id][0],
            "reason": wanted[judgment_id][1],
            "author": rules.author,
            "at": at,
        }
        for judgment_id in _still_open(connection, wanted, with_opened=rules.all_as is not None)
    ]
    for row in rows:
        connection.execute(
            update(judgments)
            .where(judgments.c.id == row["judgment_id"])
            .values(closed_as=row["closed_as"])
        )
    if rows:
        connection.execute(insert(closings), rows)


def _still_open(
    connection: Connection, ids: Iterable[JudgmentId], *, with_opened: bool
) -> list[JudgmentId]:
    """Return which of some judgments are open, in order of id; those opened by a person too."""
    statement = select(judgments.c.id).where(
        judgments.c.id.in_(sorted(ids)), judgments.c.closed_as.is_(None)
    )
    if not with_opened:
        statement = statement.where(judgments.c.id.not_in(select(closings.c.judgment_id)))
    found = connection.execute(statement.order_by(judgments.c.id)).scalars()
    return [JudgmentId(each) for each in found]

"""How does the store keep the effect of every judgment right, in any order of arrival?

Of each judgment it keeps what its lineage needs and the cases that it is of or quotes. When
judgments arrive, change or leave, the chains that they touch are traced anew.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from corpus.case_number import CaseNumber
from corpus.judgment import DocumentKind, Effectiveness, Instance, JudgmentId
from corpus.lineage.effects import Effect
from corpus.lineage.papers import Act, Link, Paper, keys_of, keys_of_papers
from corpus.lineage.tracing import Lineage, trace
from corpus.spans import Span
from corpus.store.columns import PackedText
from corpus.store.tables import metadata

_NAMED_AT_ONCE = 500
"""Values in one SQL ``IN``; SQLite allows 32,766 per statement."""

lineage_papers = Table(
    "lineage_papers",
    metadata,
    Column("judgment_id", ForeignKey("judgments.id", ondelete="CASCADE"), primary_key=True),
    Column("paper", PackedText, nullable=False, comment="JSON of corpus.lineage.papers.Paper"),
    Column("effect", String(32), nullable=False, comment="after all later papers"),
    Column("effect_reason", Text, nullable=False),
    Column("decided_by", String(64), comment="the later judgment; empty for its own words"),
)

lineage_cases = Table(
    "lineage_cases",
    metadata,
    Column("judgment_id", ForeignKey("judgments.id", ondelete="CASCADE"), primary_key=True),
    Column("case_key", Text, primary_key=True, index=True, comment="canonical, without 之一"),
)


def refresh_lineage(
    connection: Connection, papers: Sequence[Paper], gone: Collection[JudgmentId] = ()
) -> frozenset[JudgmentId]:
    """Write papers, take others out, and trace the chains that either touches.

    Args:
        papers: Papers new or read anew.
        gone: Judgments that have left the corpus.

    Returns:
        The judgments whose effect is no longer the one stored before, new ones included.

    Cost: a few queries, and the chains touched; a chain has seldom more than five papers.
    """
    ids = sorted({paper.id for paper in papers} | set(gone))
    keys = _keys_of_ids(connection, ids) | keys_of_papers(papers)
    for some in _slices(ids):
        for table in (lineage_papers, lineage_cases):
            connection.execute(delete(table).where(table.c.judgment_id.in_(some)))
    if papers:
        _insert(connection, papers)
    return _retrace(connection, keys)


class SqlLineage:
    """Chains of procedure in the database of a judgment store.

    Args:
        engine: The engine of the :class:`corpus.store.sql.SqlJudgmentStore`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, judgment_id: JudgmentId) -> Lineage:
        """Return the chain of a judgment; empty where the store does not hold it."""
        with self._engine.connect() as connection:
            return _lineage_of(connection, judgment_id)


def _lineage_of(connection: Connection, judgment_id: JudgmentId) -> Lineage:
    keys = _keys_of_ids(connection, [judgment_id])
    found = _closure(connection, keys)
    own = connection.execute(
        select(lineage_papers).where(lineage_papers.c.judgment_id == judgment_id)
    ).one_or_none()
    if own is not None:
        found[judgment_id] = (
            decode_paper(own.paper),
            (own.effect, own.effect_reason, own.decided_by),
        )
    return trace(paper for paper, _ in found.values())


def stored_effects(connection: Connection, ids: Collection[JudgmentId]) -> dict[JudgmentId, Effect]:
    """Return the effects that later papers decided; the others have that of their own words."""
    found: dict[JudgmentId, Effect] = {}
    for some in _slices(sorted(ids)):
        rows = connection.execute(
            select(lineage_papers).where(
                lineage_papers.c.judgment_id.in_(some), lineage_papers.c.decided_by.is_not(None)
            )
        )
        for row in rows:
            found[JudgmentId(row.judgment_id)] = Effect(
                value=Effectiveness(row.effect),
                reason=row.effect_reason,
                decided_by=JudgmentId(row.decided_by),
            )
    return found


def encode_paper(paper: Paper) -> str:
    """Return a paper as JSON."""
    data = {
        "id": paper.id,
        "number": None if paper.number is None else _encode_number(paper.number),
        "kind": paper.kind,
        "instance": paper.instance,
        "decided_on": None if paper.decided_on is None else paper.decided_on.isoformat(),
        "effect": paper.effect,
        "effect_reason": paper.effect_reason,
        "links": [
            {
                "number": _encode_number(link.number),
                "kind": link.kind,
                "act": link.act,
                "evidence": [link.evidence.start, link.evidence.end],
                "rule": link.rule,
            }
            for link in paper.links
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def decode_paper(text: str) -> Paper:
    """Return the paper of :func:`encode_paper`."""
    data: dict[str, Any] = json.loads(text)
    return Paper(
        id=JudgmentId(data["id"]),
        number=None if data["number"] is None else CaseNumber(**data["number"]),
        kind=None if data["kind"] is None else DocumentKind(data["kind"]),
        instance=None if data["instance"] is None else Instance(data["instance"]),
        decided_on=None if data["decided_on"] is None else date.fromisoformat(data["decided_on"]),
        effect=Effectiveness(data["effect"]),
        effect_reason=data["effect_reason"],
        links=tuple(
            Link(
                number=CaseNumber(**link["number"]),
                kind=None if link["kind"] is None else DocumentKind(link["kind"]),
                act=Act(link["act"]),
                evidence=Span(*link["evidence"]),
                rule=link["rule"],
            )
            for link in data["links"]
        ),
    )


def _encode_number(number: CaseNumber) -> dict[str, str | int | bool]:
    return {
        "year": number.year,
        "court_code": number.court_code,
        "specialty_code": number.specialty_code,
        "type_code": number.type_code,
        "serial": number.serial,
        "suffix": number.suffix,
        "is_old_form": number.is_old_form,
    }


def _insert(connection: Connection, papers: Sequence[Paper]) -> None:
    connection.execute(
        insert(lineage_papers),
        [
            {
                "judgment_id": paper.id,
                "paper": encode_paper(paper),
                "effect": paper.effect,
                "effect_reason": paper.effect_reason,
                "decided_by": None,
            }
            for paper in papers
        ],
    )
    rows = [
        {"judgment_id": paper.id, "case_key": key}
        for paper in papers
        for key in sorted(keys_of(paper))
    ]
    if rows:
        connection.execute(insert(lineage_cases), rows)


def _retrace(connection: Connection, keys: Iterable[str]) -> frozenset[JudgmentId]:
    """Trace the chains that hold the cases anew, and write what has changed."""
    found = _closure(connection, keys)
    changed = set()
    for judgment_id, effect in trace(paper for paper, _ in found.values()).effects.items():
        paper, stored = found[judgment_id]
        now = (effect.value, effect.reason, effect.decided_by)
        if now == stored:
            continue
        changed.add(paper.id)
        connection.execute(
            update(lineage_papers)
            .where(lineage_papers.c.judgment_id == judgment_id)
            .values(effect=now[0], effect_reason=now[1], decided_by=now[2])
        )
    return frozenset(changed)


_Stored = tuple[str, str, str | None]


def _closure(
    connection: Connection, keys: Iterable[str]
) -> dict[JudgmentId, tuple[Paper, _Stored]]:
    """Return every paper that is joined to the cases, with its stored effect."""
    found: dict[JudgmentId, tuple[Paper, _Stored]] = {}
    seen: set[str] = set()
    waiting = set(keys)
    while waiting:
        seen |= waiting
        new = [
            row
            for some in _slices(sorted(waiting))
            for row in connection.execute(
                select(lineage_papers)
                .join(lineage_cases, lineage_cases.c.judgment_id == lineage_papers.c.judgment_id)
                .where(lineage_cases.c.case_key.in_(some))
                .distinct()
            )
            if row.judgment_id not in found
        ]
        for row in new:
            stored = (row.effect, row.effect_reason, row.decided_by)
            found[JudgmentId(row.judgment_id)] = (decode_paper(row.paper), stored)
        waiting = set(_keys_of_ids(connection, [row.judgment_id for row in new])) - seen
    return found


def _keys_of_ids(connection: Connection, ids: Sequence[JudgmentId]) -> frozenset[str]:
    return frozenset(
        key
        for some in _slices(ids)
        for key in connection.execute(
            select(lineage_cases.c.case_key).where(lineage_cases.c.judgment_id.in_(some))
        ).scalars()
    )


def _slices(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _NAMED_AT_ONCE):
        yield values[start : start + _NAMED_AT_ONCE]

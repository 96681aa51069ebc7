"""What does an audit ask the store of judgments that no single judgment tells?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, func, select

from corpus.judgment import DocumentKind, Effectiveness, JudgmentId
from corpus.relations.series import series_of
from corpus.store.lineage_records import lineage_papers
from corpus.store.relation_records import SqlRelations, keys_of_papers
from corpus.store.tables import judgment_charges, judgments

_LIBRARY = (DocumentKind.GUIDING_CASE.value, DocumentKind.REFERENCE_CASE.value)
_UNCOUNTED = (*_LIBRARY, DocumentKind.PENDING_FILE.value)
_REVERSED = (
    Effectiveness.VARIED.value,
    Effectiveness.REVOKED.value,
    Effectiveness.REVISED_ON_RETRIAL.value,
)
_NAMED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedRow:
    """A judgment as far as an audit must know it to be dealt out.

    Attributes:
        judgment_id: The judgment.
        court: Its court, None where not read.
        cause: Main charge, or cause of action; None where not read.
        later_id: Of a reversed judgment the one that reversed it, else None.
    """

    judgment_id: JudgmentId
    court: str | None
    cause: str | None
    later_id: JudgmentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedBetween:
    """From when to when a court has judgments in the store.

    Attributes:
        first: Day of the earliest; None where there is none.
        last: Day of the latest.
        n_judgments: How many with a day.
    """

    first: date | None
    last: date | None
    n_judgments: int


class AuditCorpus:
    """Asks the store of judgments."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._relations = SqlRelations(engine)

    def courts(self) -> tuple[str, ...]:
        """Return the courts that have judgments in the store, in order of name."""
        wanted = (
            select(judgments.c.court)
            .where(judgments.c.is_current, judgments.c.court.is_not(None))
            .distinct()
            .order_by(judgments.c.court)
        )
        with self._engine.connect() as connection:
            return tuple(connection.execute(wanted).scalars())

    def decided_between(
        self, first: date, last: date, *, courts: Collection[str] | None = None
    ) -> tuple[AuditedRow, ...]:
        """Return the judgments decided in a period, in order of id.

        Guiding and reference cases and papers of pending cases are left out.

        Args:
            first: First day.
            last: Last day.
            courts: Of these courts alone; None for all.

        Cost: one statement, linear in the judgments of the period that these courts made.
        """
        return self._rows(
            judgments.c.decided_on.between(first, last),
            *_of(judgments.c.court, courts),
            judgments.c.document_kind.is_(None) | judgments.c.document_kind.not_in(_UNCOUNTED),
        )

    def library(self) -> tuple[AuditedRow, ...]:
        """Return the guiding and reference cases of the store, in order of id."""
        return self._rows(judgments.c.document_kind.in_(_LIBRARY))

    def reversed_between(
        self, first: date, last: date, *, courts: Collection[str] | None = None
    ) -> tuple[AuditedRow, ...]:
        """Return the judgments that a later one reversed in a period, in order of id.

        Args:
            first: First day.
            last: Last day.
            courts: Judgments of these courts alone; None for all.
        """
        later = judgments.alias("later")
        wanted = (
            _wanted()
            .add_columns(later.c.id.label("later_id"))
            .join(lineage_papers, lineage_papers.c.judgment_id == judgments.c.id)
            .join(later, later.c.id == lineage_papers.c.decided_by)
            .where(
                judgments.c.is_current,
                lineage_papers.c.effect.in_(_REVERSED),
                later.c.decided_on.between(first, last),
                *_of(judgments.c.court, courts),
            )
            .order_by(judgments.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(
                AuditedRow(
                    judgment_id=JudgmentId(row.id),
                    court=row.court,
                    cause=row.charge or row.cause,
                    later_id=JudgmentId(row.later_id),
                )
                for row in connection.execute(wanted)
            )

    def between(self, courts: Collection[str] | None) -> DecidedBetween:
        """Return from when to when courts have judgments, None meaning all courts."""
        wanted = select(
            func.min(judgments.c.decided_on), func.max(judgments.c.decided_on), func.count()
        ).where(judgments.c.is_current, judgments.c.decided_on.is_not(None))
        if courts is not None:
            wanted = wanted.where(judgments.c.court.in_(sorted(courts)))
        with self._engine.connect() as connection:
            first, last, n_judgments = connection.execute(wanted).one()
        return DecidedBetween(first=first, last=last, n_judgments=n_judgments)

    def series(self, ids: Sequence[JudgmentId]) -> Mapping[str, str]:
        """Return the series of each of some judgments of one cause that belongs to one.

        Cost: unpacking the keys of all, 0.02 ms each, and decoding the traits of those that share a
        party with another, about 0.3 ms each.
        """
        by_key: dict[str, list[str]] = {}
        with self._engine.connect() as connection:
            for paper_id, keys in keys_of_papers(connection, ids).items():
                for key in keys:
                    if key.startswith("series:"):
                        by_key.setdefault(key, []).append(paper_id)
        shared = {each for under in by_key.values() if len(under) > 1 for each in under}
        return series_of(self._relations.traits(sorted(shared)).values())

    def _rows(self, *conditions: ColumnElement[bool]) -> tuple[AuditedRow, ...]:
        wanted = _wanted().where(judgments.c.is_current, *conditions).order_by(judgments.c.id)
        with self._engine.connect() as connection:
            return tuple(
                AuditedRow(
                    judgment_id=JudgmentId(row.id), court=row.court, cause=row.charge or row.cause
                )
                for row in connection.execute(wanted)
            )


def _of(
    column: ColumnElement[str | None], courts: Collection[str] | None
) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a court is among some, none where all are meant."""
    return () if courts is None else (column.in_(sorted(courts)),)


def _wanted() -> Select[Any]:
    main = (judgment_charges.c.judgment_id == judgments.c.id) & (judgment_charges.c.position == 0)
    return select(
        judgments.c.id, judgments.c.court, judgments.c.cause, judgment_charges.c.charge
    ).outerjoin_from(judgments, judgment_charges, main)

"""What do tiers need to know of the whole corpus that no index holds?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select

from corpus.judgment import Effectiveness, Instance, JudgmentId
from corpus.store.lineage_records import lineage_papers
from corpus.store.tables import judgments, sources

_PRIMARY = "primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """How many judgments of one court and kind of paper a source brought.

    Attributes:
        source: Name of the source.
        court: Canonical name of the court, None where the text does not tell.
        document_kind: Token of the kind of paper, None where the text does not tell.
        n_judgments: How many.
    """

    source: str
    court: str | None
    document_kind: str | None
    n_judgments: int


class TierRecords:
    """Asks the store of judgments."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def in_effect_since(self) -> Mapping[JudgmentId, date]:
        """Return the day from which judgments are in effect, where it is not that of deciding.

        Known where a judgment of second instance affirmed it or allowed the appeal to be
        withdrawn: it takes effect with that one. A refusal of retrial and enforcement prove effect
        and do not tell since when.

        Cost: one statement, linear in such judgments.
        """
        later = judgments.alias("later")
        wanted = (
            select(lineage_papers.c.judgment_id, later.c.decided_on)
            .join(later, later.c.id == lineage_papers.c.decided_by)
            .where(
                lineage_papers.c.effect == Effectiveness.IN_EFFECT.value,
                later.c.instance == Instance.SECOND.value,
                later.c.decided_on.is_not(None),
            )
        )
        with self._engine.connect() as connection:
            return {
                JudgmentId(row.judgment_id): row.decided_on for row in connection.execute(wanted)
            }

    def counts_by_source(self) -> tuple[SourceCount, ...]:
        """Return the sources of the corpus with their judgments by court and kind of paper.

        Cost: one pass over the corpus in the database.
        """
        grouping = (sources.c.name, judgments.c.court, judgments.c.document_kind)
        wanted = (
            select(*grouping, func.count().label("n"))
            .join(judgments, judgments.c.id == sources.c.judgment_id)
            .where(judgments.c.is_current, sources.c.standing == _PRIMARY)
            .group_by(*grouping)
        )
        with self._engine.connect() as connection:
            return tuple(
                SourceCount(
                    source=row.name,
                    court=row.court,
                    document_kind=row.document_kind,
                    n_judgments=row.n,
                )
                for row in connection.execute(wanted)
            )

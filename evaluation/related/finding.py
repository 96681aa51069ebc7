"""What does the product say of the related cases of a sample? It is asked for every case."""

import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from corpus.case_number import read_case_number
from corpus.judgment import Judgment, RawJudgment
from corpus.reading import read_judgment
from corpus.relations.model import RelationKind
from corpus.sample.generation import SampleCorpus
from corpus.sample.pending import PendingCase as SamplePendingCase
from corpus.store.lineage_records import SqlLineage
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from evaluation.related.truth import Pair, directed
from service.pending.model import (
    PaperKind,
    PendingCase,
    PendingCaseId,
    PendingParty,
    Stage,
)
from service.related.desk import RelatedDesk
from service.related.model import Alarm, Related
from service.related.reach import WHOLE_HOUSE
from service.settings import Settings
from service.store.database import prepare_database


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found.

    Attributes:
        pairs: By kind the pairs of the sample's ids, counted as in the truth.
        one_sided: Pairs that only one of the two cases tells of.
        alarms: By the sample's id the alarms of a case.
        n_rejected: Judgments that the reader refused.
    """

    pairs: Mapping[RelationKind, frozenset[Pair]]
    one_sided: int
    alarms: Mapping[str, Sequence[Alarm]]
    n_rejected: int


def find_all(
    sample: SampleCorpus,
    raws: Sequence[RawJudgment],
    *,
    now: datetime,
    only: Collection[str] | None = None,
) -> Found:
    """Ingest judgments and pending cases, and ask for the related cases of each.

    Args:
        sample: The sample.
        raws: Its judgments, perhaps changed, under its ids.
        now: The day of reading.
        only: Ids of the cases that are asked for; None asks for all.

    Cost: some milliseconds per case.
    """
    names: dict[str, str] = {}
    judgments: list[Judgment] = []
    for raw in raws:
        read = read_judgment(raw, today=now.date())
        if isinstance(read, Judgment):
            judgments.append(read)
            names[read.id] = str(raw.source.external_id)
    cases = [pending_of(case) for case in sample.pending_cases]
    names |= {case.id: case.id for case in cases}
    with desk_over(judgments) as (desk, _):
        for case in cases:
            desk.note_case(case)
        told: dict[str, Related] = {
            names[each.id]: desk.of_judgment(each.id, WHOLE_HOUSE)
            for each in judgments
            if only is None or names[each.id] in only
        }
        told |= {
            case.id: desk.of_pending(case, WHOLE_HOUSE)
            for case in cases
            if only is None or case.id in only
        }
    return _found(told, names, len(raws) - len(judgments))


@contextmanager
def desk_over(judgments: Sequence[Judgment]) -> Iterator[tuple[RelatedDesk, SqlJudgmentStore]]:
    """Open a desk over a store of its own that holds some judgments."""
    with tempfile.TemporaryDirectory(prefix="tongpan-related-") as folder:
        engine = prepare_database(f"sqlite:///{Path(folder) / 'related.db'}")
        try:
            store = SqlJudgmentStore(engine)
            store.put(judgments)
            desk = RelatedDesk(
                store=store,
                relations=SqlRelations(engine),
                lineage=SqlLineage(engine),
                settings=Settings(data=Path(folder)),
            )
            yield desk, store
        finally:
            engine.dispose()


def pending_of(case: SamplePendingCase) -> PendingCase:
    """Return a pending case of the sample as the case system tells it to the product.

    The identities of the truth stay behind: names, roles and the paper are all that is told.
    """
    opened = datetime.combine(case.filed_on, time(1), tzinfo=UTC)
    return PendingCase(
        id=PendingCaseId(case.id),
        case_number=read_case_number(case.case_number),
        case_type=case.case_type,
        court=case.court,
        cause=case.cause,
        charges=case.charges,
        parties=tuple(
            PendingParty(name=party.name, role=party.role, kind=party.kind)
            for party in case.parties
        ),
        handling_judge=case.handling_judge,
        panel=(),
        filed_on=case.filed_on,
        due_on=case.due_on,
        happened_on=None,
        stage=Stage.FILED,
        issues=case.issues,
        intended_provisions=(),
        intended_ruling="",
        paper=PaperKind.FILE,
        text=case.text,
        file_name=None,
        external_id=case.id,
        opened_by=1,
        opened_at=opened,
        changed_at=opened,
    )


def ids_of(related: Related) -> Iterator[tuple[RelationKind, str, str]]:
    """Yield the relations of a case by kind and ids."""
    for kind, edges in related.edges.items():
        for edge in edges:
            yield kind, edge.relation.left, edge.relation.right


def _found(told: Mapping[str, Related], names: Mapping[str, str], n_rejected: int) -> Found:
    seen: defaultdict[tuple[RelationKind, Pair], int] = defaultdict(int)
    for related in told.values():
        for kind, left, right in ids_of(related):
            seen[kind, directed(kind, names[left], names[right])] += 1
    return Found(
        pairs={kind: frozenset(pair for own, pair in seen if own is kind) for kind in RelationKind},
        one_sided=sum(times != 2 for times in seen.values()),
        alarms={name: related.alarms for name, related in told.items() if related.alarms},
        n_rejected=n_rejected,
    )

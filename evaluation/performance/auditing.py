"""How long does an audit of a whole store take, and which stage takes it?"""

import resource
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from corpus.store.engine import open_engine
from corpus.store.sql import SqlJudgmentStore
from evaluation.errors import MeasurementError
from evaluation.performance.product import Installation
from service.audits.clustering import ClusterFrame, clusters_of
from service.audits.finding import StandardFinder
from service.audits.hiding import NameHider
from service.audits.model import AuditOrder, AuditScope
from service.divergence.cases import compared_case
from service.store.audit_corpus import AuditCorpus

STAGED: Final = 1500
"""Judgments, at least, of the largest causes, by which the stages are told."""

_FIRST, _LAST = date(1980, 1, 1), date(2099, 12, 31)
_DATABASE = "tongpan.db"
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCost:
    """What the audit of a whole store cost.

    Attributes:
        seconds: Wall time of the command.
        processor_seconds: Processor time of the command and its workers.
        peak_bytes: Most memory held together.
        answer: What the command told.
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimes:
    """Processor milliseconds a judgment takes in each stage, over the largest causes.

    Attributes:
        n_judgments: Judgments of these causes.
        load: Loading it from the store.
        read: Reading its positions and its place in the law.
        find: Comparing it with the others of its cause.
        cluster: Its part of making clusters, names hidden.
    """

    n_judgments: int
    load: float
    read: float
    find: float
    cluster: float


def measure_audit(installation: Installation) -> AuditCost:
    """Audit all judgments of an installation, of all courts and days.

    Raises:
        MeasurementError: The command failed or ran too long.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost, answer = installation.run(
        "audit", "--scope", "everywhere", "--from", _FIRST.isoformat(), "--to", _LAST.isoformat()
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return AuditCost(
        seconds=cost.seconds,
        processor_seconds=after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime,
        peak_bytes=cost.peak_bytes,
        answer=answer,
    )


def measure_stages(folder: Path, *, at_least: int = STAGED) -> StageTimes:
    """Audit the largest causes of a data folder in this process, stage by stage.

    Args:
        folder: The data folder.
        at_least: Causes are taken until they hold so many judgments.
    """
    engine = open_engine(f"sqlite:///{folder / _DATABASE}")
    store = SqlJudgmentStore(engine)
    rows = AuditCorpus(engine).decided_between(_FIRST, _LAST)
    counts = Counter(row.cause for row in rows if row.cause is not None)
    spent: Counter[str] = Counter()
    n_judgments = 0

    def timed(stage: str, work: Callable[[], ResultT]) -> ResultT:
        started = time.process_time()
        result = work()
        spent[stage] += round(1e9 * (time.process_time() - started))
        return result

    for cause, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if n_judgments >= at_least:
            break
        ids = [row.judgment_id for row in rows if row.cause == cause]
        judgments = timed("load", lambda: list(store.each(ids)))  # noqa: B023 - called at once
        cases = timed("read", lambda: [compared_case(each) for each in judgments])  # noqa: B023
        findings = timed("find", lambda: StandardFinder()(cases, None))  # noqa: B023
        frame = ClusterFrame(
            order=AuditOrder(
                court=None, scope=AuditScope.EVERYWHERE, first=_FIRST, last=date(2026, 12, 31)
            ),
            hider=NameHider(judgments),
            counted=frozenset(ids),
            reversed_ids=frozenset(),
            n_pending=0,
        )
        timed("cluster", lambda: clusters_of(findings, frame))  # noqa: B023 - called at once
        n_judgments += len(ids)
    engine.dispose()
    if not n_judgments:
        raise MeasurementError("audit", "no judgment with a cause")
    return StageTimes(
        n_judgments=n_judgments,
        **{
            stage: spent[stage] / 1e6 / n_judgments for stage in ("load", "read", "find", "cluster")
        },
    )

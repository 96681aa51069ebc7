"""Which orders are there, and when are two of them the same work?"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from corpus.privacy.sensitivity import Sensitivity
from service.audits.model import AuditOrder, AuditScope
from service.jobs.model import JobKind, JobOrder

_DIGITS: Final = 32
_YES: Final = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestChoices:
    """What is read.

    Attributes:
        path: File or folder.
        source: Name of the source; its own where none is told.
        mapping: File that maps columns.
        closed_as: Class as which all of it is closed.
    """

    path: Path
    source: str | None
    mapping: Path | None
    closed_as: Sensitivity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexChoices:
    """How an index is built.

    Attributes:
        encoder: Folder of the encoder; the usual one where none is told.
        is_kept: Whether the encoder of the current index is kept.
        is_trained_anew: Whether one is trained, whatever `tongpan train` made.
        is_forced: Whether it is built though nothing has changed.
        engine: What gives candidates from now on; what did so far where none is told.
    """

    encoder: Path | None = None
    is_kept: bool = False
    is_trained_anew: bool = False
    is_forced: bool = False
    engine: str | None = None


USUAL_INDEX: Final = IndexChoices()


def ingest_order(
    path: Path,
    *,
    source: str | None = None,
    mapping: Path | None = None,
    closed_as: Sensitivity | None = None,
) -> JobOrder:
    """Return the order to read a file or folder; it must lie where the worker finds it.

    Args:
        path: The file or folder.
        source: Name of the source; its own where none is told.
        mapping: File that maps columns.
        closed_as: Class as which all that is read is closed, each time the order is carried.

    Example:
        >>> ingest_order(Path("/srv/new"), closed_as=Sensitivity.JUVENILE).told
        {'path': '/srv/new', 'closed_as': 'juvenile'}
    """
    told = {"path": str(path.absolute())}
    if source is not None:
        told["source"] = source
    if mapping is not None:
        told["mapping"] = str(mapping.absolute())
    if closed_as is not None:
        told["closed_as"] = closed_as.value
    return JobOrder(kind=JobKind.INGEST, key=f"ingest:{_digest(told)}", told=told)


def ingested_by(order: JobOrder) -> IngestChoices:
    """Return what an order of :func:`ingest_order` reads."""
    told = order.told
    mapping, closed_as = told.get("mapping"), told.get("closed_as")
    return IngestChoices(
        path=Path(told["path"]),
        source=told.get("source"),
        mapping=None if mapping is None else Path(mapping),
        closed_as=None if closed_as is None else Sensitivity(closed_as),
    )


def index_order(choices: IndexChoices = USUAL_INDEX) -> JobOrder:
    """Return the order to build the index; it is of the judgments that are there when it begins.

    One index is built at a time, whatever is chosen.

    Example:
        >>> index_order(IndexChoices(is_forced=True)).told
        {'force': 'yes'}
    """
    given = (
        ("no_train", choices.is_kept),
        ("train", choices.is_trained_anew),
        ("force", choices.is_forced),
    )
    told = {name: _YES for name, is_given in given if is_given}
    if choices.encoder is not None:
        told["encoder"] = str(choices.encoder.absolute())
    if choices.engine is not None:
        told["engine"] = choices.engine
    return JobOrder(kind=JobKind.INDEX, key="index", told=told)


def indexed_by(order: JobOrder) -> IndexChoices:
    """Return what was chosen in an order of :func:`index_order`.

    Example:
        >>> indexed_by(index_order()) == USUAL_INDEX
        True
    """
    encoder = order.told.get("encoder")
    return IndexChoices(
        encoder=None if encoder is None else Path(encoder),
        is_kept="no_train" in order.told,
        is_trained_anew="train" in order.told,
        is_forced="force" in order.told,
        engine=order.told.get("engine"),
    )


def audit_order(order: AuditOrder) -> JobOrder:
    """Return the order to audit a period.

    Example:
        >>> told = AuditOrder(court=None, scope=AuditScope.EVERYWHERE,
        ...     first=date(2026, 1, 1), last=date(2026, 1, 31))
        >>> audited_by(audit_order(told)) == told
        True
    """
    told = {
        "scope": order.scope.value,
        "first": order.first.isoformat(),
        "last": order.last.isoformat(),
    }
    if order.court is not None:
        told["court"] = order.court
    return JobOrder(kind=JobKind.AUDIT, key=f"audit:{_digest(told)}", told=told)


def audited_by(order: JobOrder) -> AuditOrder:
    """Return what an order of :func:`audit_order` audits."""
    return AuditOrder(
        court=order.told.get("court"),
        scope=AuditScope(order.told["scope"]),
        first=date.fromisoformat(order.told["first"]),
        last=date.fromisoformat(order.told["last"]),
    )


def _digest(told: dict[str, str]) -> str:
    words = "\0".join(f"{name}={value}" for name, value in sorted(told.items()))
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]

"""Which orders are there, and when are two of them the same work?"""

import hashlib
from datetime import date
from pathlib import Path
from typing import Final

from service.audits.model import AuditOrder, AuditScope
from service.jobs.model import JobKind, JobOrder

_DIGITS: Final = 32


def ingest_order(path: Path, *, source: str | None, mapping: Path | None) -> JobOrder:
    """Return the order to read a file or folder; it must lie where the worker finds it.

    Example:
        >>> ingest_order(Path("/srv/new"), source=None, mapping=None).told
        {'path': '/srv/new'}
    """
    told = {"path": str(path.absolute())}
    if source is not None:
        told["source"] = source
    if mapping is not None:
        told["mapping"] = str(mapping.absolute())
    return JobOrder(kind=JobKind.INGEST, key=f"ingest:{_digest(told)}", told=told)


def index_order() -> JobOrder:
    """Return the order to build the index; it is of the judgments that are there when it begins."""
    return JobOrder(kind=JobKind.INDEX, key="index")


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

"""How is an audit started and stopped by somebody who sits at the page?

It becomes a job that a worker carries in a process of its own, so that nobody's search waits for it
and a server that ends takes nothing with it. What is known of it stands in the record of the run.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.audits.model import AuditOrder, AuditRun, RunState
from service.audits.running import AuditRunner


class AuditStart(Protocol):
    """What starts what runs an order."""

    def __call__(self, order: AuditOrder, *, asked_by: str, now: datetime) -> None:
        """Start it and do not wait for it; one that is under way already goes on."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLauncher:
    """Starts and stops audits.

    Attributes:
        runner: Knows which run an order is.
        start: Starts what runs an order, and does not wait for it.
    """

    runner: AuditRunner
    start: AuditStart

    def launch(self, order: AuditOrder, *, asked_by: str, now: datetime) -> AuditRun:
        """Start an audit, or go on with the one that was ended; a finished one is only returned.

        Args:
            order: What is audited.
            asked_by: Name of the account that asks.
            now: The time.

        Raises:
            PeriodError: The first day is after the last.
            EmptyAuditError: There is no judgment to audit.
            UnknownCourtError: The court of the order is none.
            StoreError: The database refuses.
        """
        run = self.runner.begin(order, now=now)
        if run.state is not RunState.FINISHED:
            self.start(order, asked_by=asked_by, now=now)
        return run

    def stop(self, run: AuditRun) -> None:
        """Stop a run that is under way; what is done of it stays."""
        self.runner.records.stop(run.id)

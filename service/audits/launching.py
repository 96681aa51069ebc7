"""How is an audit started and stopped by somebody who sits at the page?

A process of its own runs it, the command itself, so that nobody's search waits for it and a server
that ends takes nothing with it. What is known of it stands in the record of the run.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.audits.model import AuditOrder, AuditRun, RunState
from service.audits.running import AuditRunner

_PROGRAM = "from service.cli.main import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLauncher:
    """Starts and stops audits.

    Attributes:
        runner: Knows which run an order is.
        start: Starts what runs an order, and does not wait for it.
    """

    runner: AuditRunner
    start: Callable[[AuditOrder], None]

    def launch(self, order: AuditOrder, *, now: datetime) -> AuditRun:
        """Start an audit, or go on with the one that was ended; a finished one is only returned.

        Raises:
            PeriodError: The first day is after the last.
            EmptyAuditError: There is no judgment to audit.
            UnknownCourtError: The court of the order is none.
            StoreError: The database refuses.
        """
        run = self.runner.begin(order, now=now)
        if run.state is not RunState.FINISHED:
            self.start(order)
        return run

    def stop(self, run: AuditRun) -> None:
        """Stop a run that is under way; what is done of it stays."""
        self.runner.records.stop(run.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandStart:
    """Starts `tongpan audit` as a process of its own.

    Attributes:
        data: The data folder; other settings stand in the environment.
    """

    data: Path

    def __call__(self, order: AuditOrder) -> None:
        """Start it; one worker, so that those who search keep a core."""
        with (self.data / "audit.log").open("ab") as log:
            subprocess.Popen(  # noqa: S603 - this program
                [sys.executable, "-c", _PROGRAM, *words_of(order), "--data", str(self.data)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )


def words_of(order: AuditOrder) -> tuple[str, ...]:
    """Return the words of the command that audits an order.

    Example:
        >>> from datetime import date
        >>> from service.audits.model import AuditScope
        >>> words_of(AuditOrder(court=None, scope=AuditScope.EVERYWHERE,
        ...     first=date(2026, 1, 1), last=date(2026, 1, 31)))[:5]
        ('audit', '--scope', 'everywhere', '--from', '2026-01-01')
    """
    court = () if order.court is None else ("--court", order.court)
    days = ("--from", order.first.isoformat(), "--to", order.last.isoformat())
    return ("audit", "--scope", order.scope.value, *days, *court, "--workers", "1", "--json")

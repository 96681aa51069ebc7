"""How does an audit that is started from the page become a job?"""

from dataclasses import dataclass
from datetime import datetime

from service.audits.model import AuditOrder
from service.jobs.desk import JobDesk
from service.jobs.orders import audit_order


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStart:
    """Asks for an audit as a job.

    Attributes:
        desk: Takes the job.
    """

    desk: JobDesk

    def __call__(self, order: AuditOrder, *, asked_by: str, now: datetime) -> None:
        """Ask for it; an audit that is under way already goes on.

        Raises:
            StoreError: The database refuses.
        """
        self.desk.ask(audit_order(order), asked_by=asked_by, now=now)

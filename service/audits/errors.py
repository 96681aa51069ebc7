"""Which refusals can audits answer with?

ServiceError
├── RequestError
│   ├── PeriodError             a period that is none
│   └── EmptyAuditError         a period without a judgment to audit
└── AuditError                  an audit cannot be worked on as asked
    ├── AuditUnfinishedError    a run whose causes are not all done
    ├── AuditStoppedError       a run that somebody stopped
    ├── AuditReadingError       a reading of a cluster that is not open to its reader
    └── AuditReasonError        不构成 without a reason of the table
"""

from service.errors import RequestError, ServiceError


class PeriodError(RequestError):
    """A period of an audit that is none."""

    def __init__(self, *, words: str) -> None:
        self.words = words
        super().__init__(
            f"no day or period {words[:60]!r}; expected 2026-01-31, 2026-01 or 2026, the first day "
            "not after the last"
        )


class EmptyAuditError(RequestError):
    """A period in which no court of the audit decided anything that is stored."""

    def __init__(self, *, court: str, first: str, last: str, stored: str) -> None:
        self.court = court
        self.first = first
        self.last = last
        self.stored = stored
        super().__init__(
            f"no judgment of {court} from {first} to {last}; stored are {stored}; run "
            "`tongpan ingest PATH` or choose another period"
        )


class AuditError(ServiceError):
    """An audit cannot be worked on as asked."""


class AuditUnfinishedError(AuditError):
    """A run whose causes are not all done has no results to be read or told."""

    def __init__(self, *, n_done: int, n_causes: int) -> None:
        self.n_done = n_done
        self.n_causes = n_causes
        super().__init__(
            f"{n_done} of {n_causes} causes are done; run `tongpan audit` again to go on"
        )


class AuditStoppedError(AuditError):
    """A run that somebody stopped while it was under way."""

    def __init__(self, *, n_done: int, n_causes: int) -> None:
        self.n_done = n_done
        self.n_causes = n_causes
        super().__init__(
            f"stopped by somebody after {n_done} of {n_causes} causes; `tongpan audit` again goes "
            "on with it"
        )


class AuditReadingError(AuditError):
    """A reading of a cluster that is not open to whoever gave it."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the cluster is not open to this reader: {reason}")


class AuditReasonError(AuditError):
    """不构成 without a reason of the table, or 其他 without words."""

    def __init__(self) -> None:
        super().__init__(
            "no reason why it is no divergence; expected one of the table, and words with 'other'"
        )

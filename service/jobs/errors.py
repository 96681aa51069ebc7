"""Errors of long work.

::

    JobError                   base
    ├── JobRunningError        another of the kind is at work
    ├── JobStoppedError        somebody stopped it
    └── JobUnknownError        nothing to go on with
"""

from service.errors import ServiceError


class JobError(ServiceError):
    """Long work could not be done like this."""


class JobRunningError(JobError):
    """Another work of this kind is not finished.

    Attributes:
        kind: Token of the kind.
    """

    def __init__(self, *, kind: str) -> None:
        self.kind = kind
        super().__init__(f"a job of the kind {kind} is running; expected none")


class JobStoppedError(JobError):
    """Somebody stopped it; what is done stays, and the same again goes on.

    Attributes:
        kind: Token of the kind.
    """

    def __init__(self, *, kind: str) -> None:
        self.kind = kind
        super().__init__(f"the job of the kind {kind} was stopped; run it again to go on")


class JobUnknownError(JobError):
    """There is nothing to go on with.

    Attributes:
        kind: Token of the kind.
    """

    def __init__(self, *, kind: str) -> None:
        self.kind = kind
        super().__init__(f"no job of the kind {kind} was ever started here")

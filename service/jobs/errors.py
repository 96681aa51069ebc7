"""Which refusals can jobs answer with?

ServiceError
└── JobError                a job cannot be worked on as asked
    ├── JobNotFoundError    no job has this number
    ├── JobStateError       it is over, or not yet
    ├── JobRunningError     the same is being done already
    ├── JobLostError        somebody else carries it now
    └── JobCancelledError   somebody called it off while it was under way
"""

from service.errors import ServiceError


class JobError(ServiceError):
    """A job cannot be worked on as asked."""


class JobNotFoundError(JobError):
    """No job has this number."""

    def __init__(self, *, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"no job {job_id}; `tongpan jobs list` names all")


class JobStateError(JobError):
    """A job that is over cannot be called off, and one under way cannot be begun again."""

    def __init__(self, *, job_id: int, state: str, act: str) -> None:
        self.job_id = job_id
        self.state = state
        self.act = act
        super().__init__(f"cannot {act} job {job_id}: it is {state}")


class JobRunningError(JobError):
    """The same work is being done by somebody else already."""

    def __init__(self, *, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"job {job_id} does the same already; wait for it or call it off")


class JobLostError(JobError):
    """A job that showed no sign of life was given to somebody else, who carries it now."""

    def __init__(self, *, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"job {job_id} is carried by somebody else; stop")


class JobCancelledError(JobError):
    """A job that somebody called off while it was under way."""

    def __init__(self, *, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"job {job_id} was called off")

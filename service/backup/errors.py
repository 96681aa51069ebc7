"""Which refusals can backing up and restoring answer with?

ServiceError
└── BackupError             a backup cannot be made or used
    ├── BackupDamagedError  a file that is no backup, or does not hold what it should
    └── BackupPlaceError    a place that a backup cannot be written to or restored into
"""

from service.errors import ServiceError


class BackupError(ServiceError):
    """A backup cannot be made or used."""


class BackupDamagedError(BackupError):
    """A file that is no backup, or does not hold what it should."""

    def __init__(self, *, part: str, problem: str) -> None:
        self.part = part
        self.problem = problem
        super().__init__(f"backup damaged: {part}: {problem}")


class BackupPlaceError(BackupError):
    """A place that a backup cannot be written to or restored into."""

    def __init__(self, *, place: str, problem: str) -> None:
        self.place = place
        self.problem = problem
        super().__init__(f"{place}: {problem}")

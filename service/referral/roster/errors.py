"""Which refusals can the roster answer with?

ServiceError
└── RequestError
    └── RosterLineError    a line of a table that cannot be taken
"""

from service.errors import RequestError


class RosterLineError(RequestError):
    """A line of a table that cannot be taken."""

    def __init__(self, *, line: int, value: str, accepted: str) -> None:
        self.line = line
        self.value = value
        self.accepted = accepted
        super().__init__(f"line {line}: {value[:60]!r} cannot be taken; expected {accepted}")

"""Which refusals can parameters of procedure answer with?

ServiceError
└── RequestError
    ├── ParameterError       a value that a parameter cannot take
    └── CalendarLineError    a line of a table of days that cannot be taken
"""

from service.errors import RequestError


class ParameterError(RequestError):
    """A value that a parameter of procedure cannot take."""

    def __init__(self, *, parameter: str, value: str, accepted: str) -> None:
        self.parameter = parameter
        self.value = value
        self.accepted = accepted
        super().__init__(f"{parameter} cannot be {value[:60]!r}; expected {accepted}")


class CalendarLineError(RequestError):
    """A line of a table of days that cannot be taken."""

    def __init__(self, *, line: int, value: str, accepted: str) -> None:
        self.line = line
        self.value = value
        self.accepted = accepted
        super().__init__(f"line {line}: {value[:60]!r} cannot be taken; expected {accepted}")

"""Which refusals can parameters of procedure answer with?

ServiceError
└── RequestError
    └── ParameterError    a value that a parameter cannot take
"""

from service.errors import RequestError


class ParameterError(RequestError):
    """A value that a parameter of procedure cannot take."""

    def __init__(self, *, parameter: str, value: str, accepted: str) -> None:
        self.parameter = parameter
        self.value = value
        self.accepted = accepted
        super().__init__(f"{parameter} cannot be {value[:60]!r}; expected {accepted}")

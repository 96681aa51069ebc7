"""Which refusals can the desk of accounts answer with?

ServiceError
└── AccountError                an account cannot be changed as asked
    ├── AccountExistsError      the name is taken
    ├── AccountNotFoundError    no account has the name
    ├── AccountNameError        a name of a wrong form
    ├── SeparatedRolesError     roles that one person may not hold together
    └── WeakPasswordError       a password that breaks the rules
"""

from service.errors import ServiceError


class AccountError(ServiceError):
    """An account cannot be changed as asked."""


class AccountExistsError(AccountError):
    """The name is taken."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(f"an account named {name!r} exists; choose another name")


class AccountNotFoundError(AccountError):
    """No account has this name."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(f"no account named {name!r}; see `tongpan user list`")


class AccountNameError(AccountError):
    """A name of a wrong form."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(
            f"an account cannot be named {name[:60]!r}; expected 2 to 32 lower-case letters, "
            "digits, dots or dashes, for example 'li.ming'"
        )


class WeakPasswordError(AccountError):
    """A password that breaks the rules."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(f"password refused: {reason}")


class SeparatedRolesError(AccountError):
    """Roles that one person may not hold together."""

    def __init__(self, *, roles: tuple[str, ...]) -> None:
        self.roles = roles
        super().__init__(
            f"one account cannot be {' and '.join(roles)}; give each to another person"
        )

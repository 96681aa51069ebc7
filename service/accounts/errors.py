"""Which refusals can the desk of accounts answer with?

ServiceError
└── AccountError                an account cannot be changed as asked
    ├── AccountExistsError      the name is taken
    ├── AccountNotFoundError    no account has the name
    ├── AccountNameError        a name of a wrong form
    ├── SeparatedRolesError     roles that one person may not hold together
    ├── WeakPasswordError       a password that breaks the rules
    ├── FactorCodeError         a code that is none of the second factor
    ├── TokenScopeError         a token for what its owner may not do, or for nothing
    ├── TokenTermError          a token that would never end, or has ended already
    └── TokenNotFoundError      no token that who asks may end
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


class FactorCodeError(AccountError):
    """A code that is none of the second factor, or was used already."""

    def __init__(self) -> None:
        super().__init__("the code does not fit; wait for the next one and type it once")


class TokenScopeError(AccountError):
    """A token for what its owner may not do, or for nothing at all."""

    def __init__(self, *, scope: str, offered: tuple[str, ...]) -> None:
        self.scope = scope
        self.offered = offered
        super().__init__(
            f"no token for {scope[:32] or 'nothing'!r}; expected some of {', '.join(offered)}"
        )


class TokenTermError(AccountError):
    """A token that would live too long, or not at all."""

    def __init__(self, *, days: int, most: int) -> None:
        self.days = days
        self.most = most
        super().__init__(f"a token for {days} days; expected 1 to {most}")


class TokenNotFoundError(AccountError):
    """No token that who asks may end."""

    def __init__(self, *, prefix: str) -> None:
        self.prefix = prefix
        super().__init__(f"no token {prefix[:16]!r}; see `tongpan token list`")

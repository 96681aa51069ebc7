"""Which refusals can the desk of accounts answer with?

ServiceError
├── AccessError                 who asks may not
│   ├── FactorNeededError       the password fits, the second factor is missing
│   ├── FactorEnrolError        a second factor that has to be set up first
│   ├── TokenPlaceError         a token of a program where only people go
│   ├── ProviderRefusedError    what the identity provider sent back does not fit
│   └── ProviderUnreachableError the identity provider does not answer as one does
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

from service.errors import AccessError, ServiceError


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


class FactorNeededError(AccessError):
    """Name and password fit; the code of the second factor is still to come."""

    def __init__(self) -> None:
        super().__init__("this account has a second factor; send its code as 'code' as well")


class FactorEnrolError(AccessError):
    """A second factor that has to be set up before anything else."""

    def __init__(self) -> None:
        super().__init__("this role needs a second factor; set it up first at /account/factor")


class TokenPlaceError(AccessError):
    """A token of a program where only people go."""

    def __init__(self) -> None:
        super().__init__("tokens of programs open the interface only; sign in for the pages")


class ProviderRefusedError(AccessError):
    """What came back from the identity provider does not fit, so that nobody is signed in."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the identity provider's answer was refused: {reason}; sign in again")


class ProviderUnreachableError(AccessError):
    """The identity provider does not answer, or not as one does."""

    def __init__(self, *, host: str) -> None:
        self.host = host
        super().__init__(f"the identity provider at {host} gave no usable answer; try again later")

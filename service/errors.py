"""Which refusals can the service answer with?

ServiceError
├── SettingsError               a setting that cannot be used
├── NotReadyError               nothing is indexed yet, or nothing can be opened
├── RequestError                what was asked cannot be answered as asked
│   ├── QueryMissingError       neither a text nor a file nor a judgment
│   ├── QueryTooShortError      too few characters to search by
│   ├── QueryTooLongError       more characters than are read
│   ├── KeywordMissingError     a keyword search that requires no word
│   ├── ProvisionUnreadError    words of which no provision can be made
│   ├── UnknownChargeError      a charge or cause that no table knows
│   ├── UploadTooLargeError     a file beyond the limit
│   ├── UploadUnreadableError   a file that gives no single text
│   ├── NoSuchPieceError        a file that holds fewer judgments
│   ├── NotAJudgmentError       a piece of a file that is no judgment
│   ├── CorrectionValueError    a value that the field cannot take
│   ├── VerdictReasonError      不是类案 without the reason that is asked for
│   ├── CaseFieldError          a value that a pending case cannot take
│   ├── StopReasonError         a search ended at a tier without a reason
│   ├── FilterError             a filter with a value that does not exist
│   ├── PageTooDeepError        a page beyond the depth that is ranked
│   └── MalformedRequestError   a payload of a wrong form
├── PageNotFoundError           no such page, search or entry for this reader
├── MethodRefusedError          the address is there, the method is not
├── AccessError                 who asks may not
│   ├── NotSignedInError        nobody is signed in
│   ├── SignInRefusedError      name and password do not fit
│   ├── TooManyFailuresError    signing in is locked for a while
│   ├── NotPermittedError       signed in, without the permission
│   └── ForgedFormError         a form without its token
└── AccountError                an account cannot be changed as asked
    ├── AccountExistsError
    ├── AccountNotFoundError
    ├── AccountNameError        a name of a wrong form
    └── WeakPasswordError

Each class carries fields, and its message is built from them. The words for the screen stand in
:mod:`service.web.wording`, the HTTP status in :mod:`service.api.refusals`.
"""

from datetime import datetime


class ServiceError(Exception):
    """Base of everything this package raises."""


class SettingsError(ServiceError):
    """A setting that cannot be used."""

    def __init__(self, *, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"setting {name}: {reason}")


class NotReadyError(ServiceError):
    """Nothing is indexed yet, or nothing can be opened."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"no index to search: {reason}; run `tongpan ingest PATH`, then `tongpan index`"
        )


class RequestError(ServiceError):
    """What was asked cannot be answered as asked."""


class QueryMissingError(RequestError):
    """Neither a text nor a file nor a judgment was given."""

    def __init__(self) -> None:
        super().__init__("no query; expected exactly one of a text, a file and a judgment id")


class QueryTooShortError(RequestError):
    """Too few characters to search by."""

    def __init__(self, *, n_characters: int, least: int) -> None:
        self.n_characters = n_characters
        self.least = least
        super().__init__(
            f"a query of {n_characters} characters; expected at least {least}, for example "
            "'醉酒驾驶机动车'"
        )


class QueryTooLongError(RequestError):
    """More characters than are read."""

    def __init__(self, *, n_characters: int, most: int) -> None:
        self.n_characters = n_characters
        self.most = most
        super().__init__(
            f"a query of {n_characters} characters; expected at most {most}: paste the facts, "
            "the disputed issue or one judgment"
        )


class KeywordMissingError(RequestError):
    """A keyword search that requires no word."""

    def __init__(self, *, words: str) -> None:
        self.words = words
        super().__init__(
            f"no word is required in {words[:60]!r}; expected at least one beside those that are "
            "shut out, for example '民间借贷 -担保'"
        )


class ProvisionUnreadError(RequestError):
    """Words, or a paper, of which no provision can be made."""

    def __init__(self, *, words: str) -> None:
        self.words = words
        super().__init__(
            f"no provision in {words[:60]!r}; expected a law with or without an article, for "
            "example '刑法第二百六十四条'"
        )


class UnknownChargeError(RequestError):
    """A charge or cause of action that no table knows."""

    def __init__(self, *, name: str, near: str) -> None:
        self.name = name
        self.near = near
        super().__init__(f"no charge or cause {name[:60]!r}; expected for example {near}")


class UploadTooLargeError(RequestError):
    """A file beyond the limit."""

    def __init__(self, *, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(f"an upload beyond the limit of {limit_bytes} bytes; send a smaller file")


class UploadUnreadableError(RequestError):
    """A file that gives no single text."""

    def __init__(self, *, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"cannot search by the file {name[:80]!r}: {reason}")


class NoSuchPieceError(RequestError):
    """A file that holds fewer judgments than were counted to."""

    def __init__(self, *, name: str, asked: int) -> None:
        self.name = name
        self.asked = asked
        super().__init__(f"{name} holds fewer than {asked} pieces; count from 1")


class NotAJudgmentError(RequestError):
    """A piece of a file that is no judgment."""

    def __init__(self, *, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place} is no judgment: {reason}")


class CorrectionValueError(RequestError):
    """A value that a field cannot take."""

    def __init__(self, *, field: str, value: str, accepted: str) -> None:
        self.field = field
        self.value = value
        self.accepted = accepted
        super().__init__(f"{field} cannot be {value[:60]!r}; expected {accepted}")


class VerdictReasonError(RequestError):
    """不是类案 without a reason, where the settings ask for one."""

    def __init__(self) -> None:
        super().__init__("a verdict not_similar needs a reason here; say why")


class CaseFieldError(RequestError):
    """A value that a pending case cannot take."""

    def __init__(self, *, field: str, value: str, accepted: str) -> None:
        self.field = field
        self.value = value
        self.accepted = accepted
        super().__init__(f"{field} cannot be {value[:60]!r}; expected {accepted}")


class StopReasonError(RequestError):
    """A search ended at a tier without a reason."""

    def __init__(self, *, tier: str) -> None:
        self.tier = tier
        super().__init__(f"ending the search at tier {tier!r} needs a reason; say why")


class FilterError(RequestError):
    """A filter with a value that does not exist."""

    def __init__(self, *, field: str, value: str, accepted: str) -> None:
        self.field = field
        self.value = value
        self.accepted = accepted
        super().__init__(f"filter {field} has no value {value[:60]!r}; expected {accepted}")


class PageTooDeepError(RequestError):
    """A page beyond the depth that is ranked."""

    def __init__(self, *, asked: int, most: int) -> None:
        self.asked = asked
        self.most = most
        super().__init__(f"hit {asked} asked for; only the first {most} are ranked")


class MalformedRequestError(RequestError):
    """A payload of a wrong form."""

    def __init__(self, *, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems) or "the request cannot be read")


class PageNotFoundError(ServiceError):
    """No such page, search or entry for this reader."""

    def __init__(self, *, what: str) -> None:
        self.what = what
        super().__init__(f"nothing found at {what[:120]}")


class MethodRefusedError(ServiceError):
    """The address is there, the method is not."""

    def __init__(self, *, method: str) -> None:
        self.method = method
        super().__init__(f"method {method[:16]} is not offered at this address")


class AccessError(ServiceError):
    """Who asks may not."""


class NotSignedInError(AccessError):
    """Nobody is signed in."""

    def __init__(self) -> None:
        super().__init__(
            "not signed in; sign in at /sign-in, or send 'Authorization: Bearer TOKEN' with a "
            "token from POST /api/v1/sessions"
        )


class SignInRefusedError(AccessError):
    """Name and password do not fit; which of the two is not told."""

    def __init__(self) -> None:
        super().__init__("name and password do not fit")


class TooManyFailuresError(AccessError):
    """Signing in under this name is locked for a while."""

    def __init__(self, *, until: datetime) -> None:
        self.until = until
        super().__init__(f"too many failures; signing in is locked until {until.isoformat()}")


class NotPermittedError(AccessError):
    """Signed in, without the permission."""

    def __init__(self, *, permission: str) -> None:
        self.permission = permission
        super().__init__(f"this account does not have the permission {permission!r}")


class ForgedFormError(AccessError):
    """A form that came without the token of its page."""

    def __init__(self) -> None:
        super().__init__("the form token is missing or stale; load the page again")


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

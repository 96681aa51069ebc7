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
│   ├── UnknownCourtError       a name that is no court's, or several courts'
│   ├── LibraryRecordError      a record of a library case that cannot be taken
│   ├── UploadTooLargeError     a file beyond the limit
│   ├── UploadUnreadableError   a file that gives no single text
│   ├── NoSuchPieceError        a file that holds fewer judgments
│   ├── NotAJudgmentError       a piece of a file that is no judgment
│   ├── CorrectionValueError    a value that the field cannot take
│   ├── VerdictReasonError      不是类案 without the reason that is asked for
│   ├── CaseFieldError          a value that a pending case cannot take
│   ├── StopReasonError         a search ended at a tier without a reason
│   ├── DraftReasonError        an answer on a draft without the reason that it needs
│   ├── AnswerReasonError       an answer to a divergence without the reason it needs
│   ├── FilterError             a filter with a value that does not exist
│   ├── PageTooDeepError        a page beyond the depth that is ranked
│   ├── ComparedCountError      fewer or more cases side by side than can be read
│   └── MalformedRequestError   a payload of a wrong form
├── PageNotFoundError           no such page, search or entry for this reader
├── MethodRefusedError          the address is there, the method is not
├── AccessError                 who asks may not
│   ├── NotSignedInError        nobody is signed in
│   ├── SignInRefusedError      name and password do not fit
│   ├── TooManyFailuresError    signing in is locked for a while
│   ├── NotPermittedError       signed in, without the permission
│   ├── PasswordChangeError     a password that has to be changed first
│   ├── TooManyRequestsError    more requests than are answered in a while
│   ├── HandlingJudgeError      open to the judge who handles the case alone
│   └── ForgedFormError         a form without its token
└── ReportError                 a search report cannot be made or moved as asked
    ├── ReportContentError      a content of a wrong form
    ├── ReportQuoteError        a quote that does not stand where it says
    ├── ReportLockedError       signed: what it states does not change any more
    ├── ReportChangedError      somebody else changed it meanwhile
    ├── ReportMoveError         a move that its state does not offer
    ├── ReportMoveReasonError   a move without the reason that it needs
    ├── ReportSignerError       signed by another than the judge responsible for it
    ├── ReportBlockedError      findings that keep it from being signed
    ├── NothingToReplayError    no query of its case is kept
    └── PdfUnavailableError     LibreOffice is absent, or made no PDF

Each class carries fields, and its message is built from them. The words for the screen stand in
:mod:`service.web.wordbook.wording`, the HTTP status in :mod:`service.api.refusals`.
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


class UnknownCourtError(RequestError):
    """A name that is no court's, or that several bear."""

    def __init__(self, *, name: str, near: tuple[str, ...] = ()) -> None:
        self.name = name
        self.near = "、".join(near) or "长春市中级人民法院、长春中院"
        super().__init__(f"no court {name[:60]!r}; expected a full or short name: {self.near}")


class LibraryRecordError(RequestError):
    """A record of a library case that cannot be taken."""

    def __init__(self, *, field: str, value: str, accepted: str) -> None:
        self.field = field
        self.value = value
        self.accepted = accepted
        super().__init__(f"{field} cannot be {value[:60]!r}; expected {accepted}")


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


class AnswerReasonError(RequestError):
    """An answer to a finding of divergence without the reason that it needs."""

    def __init__(self, *, kind: str) -> None:
        self.kind = kind
        super().__init__(f"the answer {kind!r} needs a reason; say why")


class DraftReasonError(RequestError):
    """An answer to a finding about a draft that says nothing without a reason."""

    def __init__(self, *, answer: str) -> None:
        self.answer = answer
        super().__init__(f"the answer {answer} needs a reason; expected some words")


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


class ComparedCountError(RequestError):
    """Fewer or more cases side by side than can be read."""

    def __init__(self, *, given: int, fewest: int, most: int) -> None:
        self.given = given
        self.fewest = fewest
        self.most = most
        super().__init__(f"{given} cases to compare; expected {fewest} to {most}, each once")


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


class PasswordChangeError(AccessError):
    """A password that its owner has to change before anything else."""

    def __init__(self) -> None:
        super().__init__("the password was given by somebody else; change it first at /account")


class TooManyRequestsError(AccessError):
    """More requests than are answered in a while."""

    def __init__(self, *, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many requests; the next one is answered in {seconds} seconds")


class HandlingJudgeError(AccessError):
    """What stands against a judge's view of a case is told to that judge alone."""

    def __init__(self, *, pending_id: str) -> None:
        self.pending_id = pending_id
        super().__init__(f"only the judge who handles case {pending_id} may see this")


class ForgedFormError(AccessError):
    """A form that came without the token of its page."""

    def __init__(self) -> None:
        super().__init__("the form token is missing or stale; load the page again")


class ReportError(ServiceError):
    """A search report cannot be made or moved as asked."""


class ReportContentError(ReportError):
    """A content of a wrong form."""

    def __init__(self, *, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("no content of a report: " + "; ".join(problems))


class ReportQuoteError(ReportError):
    """A quote that does not stand where it says."""

    def __init__(self, *, judgment_id: str, span: str) -> None:
        self.judgment_id = judgment_id
        self.span = span
        super().__init__(f"the words quoted do not stand at {span} of judgment {judgment_id}")


class ReportLockedError(ReportError):
    """Signed: what it states does not change any more."""

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(f"the report is {state}; send it back before it is changed")


class ReportChangedError(ReportError):
    """Somebody else changed it meanwhile."""

    def __init__(self, *, expected: int, found: int) -> None:
        self.expected = expected
        self.found = found
        super().__init__(f"version {expected} was looked at, version {found} stands; load it again")


class ReportMoveError(ReportError):
    """A move that its state does not offer."""

    def __init__(self, *, move: str, state: str, offered: tuple[str, ...]) -> None:
        self.move = move
        self.state = state
        self.offered = offered
        super().__init__(
            f"a report that is {state} cannot {move}; offered: {', '.join(offered) or 'nothing'}"
        )


class ReportMoveReasonError(ReportError):
    """A move without the reason that it needs."""

    def __init__(self, *, move: str) -> None:
        self.move = move
        super().__init__(f"{move} needs a reason; say why, or where to")


class ReportSignerError(ReportError):
    """Signed by another than the judge responsible for it."""

    def __init__(self, *, responsible: str) -> None:
        self.responsible = responsible
        super().__init__(
            f"the report names {responsible or 'nobody'} as responsible; only the handling judge "
            "of this name signs it"
        )


class ReportBlockedError(ReportError):
    """Findings that keep it from being signed."""

    def __init__(self, *, rules: tuple[str, ...], sentences: tuple[str, ...]) -> None:
        self.rules = rules
        self.sentences = sentences
        super().__init__(f"{len(rules)} findings block signing: {', '.join(rules)}")


class NothingToReplayError(ReportError):
    """No query of its case is kept."""

    def __init__(self, *, report_id: str) -> None:
        self.report_id = report_id
        super().__init__(f"no query is kept that report {report_id} could be made from")


class PdfUnavailableError(ReportError):
    """LibreOffice is absent, or made no PDF."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"no PDF: {reason}; LibreOffice makes it (Debian: apt-get install "
            "--no-install-recommends libreoffice-writer-nogui fonts-noto-cjk), the .docx needs none"
        )

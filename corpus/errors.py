"""Which refusals can the corpus answer with?

CorpusError
├── SpanError                 a range that the text does not have
├── CaseNumberError           text that is no case number
├── CorrectionError           a correction of a field that cannot be made
├── ClosingError              a judgment that cannot be closed or opened as asked
├── NumeralError              text that is no number, amount, date, duration or share
├── SourceError               a file or folder that cannot be read at all
│   ├── UnknownFormatError    no reader takes it
│   ├── EmptySourceError      a source that holds no judgment
│   └── DamagedSourceError    truncated, wrong encoding, wrong structure
├── SchedulerError            the cluster does not answer, or is not of this program
├── WorkerLostError           a worker died
└── StoreError                the store cannot do what was asked
    ├── StoreUnavailableError the database is out of reach or overloaded; later it may answer
    ├── StoreConflictError    a row that is to be one of its kind is there already
    ├── StoreValueError       a value that the database cannot hold
    ├── JudgmentNotFoundError
    ├── CodecError            a stored reading has not the form of a judgment
    ├── IngestError           an ingest stopped; what was filed before stays filed
    └── StoreVersionError     the store was written by another version

Bad input *inside* a batch is not an error but data: see :class:`corpus.judgment.Rejected`.
"""


class CorpusError(Exception):
    """Base of everything this package raises."""


class SpanError(CorpusError):
    """A range of characters that the text does not have."""

    def __init__(self, *, start: int, end: int, length: int | None = None) -> None:
        self.start = start
        self.end = end
        self.length = length
        where = "" if length is None else f" of a text of {length} characters"
        super().__init__(
            f"no characters {start}:{end}{where}; expected 0 <= start <= end <= length"
        )


class CaseNumberError(CorpusError):
    """Text that is no case number."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"cannot read case number {text[:60]!r}; expected the form （2023）京01民终1号 "
            "or （2014）民一终字第174号"
        )


class NumeralError(CorpusError):
    """Text that is no number, amount, date, duration or share, or can be read in two ways."""

    def __init__(self, *, kind: str, text: str, accepted: str) -> None:
        self.kind = kind
        self.text = text
        self.accepted = accepted
        super().__init__(f"cannot read {kind} {text[:60]!r}; expected forms like {accepted}")


class CorrectionError(CorpusError):
    """A correction that names no field, or a value that the field cannot take."""

    def __init__(self, *, field: str, found: str, expected: str) -> None:
        self.field = field
        self.found = found
        self.expected = expected
        super().__init__(f"cannot correct {field!r}: {found[:80]} met, {expected} expected")


class ClosingError(CorpusError):
    """A judgment is closed or opened again only for a reason that is written down."""

    def __init__(self, *, reason: str, least: int) -> None:
        self.reason = reason
        self.least = least
        super().__init__(f"reason {reason!r} is too short; expected at least {least} characters")


class SourceError(CorpusError):
    """A file or folder that cannot be read at all.

    Attributes:
        code: The code of :class:`corpus.judgment.Rejected`, where the whole source is one
            rejected piece.
    """

    def __init__(self, place: str, reason: str, *, code: str | None = None) -> None:
        self.place = place
        self.reason = reason
        self.code = code
        super().__init__(f"{place}: {reason}")


class UnknownFormatError(SourceError):
    """No reader takes this file."""


class EmptySourceError(SourceError):
    """A source in which no judgment was found; silence would look like success."""


class DamagedSourceError(SourceError):
    """Truncated, in a wrong encoding, or of a wrong structure."""


class SchedulerError(CorpusError):
    """The scheduler does not answer, has no worker, or its workers are not of this program."""

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(f"no work can be given to {address}: {reason}; expected tcp://HOST:PORT")


class WorkerLostError(CorpusError):
    """A worker died, or the way to it broke."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"a worker was lost: {reason}")


class StoreError(CorpusError):
    """The store cannot do what was asked."""


class StoreUnavailableError(StoreError):
    """The database is out of reach, overloaded or took too long; what was asked was not done."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the database does not answer: {reason}; ask again in a moment")


class StoreConflictError(StoreError):
    """A row that is to be one of its kind is there already, or points to one that is not."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the database refuses to write: {reason}")


class StoreValueError(StoreError):
    """A value that the database cannot hold, such as a character of code 0 or a huge number."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the database cannot hold a value: {reason}")


class JudgmentNotFoundError(StoreError):
    """No judgment has this id."""

    def __init__(self, judgment_id: str) -> None:
        self.judgment_id = judgment_id
        super().__init__(f"no judgment {judgment_id!r} in the store")


class CodecError(StoreError):
    """A stored reading has not the form of a judgment."""

    def __init__(self, *, where: str, found: str, expected: str) -> None:
        self.where = where
        self.found = found
        self.expected = expected
        super().__init__(f"{where}: {found} met, {expected} expected; ingest the source again")


class IngestError(StoreError):
    """An ingest stopped before its end; every batch filed before stays filed."""

    def __init__(self, *, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"ingest of {place} stopped: {reason}; run it again, it goes on where it stopped"
        )


class StoreVersionError(StoreError):
    """The store was written by another version of the program."""

    def __init__(self, found: str | None, expected: str) -> None:
        self.found = found
        self.expected = expected
        super().__init__(
            f"store schema {found or 'unmarked'} met, {expected} expected; run `tongpan doctor`"
        )

"""Which refusals can the index answer with?

IndexingError
├── QueryError                    a search that cannot be asked
│   ├── EmptyQueryError           no word to search by
│   └── UnknownChannelError       a channel that this searcher does not have
├── RepeatedJudgmentError         a ranking holds a judgment twice
├── EncoderError
│   ├── EncoderFolderError        a folder that holds no encoder
│   ├── BaseFolderError           a folder that holds no transformer to fine-tune
│   ├── StaticBaseError           a folder to fine-tune that holds vectors of words
│   └── EncoderOutputError        vectors of a wrong shape, length or kind
├── RankerError                   weights that cannot be read, or labels that teach nothing
├── NotEnoughJudgmentsError       too few judgments to train on or to index
├── EngineError                   the engine that finds candidates cannot be used
│   ├── EngineAddressError        an address that names none
│   ├── EngineAwayError           it does not answer
│   └── EngineEmptiedError        it has not what the index was filled into it
└── SnapshotError                 an index folder that cannot be used
    ├── NoSnapshotError           nothing was built yet
    ├── SnapshotGoneError         asked for by name, and not kept
    ├── SnapshotUnservedError     to be gone back to, and never was the one that answers
    ├── DamagedSnapshotError      half written, truncated or altered
    ├── SnapshotVersionError      written by another version of the program
    └── SnapshotMismatchError     built with another encoder, dictionary or corpus
"""


class IndexingError(Exception):
    """Base of everything this package raises."""


class QueryError(IndexingError):
    """A search that cannot be asked."""


class EmptyQueryError(QueryError):
    """A query in which no word is left to search by."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"no word to search by in {text[:40]!r}; expected some facts of the case, "
            "for example 酒后驾驶机动车，血液酒精含量201毫克/100毫升"
        )


class UnknownChannelError(QueryError):
    """A channel that this searcher does not have."""

    def __init__(self, channel: str, known: tuple[str, ...]) -> None:
        self.channel = channel
        self.known = known
        super().__init__(f"no channel {channel!r}; expected some of {', '.join(known)}")


class RepeatedJudgmentError(IndexingError):
    """A ranking that holds a judgment twice."""

    def __init__(self, label: int) -> None:
        self.label = label
        super().__init__(
            f"the judgment labelled {label} stands twice in one ranking; expected once"
        )


class EncoderError(IndexingError):
    """An encoder that cannot be used."""


class EncoderFolderError(EncoderError):
    """A folder that holds no encoder."""

    def __init__(self, folder: str, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"no encoder in {folder}: {reason}; expected a folder saved by sentence-transformers "
            "(modules.json, tokenizer.json, model.safetensors)"
        )


class BaseFolderError(EncoderError):
    """A folder that holds no transformer to fine-tune."""

    def __init__(self, folder: str, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"no transformer to fine-tune in {folder}: {reason}; expected a folder of "
            "sentence-transformers (modules.json) or of transformers (config.json, weights, "
            "tokenizer)"
        )


class StaticBaseError(EncoderError):
    """A folder to fine-tune that holds vectors of words."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} holds vectors of words, which are trained from nothing: "
            "`tongpan train` without --base; expected a transformer"
        )


class EncoderOutputError(EncoderError):
    """Vectors that an encoder may not give."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{reason}; expected finite float32 rows of length one")


class RankerError(IndexingError):
    """Weights of a ranker that cannot be read, or labels that teach nothing."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"no ranker: {reason}; expected weights written by `python -m evaluation rank` or "
            "`tongpan rank train`, or judged lists of several queries"
        )


class NotEnoughJudgmentsError(IndexingError):
    """Too few judgments for what was asked."""

    def __init__(self, *, found: int, needed: int, purpose: str) -> None:
        self.found = found
        self.needed = needed
        self.purpose = purpose
        super().__init__(f"{found} judgments with text to {purpose}; expected at least {needed}")


class EngineError(IndexingError):
    """The engine that finds candidates cannot be used."""


class EngineAddressError(EngineError):
    """An address that names no engine.

    The address itself is not told: somebody may have written a password into it.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"no engine: {reason}; expected embedded, or milvus://HOST:PORT with or without "
            "/DATABASE, such as milvus://127.0.0.1:19530"
        )


class EngineAwayError(EngineError):
    """The engine does not answer."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"the engine at {place} does not answer: {reason}; start it, or go back to an index "
            "that needs none: `tongpan snapshots rollback`, `tongpan index --engine embedded`"
        )


class EngineEmptiedError(EngineError):
    """The engine has not what an index was filled into it."""

    def __init__(self, place: str, collection: str, reason: str) -> None:
        self.place = place
        self.collection = collection
        self.reason = reason
        super().__init__(
            f"the engine at {place} does not hold collection {collection}: {reason}; fill it "
            "again: `tongpan index --force`"
        )


class SnapshotError(IndexingError):
    """An index folder that cannot be used."""


class NoSnapshotError(SnapshotError):
    """Nothing was built yet."""

    def __init__(self, root: str) -> None:
        self.root = root
        super().__init__(f"no index under {root}; build one with `tongpan index`")


class SnapshotGoneError(SnapshotError):
    """A snapshot that was asked for by name and is not kept."""

    def __init__(self, name: str, *, kept: tuple[str, ...]) -> None:
        self.name = name
        self.kept = kept
        super().__init__(
            f"no index {name[:40]!r} is kept; expected one of {', '.join(kept) or 'none'}; the "
            "question can be asked of the current one"
        )


class SnapshotUnservedError(SnapshotError):
    """A snapshot to go back to that was built and has never answered."""

    def __init__(self, name: str, *, served: tuple[str, ...]) -> None:
        self.name = name
        self.served = served
        super().__init__(
            f"index {name} was built and never served; expected one of "
            f"{', '.join(served) or 'none'}; whoever wants it runs "
            f"`tongpan snapshots accept {name}`"
        )


class DamagedSnapshotError(SnapshotError):
    """A snapshot that is half written, truncated or altered."""

    def __init__(self, folder: str, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(f"index {folder} is damaged: {reason}; build it again: `tongpan index`")


class SnapshotVersionError(SnapshotError):
    """A snapshot written by another version of the program."""

    def __init__(self, folder: str, *, found: int, expected: int) -> None:
        self.folder = folder
        self.found = found
        self.expected = expected
        super().__init__(
            f"index {folder} has format {found}, this program reads {expected}; "
            "build it again: `tongpan index`"
        )


class SnapshotMismatchError(SnapshotError):
    """A snapshot built with other parts than those at hand.

    Attributes:
        part: "encoder", "segmenter", "corpus" or "engine".
    """

    def __init__(self, folder: str, *, part: str, found: str, expected: str) -> None:
        self.folder = folder
        self.part = part
        self.found = found
        self.expected = expected
        super().__init__(
            f"index {folder} was built with {part} {found}, at hand is {expected}; "
            f"give it that {part} or build it again: `tongpan index`"
        )

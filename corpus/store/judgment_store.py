"""What can a store of judgments be asked?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from corpus.judgment import Judgment, JudgmentId, Rejected, SourceRecord
from corpus.listed import ListedJudgment
from corpus.store.records import JudgmentRecord
from corpus.store.states import StoreStates

RunId = NewType("RunId", int)


Facets = Mapping[str, tuple[tuple[str, int], ...]]
"""Name of a filter to its values with their counts, most frequent first, then by value."""


class FiledAs(StrEnum):
    """What filing a record changed."""

    ADDED = "added"
    REREAD = "reread"
    JOINED = "joined"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """How one record was filed.

    Attributes:
        id: The judgment.
        standing: ADDED: a new text. REREAD: a known text read by a newer edition. JOINED: a known
            text under a new source or place. UNCHANGED: nothing written. DUPLICATE: the same
            source holds this text under another key; the key is kept as an alias.
        first: Of a duplicate, the key under which the text stands.
    """

    id: JudgmentId
    standing: FiledAs
    first: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutResult:
    """What putting or filing did with each judgment.

    Attributes:
        filed: One per judgment, in order.
        rejected: Pieces refused, those filed as DUPLICATE among them, in order.
    """

    filed: tuple[Filed, ...]
    rejected: tuple[Rejected, ...] = ()

    def count(self, standing: FiledAs) -> int:
        """Return how many were filed in this way."""
        return sum(each.standing is standing for each in self.filed)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPiece:
    """What the store holds under a key of a source.

    Attributes:
        digest: Digest of what the source delivered last time.
        judgment_id: The judgment that it became.
        reader_version: Edition that read the judgment.
        duplicate_of: Key of the piece that it repeats; None where it repeats none.
    """

    digest: str
    judgment_id: JudgmentId
    reader_version: int
    duplicate_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestRun:
    """One ingest, as recorded.

    Attributes:
        id: Number of the run.
        started_at: Start, aware.
        finished_at: End; None while it runs and when it was killed.
        source_name: Name of the source.
        place: The file or folder as named in the call.
        accepted: Pieces that changed the store.
        unchanged: Pieces already held.
        rejected: Pieces that became no judgment.
    """

    id: RunId
    started_at: datetime
    finished_at: datetime | None
    source_name: str
    place: str
    accepted: int
    unchanged: int
    rejected: int


class JudgmentStore(Protocol):
    """Judgments by id, by source, by case number, in order of id."""

    def put(self, batch: Sequence[Judgment]) -> PutResult:
        """Store judgments in one transaction: all or none."""
        ...

    def get(self, judgment_id: JudgmentId) -> Judgment:
        """Return a judgment.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        ...

    def get_many(self, ids: Sequence[JudgmentId]) -> tuple[Judgment, ...]:
        """Return judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...

    def get_listed(self, ids: Sequence[JudgmentId]) -> tuple[ListedJudgment, ...]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...

    def get_texts(self, ids: Sequence[JudgmentId]) -> tuple[str, ...]:
        """Return the texts of judgments in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...

    def find_external(self, source_name: str, external_id: str) -> Judgment | None:
        """Return the judgment that a source knows by this id, also by an alias, or None."""
        ...

    def find_by_case_number(self, canonical: str) -> tuple[Judgment, ...]:
        """Return the current judgments with this own number, in order of id."""
        ...

    def find_quoting(self, canonical: str) -> tuple[JudgmentId, ...]:
        """Return the current judgments that quote this number, in order of id."""
        ...

    def sources_of(self, judgment_id: JudgmentId) -> tuple[SourceRecord, ...]:
        """Return every place that the text stands in now, in order of arrival."""
        ...

    def iterate(self) -> Iterator[Judgment]:
        """Yield every current judgment in order of id, as of the start, without holding all."""
        ...

    def count(self) -> int:
        """Return the number of current judgments."""
        ...

    def digest(self) -> str:
        """Return the digest of the corpus: of ids and editions, whatever the order of arrival."""
        ...

    def states(self) -> StoreStates:
        """Return of each current judgment what an index of it depends on beside its text."""
        ...

    def facets(self) -> Facets:
        """Return the values that filters can take, with their counts."""
        ...


class IngestStore(JudgmentStore, Protocol):
    """A store that an ingest can write to in whole batches."""

    def begin_run(self, *, source_name: str, place: str, started_at: datetime) -> RunId:
        """Record that an ingest began."""
        ...

    def known(self, source_name: str, keys: Sequence[str]) -> Mapping[str, KnownPiece]:
        """Return what the store holds under these keys of a source."""
        ...

    def file(
        self,
        run: RunId,
        entries: Sequence[JudgmentRecord | Rejected],
        *,
        unchanged: int,
    ) -> PutResult:
        """Write a batch with its rejected pieces and the run's counts in one transaction.

        Args:
            entries: Records and rejected pieces in the order of the source. A record filed as
                DUPLICATE counts as rejected.
            unchanged: Pieces of the batch that were found unchanged before; records filed as
                UNCHANGED are added.
        """
        ...

    def finish_run(self, run: RunId, *, finished_at: datetime) -> IngestRun:
        """Record that an ingest came to its end, and return the run."""
        ...

    def runs(self, *, limit: int) -> tuple[IngestRun, ...]:
        """Return the latest runs, newest first."""
        ...

    def rejections(self, run: RunId) -> tuple[Rejected, ...]:
        """Return the rejected pieces of a run, in the order in which they were met."""
        ...

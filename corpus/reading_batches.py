"""What does a worker do with a batch of pieces?

Apart from :mod:`corpus.ingest`, so that a new process loads neither database nor file formats.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.field_tally import FieldTally, tally_of
from corpus.judgment import Judgment, RawJudgment, Rejected
from corpus.store.records import JudgmentRecord, record_of


class Reader(Protocol):
    """Makes a judgment of a raw one, as :func:`corpus.reading.read_judgment` does."""

    def __call__(self, raw: RawJudgment, *, today: date) -> Judgment | Rejected:
        """Return the judgment, or why it is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pieces that are filed together.

    Attributes:
        entries: In order: what is to be read, with its digest, or what was rejected before.
        unchanged: Number of pieces that need not be read.
    """

    entries: tuple[tuple[RawJudgment, str] | Rejected, ...]
    unchanged: int

    @property
    def size(self) -> int:
        """Number of pieces."""
        return len(self.entries) + self.unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBatch:
    """What a worker made of a batch.

    Attributes:
        entries: In the order of the batch, in the form in which they are stored.
        fields: What was read of each field.
    """

    entries: tuple[JudgmentRecord | Rejected, ...]
    fields: FieldTally


def read_batch(batch: Batch, *, reader: Reader, today: date, reader_version: int) -> ReadBatch:
    """Read the judgments of a batch.

    Args:
        reader: Reads one judgment.
        today: The day of reading.
        reader_version: Edition of ``reader``.
    """
    entries: list[JudgmentRecord | Rejected] = []
    judgments: list[Judgment] = []
    for entry in batch.entries:
        if isinstance(entry, Rejected):
            entries.append(entry)
            continue
        raw, digest = entry
        judgment = reader(raw, today=today)
        if isinstance(judgment, Rejected):
            entries.append(judgment)
        else:
            judgments.append(judgment)
            entries.append(record_of(judgment, reader_version=reader_version, digest=digest))
    return ReadBatch(entries=tuple(entries), fields=tally_of(judgments))

"""How do new judgments get into the records, with few of them on disk or in memory at once?"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from evaluation.errors import MeasurementError
from evaluation.performance.growth.notes import Notes, Part
from evaluation.performance.growth.recombining import Recombiner
from evaluation.performance.product import Installation

PART: Final = 5_000
"""So many judgments are written, ingested by one command and removed before the next."""

SOURCE: Final = "recombined"
_TEXTS: Final = "part.jsonl"
_FOLLOWING: Final = "TONGPAN_INDEX_AFTER_INGEST"
_DIGESTS: Final = "digests.bin"
_DIGEST_TYPE: Final = "<u8"


@dataclass(slots=True, kw_only=True)
class Filling:
    """Fills the records of a run.

    Attributes:
        installation: The product.
        recombiner: Makes the judgments.
        notes: The notes of the run.
        say: Is told how far it is.
        met: Digests of the contents of all judgments so far.
    """

    installation: Installation
    recombiner: Recombiner
    notes: Notes
    say: Callable[[str], None]
    met: set[int] = field(default_factory=set)

    def remember(self) -> None:
        """Read back the digests of what stands in the records already."""
        path = self.notes.folder / _DIGESTS
        n_bytes = self.notes.ingested * np.dtype(_DIGEST_TYPE).itemsize
        data = path.read_bytes()[:n_bytes] if path.is_file() else b""
        if len(data) < n_bytes:
            raise MeasurementError("keep", f"{_DIGESTS} is not whole")
        path.write_bytes(data)
        self.met = set(np.frombuffer(data, _DIGEST_TYPE).tolist())

    def fill(self, size: int) -> None:
        """Ingest judgments until so many stand in the records.

        Raises:
            MeasurementError: The product refused one, or did not add what is new.
        """
        while self.notes.ingested < size:
            begin = self.notes.ingested
            end = min(begin + PART, size)
            self.add(end, is_timed=True)
            self.say(f"{end} ingested")

    def add(self, end: int, *, is_timed: bool) -> float:
        """Ingest the judgments up to a number by one command; return the seconds it took.

        Args:
            end: How many stand in the records behind it.
            is_timed: Whether it counts for the time of ingest; the index does not follow then, and
                no compaction begins that would be measured with what comes next.

        Raises:
            MeasurementError: The product refused one, or did not take all.
        """
        begin, path = self.notes.ingested, self.notes.folder / _TEXTS
        digests, text_bytes = self._write(path, begin, end)
        with processor_time() as spent:
            cost, report = self.installation.run(
                "ingest",
                str(path),
                "--source",
                SOURCE,
                settings={_FOLLOWING: "false" if is_timed else "true"},
            )
        if report["added"] + report["unchanged"] != end - begin or report["rejected"]:
            counted = {name: report[name] for name in ("read", "added", "unchanged", "rejected")}
            raise MeasurementError("ingest", f"{end - begin} judgments were given: {counted}")
        path.unlink()
        with (self.notes.folder / _DIGESTS).open("ab") as kept:
            kept.write(np.asarray(digests, _DIGEST_TYPE).tobytes())
        self.notes.add_part(
            Part(
                end=end,
                count=end - begin,
                is_timed=is_timed and report["added"] == end - begin,
                seconds=cost.seconds,
                processor_seconds=spent(),
                text_bytes=text_bytes,
            )
        )
        return cost.seconds

    def _write(self, path: Path, begin: int, end: int) -> tuple[list[int], int]:
        digests, text_bytes = [], 0
        with path.open("w", encoding="utf-8") as file:
            for number in range(begin, end):
                made = self.recombiner.made(number, met=self.met)
                digests.append(made.digest)
                text_bytes += len(made.judgment.text.encode())
                file.write(json.dumps(made.row(), ensure_ascii=False) + "\n")
        return digests, text_bytes


@contextmanager
def processor_time() -> Iterator[Callable[[], float]]:
    """Give what tells the processor time of the children that ended since it was entered."""
    before = _of_children()
    yield lambda: _of_children() - before


def _of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system

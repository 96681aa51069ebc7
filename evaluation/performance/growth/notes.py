"""What was measured already, so that a run that was broken off goes on where it stood?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from evaluation.errors import MeasurementError

_FILE: Final = "growth.json"
_KEY: Final = "key"
_PARTS: Final = "parts"
_SIZES: Final = "sizes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Judgments that were ingested by one command.

    Attributes:
        end: How many judgments stood in the records behind it.
        count: How many the part holds.
        is_timed: Whether its time counts: it was a whole part, and no command that was broken off
            had added some of it before.
        seconds: Wall time of the command.
        processor_seconds: Processor time of the command and its children.
        text_bytes: Bytes of their texts in UTF-8.
    """

    end: int
    count: int
    is_timed: bool
    seconds: float
    processor_seconds: float
    text_bytes: int


@dataclass(slots=True, kw_only=True)
class Notes:
    """The notes of a run, in its folder; written anew after every step.

    Attributes:
        folder: Where they lie.
        key: What the run rests on; a run with another key is another run.
        parts: What was ingested, in order.
        sizes: Figures by size, as far as they were measured.
    """

    folder: Path
    key: Mapping[str, object]
    parts: list[Part] = field(default_factory=list)
    sizes: dict[int, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, *, key: Mapping[str, object]) -> Self:
        """Read the notes of a folder, or begin them.

        Raises:
            MeasurementError: They are of another run, or cannot be read.
        """
        path = folder / _FILE
        if not path.is_file():
            return cls(folder=folder, key=dict(key))
        try:
            row = json.loads(path.read_text("utf-8"))
            notes = cls(
                folder=folder,
                key=row[_KEY],
                parts=[Part(**part) for part in row[_PARTS]],
                sizes={int(size): dict(figures) for size, figures in row[_SIZES].items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise MeasurementError("keep", f"{path.name} cannot be read: {error}") from error
        if notes.key != dict(key):
            other = sorted(name for name in key if notes.key.get(name) != key[name])
            raise MeasurementError(
                "keep", f"{folder.name} holds a run with another {', '.join(other)}; name another"
            )
        return notes

    @property
    def ingested(self) -> int:
        """How many judgments stand in the records."""
        return self.parts[-1].end if self.parts else 0

    def add_part(self, part: Part) -> None:
        """Note that a part was ingested."""
        self.parts.append(part)
        self._write()

    def has(self, size: int, name: str) -> bool:
        """Tell whether a figure of a size was measured."""
        return name in self.sizes.get(size, {})

    def add(self, size: int, figures: Mapping[str, Any]) -> None:
        """Note figures of a size."""
        self.sizes.setdefault(size, {}).update(figures)
        self._write()

    def ingest_of(self, size: int) -> tuple[float, float] | None:
        """Return seconds and processor seconds of ingesting the judgments up to a size.

        What was not timed counts by the pace of the rest; None where nothing was.
        """
        timed = [part for part in self.parts if part.end <= size and part.is_timed]
        if not timed:
            return None
        scale = size / sum(part.count for part in timed)
        return (
            sum(part.seconds for part in timed) * scale,
            sum(part.processor_seconds for part in timed) * scale,
        )

    def text_bytes_of(self, size: int) -> int:
        """Return the bytes of the texts of the judgments up to a size."""
        return sum(part.text_bytes for part in self.parts if part.end <= size)

    def _write(self) -> None:
        row = {
            _KEY: dict(self.key),
            _PARTS: [{name: getattr(part, name) for name in Part.__slots__} for part in self.parts],
            _SIZES: {str(size): figures for size, figures in sorted(self.sizes.items())},
        }
        path = self.folder / _FILE
        partial = path.with_name(path.name + ".part")
        partial.write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        partial.replace(path)

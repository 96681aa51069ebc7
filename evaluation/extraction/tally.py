"""How many were right, how sure is that, and which were wrong?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One thing that was read wrong.

    Attributes:
        record: Id of the record.
        figure: Name of the figure it counts against.
        expected: What the labels say.
        met: What was read.
        context: Words around the place, with ``|`` where the reader or the labels cut.
    """

    record: str
    figure: str
    expected: str
    met: str
    context: str = ""


@dataclass(slots=True)
class _Count:
    correct: float = 0
    total: float = 0
    found: float = 0
    is_f1: bool = False


@dataclass(slots=True)
class Tally:
    """Counts by figure, and the misses."""

    counts: dict[str, _Count] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(
        self, figure: str, *, correct: float, total: float = 1, miss: Miss | None = None
    ) -> None:
        """Count ``correct`` right out of ``total`` and keep the miss, if any."""
        count = self.counts.setdefault(figure, _Count())
        count.correct += correct
        count.total += total
        if miss is not None:
            self.misses.append(miss)

    def add_sets(
        self, figure: str, *, right: int, expected: int, found: int, miss: Miss | None = None
    ) -> None:
        """Count a set of things read against the set expected; the figure is their micro F1."""
        count = self.counts.setdefault(figure, _Count(is_f1=True))
        count.correct += right
        count.total += expected
        count.found += found
        if miss is not None:
            self.misses.append(miss)

    def figures(self) -> dict[str, float]:
        """Return each main figure between 0 and 1, by name; the others stand in the details."""
        return {
            name: _value(count)
            for name, count in sorted(self.counts.items())
            if not name.endswith(("_consistent", "_by_code"))
        }

    def details(self) -> Mapping[str, Any]:
        """Return counts and 95 % Wilson intervals by figure."""
        return {name: _detail(count) for name, count in sorted(self.counts.items())}


def wilson(correct: float, total: float, *, z: float = 1.959964) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    Example:
        >>> low, high = wilson(98, 100)
        >>> round(low, 4), round(high, 4)
        (0.93, 0.9945)

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212.
    """
    if total <= 0:
        return 0.0, 1.0
    share = correct / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _value(count: _Count) -> float:
    if not count.is_f1:
        return count.correct / count.total if count.total else 0.0
    both = count.total + count.found
    return 2 * count.correct / both if both else 0.0


def _detail(count: _Count) -> dict[str, Any]:
    base = (count.total + count.found) / 2 if count.is_f1 else count.total
    row: dict[str, Any] = {
        "value": _value(count),
        "correct": count.correct,
        "n": count.total,
        "wilson95": list(wilson(count.correct, base)),
    }
    if count.is_f1:
        row["found"] = count.found
    return row

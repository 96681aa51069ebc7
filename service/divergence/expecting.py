"""What do like cases make expect of a range, and from where does a court look?"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.judgment import Judgment


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What cases of like charge, amount, circumstances and law version make expect.

    Attributes:
        what: What is expected: 刑期, 缓刑…, in Chinese.
        unit: Its unit in Chinese.
        actual: What the judgment gives.
        low: Lower end of the interval.
        middle: Its middle.
        high: Upper end.
        coverage: Share of judgments that the interval is meant to hold, such as 0.9.
        n_like: Judgments of the charge that the expectation rests on.
        surprise: Share of calibration cases that lie nearer to their own expectation, in [0, 1].
        grounds: What the expectation looked at (amount, circumstances…), in Chinese words.
        accused: Of whom, as printed; empty where the ruling names nobody.
        charge: For which charge; empty where it is none.
    """

    what: str
    unit: str
    actual: float
    low: float
    middle: float
    high: float
    coverage: float
    n_like: int
    surprise: float
    grounds: tuple[str, ...]
    accused: str = ""
    charge: str = ""


class Expectation(Protocol):
    """Tells what to expect of a judgment, given what it tells of its facts."""

    def expect(self, judgment: Judgment) -> tuple[Expected, ...]:
        """Return one expectation for each range that can be told; empty where none can."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """From where a court looks at divergences.

    Attributes:
        court: Full name of the court.
        superiors: Names of the courts above it.
        today: The day of asking.
        recent_months: For how long a case in effect stays recent (近三年 is 36).
    """

    court: str
    superiors: frozenset[str]
    today: date
    recent_months: int = 36

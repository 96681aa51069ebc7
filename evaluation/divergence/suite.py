"""What does a suite of the benchmark get, and what does it answer?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evaluation.errors import BenchmarkError
from evaluation.progress import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteOptions:
    """What the command line says.

    Attributes:
        data: Folder of the real judgments; None where it was not given.
        seed: Of every draw.
        size: How much the suites of the generated corpus generate; None for their own.
        limit: Most clusters or records of each kind; None for all. Figures under a limit are for
            development only.
        today: The day of reading.
        say: Tells progress.
        weights: Where to write the weights that the develop half teaches; None to teach nothing.
        trials: Where to write the scores of the develop half, for tuning; None for nowhere.
        wording: Register of the generated corpus.
    """

    data: Path | None
    seed: int
    size: int | None
    limit: int | None
    today: date
    say: Say
    weights: Path | None = None
    trials: Path | None = None
    wording: str = "usual"

    @property
    def folder(self) -> Path:
        """The folder of real judgments.

        Raises:
            BenchmarkError: It was not given.
        """
        if self.data is None:
            raise BenchmarkError("--data", "this suite needs the folder of real judgments")
        return self.data


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteResult:
    """What a suite measured.

    Attributes:
        protocol: The rules, in words.
        figures: Number by name.
        corpus_digest: Of what it was measured on.
        details: Counts, intervals and figures by kind, JSON-able.
    """

    protocol: str
    figures: Mapping[str, float]
    corpus_digest: str
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


Suite = Callable[[SuiteOptions], SuiteResult]

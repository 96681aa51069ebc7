"""By which standard do audits look for divergences?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.divergence.expecting import Asking
from service.divergence.finding import find_divergences
from service.divergence.model import ComparedCase, Finding, Standard
from service.divergence.sentencing import expectation_of
from service.divergence.severity import STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFinder:
    """Finds divergences; travels to workers, so it holds settings and no models.

    Attributes:
        standard: From where on a finding is shown.
        snapshot: Folder of the index whose sentences make expect; None where there is no index,
            and terms and fines are not compared with an expectation.
    """

    standard: Standard = STANDARD
    snapshot: Path | None = None

    @property
    def edition(self) -> str:
        """What the result depends on beside the judgments."""
        return f"{self.standard!r}/{'' if self.snapshot is None else self.snapshot.name}"

    def __call__(self, cases: Sequence[ComparedCase], asking: Asking | None) -> tuple[Finding, ...]:
        """Return the divergences among like cases.

        Raises:
            DamagedSnapshotError: The files of the index cannot be read.
        """
        return find_divergences(
            cases,
            standard=self.standard,
            asking=asking,
            expectation=None if self.snapshot is None else expectation_of(self.snapshot),
        )

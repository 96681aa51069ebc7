"""By which standard do audits look for divergences?"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.divergence.expecting import Asking
from service.divergence.finding import find_divergences
from service.divergence.model import ComparedCase, Finding, Standard
from service.divergence.severity import STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFinder:
    """Finds divergences; travels to workers, so it holds settings and no models.

    Attributes:
        standard: From where on a finding is shown.
    """

    standard: Standard = STANDARD

    @property
    def edition(self) -> str:
        """What the result depends on beside the judgments."""
        return repr(self.standard)

    def __call__(self, cases: Sequence[ComparedCase], asking: Asking | None) -> tuple[Finding, ...]:
        """Return the divergences among like cases."""
        return find_divergences(cases, standard=self.standard, asking=asking)

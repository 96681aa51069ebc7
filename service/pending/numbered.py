"""Which stored judgments have a number that somebody writes down?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.case_number import read_case_number
from corpus.errors import CaseNumberError
from corpus.judgment import Judgment, JudgmentId


class CaseNumberIndex(Protocol):
    """What this needs of the store."""

    def find_by_case_number(self, canonical: str) -> tuple[Judgment, ...]:
        """Return the judgments of a canonical case number, in order of id."""
        ...


@dataclass(frozen=True, slots=True)
class NumberedPapers:
    """Finds judgments by case numbers in any printed variant.

    Attributes:
        store: The judgments.
    """

    store: CaseNumberIndex

    def ids_of_number(self, printed: str) -> Sequence[JudgmentId]:
        """Return the judgments of a number, in order of id; none where it has no known form."""
        try:
            canonical = str(read_case_number(printed))
        except CaseNumberError:
            return ()
        return tuple(judgment.id for judgment in self.store.find_by_case_number(canonical))

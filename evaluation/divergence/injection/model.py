"""What is put into a judgment, and what is known of it afterwards?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """Kinds of change.

    TERM: the term of imprisonment scaled; PROBATION: given or taken; CHARGE: exchanged for one of
    like facts; CLAIM: a claim granted instead of refused or refused instead of granted; INTEREST:
    the rate of interest; STATUTE: the provision that decides; BURDEN: who had to prove;
    DISMISSAL: the suit dismissed instead of a ruling on its merits.
    """

    TERM = "term"
    PROBATION = "probation"
    CHARGE = "charge"
    CLAIM = "claim"
    INTEREST = "interest"
    STATUTE = "statute"
    BURDEN = "burden"
    DISMISSAL = "dismissal"


class Dose(StrEnum):
    """How large a change is; each module says what that means for its kind."""

    SLIGHT = "slight"
    MARKED = "marked"
    SEVERE = "severe"


class Half(StrEnum):
    """Half of the benchmark: on the one thresholds are fixed, on the other figures are told.

    The wordings of the halves differ, too.
    """

    DEVELOP = "develop"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What change is wanted.

    Attributes:
        dose: How large.
        half: Whose wordings are used.
        variant: Picks: its last bit the direction, the rest the wording; any whole number from 0.
    """

    dose: Dose
    half: Half
    variant: int = 0

    def pick(self, wordings: "Wordings") -> str:
        """Return the wording that this order asks for."""
        own = wordings[self.half]
        return own[self.variant // 2 % len(own)]


Wordings = dict[Half, tuple[str, ...]]
"""Two or more wordings for each half; no wording stands in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was changed.

    Attributes:
        change: Which kind.
        dose: How large.
        before: The decisive thing as it was, in short words.
        after: As it is now.
    """

    change: Change
    dose: Dose
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Injected:
    """A changed judgment.

    Attributes:
        text: The whole text; all that a reader is shown.
        truth: What was changed in it.
    """

    text: str
    truth: Truth


Injector = Callable[[str, Order], Injected | None]
"""Changes a text, or answers None where the change would not leave a plausible judgment."""

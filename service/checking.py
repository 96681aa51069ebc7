"""What does a look at the installation tell?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: Short ASCII token.
        label: What was looked at, for the screen.
        is_well: Whether it is as it should be.
        words: What was found, and what to do where it is not well.
    """

    name: str
    label: str
    is_well: bool
    words: str

"""Which words of facts and reasoning weigh in sentencing? Those of ``words.toml``."""

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from ahocorasick_rs import AhoCorasick

_TABLE: Final = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))

GRADES: Final[tuple[str, ...]] = tuple(_TABLE["grades"])
"""By which the law grades a crime (数额巨大, 情节严重)."""
STORY: Final[tuple[str, ...]] = tuple(_TABLE["story"])
"""Of the facts (入户, 持刀)."""
ROLES: Final[tuple[str, ...]] = tuple(_TABLE["roles"])
"""Of roles, making good and person, in the reasoning."""
HARMS: Final[tuple[str, ...]] = tuple(_TABLE["harms"])
"""Of harm to persons (轻伤二级); counted."""
CHARGED: Final[tuple[str, ...]] = tuple(_TABLE["charged"])
"""Of grade, looked for where the reasoning names the charge."""
PRIORS: Final[tuple[str, ...]] = tuple(_TABLE["priors"])
"""Of earlier sentences, in the head."""


class Lexicon:
    """Finds the words of a list in one scan."""

    def __init__(self, words: Sequence[str]) -> None:
        self._automaton = AhoCorasick(words)

    def found(self, text: str) -> list[tuple[int, int]]:
        """Return place in the list and offset in the text of every word found.

        Example:
            >>> Lexicon(["数额巨大", "累犯"]).found("系累犯，数额巨大")
            [(1, 1), (0, 4)]

        Cost: linear in the length of the text.
        """
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(word, start) for word, start, _ in matches]

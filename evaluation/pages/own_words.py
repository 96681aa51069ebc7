"""Which words in Chinese on a page are ours, so that English ought to have them?

On a page in English, judgments, papers and names stay Chinese and are marked so. A sentence that
the table of English lacks is marked alike, so the mark does not tell. What tells is whence a text
comes: a run of characters that stands in a literal of the program and in no judgment is ours.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import service

LEAST: Final = 5
"""Fewest characters in a row that tell whose they are; shorter ones are words of everybody."""
_RUN: Final = re.compile(rf"[\u4e00-\u9fff]{{{LEAST},}}")
_SIGNS: Final = re.compile(r"[\\|?*\[]")


class OwnWords:
    """Tells texts of the program from content.

    Example:
        >>> own = OwnWords(["原告主张大小写金额应当一致"])
        >>> own.in_text("主文的数额应当与说理认定的数额一致。")
        ('主文的数额应当与说理认定的数额一致',)
        >>> own.in_text("大小写金额应当一致")
        ()
    """

    def __init__(self, content: Iterable[str]) -> None:
        """Learn what content says.

        Args:
            content: Texts of judgments and papers; what they say is theirs.

        Cost: linear in the texts; the literals of the program are read once.
        """
        said = "\n".join(content)
        self._runs = frozenset(run for run in runs_of_program() if run not in said)

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the runs of a text that the program wrote, longest first.

        Cost: a look for each run of the program, of which there are some thousands.
        """
        squeezed = "".join(text.split())
        found = [run for run in self._runs if run in squeezed]
        return tuple(sorted(found, key=lambda run: (-len(run), run)))


@cache
def runs_of_program() -> frozenset[str]:
    """Return the runs of Chinese in the literals of the service, patterns left out."""
    folder = Path(service.__file__).parent
    return frozenset(
        run
        for path in sorted(folder.rglob("*.py"))
        for literal in _literals(path.read_text("utf-8"))
        if not _SIGNS.search(literal)
        for run in _RUN.findall(literal)
    )


def _literals(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    docstrings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in docstrings:
            yield str(node.value)

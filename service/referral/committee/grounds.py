"""On which grounds must or may the committee be asked, as the court has them on a day?

The lists are parameters with their sources: a court may turn a ground from 可以 to 应当 or leave it
out, from a day on. An application keeps those that stood on its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.parameters.book import ParameterBook
from service.parameters.table import DEFINITIONS, Parameter

GROUNDS: Final = tuple(each for each in Parameter if each.value.startswith("ground_"))
"""The grounds, 应当 before 可以, in the order of the document."""

MUST: Final = "must"
MAY: Final = "may"
_PREFIX: Final = "ground_"
_TITLE: Final = "提交审委会的情形："


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground on which the committee is asked.

    Attributes:
        token: Which.
        words: It in words.
        force: ``must`` (应当提交) or ``may`` (可以提交).
        source: Document and item.
    """

    token: str
    words: str
    force: str
    source: str


def grounds_on(book: ParameterBook, day: date) -> tuple[Ground, ...]:
    """Return the grounds that stand on a day."""
    in_force = [(each, book.on(each, day)) for each in GROUNDS]
    return tuple(
        Ground(
            token=each.value.removeprefix(_PREFIX),
            words=DEFINITIONS[each].title.removeprefix(_TITLE),
            force=str(found.value),
            source=found.source,
        )
        for each, found in in_force
        if found.value in {MUST, MAY}
    )


def is_must(grounds: Sequence[Ground]) -> bool:
    """Tell whether one of the grounds demands the committee (依法应当讨论)."""
    return any(each.force == MUST for each in grounds)

"""Which case does somebody mean: by number, library number, id or title?"""

import re
from dataclasses import dataclass
from typing import Final

from corpus.case_number import CaseNumber, find_case_numbers, repair_case_number
from corpus.judgment import JudgmentId
from indexing.columns.naming import library_numbers_in

_GUIDING_TYPED: Final = re.compile(
    r"(?:第\s?)?(?P<before>\d{1,4})\s?号\s?指导性?案例|指导性?案例\s?第?\s?(?P<behind>\d{1,4})(?!\d)"
)
_ID: Final = re.compile(r"(?<![0-9a-z])j[0-9a-f]{20}(?![0-9a-f])")
_BLANKS: Final = re.compile(r"[\s，,；;]+")
_LEAST_TITLE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """What of a case is known.

    Attributes:
        numbers: Case numbers, as understood.
        library: Numbers of guiding cases and library entries, in one spelling.
        ids: Ids of stored judgments.
        title: Words that its title must hold; only where nothing else was understood.
    """

    numbers: tuple[CaseNumber, ...]
    library: tuple[str, ...]
    ids: tuple[JudgmentId, ...]
    title: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be looked for."""
        return not (self.numbers or self.library or self.ids or self.title)


def read_case_words(words: str) -> CaseQuery:
    """Read what was typed of a case.

    Brackets may be of any kind or missing, zeros may lead, 第 may be left out.

    Example:
        >>> [str(number) for number in read_case_words("(2023) 吉0102 民初 0045号").numbers]
        ['（2023）吉0102民初45号']
        >>> read_case_words("24号指导案例").library, read_case_words("张某 盗窃案").title
        (('指导性案例24号',), ('张某', '盗窃案'))
    """
    found = [each.value for each in find_case_numbers(words)]
    if not found:
        bare = "".join(words.split())
        repaired = repair_case_number(bare, 0, len(bare))
        found = [] if repaired is None else [repaired.value]
    library = (*library_numbers_in(words), *_typed_guiding(words))
    ids = tuple(JudgmentId(match.group()) for match in _ID.finditer(words))
    title: tuple[str, ...] = ()
    if not (found or library or ids):
        pieces = [piece.strip("《》“”\"'") for piece in _BLANKS.split(words)]
        title = tuple(piece for piece in pieces if len(piece) >= _LEAST_TITLE)
    return CaseQuery(
        numbers=tuple(dict.fromkeys(found)),
        library=tuple(dict.fromkeys(library)),
        ids=tuple(dict.fromkeys(ids)),
        title=title,
    )


def _typed_guiding(words: str) -> tuple[str, ...]:
    return tuple(
        f"指导性案例{int(match['before'] or match['behind'])}号"
        for match in _GUIDING_TYPED.finditer(words)
    )

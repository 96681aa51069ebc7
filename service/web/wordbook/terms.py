"""What does a word of law on the screen mean, and which article says so?

Each term stands in ``terms.csv`` with its meaning in Chinese and in English, the number of the
document and its article, as far as the text of the article was read; where only the document is
sure, no article is named.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of law.

    Attributes:
        slug: Its name in addresses and ids, in ASCII.
        term: The word as the rule has it.
        term_en: The accepted English word.
        meaning: What the rule says, shortened.
        meaning_en: The same in English.
        document: Number or name of the rule.
        article: Which articles; empty where only the document is sure.
    """

    slug: str
    term: str
    term_en: str
    meaning: str
    meaning_en: str
    document: str
    article: str


@cache
def terms() -> Mapping[str, Term]:
    """Return the terms by their Chinese word, in the order of the table.

    Example:
        >>> terms()["四类案件"].document
        '法发〔2021〕30号'
    """
    source = resources.files("service.web.wordbook").joinpath("terms.csv").read_text("utf-8")
    read = (Term(**row) for row in csv.DictReader(source.splitlines()))
    return MappingProxyType({each.term: each for each in read})

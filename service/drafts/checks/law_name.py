"""Is the name of each law in the basis spelt as the law is called?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from corpus.judgment import SectionKind
from corpus.law.titles import clean_title, known_title, read_table
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_TITLE: Final = re.compile(r"《(?P<title>[^《》]{3,90}(?:《[^《》]{1,60}》[^《》]{0,60}){0,2})》")
_REPUBLIC: Final = "中华人民共和国"
# Signs and fillers left out or put in are no misspelling worth a word.
_FILLERS: Final = re.compile(r"[的、，,〈〉（）()\s“”·]|若干|具体")
# The public collection has lost a character of one title.
_MISPRINT: Final = "法院于"
_LEAST: Final = 4
_APART: Final = 2


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each title of the basis that no table knows and that one character parts from a law."""
    for span in draft.spans(SectionKind.LEGAL_BASIS):
        for match in _TITLE.finditer(draft.text, span.start, span.end):
            meant = meant_title(match["title"])
            if meant is not None:
                yield Found(
                    rule=DraftRule.LAW_NAME,
                    spans=(Span(*match.span()),),
                    sentence=f"法律名称写为《{match['title']}》，应为《{meant}》。",
                )


def meant_title(title: str) -> str | None:
    """Return the law that a misspelt title means; None where it is known or nothing is near.

    Example:
        >>> meant_title("中华人民共和国民事诉诉法"), meant_title("中华人民共和国民事诉讼法")
        ('中华人民共和国民事诉讼法', None)

    Cost: looks at every title of the table that is as long.
    """
    if known_title(title) is not None:
        return None
    plain = _plain(title)
    if len(plain) < _LEAST or plain in {key for key, _ in _titles()}:
        return None
    counts = Counter(plain)
    near = [
        full
        for key, full in _titles()
        if abs(len(key) - len(plain)) <= 1
        and sum(((counts - Counter(key)) + (Counter(key) - counts)).values()) <= _APART
        and _is_one_apart(key, plain)
    ]
    return near[0] if len(near) == 1 else None


def _plain(title: str) -> str:
    return _FILLERS.sub("", clean_title(title))


@cache
def _titles() -> Sequence[tuple[str, str]]:
    """Return titles of laws as they are cited, each with its full title."""
    found: dict[str, str] = {}
    for row in read_table("laws.csv"):
        title = row["title"]
        if _MISPRINT in title:
            continue
        found.setdefault(_plain(title), title)
        if title.startswith(_REPUBLIC) and len(title) > len(_REPUBLIC) + _LEAST:
            found.setdefault(_plain(title.removeprefix(_REPUBLIC)), title)
    return tuple(sorted(found.items()))


def _is_one_apart(one: str, other: str) -> bool:
    """Tell whether one character put in, left out or exchanged makes two words one."""
    if len(one) > len(other):
        one, other = other, one
    at = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None
    )
    if at is None:
        return len(other) - len(one) <= 1
    rest = one[at:] if len(one) < len(other) else one[at + 1 :]
    return rest == other[at + 1 :]

"""Which charges (罪名) does a text name?

A charge may be used in part (贩卖毒品罪 of 走私、贩卖、运输、制造毒品罪); every part maps to the
full name. Names are found by one automaton, longest first, in linear time.
"""

import re
from functools import cache
from itertools import combinations
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from corpus.law.titles import read_table
from corpus.spans import Extracted, Span

_GROUP: Final = re.compile(r"\[([^\]]+)\]")
# In a list only the last charge need carry 罪: 犯盗窃、诈骗罪.
_JOINTS: Final = "、，和及与"
_BEHIND_TITLE: Final = re.compile(r"罪?(?:、|，|等|案|一审|二审|再审|刑事|审判监督|申诉|$)")


def canonical_charge(text: str) -> str | None:
    """Return the full name of a charge, or None if no table knows it.

    Example:
        >>> canonical_charge("贩卖毒品罪"), canonical_charge("掩饰、隐瞒犯罪所得")
        ('走私、贩卖、运输、制造毒品罪', '掩饰、隐瞒犯罪所得、犯罪所得收益罪')
    """
    stem = "".join(text.split()).removesuffix("罪")
    return _stems().get(stem)


def chapter_of(charge: str) -> str | None:
    """Return the chapter of the Criminal Law that a charge belongs to.

    Example:
        >>> chapter_of("盗窃罪")
        '侵犯财产罪'
    """
    row = _rows().get(charge)
    return (row["chapter"] or None) if row else None


def renamed_to(charge: str) -> str:
    """Return what a charge is called today; itself unless it was renamed.

    Example:
        >>> renamed_to("偷税罪"), renamed_to("盗窃罪")
        ('逃税罪', '盗窃罪')
    """
    row = _rows().get(charge)
    return (row["renamed_to"] or charge) if row else charge


def charge_names() -> tuple[str, ...]:
    """Return the full names of all charges, in order of the table."""
    return tuple(_rows())


def find_charges(text: str, start: int = 0, end: int | None = None) -> tuple[Extracted[str], ...]:
    """Find the charges that a text names with 罪, in order, each time they stand there.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Returns:
        Full names of charges; the span covers what is printed.

    Example:
        >>> [found.value for found in find_charges("被告人甲犯诈骗、盗窃罪，乙犯袭警罪")]
        ['诈骗罪', '盗窃罪', '袭警罪']

    Cost: linear in the characters looked at.
    """
    part = text[start:end]
    names, automaton = _automaton()
    matches = automaton.find_matches_as_indexes(part)
    found: list[Extracted[str]] = []
    next_start = -1
    for index, begin, stop in reversed(matches):
        has_word = part.startswith("罪", stop) and not part.startswith("罪犯", stop)
        if has_word or (next_start == stop + 1 and part[stop] in _JOINTS):
            span = Span(start + begin, start + stop + has_word)
            found.append(Extracted(names[index], span, "charge"))
            next_start = begin
    return tuple(reversed(found))


def find_title_charges(title: str) -> tuple[Extracted[str], ...]:
    """Find the charges in a title, where 罪 is often left out.

    Example:
        >>> [found.value for found in find_title_charges("杨某危险驾驶一审刑事判决书")]
        ['危险驾驶罪']
    """
    names, automaton = _automaton()
    found: dict[str, Extracted[str]] = {}
    for index, begin, stop in automaton.find_matches_as_indexes(title):
        if _BEHIND_TITLE.match(title, stop):
            fact = Extracted(names[index], Span(begin, stop), "charge:title")
            found.setdefault(fact.value, fact)
    return tuple(found.values())


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in read_table("charges.csv")}


@cache
def _stems() -> dict[str, str]:
    """Map every printed form without 罪 to the full name."""
    stems = {name.removesuffix("罪"): name for name in _rows()}
    for row in read_table("charge_patterns.csv"):
        name = row["pattern"].replace("[", "").replace("]", "")
        for form in _forms(row["pattern"].removesuffix("罪")):
            stems.setdefault(form, name)
    for stem, name in list(stems.items()):
        stems.setdefault(stem.replace("、", ""), name)
        stems.setdefault(stem.replace("（", "(").replace("）", ")"), name)
    return stems


def _forms(pattern: str) -> list[str]:
    """Return every use in part that a pattern allows."""
    forms = [""]
    for place, piece in enumerate(_GROUP.split(pattern)):
        choices = [piece]
        if place % 2:
            members = piece.split("、")
            choices = [
                "、".join(chosen)
                for size in range(1, len(members) + 1)
                for chosen in combinations(members, size)
            ]
        forms = [form + choice for form in forms for choice in choices]
    return forms


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    stems = _stems()
    return list(stems.values()), AhoCorasick(list(stems), matchkind=MatchKind.LeftmostLongest)

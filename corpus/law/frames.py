"""Which terms does the Criminal Law allow for what a judgment finds?

Where an article has several frames (幅度), the words of grade that the court uses choose: who is
found guilty of 数额巨大 lies in the frame of 数额巨大. What an amendment has changed since 2015 is
not told, since a judgment may lie under the older frame.

Source: 刑法, from a public collection of laws (:mod:`corpus.law.making_frames`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.law.titles import read_table
from corpus.provision import Provision

GRADE: Final = re.compile(
    "(?:数额|数量)(?:较大|特别巨大|巨大|大)|情节(?:特别)?严重|(?:特别)?严重情节|情节(?:特别)?恶劣|"
    "(?:特别)?恶劣情节|后果特别严重|情节较轻"
)
"""Words by which the law grades an offence; harm is none of them, as the law grades it by cause."""
_LAW: Final = "中华人民共和国刑法"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFrame:
    """Which terms are allowed.

    Attributes:
        low: Shortest, in months.
        high: Longest, in months; 180 where the law names none.
    """

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graded:
    frame: LawFrame
    grades: frozenset[str]


def frame_of(provisions: Iterable[Provision], reasoning: str) -> LawFrame | None:
    """Return the terms that the provisions of a conviction allow, taken together.

    Args:
        provisions: Those that the ruling rests on; without a paragraph all of the article count.
        reasoning: The court's words, which tell the grade.

    Returns:
        From the shortest term of any provision to the longest of any; None where none of them is
        known to threaten a term.

    Example:
        >>> theft = Provision(law="中华人民共和国刑法", article=264)
        >>> frame_of([theft], "盗窃他人财物，数额巨大")
        LawFrame(low=36, high=120)
        >>> frame_of([theft], "盗窃他人财物")
        LawFrame(low=1, high=180)
    """
    told = frozenset(GRADE.findall(reasoning))
    found = [frame for each in provisions for frame in _frames(each, told)]
    if not found:
        return None
    return LawFrame(low=min(each.low for each in found), high=max(each.high for each in found))


def _frames(provision: Provision, told: frozenset[str]) -> list[LawFrame]:
    if provision.law != _LAW:
        return []
    own = [
        graded
        for paragraph, each in _table().get((provision.article, provision.article_suffix), ())
        if provision.paragraph in {None, paragraph}
        for graded in each
    ]
    chosen = [each for each in own if each.grades & told]
    return [each.frame for each in chosen or own]


@cache
def _table() -> Mapping[tuple[int, int], tuple[tuple[int, tuple[_Graded, ...]], ...]]:
    """Return the frames by article and suffix, paragraph by paragraph."""
    found: defaultdict[tuple[int, int], defaultdict[int, list[_Graded]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in read_table("law_frames.csv"):
        found[int(row["article"]), int(row["suffix"])][int(row["paragraph"])].append(
            _Graded(
                frame=LawFrame(low=int(row["low"]), high=int(row["high"])),
                grades=frozenset(row["grades"].split("|")) - {""},
            )
        )
    return {
        article: tuple((paragraph, tuple(each)) for paragraph, each in own.items())
        for article, own in found.items()
    }

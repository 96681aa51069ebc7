"""Which words of a holding count when judgments are compared?

Names of people, firms and places and all figures are masked: two holdings that differ in nothing
else take one position. What is left is cut into pairs of neighbouring characters, which needs no
dictionary and finds a wording that no rule has seen.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from corpus.judgment import Judgment, Role

_MASK: Final = "○"
_FIGURES: Final = re.compile(
    r"[0-9０-９][0-9０-９.,，．%％]*|[〇零一二三四五六七八九十百千万亿]{2,}"
)
_HAN: Final = re.compile(r"[\u4e00-\u9fa5]+")
_ORGANS: Final = re.compile(
    r"[\u4e00-\u9fa5]{2,12}?(?:林区|省|市|县|区|镇|乡|村|屯|街道)(?=[\u4e00-\u9fa5])"
)
_AT_WILL: Final = re.compile(
    r"本院(?:认为|予以|依法)?|原告|被告人?|上诉人|被上诉人|第三人|依照|根据|规定|案涉|涉案|本案|该"
)


@lru_cache(maxsize=1 << 15)
def _names_of(judgment_text: str, names: tuple[str, ...]) -> re.Pattern[str] | None:
    del judgment_text
    told = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, told))) if told else None


def names_of(judgment: Judgment) -> re.Pattern[str] | None:
    """Return what finds the names of those who take part; None where none is read."""
    names = tuple(
        party.value.name for party in judgment.parties if party.value.role is not Role.PROSECUTION
    )
    return _names_of(judgment.id, names)


def masked(text: str, names: re.Pattern[str] | None) -> str:
    """Return a text without names and figures.

    Example:
        >>> masked("王某应偿还30000元", re.compile("王某"))
        '○应偿还○元'
    """
    without = text if names is None else names.sub(_MASK, text)
    return _FIGURES.sub(_MASK, without)


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a masked text.

    Example:
        >>> sorted(pairs_of("合同有效，○"))
        ['合同', '同有', '有效']
    """
    plain = _AT_WILL.sub("，", text)
    return frozenset(
        run[place : place + 2] for run in _HAN.findall(plain) for place in range(len(run) - 1)
    )


def all_pairs(texts: Iterable[str]) -> frozenset[str]:
    """Return the pairs of several masked texts together."""
    return frozenset[str]().union(*map(pairs_of, texts))

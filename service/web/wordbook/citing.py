"""How is a citation of law written in English? The law by its own name, articles by number."""

import re
from typing import Final

from corpus.numerals.figures import read_number

_NUMBER: Final = "[一二三四五六七八九十百零]+"
_ARTICLE: Final = rf"第{_NUMBER}条(?:第{_NUMBER}款)?(?:第{_NUMBER}项)?"
_LAW: Final = (
    r"[^第；，。：、\s]{0,30}(?:〔\d{4}〕\d+号|法|法解释|规定（\d{4}）|意见（\d{4}）|纪要)"
)
_ONE: Final = re.compile(rf"((?:{_LAW})?)((?:{_ARTICLE}(?:[、至]{_ARTICLE})*)?)((?: \[M\])?)")
_PLACE: Final = re.compile(rf"第({_NUMBER})([条款项])")
_PARTS: Final = "；"


def english_citation(text: str) -> tuple[tuple[str, bool], ...] | None:
    """Return citations in English, in pieces, each with whether it is a name; None for others.

    Example:
        >>> english_citation("法发〔2021〕2号第四条、第十一条 [M]")
        (('法发〔2021〕2号', True), (' art. 4, art. 11 [M]', False))
        >>> english_citation("本案第四条") is None
        True
    """
    told: list[tuple[str, bool]] = []
    for place, part in enumerate(text.split(_PARTS)):
        found = _ONE.fullmatch(part)
        if found is None or not (found[1] or found[2]):
            return None
        if place:
            told.append(("; ", False))
        if found[1]:
            told.append((found[1], True))
        articles = f"{' ' * bool(found[1])}{_articles(found[2])}" if found[2] else ""
        if articles or found[3]:
            told.append((articles + found[3], False))
    return tuple(told)


def _articles(chinese: str) -> str:
    def numbered(found: re.Match[str]) -> str:
        number = read_number(found[1])
        return f"art. {number}" if found[2] == "条" else f"({number})"

    return _PLACE.sub(numbered, chinese).replace("、", ", ").replace("至", " to ")

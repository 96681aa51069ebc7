"""Which provisions does somebody mean who types them as they are spoken of?

Judges type 刑法264条, 民诉法第67条第1款, 《民法典》563条1款4项, or a law alone. What the reader of
citations understands in judgments is understood here too; only what is left out in typing is
filled in first. What nothing is understood of is told, never passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.citations import find_provisions
from corpus.law.titles import canonical_title, known_title, names_before
from indexing.columns.citing import WantedProvision

_NUM: Final = "[0-9０-９〇零一二三四五六七八九十百千]"
# 563条 for 第563条, 1款 for 第1款; 第（四）项 and 一百三十三条之一 are left alone.
_WITHOUT_ORDINAL: Final = re.compile(rf"(?<![第{_NUM[1:-1]}（(之、，,])(?={_NUM}{{1,9}}[条款项])")
# 刑法264 for 刑法第264条.
_WITHOUT_UNIT: Final = re.compile(
    r"(?<=[法典例》])第?\s*(?P<number>\d{1,4})(?:之(?P<suffix>[一二三四五六七八九]))?(?![\d条款项年号〔])"
)
# 133条之1 for 133条之一.
_SUFFIX_IN_FIGURES: Final = re.compile(r"(?<=条之)(?P<suffix>[1-9])(?!\d)")
_FIGURES: Final = "〇一二三四五六七八九"
_TITLE: Final = re.compile(r"《(?P<name>[^《》]{1,90}(?:《[^《》]{1,60}》[^《》]{0,60}){0,2})》")
_CITED: Final = re.compile(
    rf"第\s?[（(]?{_NUM}{{1,9}}[）)]?(?:\s?[、，,和及与至到或\-－—~～者]{{1,2}}\s?(?:第\s?)?[（(]?{_NUM}{{1,9}}[）)]?)*"
    rf"\s?[条款项](?:之[一二三四五六七八九十]{{1,2}})?"
)
_BAR: Final = re.compile(r"[|\uff5c]|\bOR\b", re.IGNORECASE)
_EITHER: Final = re.compile("或")
_APART: Final = re.compile(
    r"[\s、，,；;。：:|\uff5c+＋]+|以及|或者|或|和|及|与|并|OR", re.IGNORECASE
)
_EMPTY_WORDS: Final = frozenset(
    {"", "依照", "依据", "根据", "适用", "按照", "引用", "之规定", "的规定", "规定", "之", "的"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteQuery:
    """The provisions that are looked for.

    Attributes:
        wanted: Each once, in the order typed.
        is_any: Whether one of them is enough; else all must be cited.
        unread: Words of which nothing was understood.
    """

    wanted: tuple[WantedProvision, ...]
    is_any: bool
    unread: tuple[str, ...]


def read_statutes(words: str) -> StatuteQuery:
    """Read provisions as they are typed; 或 between them takes any, else all are asked for.

    Example:
        >>> query = read_statutes("刑法264条、第67条第3款")
        >>> [str(each) for each in query.wanted], query.is_any
        (['《中华人民共和国刑法》第264条', '《中华人民共和国刑法》第67条第3款'], False)
        >>> [str(each) for each in read_statutes("民诉法 或 《合同法》第六十条").wanted]
        ['《中华人民共和国民事诉讼法》', '《中华人民共和国合同法》第60条']

    Cost: linear in the length of the words.
    """
    text = _filled(words)
    cited = [WantedProvision.of(found.value) for found in find_provisions(text)]
    laws_cited = {each.law for each in cited}
    laws, unread = _laws(text)
    whole = [WantedProvision(law=law) for law in laws if law not in laws_cited]
    return StatuteQuery(
        wanted=tuple(dict.fromkeys((*whole, *cited))),
        is_any=_EITHER.search(_TITLE.sub("", text)) is not None,
        unread=tuple(dict.fromkeys(unread if cited or whole else words.split())),
    )


def _filled(words: str) -> str:
    """Return what was typed with 第 and 条 where typing leaves them out."""
    text = _WITHOUT_UNIT.sub(_with_unit, words)
    text = _SUFFIX_IN_FIGURES.sub(lambda match: _FIGURES[int(match["suffix"])], text)
    return _BAR.sub("或", _WITHOUT_ORDINAL.sub("第", text))


def _with_unit(match: re.Match[str]) -> str:
    suffix = f"之{match['suffix']}" if match["suffix"] else ""
    return f"第{match['number']}条{suffix}"


def _laws(text: str) -> tuple[list[str], list[str]]:
    """Return the laws that are named, and the words that name none."""
    laws = [_titled(match["name"]) for match in _TITLE.finditer(text)]
    unread: list[str] = []
    rest = _CITED.sub(" ", _TITLE.sub(" ", text))
    for piece in _APART.split(rest):
        if piece in _EMPTY_WORDS:
            continue
        law = next(_named(piece), None)
        if law is None:
            unread.append(piece)
        else:
            laws.append(law)
    return list(dict.fromkeys(laws)), unread


def _titled(name: str) -> str:
    return known_title(name) or canonical_title(name)


def _named(piece: str) -> Iterator[str]:
    """Give the law that a piece names: as a whole, else the longest name at its end."""
    if (known := known_title(piece)) is not None:
        yield known
    for start in names_before(piece, len(piece)):
        yield canonical_title(piece[start:])

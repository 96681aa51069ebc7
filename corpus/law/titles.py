"""Which law does a title mean, however it is written?

Titles are printed with and without 中华人民共和国, with every kind of inner bracket, shortened
(刑诉法), and with a year of amendment. One key makes them equal; one table names them.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_OPEN: Final = "〈<＜《﹤"
_CLOSE: Final = "〉>＞》﹥"
_ROUND: Final = str.maketrans("()", "（）")
_REPUBLIC: Final = "中华人民共和国"
# （2017修正）, （2012年修订）, （试行）stays: it is part of titles.
_EDITION: Final = re.compile(
    r"（(?:(?:19|20)[0-9]{2}年?)?(?:第[一二三四五六七八九十]次)?修[正订改]?）"
)
_YEAR: Final = re.compile(r"（(?:19|20)[0-9]{2}年?(?:版)?）")
_NOT_IN_KEY: Final = re.compile(
    r"[\s《》〈〉<>＜＞﹤﹥“”\"'‘’、，,·；;：:（）()〔〕\[\]]|中华人民你?共和国|共和国"
)
_ISSUERS: Final = re.compile(
    r"^(?:(?:最高人民法院|最高人民检察院|公安部|国家安全部|司法部|国务院|全国人大常委会法制工作委员会"
    r"|全国人民代表大会常务委员会|全国人大常委会|中国人民银行|海关总署|民政部|两高)(?:办公厅|研究室)?)+"
)


@lru_cache(maxsize=8192)
def clean_title(title: str) -> str:
    """Return a title in one spelling: no spaces, inner brackets 〈〉, no year of amendment.

    Example:
        >>> clean_title("最高人民法院关于适用《中华人民共和国民法典》时间效力的若干规定")
        '最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定'
        >>> clean_title("中华人民共和国行政诉讼法（2017修正）")
        '中华人民共和国行政诉讼法'
    """
    text = "".join(title.split()).translate(_ROUND)
    for sign in _OPEN:
        text = text.replace(sign, "〈")
    for sign in _CLOSE:
        text = text.replace(sign, "〉")
    return _YEAR.sub("", _EDITION.sub("", text))


@lru_cache(maxsize=8192)
def title_key(title: str) -> str:
    """Return what is equal for all spellings of one title.

    Example:
        >>> title_key("《中华人民共和国刑法》") == title_key("刑法（2020修正）")
        True
    """
    return _NOT_IN_KEY.sub("", clean_title(title))


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of this package's data, its notes left out."""
    text = files("corpus.tables").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


def _without_issuer(title: str) -> str:
    return _ISSUERS.sub("", title_key(title))


@cache
def _titles() -> dict[str, str]:
    """Map every key, with and without its issuer, and every short name to a title."""
    table = {title_key(row["title"]): row["title"] for row in read_table("laws.csv")}
    bare: dict[str, list[str]] = {}
    for title in table.values():
        if (key := _without_issuer(title)) != title_key(title):
            bare.setdefault(key, []).append(title)
    for key, found in bare.items():
        if len(found) == 1 and len(key) > 8:
            table.setdefault(key, found[0])
    for row in read_table("law_short_names.csv"):
        table[title_key(row["short_name"])] = row["title"]
    return table


def known_title(title: str) -> str | None:
    """Return the canonical title of a law in the table, or None if it is not there.

    Example:
        >>> known_title("刑诉法"), known_title("《合同法》"), known_title("某某合同")
        ('中华人民共和国刑事诉讼法', '中华人民共和国合同法', None)
    """
    return _titles().get(title_key(title))


def canonical_title(title: str) -> str:
    """Return the canonical title; one that no table knows is only cleaned.

    Example:
        >>> canonical_title("最高人民法院关于适用《中华人民共和国民法典》时间效力的若干规定")
        '最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定'
        >>> canonical_title("北京市城乡规划条例(2019修订)")
        '北京市城乡规划条例'
    """
    return known_title(title) or clean_title(title.strip("《》"))


def names_before(text: str, end: int) -> Iterator[int]:
    """Yield the starts of the names of known laws that end at ``end``, longest first.

    Example:
        >>> text = "根据行政诉讼法第七十条"
        >>> [text[start:7] for start in names_before(text, 7)]
        ['行政诉讼法']
    """
    lengths, keys = _bare_names()
    for length in lengths:
        if length <= end and text[end - length : end] in keys:
            yield end - length


@cache
def _bare_names() -> tuple[tuple[int, ...], frozenset[str]]:
    """Return the names under which laws are cited without marks, and their lengths."""
    names: set[str] = set()
    for row in read_table("laws.csv"):
        if row["kind"] in {"law", "constitution", "regulation"}:
            names |= {row["title"], row["title"].removeprefix(_REPUBLIC)}
    names |= {row["short_name"] for row in read_table("law_short_names.csv")}
    names = {name for name in names if len(name) > 1}
    return tuple(sorted({len(name) for name in names}, reverse=True)), frozenset(names)

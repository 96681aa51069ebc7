"""How do the two instances of one record become two papers on one set of facts?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from evaluation.divergence.masking import plain_roles, view_of

_NUMERALS: Final = "一二三四五六七八九十"
_LAWS: Final = tuple(f"引用法律条文{n}" for n in range(1, 12))
_ITEM: Final = re.compile(r"(?:^|(?<=[。；;\s]))(?=[一二三四五六七八九十]{1,2}、)")
_KEPT: Final = re.compile(r"维持")
_PLACE: Final = re.compile(r"第([一二三四五六七八九十])(?:项|条|判项)")
_PLACES: Final = re.compile(r"第[一二三四五六七八九十](?:、第?[一二三四五六七八九十])*项")
_PASSED: Final = re.compile(r"判处|免予刑事处罚|无罪")
_GONE: Final = re.compile(r"^(?:驳回[^。；]{0,30}上诉|撤销|维持)")
_BELOW: Final = re.compile(
    r"(?:一审|原审)(?:法院|判决)?(?:经?审理)?(?:查明|认定)?[，：:]?|原判(?:认定)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPair:
    """One record as two papers.

    Attributes:
        name: Number of the record in the set.
        first: The paper of the first instance.
        second: The paper of the second, masked.
    """

    name: str
    first: str
    second: str


def views_only(row: Mapping[str, Any]) -> AppealPair:
    """Lay out facts and views; neither paper has a ruling."""
    return _pair(row, "", "")


def with_rulings(row: Mapping[str, Any]) -> AppealPair:
    """Lay out facts, views and what each court had decided in the end.

    A second instance that affirms takes the ruling below over as its own; one that changes rules
    by its own items and by those below that it keeps.
    """
    first = _items(_filled(row, "一审法院审判结果"))
    second = _final_items(row, first)
    below = _filled(row, "一审法院审判依据")
    own = _own_law("、".join(words for key in _LAWS if (words := _filled(row, key))))
    return _pair(row, _ruling(below, first), _ruling(own or below, second))


def _pair(row: Mapping[str, Any], first: str, second: str) -> AppealPair:
    accused = row["类别"] == "刑事"
    category = str(row["类别"])
    # A number made up alike for both: a paper without one is read less surely.
    head = f"{_filled(row, '法院')}\n{category}判决书\n（2023）京0101{category[0]}初1号\n"
    told = _BELOW.sub("", _filled(row, "一审法院认定事实"))
    facts = f"经审理查明：{told}\n"
    views = [view_of(_filled(row, key), accused=accused) for key in ("一审法院意见", "二审意见")]
    return AppealPair(
        name=str(row["序号"]),
        first=f"{head}{facts}{views[0]}\n{first}",
        second=f"{head}{facts}{views[1]}\n{second}",
    )


def _filled(row: Mapping[str, Any], key: str) -> str:
    words = str(row.get(key) or "").strip()
    return "" if words in {"无", "nan"} else words


def _own_law(law: str) -> str:
    """Return the articles cited without those of the laws of procedure, which tell the result."""
    kept = [part for part in re.split(r"(?=《)", law) if part and "诉讼法" not in part]
    return "".join(kept).strip("、，；")


def _ruling(law: str, items: tuple[str, ...]) -> str:
    listed = "".join(
        f"{_NUMERALS[at]}、{item.rstrip('。；;')}。" for at, item in enumerate(items[:10])
    )
    basis = f"依照{law.removeprefix('依照').rstrip('之规定的。')}的规定，" if law else ""
    return f"{basis}判决如下：\n{listed}"


def _items(words: str) -> tuple[str, ...]:
    pieces = (
        re.sub(r"^[一二三四五六七八九十]{1,2}、", "", one.strip()) for one in _ITEM.split(words)
    )
    return tuple(piece for piece in pieces if piece)


def _final_items(row: Mapping[str, Any], first: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is decided in the end, item by item."""
    category = row["类别"]
    keys = [f"{'刑事_' if category == '刑事' else category}结果{n}" for n in (1, 2, 3)]
    results = [words for key in keys if (words := _filled(row, key))]
    new = [words for words in results if not _GONE.match(words)]
    if not new and not any(re.match("撤销", words) for words in results):
        return first
    kept = [
        first[_NUMERALS.index(place)]
        for words in results
        if _KEPT.match(words)
        for places in _PLACES.findall(words)
        for place in re.findall(r"[一二三四五六七八九十]", places)
        if _NUMERALS.index(place) < len(first)
    ]
    if category == "刑事" and any(_PASSED.search(words) for words in new):
        # Where the sentence is new, an item that is kept is kept for its conviction only.
        kept = [words for words in kept if not _PASSED.search(words)]
    if category == "刑事" and not any("判处" in words or "犯" in words for words in (*new, *kept)):
        # The set holds three items only; what holds in the end stands in fields of its own.
        whole = "，".join(
            words
            for words in (_filled(row, f"刑事_{part}") for part in ("罪名", "刑期", "罚金"))
            if words
        )
        new.insert(0, whole)
    return tuple(
        plain_roles(words, accused=category == "刑事") for words in dict.fromkeys((*kept, *new))
    )

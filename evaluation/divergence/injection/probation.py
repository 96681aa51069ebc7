"""Probation (缓刑) given where it was not, or taken where it was.

MARKED for terms below a year, SEVERE from a year on; there is no SLIGHT. The reasoning says why,
the articles on probation go with it. Recidivists and terms above three years never get it
(刑法 art. 72, 74); a paper whose reasoning already weighs probation is left alone where it would
contradict the change.
"""

import re
from dataclasses import replace
from typing import Final

from evaluation.divergence.injection.lawful import months_of
from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import Parts, parts_of, sentences
from evaluation.divergence.injection.term import written

_TERM: Final = re.compile(
    r"判处(?P<kind>有期徒刑|拘役)"
    r"(?P<length>(?:[一二三四五六七八九十\d]+年)?(?:[零又]?[一二三四五六七八九十\d]+个?月)?)"
)
_PROBATION: Final = re.compile(
    r"[，,；;、]?\s*(?:宣告)?缓刑(?:考验期)?(?:[一二三四五六七八九十\d]+年)?"
    r"(?:[零又]?[一二三四五六七八九十\d]+个?月)?(?=[，。；（(,;]|$)"
)
_NOTE: Final = re.compile(
    r"[（(](?:缓刑|刑期)[^（）()]*[）)]|缓刑考验期限?，?[从自][^。；（）()]*计算[。；]?"
)
_ARTICLES: Final = re.compile(r"[、，]?第七十[二三]条(?:(?:[、，]|及|和)?第?[一二三]+款)*")
_NEVER: Final = ("累犯", "无期徒刑", "死刑", "并罚", "决定执行", "撤销", "维持")
_UP_TO: Final = 36
_YEAR: Final = 12
_GIVEN: Final[Wordings] = {
    Half.DEVELOP: (
        (
            "根据其犯罪情节和悔罪表现，其没有再犯罪的危险，宣告缓刑对所居住社区没有重大不良影响，"
            "依法可以宣告缓刑。"
        ),
        "鉴于其确有悔罪表现，对其适用缓刑不致再危害社会，可对其适用缓刑。",
    ),
    Half.REPORT: (
        "考虑到其犯罪情节较轻，对所居住的社区亦无重大不良影响，本院决定对其宣告缓刑。",
        "其认罪态度较好，具备社区矫正条件，符合适用缓刑的条件，依法对其适用缓刑。",
    ),
}
_TAKEN: Final[Wordings] = {
    Half.DEVELOP: (
        "结合其犯罪的性质、情节和社会危害程度，不宜对其适用缓刑。",
        "其犯罪情节不属于较轻，不符合宣告缓刑的条件，请求适用缓刑的意见本院不予采纳。",
    ),
    Half.REPORT: (
        "综合全案情节，对其宣告缓刑不足以体现罪责刑相适应，故不适用缓刑。",
        "其行为的社会危害性较大，不具备适用缓刑的法定条件，关于缓刑的辩护意见不予支持。",
    ),
}


def inject_probation(text: str, order: Order) -> Injected | None:
    """Give probation, or take it."""
    parts = parts_of(text)
    if parts is None or any(word in parts.ruling + parts.reasoning for word in _NEVER):
        return None
    lengths = [months_of(match["length"]) for match in _TERM.finditer(parts.ruling)]
    months = [length for length in lengths if length is not None]
    if not months or len(months) < len(lengths) or max(months) > _UP_TO:
        return None
    if order.dose is not (Dose.SEVERE if max(months) >= _YEAR else Dose.MARKED):
        return None
    return _taken(parts, order) if "缓刑" in parts.ruling else _given(parts, order, max(months))


def _given(parts: Parts, order: Order, months: int) -> Injected | None:
    if "缓刑" in parts.reasoning or "从重处罚" in parts.reasoning:
        return None
    ruling = _NOTE.sub("", parts.ruling)
    ruling = _TERM.sub(lambda match: f"{match[0]}，缓刑{_length(match['length'])}", ruling)
    basis = re.sub(
        r"(《中华人民共和国刑法》[^《]*?条(?:第[一二三四五六七八九]款)?)(?=[、，,之的]|《|$)",
        r"\1、第七十二条第一款、第七十三条",
        parts.basis,
        count=1,
    )
    if basis == parts.basis:
        return None
    changed = replace(parts, basis=basis, ruling=ruling).with_words(order.pick(_GIVEN))
    return _injected(changed, order, "不适用缓刑", f"缓刑{written(max(months, _YEAR))}")


def _length(words: str) -> str:
    """Return how long probation is for a term: half as long again, one to five years."""
    months = months_of(words) or 0
    return written(min(max(_YEAR, -(-months * 3 // 2 // 6) * 6), 60))


def _taken(parts: Parts, order: Order) -> Injected | None:
    if not _PROBATION.search(parts.ruling):
        return None
    ruling = _PROBATION.sub("", _NOTE.sub("", parts.ruling))
    if "缓刑" in ruling:
        return None
    kept = [words for words in sentences(parts.reasoning) if "缓刑" not in words]
    if len("".join(kept)) < len(parts.reasoning) // 3:
        return None
    basis = _ARTICLES.sub("", parts.basis)
    if "第七十二" in basis or "第七十三" in basis or not re.search("刑法》[^》]{0,3}第", basis):
        return None
    changed = replace(parts, reasoning="".join(kept), basis=basis, ruling=ruling)
    return _injected(changed.with_words(order.pick(_TAKEN)), order, "缓刑", "不适用缓刑")


def _injected(parts: Parts, order: Order, before: str, after: str) -> Injected:
    truth = Truth(change=Change.PROBATION, dose=order.dose, before=before, after=after)
    return Injected(text=parts.text, truth=truth)

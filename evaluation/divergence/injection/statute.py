"""The provision that decides exchanged for one that answers otherwise.

SLIGHT exchanges the paragraph or item that sets the band, MARKED the article, SEVERE the ground of
the claim (contract, tort, enrichment). The court says in the reasoning which provision it applies;
charge and ruling stay.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import Parts, parts_of


@dataclass(frozen=True, slots=True)
class Swap:
    """A provision, as a pattern, and the one that takes its place.

    Titles stand without 中华人民共和国.
    """

    law: str
    article: str
    other_law: str
    other: str
    dose: Dose


def _item(article: str, item: str) -> str:
    return rf"第{article}条(?:第一款)?第?[（(]?{item}[）)]?项"


SWAPS: Final = (
    Swap("刑法", _item("二百九十三", "一"), "刑法", "第二百九十三条第一款第（四）项", Dose.SLIGHT),
    Swap("刑法", _item("二百九十三", "二"), "刑法", "第二百九十三条第一款第（三）项", Dose.SLIGHT),
    Swap("刑法", _item("二百九十三", "四"), "刑法", "第二百九十三条第一款第（一）项", Dose.SLIGHT),
    Swap("刑法", _item("二百二十五", "一"), "刑法", "第二百二十五条第（四）项", Dose.SLIGHT),
    Swap("刑法", _item("二百二十五", "四"), "刑法", "第二百二十五条第（一）项", Dose.SLIGHT),
    Swap("刑法", "第二百七十七条第一款", "刑法", "第二百七十七条第五款", Dose.SLIGHT),
    Swap("合同法", "第一百一十四条", "合同法", "第一百一十三条", Dose.MARKED),
    Swap("合同法", "第五十二条", "合同法", "第五十四条", Dose.MARKED),
    Swap("合同法", "第九十四条", "合同法", "第九十三条", Dose.MARKED),
    Swap("担保法", "第十八条", "担保法", "第十七条", Dose.MARKED),
    Swap("劳动合同法", "第四十七条", "劳动合同法", "第八十七条", Dose.MARKED),
    Swap("侵权责任法", "第十六条", "侵权责任法", "第二十四条", Dose.MARKED),
    Swap("合同法", "第二百零六条", "民法通则", "第九十二条", Dose.SEVERE),
    Swap("合同法", "第一百零七条", "侵权责任法", "第六条", Dose.SEVERE),
    Swap("合同法", "第六十条", "民法通则", "第九十二条", Dose.SEVERE),
    Swap("侵权责任法", "第六条", "合同法", "第一百零七条", Dose.SEVERE),
    Swap("道路交通安全法", "第七十六条", "侵权责任法", "第二十四条", Dose.SEVERE),
    Swap("著作权法", "第四十八条", "反不正当竞争法", "第二条", Dose.SEVERE),
    Swap("商标法", "第五十七条", "反不正当竞争法", "第六条", Dose.SEVERE),
)
_APPLIED: Final[Wordings] = {
    Half.DEVELOP: (
        "本案应适用《中华人民共和国{law}》{article}的规定处理。",
        "对此，应当依照《中华人民共和国{law}》{article}予以认定。",
    ),
    Half.REPORT: (
        "本院认为本案情形应受《中华人民共和国{law}》{article}调整。",
        "上述行为属于《中华人民共和国{law}》{article}所规定的情形。",
    ),
}


def inject_statute(text: str, order: Order) -> Injected | None:
    """Exchange the provision that decides."""
    parts = parts_of(text)
    if parts is None:
        return None
    for swap in SWAPS:
        if swap.dose is order.dose and (changed := _swapped(parts, swap)) is not None:
            words = order.pick(_APPLIED).format(law=swap.other_law, article=swap.other)
            truth = Truth(
                change=Change.STATUTE,
                dose=order.dose,
                before=_named(swap, parts),
                after=swap.other_law + swap.other,
            )
            return Injected(text=changed.with_words(words).text, truth=truth)
    return None


def _named(swap: Swap, parts: Parts) -> str:
    """Return the provision as the paper prints it."""
    met = re.search(swap.article, parts.basis)
    return swap.law + (met[0] if met else "")


def _swapped(parts: Parts, swap: Swap) -> Parts | None:
    """Return the parts with the provision exchanged, None where it is not their basis."""
    # Up to the next title: the articles of one law stand one behind the other.
    own = re.compile(
        rf"(?P<law>《中华人民共和国{swap.law}》)(?P<between>[^《》]*?)"
        rf"(?<![一-龥]){swap.article}(?!之|第|[、，及和]*[一二三四五六七八九（(])"
        rf"(?!(?:[、，]|及|和)第?[（(]?[一二三四五六七八九][）)]?[款项])(?P<more>[、，](?=第))?"
    )
    if swap.other in parts.basis or swap.other in parts.reasoning:
        return None
    basis, n_times = own.subn(lambda match: _placed(match, swap), parts.basis, count=1)
    if not n_times:
        return None
    reasoning = own.sub(lambda match: _placed(match, swap), parts.reasoning)
    return replace(parts, reasoning=reasoning, basis=basis)


def _placed(match: "re.Match[str]", swap: Swap) -> str:
    more = match["more"] or ""
    if swap.law == swap.other_law:
        return match["law"] + match["between"] + swap.other + more
    # The other law goes first, so that what follows still belongs to its own title.
    placed = f"《中华人民共和国{swap.other_law}》{swap.other}"
    if more:
        return f"{placed}、{match['law']}{match['between']}"
    between = match["between"].rstrip("、，, ")
    return f"{placed}、{match['law']}{between}" if between else placed

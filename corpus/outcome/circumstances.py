"""Which circumstances of sentencing (量刑情节) did the court find?

A word alone is not a finding: 不构成自首 denies it, and what counsel asked for counts only where
the court agrees. Sentences of the reasoning are judged one by one.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from corpus.outcome.model import Circumstance, CircumstanceKind
from corpus.spans import Extracted, Span

_WORDS: Final = {
    CircumstanceKind.SURRENDER: r"自首|视为(?:自动)?投案",
    CircumstanceKind.CONFESSION: (
        r"坦白|如实供述(?:了)?(?:自己|其|所犯|全部|主要|上述|犯罪|本案|的|罪行)"
    ),
    CircumstanceKind.GREAT_MERIT: r"重大立功",
    CircumstanceKind.MERIT: r"立功",
    CircumstanceKind.PLEA_OF_GUILT: r"认罪认罚|自愿认罪|当庭认罪|认罪态度[较很]?好|认罪悔罪|具结",
    CircumstanceKind.DRUG_RECIDIVIST: r"毒品再犯",
    CircumstanceKind.RECIDIVIST: r"累犯",
    CircumstanceKind.PRIOR_CONVICTION: r"前科|劣迹|曾因[^，。；]{1,30}(?:判处|判刑|处罚|劳动教养)",
    CircumstanceKind.FIRST_OFFENDER: r"初犯|偶犯",
    CircumstanceKind.COERCED: r"胁从犯",
    CircumstanceKind.ACCESSORY: r"从犯|(?:次要|辅助)作用|作用(?:相对)?(?:较小|次要)",
    CircumstanceKind.PRINCIPAL: r"主犯|主要作用",
    CircumstanceKind.ATTEMPT: r"(?:犯罪)?未遂",
    CircumstanceKind.PREPARATION: r"犯罪预备|预备犯",
    CircumstanceKind.DISCONTINUANCE: r"犯罪中止|中止犯",
    CircumstanceKind.EXCESSIVE_DEFENCE: r"防卫过当|避险过当",
    CircumstanceKind.RESTITUTION: (
        r"退赃|退赔|退缴|退出(?:全部|部分)?(?:违法所得|赃款)"
        r"|发还(?:给)?(?:被害|失主)|已(?:被)?追回"
    ),
    CircumstanceKind.COMPENSATION: (r"赔偿(?:了)?(?:被害|受害|其|全部|部分|经济|对方|各项|死者)"),
    CircumstanceKind.FORGIVENESS: r"谅解",
    CircumstanceKind.MINOR: r"未成年人犯罪|(?:已满十四周岁)?不满十八周岁|犯罪时[系是]未成年",
    CircumstanceKind.ELDERLY: r"已满七十五周岁",
    CircumstanceKind.LIMITED_RESPONSIBILITY: r"限制(?:刑事)?责任能力|尚未完全丧失辨认",
    CircumstanceKind.FAULT_OF_VICTIM: r"被害人[^，。；]{0,12}过错|被害人有[^，。；]{0,8}责任",
}
# The first characters of all words: most places of a text are passed over at once.
_FIRST: Final = "自视坦如重立认当具毒累前劣曾初偶胁从次辅作主犯未预中防避退发已赔谅不限尚被"
_WORD: Final = re.compile(
    f"(?=[{_FIRST}])(?:"
    + "|".join(f"(?P<{kind.value}>{words})" for kind, words in _WORDS.items())
    + ")"
)
_DENIED: Final = re.compile(
    r"(?:不(?:构成|属|属于|具有|具备|是|系|能|应|宜|存在|符合|予|足)|并非|没有|未(?:能|予|取得|获|达)?|无|非|否认|缺乏)[^，。；]{0,12}$"
)
_DENIED_BEHIND: Final = re.compile(
    r"^[^，。；]{0,14}(?:不(?:成立|能成立|足|予|构成|符)|的(?:条件|要件|规定)[^。；]{0,6}不)"
)
# What is asked or alleged is not found.
_ASKED: Final = re.compile(
    r"辩护人|辩护意见|辩称|辩解|上诉(?:提出|称|理由)|公诉机关(?:认为|提出)|检察(?:机关|院)(?:认为|提出)"
)
_REFUSED: Final = re.compile(
    r"不(?:予|能|应|宜)(?:采纳|采信|支持|认定|成立)|不成立|不能成立|无(?:事实|法律|证据)|没有(?:事实|法律|证据)"
)
_AGREED: Final = re.compile(
    r"(?:予以|应予|酌情|酌予|可予|可以|均予|部分)采纳|采信|予以(?:支持|认定)|成立|经查属实"
)
# How far back in the sentence the name of whose circumstance it is may stand.
_OWNER_REACH: Final = 300
_EXCLUDES: Final = {
    CircumstanceKind.MERIT: CircumstanceKind.GREAT_MERIT,
    CircumstanceKind.CONFESSION: CircumstanceKind.SURRENDER,
}


@cache
def circumstance_words(kind: CircumstanceKind) -> re.Pattern[str]:
    """Return the words that speak of a circumstance, whether affirmed or denied.

    Example:
        >>> bool(circumstance_words(CircumstanceKind.SURRENDER).search("不构成自首"))
        True
    """
    return re.compile(_WORDS[kind])


def find_circumstances(
    text: str, span: Span, names: Sequence[str] = ()
) -> tuple[Extracted[Circumstance], ...]:
    """Find the circumstances that a reasoning affirms, each once for each accused.

    如实供述 beside 自首 is a part of it and is not counted as 坦白.

    Args:
        text: The text that the spans count in.
        span: The reasoning.
        names: The accused; a circumstance belongs to the last one named before it in the
            sentence.

    Example:
        >>> text = "被告人甲系自首，可从轻处罚；乙不构成立功。"
        >>> found = find_circumstances(text, Span(0, len(text)), ["甲", "乙"])
        >>> [(each.value.kind.value, each.value.accused) for each in found]
        [('surrender', '甲')]

    Cost: linear in the characters of the reasoning, for each accused.
    """
    found: dict[tuple[CircumstanceKind, str | None], Extracted[Circumstance]] = {}
    begin = span.start
    while begin < span.end:
        stop = text.find("。", begin, span.end)
        stop = span.end if stop < 0 else stop + 1
        for fact in _affirmed(text, begin, stop, names):
            found.setdefault((fact.value.kind, fact.value.accused), fact)
        begin = stop
    return tuple(
        fact
        for (kind, accused), fact in found.items()
        if kind not in _EXCLUDES
        or ((_EXCLUDES[kind], accused) not in found and (_EXCLUDES[kind], None) not in found)
    )


def _affirmed(
    text: str, begin: int, stop: int, names: Sequence[str]
) -> list[Extracted[Circumstance]]:
    """Return what one sentence affirms."""
    words = list(_WORD.finditer(text, begin, stop))
    if not words or _is_refused(text, begin, stop):
        return []
    facts: list[Extracted[Circumstance]] = []
    for word in words:
        before = text[max(begin, word.start() - 20) : word.start()]
        behind = text[word.end() : min(stop, word.end() + 24)]
        if _DENIED.search(before) or _DENIED_BEHIND.match(behind):
            continue
        value = Circumstance(
            kind=CircumstanceKind(str(word.lastgroup)), accused=_owner(text, begin, word, names)
        )
        facts.append(Extracted(value, Span(*word.span()), "circumstance"))
    return facts


def _is_refused(text: str, begin: int, stop: int) -> bool:
    """Tell whether a sentence only reports what somebody asked for, or refuses it."""
    if not _ASKED.search(text, begin, stop):
        return False
    if _REFUSED.search(text, begin, stop):
        return True
    return not _AGREED.search(text, begin, min(len(text), stop + 60))


def _owner(text: str, begin: int, word: re.Match[str], names: Sequence[str]) -> str | None:
    """Return the accused named last before a word in its sentence."""
    start = max(begin, word.start() - _OWNER_REACH)
    places = [(text.rfind(name, start, word.start()), name) for name in names if name]
    place, name = max(places, default=(-1, ""))
    return name if place >= 0 else None

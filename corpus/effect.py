"""Is a judgment in legal effect, as far as its own words and kind tell?

Only judgments in effect are 类案. A first-instance judgment without proof that nobody appealed is
UNKNOWN, never in effect; later papers of the same case may change that
(:mod:`corpus.lineage`).

Source: 民事诉讼法 (2023) art. 158, 165, 171, 182; 行政诉讼法 art. 85, 88; 刑事诉讼法 art. 230, 259;
rulings without appeal: 民事诉讼法 art. 157.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from corpus.judgment import (
    CaseType,
    Court,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
)

_FINAL: Final = re.compile(r"(?:为|是|系)(?:终审|终局|发生法律效力)|一审终审")
_AT_ONCE: Final = re.compile(
    r"(?:送达|宣告|宣布|作出|签收|签名|签字|即日|之日)[^。]{0,16}?(?:生效|发生法律效力|发生效力|具有法律效力)|"
    r"立即生效|即生效|具有法律效力"
)
_APPEALABLE: Final = re.compile(r"不服[^。]{0,60}(?:上诉|抗诉)|上诉于")
_REVIEWABLE: Final = re.compile(r"申请复议")


def effect_of(
    *,
    kind: DocumentKind | None,
    case_type: CaseType | None,
    instance: Instance | None,
    court: Court | None,
    closing: str,
) -> tuple[Effectiveness, str]:
    """Tell whether a paper is in effect on its own evidence, and why.

    Args:
        kind: Kind of paper, None where it could not be read.
        case_type: Kind of case.
        instance: Stage of procedure.
        court: The court that made it.
        closing: Words behind the ruling: notice of appeal, statement that it is final.

    Returns:
        The effect, and the reason in Chinese words for the person who reads the screen.

    Example:
        >>> effect_of(kind=DocumentKind.PANJUE, case_type=CaseType.CIVIL, instance=Instance.SECOND,
        ...           court=None, closing="本判决为终审判决。")
        (<Effectiveness.IN_EFFECT: 'in_effect'>, '文书载明为终审（终局）裁判')
    """
    paper = _Paper(kind, case_type, instance, court, closing)
    for holds, effect, reason in _RULES:
        if holds(paper):
            return effect, reason
    return Effectiveness.UNKNOWN, "未见生效证明"


@dataclass(frozen=True, slots=True)
class _Paper:
    kind: DocumentKind | None
    case_type: CaseType | None
    instance: Instance | None
    court: Court | None
    closing: str


# The first rule that holds decides; words of the paper itself go before what its kind implies.
_RULES: Final[tuple[tuple[Callable[[_Paper], bool], Effectiveness, str], ...]] = (
    (
        lambda p: p.kind in {DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE},
        Effectiveness.IN_EFFECT,
        "指导性案例或参考案例，所选裁判均已生效",
    ),
    (
        lambda p: p.kind is DocumentKind.PENDING_FILE,
        Effectiveness.NOT_IN_EFFECT,
        "待决案件材料，尚未裁判",
    ),
    (
        lambda p: _FINAL.search(p.closing) is not None,
        Effectiveness.IN_EFFECT,
        "文书载明为终审（终局）裁判",
    ),
    (
        lambda p: p.instance is Instance.DEATH_REVIEW,
        Effectiveness.IN_EFFECT,
        "死刑复核裁判（刑诉法第二百五十九条）",
    ),
    (
        lambda p: p.court is not None and p.court.level is CourtLevel.SUPREME,
        Effectiveness.IN_EFFECT,
        "最高人民法院的裁判（民诉法第一百五十八条）",
    ),
    (
        lambda p: _APPEALABLE.search(p.closing) is not None,
        Effectiveness.UNKNOWN,
        "裁判载明可以上诉，未见上诉期届满或二审结果的证明",
    ),
    (
        lambda p: _REVIEWABLE.search(p.closing) is not None,
        Effectiveness.UNKNOWN,
        "文书载明可以申请复议，未见复议结果",
    ),
    (
        lambda p: _AT_ONCE.search(p.closing) is not None,
        Effectiveness.IN_EFFECT,
        "文书载明送达（宣告）后即生效",
    ),
    (
        lambda p: p.instance is Instance.SECOND,
        Effectiveness.IN_EFFECT,
        "二审裁判为终审裁判（民诉法第一百八十二条）",
    ),
    (
        lambda p: p.instance is Instance.RETRIAL_REVIEW,
        Effectiveness.IN_EFFECT,
        "再审审查、申诉审查的裁判不得上诉",
    ),
    (
        lambda p: p.kind is DocumentKind.TIAOJIE,
        Effectiveness.UNKNOWN,
        "调解书经双方当事人签收后生效，未见签收证明",
    ),
    (
        lambda p: p.kind in {DocumentKind.JUEDING, DocumentKind.TONGZHI},
        Effectiveness.IN_EFFECT,
        "决定书、通知书作出后即生效，不得上诉",
    ),
    (
        lambda p: (
            p.kind is DocumentKind.CAIDING
            and p.case_type is CaseType.CRIMINAL
            and p.instance is Instance.FIRST
        ),
        Effectiveness.UNKNOWN,
        "刑事一审裁定，未见生效证明",
    ),
    (
        lambda p: p.kind is DocumentKind.CAIDING,
        Effectiveness.IN_EFFECT,
        "未载明可以上诉的裁定，送达后即生效（民诉法第一百五十七条）",
    ),
    (
        lambda p: p.instance is Instance.RETRIAL,
        Effectiveness.UNKNOWN,
        "再审裁判适用一审程序的可以上诉，文书未载明是否终审",
    ),
)

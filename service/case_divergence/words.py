"""What are divergences called on the screen, and what is said of each in a sentence?"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from service.case_divergence.answers import AnswerKind
from service.case_divergence.model import CaseDivergence, Gathered
from service.divergence.model import (
    AlarmType,
    DivergenceKind,
    DivergenceOrigin,
    Innocence,
    Severity,
    Where,
)

DIVERGENCE_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        DivergenceKind.RESULT: "裁判结果不同",
        DivergenceKind.LAW: "适用法律不同",
        DivergenceKind.RANGE: "幅度不同",
        DivergenceKind.PROCEDURE: "程序处理不同",
        DivergenceKind.BURDEN: "举证责任不同",
        DivergenceKind.REASONING: "说理不同",
    },
    {
        Where.SAME_PANEL: "同一合议庭前后",
        Where.BETWEEN_PANELS: "本院合议庭之间",
        Where.BETWEEN_COURTS: "同级法院之间",
        Where.SUPERIOR: "与上级法院之间",
        Where.GUIDING: "与指导性案例、参考案例之间",
    },
    {
        DivergenceOrigin.WITHIN_PANEL: "审判组织内部",
        DivergenceOrigin.BETWEEN_PANELS: "不同审判组织之间",
        DivergenceOrigin.LEADERS_AND_PANEL: "院庭长与审判组织之间",
    },
    {
        AlarmType.DECIDED: "四类案件（三）①",
        AlarmType.PENDING: "四类案件（三）②",
        AlarmType.UNSETTLED: "四类案件（三）③",
    },
    {
        Innocence.LAW_VERSION: "适用的法律版本不同",
        Innocence.OVERTURNED: "一方已被改判、撤销",
        Innocence.SERIES: "属于同一系列案",
        Innocence.DECISIVE_FACT: "关键事实不同",
        Innocence.CIRCUMSTANCE: "量刑情节不同",
        Innocence.EVIDENCE: "举证情况不同",
        Innocence.OTHER_CLAIM: "诉讼请求不同",
        Innocence.MEDIATION: "一方以调解结案",
        Innocence.SMALL_N: "件数过少",
    },
    {
        Severity.SEVERE: "分歧重大",
        Severity.MARKED: "分歧明显",
        Severity.SLIGHT: "分歧轻微",
        Severity.INSUFFICIENT: "样本不足",
        Severity.EXPLAINED: "已有无责解释",
    },
    {
        AnswerKind.HELPFUL: "有帮助",
        AnswerKind.NO_DIVERGENCE: "不构成分歧",
        AnswerKind.EXPLAIN: "说明理由",
        AnswerKind.REFER: "提请讨论",
    },
)


def scope_words(gathered: Gathered, *, is_case: bool) -> str:
    """Say what was compared, and what was left out.

    Args:
        gathered: What was compared.
        is_case: Whether it was for a pending case, not for a stored judgment.
    """
    g = gathered
    begins = f"{g.window.begins.year}年{g.window.begins.month}月{g.window.begins.day}日"
    unknown = f"（其中{g.n_unknown}件一审裁判效力未知，列入比对并逐件注明）" if g.n_unknown else ""
    said = f"，含您认定为类案的{g.n_said_similar}件" if g.n_said_similar else ""
    told = f"比对了{g.n_like}件类案{unknown}，近三年（{begins}起）{g.n_recent}件{said}。"
    if g.n_said_otherwise:
        told += f"您认定不是类案的{g.n_said_otherwise}件不参加比对。"
    if g.n_unsettled:
        doubt = "" if g.n_unknown else "或者效力未知"
        told += f"另有{g.n_unsettled}件尚未生效{doubt}，不计入。"
    if is_case and not g.own_id:
        told += "本案尚无裁判文书草稿，只比对类案之间的立场。"
    return told


def nothing_words(found: CaseDivergence) -> str:
    """Say why no divergence is reported."""
    if found.insufficient:
        why = "能够比对的问题样本不足"
    elif found.explained:
        why = "看起来不同之处都有无责解释"
    else:
        why = "各类案在可比的问题上立场一致，或者没有可比的问题"
    return f"在上述比对范围内，{why}。"


NO_EXPLANATION = (
    "没有找到能够说明差异的事实、情节、诉讼请求、举证或者审级变化，请对照下列原文判断。"
)
"""What stands where nothing innocent explains a finding."""

HINT = "以下是供参考的提示，不是结论：是否构成法律适用分歧，由法官判断。"
"""What stands above all findings."""

PROPOSALS: Mapping[AlarmType, str] = MappingProxyType(
    {
        AlarmType.DECIDED: "本案的裁判意见可能与本院或者上级法院近三年的类案生效裁判不一致",
        AlarmType.PENDING: "本案的裁判意见可能与本院正在审理的类案不一致",
        AlarmType.UNSETTLED: "本院或者上级法院近三年的类案生效裁判之间可能存在尚未解决的分歧",
    }
)
"""What an alarm of 法发〔2021〕30号 art. 5 (3) proposes; a person decides whether to mark it."""

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.SEVERE: "各方都有相当数量的裁判，差别明显",
        Severity.MARKED: "裁判不一致，少数一方也有一定数量的裁判",
        Severity.SLIGHT: "裁判不一致，但绝大多数相同",
        Severity.INSUFFICIENT: "能计入的裁判太少，不足以判断是否存在分歧，以下仅供查阅",
        Severity.EXPLAINED: "看起来不同，但有下列理由可以说明，不按分歧提示",
    }
)
"""What a severity means, in a sentence."""

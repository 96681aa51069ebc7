"""Does a judgment belong to a class that may not be published, or only with care?

A proposal with its reason and the words it was read from; a person decides.

Source: 法释〔2016〕19号 art. 4 (state secrets, crimes of minors, mediation, divorce and custody)
and art. 8; trials that are not public: 刑事诉讼法 art. 188, 民事诉讼法 (2023) art. 137,
行政诉讼法 art. 54.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.judgment import CaseType, DocumentKind, Judgment, Role, SectionKind
from corpus.spans import Extracted, Span, value_of


class Sensitivity(StrEnum):
    """Classes of judgments that need care; the last two are told by persons alone."""

    STATE_SECRET = "state_secret"  # noqa: S105 - a class of judgment, no password
    JUVENILE = "juvenile"
    FAMILY = "family"
    SEXUAL = "sexual"
    MEDIATION = "mediation"
    CLOSED_TRIAL = "closed_trial"
    PRIVACY = "privacy"
    TRADE_SECRET = "trade_secret"  # noqa: S105 - a class of judgment, no password


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityFinding:
    """A class proposed for a judgment.

    Attributes:
        kind: Which.
        reason: Why, in Chinese words for the person who decides.
        span: The words.
    """

    kind: Sensitivity
    reason: str
    span: Span


_SECRET: Final = re.compile(
    r"(?:因|案|且)?(?:本案)?涉及国家秘密|国家秘密、情报罪|泄露国家秘密罪|非法获取国家秘密罪"
)
_NOT_SECRET: Final = re.compile(r"(?:不|未|没有|并非|并未|是否)$")
_YOUNG: Final = re.compile(
    r"(?:犯罪|作案|案发|行为|实施(?:犯罪|上述)[^，。]{0,8})时?(?:系|尚|年龄|均|还)?(?:未成年|(?:未满|不满)(?:十八|18)周?岁)|"
    r"已满(?:十四|14|十六|16)周岁[、，]?(?:不满|未满)(?:十六|十八|16|18)周岁|系未成年(?:人|被告人)?(?:犯罪|，)|未成年被告人|"
    r"未成年人?犯罪案件"
)
# Titles and rules of law, and persons other than the accused, before such words.
_OF_THE_LAW: Final = re.compile(r"《[^》]*$|规定[^。]{0,20}$|教唆[^。]{0,6}$|证人[^，。；]{0,12}$")
_YOUNG_VICTIM: Final = re.compile(
    r"(?:被害人|受害人|幼女|被害儿童)[^，。；]{0,16}(?:系|是|为|时)?[^，。；]{0,6}(?:未成年|(?:未满|不满)(?:十四|十八|14|18)周?岁)|"
    r"(?:奸淫|猥亵)(?:不满(?:十四|14)周岁的?)?(?:幼女|儿童)(?!的[，,])|猥亵儿童罪"
)
_FAMILY: Final = re.compile(
    r"离婚(?:后[^，。]{0,6})?(?:纠纷|诉讼|一案)|(?:抚养|抚育|监护|探望|探视|收养)(?:权|费|关系)?纠纷|"
    r"(?:变更|解除)(?:抚养|收养|监护)(?:关系|权)?(?:纠纷|一案)|同居关系(?:子女抚养)?纠纷|申请(?:撤销|变更|确定)监护"
)
_FAMILY_CAUSE: Final = re.compile(r"离婚|抚养|抚育|监护|探望|收养|同居")
_SEXUAL: Final = re.compile(r"强奸|猥亵|奸淫幼女|嫖宿幼女|性侵|强迫卖淫|引诱幼女卖淫|强制侮辱")
_SEXUAL_TEXT: Final = re.compile(
    r"犯(?:强奸|强制猥亵(?:、侮辱)?|猥亵儿童|强迫卖淫|负有照护职责人员性侵)罪"
)
_MEDIATED: Final = re.compile(
    r"(?:自愿达成|达成如下|达成以下)[^。]{0,10}(?:调解)?协议|确认[^。]{0,40}调解协议(?:有效|的效力)"
)
_CLOSED: Final = re.compile(
    r"不公开(?:开庭)?(?:进行)?(?:了)?审理|涉及(?:个人|当事人|被害人)?(?:个人)?隐私[^。]{0,16}不公开"
)


def propose_sensitivity(judgment: Judgment) -> tuple[SensitivityFinding, ...]:
    """Return the classes that a judgment seems to belong to, each once, in a fixed order.

    Cost: linear in the length of the text.
    """
    return tuple(
        finding
        for find in (_secret, _juvenile, _family, _sexual, _mediation, _closed)
        for finding in find(judgment)
    )


def _secret(judgment: Judgment) -> Iterator[SensitivityFinding]:
    for match in _SECRET.finditer(judgment.text):
        if not _NOT_SECRET.search(judgment.text[max(0, match.start() - 4) : match.start()]):
            yield _finding(Sensitivity.STATE_SECRET, "涉及国家秘密", match)
            return


def _juvenile(judgment: Judgment) -> Iterator[SensitivityFinding]:
    text = judgment.text
    if value_of(judgment.case_type) is CaseType.CRIMINAL:
        agent = _agent_of_accused(judgment)
        if agent is not None:
            yield SensitivityFinding(
                kind=Sensitivity.JUVENILE, reason="被告人由法定代理人参加诉讼", span=agent
            )
            return
    for pattern, reason in ((_YOUNG, "未成年人犯罪"), (_YOUNG_VICTIM, "被害人系未成年人")):
        for match in pattern.finditer(text, 0, _annex(judgment)):
            if not _OF_THE_LAW.search(text[max(0, match.start() - 60) : match.start()]):
                yield _finding(Sensitivity.JUVENILE, reason, match)
                return


def _annex(judgment: Judgment) -> int:
    """Return where the annex with the words of the law begins, or the end of the text."""
    annexes = (s.span.start for s in judgment.sections if s.kind is SectionKind.ANNEX)
    return min(annexes, default=len(judgment.text))


def _agent_of_accused(judgment: Judgment) -> Span | None:
    """Return the statutory agent who is named next to an accused."""
    before: Role | None = None
    for party in judgment.parties:
        words = judgment.text[max(0, party.span.start - 8) : party.span.start]
        if party.value.role is Role.REPRESENTATIVE and "法定代理人" in words:
            if before is Role.ACCUSED:
                return party.span
        elif party.value.role not in {Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE}:
            before = party.value.role
    return None


def _family(judgment: Judgment) -> Iterator[SensitivityFinding]:
    reason = "离婚诉讼或者涉及子女抚养、监护"
    cause = judgment.cause
    if isinstance(cause, Extracted) and _FAMILY_CAUSE.search(cause.value):
        yield SensitivityFinding(kind=Sensitivity.FAMILY, reason=reason, span=cause.span)
        return
    if value_of(judgment.case_type) in {CaseType.CRIMINAL, CaseType.ADMINISTRATIVE}:
        return
    # The name of the suit stands in the opening; later, divorce may be one fact of many.
    for section in judgment.sections:
        is_opening = section.kind in {SectionKind.HEAD, SectionKind.PROCEDURE, SectionKind.PARTIES}
        match = _FAMILY.search(judgment.text, section.span.start, section.span.end)
        if is_opening and match:
            yield _finding(Sensitivity.FAMILY, reason, match)
            return


def _sexual(judgment: Judgment) -> Iterator[SensitivityFinding]:
    for charge in judgment.charges:
        if _SEXUAL.search(charge.value):
            reason = f"性侵害犯罪：{charge.value}"
            yield SensitivityFinding(kind=Sensitivity.SEXUAL, reason=reason, span=charge.span)
            return
    ruling = (s for s in judgment.sections if s.kind is SectionKind.DISPOSITION)
    for section in ruling:
        if match := _SEXUAL_TEXT.search(judgment.text, section.span.start, section.span.end):
            yield _finding(Sensitivity.SEXUAL, "性侵害犯罪", match)
            return


def _mediation(judgment: Judgment) -> Iterator[SensitivityFinding]:
    kind = judgment.document_kind
    if isinstance(kind, Extracted) and kind.value is DocumentKind.TIAOJIE:
        reason = "以调解方式结案"
        yield SensitivityFinding(kind=Sensitivity.MEDIATION, reason=reason, span=kind.span)
        return
    for section in judgment.sections:
        if section.kind is SectionKind.DISPOSITION:
            match = _MEDIATED.search(judgment.text, section.span.start, section.span.end)
            if match:
                yield _finding(Sensitivity.MEDIATION, "确认调解协议", match)
                return


def _closed(judgment: Judgment) -> Iterator[SensitivityFinding]:
    for section in judgment.sections:
        if section.kind in {SectionKind.REASONING, SectionKind.LEGAL_BASIS, SectionKind.ANNEX}:
            continue
        if match := _CLOSED.search(judgment.text, section.span.start, section.span.end):
            yield _finding(Sensitivity.CLOSED_TRIAL, "不公开开庭审理", match)
            return


def _finding(kind: Sensitivity, reason: str, match: re.Match[str]) -> SensitivityFinding:
    return SensitivityFinding(kind=kind, reason=reason, span=Span(*match.span()))

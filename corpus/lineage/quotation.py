"""Which of the numbers that a judgment quotes name an earlier paper of the same dispute?

A judgment quotes many numbers: the judgment under appeal, rulings made on the way, but also prior
convictions, judgments put in as evidence and precedents. Only the former are procedure (审级关系).
They are told by the part of the judgment they stand in and by the words of their sentence.

Source: style of papers, 法〔2016〕221号 (案件由来和审理经过) and 刑事诉讼文书样式.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, DocumentKind, Instance, Judgment, Section, SectionKind
from corpus.spans import Extracted, Span, value_of


class Manner(StrEnum):
    """How a paper of the same dispute is quoted."""

    UNDER_REVIEW = "under_review"
    """It is what was appealed from, or applied or protested against (不服…号判决)."""

    RULED_ON = "ruled_on"
    """An item of the ruling names it (撤销…号判决)."""

    REMANDED = "remanded"
    """The history tells that it was set aside and sent back (撤销原判，发回重审)."""

    EARLIER = "earlier"
    """The history of the case names it (本院作出…号裁定，提审本案)."""

    ENFORCED = "enforced"
    """It is carried out, so it is in effect (执行依据, 交付执行)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quoted number that is part of the procedure.

    Attributes:
        number: The number, with its place in the text.
        manner: How it is quoted.
        kind: Kind of the paper quoted, where the words behind the number say it.
        item: The item of the ruling that holds it, for RULED_ON.
    """

    number: Extracted[CaseNumber]
    manner: Manner
    kind: DocumentKind | None
    item: Span | None = None


_BEHIND: Final = re.compile(
    r"\s{0,4}[）)”《〈×xX]{0,3}的?(?:一审|二审|再审|终审)?(?:刑事|民事|行政|执行|知识产权|国家|管辖权?|减刑)?"
    r"(?:附带民事|公益诉讼|赔偿|异议|驳回申诉|再审)?"
    r"(?P<kind>判决|裁定|决定|调解|支付令|通知|生效判决)"
)
_KINDS: Final = {
    "判决": DocumentKind.PANJUE,
    "生效判决": DocumentKind.PANJUE,
    "裁定": DocumentKind.CAIDING,
    "决定": DocumentKind.JUEDING,
    "调解": DocumentKind.TIAOJIE,
    "支付令": DocumentKind.ZHIFULING,
    "通知": DocumentKind.TONGZHI,
}
# 「（2019）…1号、（2020）…2号民事判决」: the kind stands behind the last number.
_LISTED: Final = re.compile(r"\s{0,4}(?:刑事|民事|行政)?(?:判决|裁定|决定)?书?(?:、|和|及|以及|与)")

_OPENING: Final = frozenset({SectionKind.HEAD, SectionKind.PARTIES, SectionKind.PROCEDURE})
_PLEADED: Final = frozenset({SectionKind.CLAIMS, SectionKind.LOWER_COURT, SectionKind.FACTS})
_HIGHER: Final = frozenset(
    {Instance.SECOND, Instance.RETRIAL, Instance.RETRIAL_REVIEW, Instance.DEATH_REVIEW}
)

_OTHER_CASE: Final = re.compile(
    r"参照|参考|参见|类案|同类案件|另案|别案|指导(?:性)?案例|典型案例|与本案(?:无关|类似|相似|情形)|"
    r"关联案件|类似案件|案情相似|裁判观点|案例"
)
# Prior convictions, in the particulars of an accused: 曾因…被…法院以（2011）…号判决判处…
_PRIOR: Final = re.compile(
    r"(?:曾|前)因|因(?:涉嫌)?犯[^，。；]{1,20}罪[，]?(?:于|被|经)|前科|累犯|刑满|劣迹|漏罪|余刑"
)
_AGAINST: Final = re.compile(r"不服|不同意|对[^，。；]{0,60}$|申请再审|提出抗诉|提起抗诉|申诉")
_TOLD: Final = re.compile(
    r"作出|做出|制作|下达|宣判|判决|裁定|审理|[以经](?:其|本院|我院|该院)?[^，。；]{0,12}$|不服|审查|"
    r"受理|根据|依据|送达|撤销|维持"
)
_REVISED: Final = re.compile(r"(?:撤销|撤消|维持|变更|改判|核准|纠正|部分维持)[^。；]{0,120}$")
_SENT_BACK: Final = re.compile(
    r"发回[^，。；]{0,40}(?:重审|重新审|审理)|指令[^，。；]{0,40}(?:重审|审理)"
)
_SENT_BACK_HERE: Final = re.compile(
    r"(?:撤销|撤消|裁定)[^。；]{0,60}发回(?:本院|我院|原审法院)?(?:重审|重新审)"
)
_SENT: Final = re.compile(
    r"发回|重审|移送|移交|指定|管辖|本院再审|再审|提审|提级|转为|撤销|上诉|抗诉"
)
_CARRIED_OUT: Final = re.compile(r"发生法律效力|生效|执行依据|交付执行|送监|收监|依据|根据|执行")
_DECIDED: Final = re.compile(r"于\d{4}年\d{1,2}月\d{1,2}日作出$")
_ASKED_AWAY: Final = re.compile(
    r"(?:请求|诉请|判令|要求|[一二三四五六七八九十\d][、.．])[^。；]{0,40}?(?:撤销|撤消|改判|变更)"
    r"[^，。；]{0,30}?法院(?:作出的)?$"
)
_MERE_PROBATION: Final = re.compile(r"[^。；]{0,60}(?:缓刑|假释)")


def find_quotations(judgment: Judgment) -> tuple[Quotation, ...]:
    """Find the numbers of earlier papers of the same dispute, in order of the text.

    A number may be found several times, in different manners. Precedents, prior convictions and
    judgments put in as evidence are left out, and so are numbers whose role cannot be told.

    Cost: linear in the quoted numbers and the lengths of their sentences.
    """
    read = _Reader(judgment)
    return tuple(
        found for number in judgment.quoted_case_numbers for found in read.quotation(number)
    )


def is_annulment(judgment: Judgment) -> bool:
    """Tell whether a suit of first instance is against a judgment in effect (第三人撤销之诉)."""
    own = value_of(judgment.case_number)
    return own is not None and "撤" in own.type_code


class _Reader:
    """Judges the quoted numbers of one judgment."""

    def __init__(self, judgment: Judgment) -> None:
        self._text = judgment.text
        self._sections = judgment.sections
        self._items = judgment.disposition
        self._instance = value_of(judgment.instance)
        self._is_criminal = value_of(judgment.case_type) is CaseType.CRIMINAL
        self._own = value_of(judgment.case_number)
        self._is_annulment = is_annulment(judgment)

    def quotation(self, number: Extracted[CaseNumber]) -> Iterator[Quotation]:
        """Yield the quotation of a number, if it is one of procedure."""
        section = self._section_of(number.span)
        if section is None or number.value == self._own:
            return
        before, after = self._around(number.span, section.span)
        kind = self._kind_of(number.span)
        item = next((each for each in self._items if each.holds(number.span)), None)
        if item is not None or section.kind is SectionKind.DISPOSITION:
            manner = self._manner_in_ruling(before, after)
        elif _OTHER_CASE.search(before[-60:]) or _OTHER_CASE.match(after[:30]):
            return
        elif section.kind in _OPENING:
            manner = self._manner_in_opening(section.kind, before, after, kind)
        else:
            manner = self._manner_in_body(section.kind, before, after, kind)
        if manner is not None:
            yield Quotation(
                number=number,
                manner=manner,
                kind=kind,
                item=item if manner is Manner.RULED_ON else None,
            )

    def _manner_in_ruling(self, before: str, after: str) -> Manner | None:
        if self._instance is Instance.ENFORCEMENT:
            return Manner.RULED_ON if _REVISED.search(before) else Manner.ENFORCED
        if not _REVISED.search(before):
            return None
        # A first-instance judgment may revoke a suspended sentence of an older, other case; so
        # may a second one, but then the older case was no part of its opening.
        is_own_line = self._instance is not Instance.FIRST or self._is_annulment
        if not is_own_line or (self._instance is None and _MERE_PROBATION.match(after)):
            return None
        return Manner.RULED_ON

    def _manner_in_opening(
        self, section: SectionKind, before: str, after: str, kind: DocumentKind | None
    ) -> Manner | None:
        if self._instance is Instance.ENFORCEMENT:
            return Manner.ENFORCED if kind is not None else None
        if self._instance is Instance.SPECIAL:
            return Manner.ENFORCED if kind and _CARRIED_OUT.search(before + after) else None
        if kind is None or not _TOLD.search(before):
            return None
        if self._instance is Instance.FIRST and not self._is_annulment:
            # The particulars of the accused hold their prior convictions.
            is_told = section is SectionKind.PROCEDURE
            return self._manner_at_first_instance(before, after, kind) if is_told else None
        if _PRIOR.search(before) and not _AGAINST.search(before):
            return None
        return Manner.UNDER_REVIEW if _AGAINST.search(before) else Manner.EARLIER

    def _manner_at_first_instance(
        self, before: str, after: str, kind: DocumentKind
    ) -> Manner | None:
        """Tell a case sent back, or moved here, from suits that the parties had elsewhere."""
        if _PRIOR.search(before):
            return None
        if kind is DocumentKind.PANJUE and _SENT_BACK.search(after):
            return Manner.REMANDED
        return Manner.EARLIER if _SENT.search(before[-40:] + after) else None

    def _manner_in_body(
        self, section: SectionKind, before: str, after: str, kind: DocumentKind | None
    ) -> Manner | None:
        """Judge a number behind the opening: claims of the appeal, history told among facts."""
        if self._instance is Instance.FIRST and not self._is_annulment:
            # A case sent back may tell so in a paragraph of its own, between opening and claims.
            is_told = section is SectionKind.FACTS and _SENT_BACK_HERE.search(before + after)
            return self._manner_at_first_instance(before, after, kind) if kind and is_told else None
        is_higher = self._instance in _HIGHER or self._is_annulment
        if is_higher and kind and not self._is_criminal and _ASKED_AWAY.search(before):
            # What an appeal asks for may stand in a part that tells facts or evidence.
            return Manner.UNDER_REVIEW
        if kind is None or section not in _PLEADED or not (is_higher or self._instance is None):
            return None
        if section is SectionKind.CLAIMS:
            return self._manner_in_claims(before)
        if not self._is_criminal or _PRIOR.search(before):
            return None
        # Criminal papers of review tell the history of the case where others tell the facts.
        is_told = re.search(r"(?:作出|以)[^，。；]{0,12}$", before)
        return Manner.EARLIER if is_told and self._instance is not Instance.SECOND else None

    def _manner_in_claims(self, before: str) -> Manner | None:
        if _REVISED.search(before) or re.search(r"不服[^。；，]*$", before):
            return Manner.UNDER_REVIEW
        # A retrial of a crime tells what was charged and decided in one breath.
        is_decided = self._is_criminal and self._instance is Instance.RETRIAL
        is_own = is_decided and _DECIDED.search(before) and not _PRIOR.search(before)
        return Manner.EARLIER if is_own else None

    def _kind_of(self, span: Span) -> DocumentKind | None:
        """Return the kind named behind a number, or behind the last one of its list."""
        at = span.end
        for _ in range(4):
            match = _BEHIND.match(self._text, at, at + 24)
            if match is not None:
                return _KINDS[match["kind"]]
            listed = _LISTED.match(self._text, at, at + 16)
            next_end = self._text.find("号", at, at + 50)
            if listed is None or next_end < 0:
                return None
            at = next_end + 1
        return None

    def _around(self, span: Span, section: Span) -> tuple[str, str]:
        """Return the words of the sentence before a number, and of two sentences behind it."""
        begin = max(section.start, span.start - 260)
        before = self._text[begin : span.start]
        # A list of numbers is cut at its last mark; a paper's own 号 does not end a sentence.
        cut = max(before.rfind(mark) for mark in "。；\n")
        after = self._text[span.end : min(section.end, span.end + 240)]
        return before[cut + 1 :], after

    def _section_of(self, span: Span) -> Section | None:
        return next((each for each in self._sections if each.span.holds(span)), None)

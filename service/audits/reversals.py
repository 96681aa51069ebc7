"""Why did a court above reverse, and how many of the reversals are differences of view?

认识不同致发改 = 被发改总数 − 上级定错 − 因新证据发改. Why a judgment was reversed is read from the
reasons of the one that reversed it; that the court above was wrong is a person's mark and nothing
else.

Source: 刑事诉讼法 art. 236-238, 民事诉讼法 art. 177, 211; the formula is that of court reports on
reversed cases (发改案件通报).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from corpus.judgment import Judgment, JudgmentId, SectionKind
from corpus.sections.sentences import sentence_end, sentence_start
from corpus.spans import Extracted, Span
from service.audits.model import ReversalReason, ReversedCase

# In the order in which they are asked: what explains a reversal without any difference of view
# goes first, and a sentence is only set anew (量刑不当) where nothing stronger is told.
_RULES: Final = (
    (
        ReversalReason.SETTLED,
        re.compile(
            r"(?:二审|再审|上诉|本院审理)(?:审理)?(?:期间|过程中|阶段|中)[^。；]{0,40}"
            r"(?:达成[^。；]{0,10}(?:调解|和解)协议|(?:赔偿|退赔|退缴|退还|缴纳)"
            r"[^。；]{0,20}(?:谅解|罚金|款|损失)|认罪认罚)"
        ),
    ),
    (
        ReversalReason.NEW_EVIDENCE,
        re.compile(
            r"新的?证据(?!不足)[^。；]{0,40}(?:足以|证明|证实|推翻|采信|采纳|予以确认)"
            r"|(?:二审|再审)(?:期间|过程中|中)?[^。；]{0,30}(?:提交|提供|出示|出现|补充)[^。；]{0,20}新的?证据"
            r"|因(?:二审|再审)?(?:期间|中)?出现新的?(?:证据|事实)"
        ),
    ),
    (
        ReversalReason.PROCEDURE,
        re.compile(
            r"(?:严重)?违反法定(?:的)?(?:诉讼)?程序|程序违法|遗漏(?:必要的?)?(?:当事人|诉讼请求)"
        ),
    ),
    (
        ReversalReason.LAW,
        re.compile(
            r"适用法律(?:和[^。；，]{1,6})?(?:确有|有|存在|存有)?(?:错误|不当|有误)|定性(?:错误|不当|不准)"
            r"|(?:原判|原审|一审)[^。；，]{0,10}认定[^。；，]{0,30}(?:构成|犯|系)[^。；，]{0,20}(?:不当|错误|有误)"
        ),
    ),
    (
        ReversalReason.FACTS,
        re.compile(
            r"(?:认定)?(?:基本|部分|主要)?事实(?:不清|错误|有误|有错)"
            r"|认定[^。；，]{0,20}(?:事实|证据|数额|金额|数量)[^。；，]{0,10}(?:不清|错误|不当|有误|不足)"
            r"|证据不足"
        ),
    ),
    (
        ReversalReason.SENTENCE,
        re.compile(
            r"(?:量刑|判处[^。；，]{0,20}|罚金|刑罚|附加刑)(?:[^。；，]{0,8})?"
            r"(?:不当|过重|过轻|畸重|畸轻|偏重|偏轻|较重|失当)"
        ),
    ),
)
# What a party says or asks for is not what the court holds.
_TOLD_BY_A_PARTY: Final = re.compile(
    r"上诉(?:人[^，。；]{0,12})?(?:称|提出|认为|请求[：:，])|上诉理由|辩[称护解]|抗诉(?:认为|提出|意见)"
    r"|申请再审称|主张|诉称|请求(?:二审|依法|撤销|改判)"
)
_DENIED: Final = re.compile(
    r"(?:并|并非|并不|不|未|没有|不存在|不属于|没有出现|无)(?:属于|构成|是|存在)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalCounts:
    """How many were reversed, and of these how many for a difference of view.

    Attributes:
        n_reversed: Judgments reversed in the period.
        n_new_evidence: Those reversed for new evidence.
        n_court_above_wrong: Those of which a person marked that the court above was wrong, the
            former left out.
    """

    n_reversed: int
    n_new_evidence: int
    n_court_above_wrong: int

    @property
    def n_difference_of_view(self) -> int:
        """认识不同发改: what stays."""
        return self.n_reversed - self.n_new_evidence - self.n_court_above_wrong


def reason_of_reversal(later: Judgment) -> Extracted[ReversalReason] | None:
    """Return why a judgment reversed an earlier one, with the sentence that says so.

    Only what the court itself holds counts; None where nothing tells.

    Cost: linear in the length of its reasons.
    """
    for section in later.sections:
        if section.kind is not SectionKind.REASONING:
            continue
        for reason, rule in _RULES:
            for match in rule.finditer(later.text, section.span.start, section.span.end):
                start = sentence_start(later.text, match.start(), section.span.start)
                before = later.text[start : match.start()]
                if _TOLD_BY_A_PARTY.search(before) or _DENIED.search(before):
                    continue
                end = sentence_end(later.text, match.end() - 1, section.span.end)
                return Extracted(reason, Span(start, end), f"reversal:{reason}")
    return None


def count_reversals(
    cases: Iterable[ReversedCase], marked_wrong: Collection[JudgmentId]
) -> ReversalCounts:
    """Count reversed cases.

    Args:
        cases: The cases.
        marked_wrong: Judgments of which a person marked that the court above was wrong.

    Example:
        >>> counts = count_reversals([], frozenset())
        >>> counts.n_difference_of_view
        0
    """
    told = tuple(cases)
    new = [each for each in told if each.reason is ReversalReason.NEW_EVIDENCE]
    return ReversalCounts(
        n_reversed=len(told),
        n_new_evidence=len(new),
        n_court_above_wrong=sum(
            each.judgment_id in marked_wrong
            for each in told
            if each.reason is not ReversalReason.NEW_EVIDENCE
        ),
    )

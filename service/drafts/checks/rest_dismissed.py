"""Is what the reasoning refuses also dismissed in the ruling (驳回其他诉讼请求)?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.judgment import CaseType, DocumentKind, Instance, SectionKind
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_REFUSED: Final = re.compile(
    r"(?:原告|其)[^。；]{0,60}(?:诉讼请求|诉请|主张|请求)[^。；]{0,50}(?:本院)?(?:依法)?不予支持"
)
_OF_DEFENCE: Final = re.compile("辩|抗辩|反诉|被告(?:的|主张|要求|提出|认为)|第三人|异议|申请")
_GRANTS: Final = re.compile("支付|偿还|返还|赔偿|给付|归还|退还|交付|解除|确认|撤销|协助|履行|承担")
_DISMISSES: Final = re.compile("驳回|不予支持|不予处理")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give a civil judgment that grants, refuses in its reasons and dismisses nothing."""
    if draft.case_type is not CaseType.CIVIL or draft.kind is not DocumentKind.PANJUE:
        return
    if draft.instance not in {Instance.FIRST, None}:
        return
    text = draft.text
    items = draft.judgment.disposition
    ruling = draft.spans(SectionKind.DISPOSITION)
    if not items or any(_DISMISSES.search(each.of(text)) for each in ruling):
        return
    if not any(_GRANTS.search(each.of(text)) for each in items):
        return
    for sentence in draft.sentences(SectionKind.REASONING):
        match = _REFUSED.search(text, sentence.start, sentence.end)
        if match is None or _OF_DEFENCE.search(text, sentence.start, sentence.end):
            continue
        yield Found(
            rule=DraftRule.REST_DISMISSED,
            spans=(Span(*match.span()), items[-1]),
            sentence="说理写明部分诉讼请求不予支持，主文没有驳回其他（其余）诉讼请求的判项。",
        )
        return

"""Do capital figures and the Arabic ones beside them say the same: 壹拾伍万元（150000元）?"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_BETWEEN: Final = re.compile(r"\s?[（(]\s?(?:大写|小写|人民币|即|计|为|[：:¥￥]|\s)*")
_BEHIND: Final = re.compile(r"[整正]?\s?[）)]")
_ARABIC: Final = re.compile(r"[0-9０-９]")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each pair of figures, one in brackets behind the other, that name two sums."""
    text = draft.text
    for first, second in pairwise(draft.amounts):
        gap = text[first.span.end : second.span.start]
        if len(gap) > 12 or not _BETWEEN.fullmatch(gap):
            continue
        if not _BEHIND.match(text, second.span.end) or first.value == second.value:
            continue
        written = [bool(_ARABIC.search(each.span.of(text))) for each in (first, second)]
        if written[0] is written[1] or "about" in first.rule + second.rule:
            continue
        yield Found(
            rule=DraftRule.CAPITALS,
            spans=(first.span, second.span),
            sentence=(
                f"“{first.span.of(text)}”与括号内的“{second.span.of(text)}”不是同一数额，"
                "大小写金额应当一致。"
            ),
        )

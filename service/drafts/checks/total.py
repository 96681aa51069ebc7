"""Does a total (合计、共计) come to what its items do?"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from corpus.spans import Extracted, Span
from service.drafts.found import Found
from service.drafts.paper import OWN_WORDS, DraftPaper
from service.drafts.vocabulary import DraftRule
from service.reading.outcome_words import money

_CUE: Final = re.compile(r"(?:共计|合计|总计)(?:为|是|人民币|[：:¥￥]|\s)*$")
# Between two items of one list stand a sign and a name, and nothing that counts or takes away.
_JOINT: Final = re.compile(r"[、，,；;＋+及和]\s?(?:[\u4e00-\u9fff（）()]{1,14}?[：:]?)?")
_TO_CUE: Final = re.compile(r"[，,；;、（(]?\s?(?:以上|上述)?(?:各项|款项|费用|损失|金额|本息)?")
_NO_LIST: Final = re.compile(
    "其中|扣除|减|剩余|尚|余|另|每|按|乘|×|x|以内|至|欠|未|已|倍|折|分别|各|先后|逾期|超"
)
_LEAST: Final = 2
_MOST: Final = 24


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each total that no run of the items directly before it comes to.

    Where a list begins is not marked, so any run of two or more items that ends at the total and
    comes to it makes the check silent.
    """
    own = draft.spans(*OWN_WORDS)
    text = draft.text
    for place, total in enumerate(draft.amounts):
        if not any(span.holds(total.span) for span in own):
            continue
        before = draft.amounts[max(0, place - _MOST) : place]
        cue = _CUE.search(text, max(0, total.span.start - 12), total.span.start)
        if cue is None or "about" in total.rule:
            continue
        items = _items(text, before, cue.start())
        if len(items) < _LEAST or total.value in set(_runs(items)):
            continue
        yield Found(
            rule=DraftRule.TOTAL,
            spans=(Span(items[0].span.start, total.span.end),),
            sentence=(
                f"所列{len(items)}项相加为{money(sum(each.value for each in items))}，"
                f"写明的合计为“{total.span.of(text)}”。"
            ),
        )


def _items(text: str, before: Sequence[Extracted[int]], cue: int) -> Sequence[Extracted[int]]:
    """Return the items of the list that ends at a cue, in order; empty where it is no list."""
    if not before or not _TO_CUE.fullmatch(text[before[-1].span.end : cue]):
        return ()
    start = len(before) - 1
    pairs = list(pairwise(before))
    while start > 0:
        first, second = pairs[start - 1]
        gap = text[first.span.end : second.span.start]
        if not _JOINT.fullmatch(gap) or _NO_LIST.search(gap):
            break
        start -= 1
    items = before[start:]
    # An item more before it, behind words that are not understood, may belong to the list.
    if start > 0 and "。" not in text[before[start - 1].span.end : items[0].span.start]:
        return ()
    named = text[max(0, items[0].span.start - 12) : items[0].span.start]
    if _NO_LIST.search(re.split("[，。；;：:]", named)[-1]):
        return ()
    return () if any("about" in each.rule for each in items) else items


def _runs(items: Sequence[Extracted[int]]) -> Iterator[int]:
    """Give what each run of two or more items comes to that ends with the last."""
    return (
        total
        for n, total in enumerate(accumulate(each.value for each in reversed(items)), start=1)
        if n >= _LEAST
    )

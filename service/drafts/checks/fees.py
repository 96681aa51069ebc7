"""Do the shares of the costs of the case (诉讼费用) come to the fees?"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from corpus.judgment import SectionKind
from corpus.spans import Extracted, Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule
from service.reading.outcome_words import money

# 由原告甲负担300元: the sum stands behind the word.
_SHARE: Final = re.compile(r"(?:负担|承担|交纳|缴纳)(?:人民币|¥|￥|\s)*$")
_TWO: Final = re.compile("各(?:自)?(?:负担|承担|交纳|缴纳)|退还|退回|多收|连带|共同|分别")
_MOST_FEES: Final = 8
_LEAST: Final = 2


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each sentence on costs whose shares come to none of its fees, nor to several."""
    for sentence in draft.sentences(SectionKind.COSTS):
        text = draft.text
        if _TWO.search(text, sentence.start, sentence.end):
            continue
        shares: list[Extracted[int]] = []
        fees: list[Extracted[int]] = []
        for amount in within(draft.amounts, sentence):
            is_share = _SHARE.search(text, amount.span.start - 8, amount.span.start)
            (shares if is_share else fees).append(amount)
        if len(shares) < _LEAST or not 1 <= len(fees) <= _MOST_FEES:
            continue
        total = sum(each.value for each in shares)
        if total in set(_sums(fees)) or shares[0].span.start < fees[-1].span.start:
            continue
        yield Found(
            rule=DraftRule.FEES,
            spans=(Span(fees[0].span.start, shares[-1].span.end),),
            sentence=(
                f"各方负担的诉讼费用相加为{money(total)}，与“{fees[-1].span.of(text)}”不符。"
            ),
        )


def _sums(fees: Sequence[Extracted[int]]) -> Iterator[int]:
    """Give what any of the fees come to together: halved ones stand beside the whole."""
    for n in range(1, len(fees) + 1):
        for chosen in combinations(fees, n):
            yield sum(each.value for each in chosen)

"""Of which charge does the reasoning of a court convict?"""

import re
from typing import Final

from corpus.cause import find_charges
from corpus.spans import Extracted, Span, each_once

# 其行为已构成盗窃罪 convicts; 应以…罪追究 in the words of others does not.
_CONVICTS: Final = re.compile(r"(?:构成|触犯|犯有?|犯的|定性为|应当?以|应定)[^。；，]{0,12}$")
_OTHERS: Final = re.compile(
    r"辩护人|辩护意见|辩称|辩解|所提|上诉(?:提出|称|理由)|曾因|前因|因犯|不构成|不符合"
)


def find_convicted_charges(text: str, span: Span) -> tuple[Extracted[str], ...]:
    """Find the charges that a reasoning says are made out, in order.

    Where it only says that the charge brought is made out, that charge is meant
    (公诉机关指控被告人犯盗窃罪的罪名成立).

    Example:
        >>> text = "甲的行为已构成故意杀人罪。辩护人所提应以过失致人死亡罪追究的意见不予采纳。"
        >>> [found.value for found in find_convicted_charges(text, Span(0, len(text)))]
        ['故意杀人罪']
    """
    found: list[Extracted[str]] = []
    last_end = -1
    for charge in find_charges(text, span.start, span.end):
        begin = charge.span.start
        is_listed = begin - last_end <= 1
        sentence = max(span.start, text.rfind("。", span.start, begin) + 1)
        before = text[max(sentence, begin - 16) : begin]
        if (is_listed or _CONVICTS.search(before)) and not _OTHERS.search(text, sentence, begin):
            found.append(charge)
            last_end = charge.span.end
    return each_once(found)

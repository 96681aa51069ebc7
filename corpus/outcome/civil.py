"""What became of the claims in a civil case?"""

import re
from collections.abc import Sequence
from typing import Final

from corpus.outcome.model import CivilResult
from corpus.spans import Extracted, Span

_SUIT: Final = re.compile(r"驳回[^。；]{0,60}起诉|不予受理")
_WITHDRAWN: Final = re.compile(
    r"(?:准许|准予|同意)[^。；]{0,80}(?:撤回|撤诉)|按[^。；]{0,40}(?:撤回起诉|撤诉|自动撤(?!回上诉))"
)
_MEDIATED: Final = re.compile(r"自愿达成[^。；]{0,10}协议|调解协议")
_DISMISSED: Final = re.compile(
    r"驳回(?P<whose>[^。；]{0,120}?)(?:的)?(?P<rest>其他|其余|其它|剩余|超出|过高|部分)?(?:的)?(?:全部|本诉|上述)?"
    r"(?:部分)?(?:诉讼)?(?:请求|主张|申请|诉请)"
)
# 原告（反诉被告）的其他诉讼请求 are claims; what a 反诉原告 asks for is the counterclaim.
_UNSUPPORTED: Final = re.compile(
    r"(?P<whose>[^。；]{0,120}?)(?:诉讼)?(?:请求|主张|诉请)[^。；]{0,12}不予支持"
)
_COUNTER: Final = re.compile(r"反诉(?!被)")
# An item that is not numbered may order something before it dismisses the rest.
_ROOM_FOR_AN_ORDER: Final = 12
_EARLIER: Final = re.compile(r"[一二三四五六七八九十、.．0-9\s]*(?:撤销|维持|变更|驳回上诉)")


def read_civil(text: str, items: Sequence[Span]) -> Extracted[CivilResult] | None:
    """Read what the items of a ruling mean for the claims as a whole.

    Claims dismissed beside something ordered are partly supported. What is said of a
    counterclaim does not count for the claims, nor do items about an earlier judgment.

    Example:
        >>> text = "一、被告支付原告货款100元；二、驳回原告的其他诉讼请求。"
        >>> read_civil(text, [Span(0, 15), Span(15, 28)]).value
        <CivilResult.PARTLY_SUPPORTED: 'partly_supported'>
    """
    if not items:
        return None
    whole = Span(items[0].start, items[-1].end)
    for result, rule in (
        (CivilResult.SUIT_DISMISSED, _SUIT),
        (CivilResult.WITHDRAWN, _WITHDRAWN),
        (CivilResult.MEDIATED, _MEDIATED),
    ):
        if match := rule.search(text, whole.start, whole.end):
            return Extracted(result, Span(*match.span()), f"civil:{result}")
    return _weighed(text, items)


def _weighed(text: str, items: Sequence[Span]) -> Extracted[CivilResult] | None:
    """Weigh what was ordered against what was dismissed."""
    ordered = dismissed = None
    for item in items:
        match = _DISMISSED.search(text, item.start, item.end)
        match = match or _UNSUPPORTED.match(text, item.start, item.end)
        if match is not None:
            if not _COUNTER.search(match[0]):
                dismissed = dismissed or Span(*match.span())
            if match.start() - item.start > _ROOM_FOR_AN_ORDER:
                ordered = ordered or item
        elif not _EARLIER.match(text, item.start, item.end):
            ordered = ordered or item
    if ordered is not None:
        result = CivilResult.PARTLY_SUPPORTED if dismissed else CivilResult.SUPPORTED
        return Extracted(result, ordered, "civil:ordered")
    if dismissed is not None:
        return Extracted(CivilResult.DISMISSED, dismissed, "civil:dismissed")
    return None

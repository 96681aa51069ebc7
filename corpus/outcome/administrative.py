"""What did the court do with the administrative act? 行政诉讼法 art. 69-78."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.outcome.model import AdministrativeResult
from corpus.spans import Extracted, Span

_ACT: Final = r"[^。；]{0,160}?"
# Tried in order: the first that fits an item tells what it does. 撤销…号行政判决 revokes the
# judgment below, not the act.
_RULES: Final = (
    (AdministrativeResult.ENFORCEMENT_REFUSED, re.compile(r"不准[予许]|不予(?:强制)?执行")),
    (
        AdministrativeResult.ENFORCEMENT_ALLOWED,
        re.compile(rf"准[予许]{_ACT}执行|(?:予以|可以|由){_ACT}(?:强制执行|组织实施)"),
    ),
    (
        AdministrativeResult.WITHDRAWN,
        re.compile(rf"准[予许]{_ACT}撤|按{_ACT}(?:撤诉|撤回)"),
    ),
    (AdministrativeResult.SUIT_DISMISSED, re.compile(rf"驳回{_ACT}起诉|不予(?:受理|立案)")),
    (
        AdministrativeResult.CLAIMS_DISMISSED,
        re.compile(rf"驳回(?!上诉|再审){_ACT}(?:请求|申请|主张|诉请)"),
    ),
    (
        AdministrativeResult.CONFIRMED_VOID,
        re.compile(rf"(?:确认)?{_ACT}(?:行为|决定|协议|登记|证)[^。；，]{{0,6}}无效"),
    ),
    (
        AdministrativeResult.CONFIRMED_UNLAWFUL,
        re.compile(r"违法[；;。，\s]*$|确认[^。；]{0,200}违法"),
    ),
    (
        AdministrativeResult.REVOKED,
        re.compile(r"撤[销消](?![^。；]{0,60}(?:法院|号行政判决|号行政裁定|原审|一审|二审))"),
    ),
    (
        AdministrativeResult.VARIED,
        re.compile(r"(?:将)?[^。；]{0,120}(?:变更为|变更(?![^。；]{0,30}登记))"),
    ),
    (
        AdministrativeResult.ORDERED_TO_ACT,
        re.compile(r"责令|重新(?:作出|做出|处理|答复|认定)|履行|作出(?:答复|处理|决定)|给予答复"),
    ),
    (AdministrativeResult.DECLARED, re.compile(r"(?:有效|成立)[；;。，\s]*$")),
    (AdministrativeResult.ORDERED_TO_PAY, re.compile(r"支付|赔偿|给付|补偿|返还|退还")),
    (AdministrativeResult.DECLARED, re.compile(r"有效|合法|成立|存在")),
)
_REST: Final = re.compile(r"驳回[^。；]{0,120}?(?:其他|其余|其它|部分)[^。；]{0,4}(?:诉讼)?请求")


def read_administrative(
    text: str, items: Sequence[Span]
) -> tuple[Extracted[AdministrativeResult], ...]:
    """Read what each item of a ruling does.

    The dismissal of the remaining claims (其他诉讼请求) is left out where something was granted.

    Example:
        >>> text = "撤销被告作出的罚款决定；责令被告重新作出行政行为"
        >>> [found.value.value for found in read_administrative(text, [Span(0, 12), Span(12, 24)])]
        ['revoked', 'ordered_to_act']
    """
    found: list[Extracted[AdministrativeResult]] = []
    rest: list[Extracted[AdministrativeResult]] = []
    for item in items:
        for result, rule in _RULES:
            if match := rule.search(text, item.start, item.end):
                is_rest = _REST.search(text, item.start, item.end) is not None
                fact = Extracted(result, Span(*match.span()), f"administrative:{result}")
                (rest if is_rest else found).append(fact)
                break
    return tuple(found or rest)

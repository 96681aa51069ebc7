"""What does an item of a ruling order: who pays which sum, with which interest, in which time?"""

import re
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals import find_amounts, find_ratios, read_number
from corpus.numerals.figures import NUMBER
from corpus.outcome.interest import read_interest
from corpus.outcome.model import Order, OrderKind, Share
from corpus.sections.ending import DELAYED
from corpus.spans import Extracted, Span

_KINDS: Final = (
    (OrderKind.DISMISS, re.compile(r"驳回|不予支持|不承担[^，。；]{0,12}责任")),
    (
        OrderKind.DISSOLVE,
        re.compile(
            r"解除(?![^，。；]{0,12}[补赔]偿)|终止[^，。；]{0,20}(?:合同|协议|关系)|准[予许][^，。；]{0,20}离婚"
        ),
    ),
    (OrderKind.CEASE, re.compile(r"停止(?!支付|计|执行|履行)")),
    (
        OrderKind.PAY,
        re.compile(
            r"支付|偿还|归还[^，。；]{0,20}(?:款|元)|返还[^，。；]{0,30}(?:款|费|金|元)|赔偿|给付|赔付|补偿|偿付|退还|退付|清偿|付清|补缴|补发|补足|发放"
            r"|承担[^，。；]{0,12}(?:连带|保证|担保|补充)[^，。；]{0,6}责任"
        ),
    ),
    (OrderKind.HAND_OVER, re.compile(r"返还|交付|搬离|腾退|移交|交还|迁出|腾空")),
    (
        OrderKind.ACT,
        re.compile(r"办理|履行|协助|出具|开具|恢复原状|排除|修复|赔礼道歉|消除影响|重新作出|继续"),
    ),
    (
        OrderKind.DECLARE,
        re.compile(
            r"确认|归[^，。；]{1,30}所有|有效|无效|继承|存在[^，。；]{0,10}关系|优先受偿|追偿|抚养|生活"
        ),
    ),
)
_OBLIGING: Final = frozenset({OrderKind.PAY, OrderKind.HAND_OVER, OrderKind.ACT, OrderKind.CEASE})
_TOTAL: Final = re.compile(r"(?:共计|合计|总计|合共|共|[，,]即)(?:人民币)?$")
_DUE: Final = re.compile(rf"(?P<days>{NUMBER})[日天](?:之)?内")
# What is secured up to a limit, or the base of a reckoning, is no sum to be paid.
_NO_SUM: Final = re.compile(
    r"(?:的|之)?(?:最高)?(?:债权|本金)?(?:限额|额度|限度|范围|内|享有)|为(?:计算)?(?:基数|本金)|款项(?:付清|清偿)"
)
# What is reckoned in brackets was named before them as the result.
_RECKONED: Final = re.compile(r"[（(［\[][^。；]{0,400}?[×＋+÷＝=*][^。；]{0,400}?[）)］\]]")
_LIMIT: Final = re.compile(r"最高(?:债权)?(?:限?额|额度)(?:为|人民币)*$")
_PRIORITY: Final = re.compile(r"优先受偿")
_OBLIGED: Final = re.compile(
    r"\s*(?:(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[、．.]|[（(][一二三四五六七八九十0-9]{1,2}[）)])?+\s*+"
    r"(?:(?:[在于自]|限[在于本])[^，。；]{0,30}(?:[日天月](?:之)?内|起)，?)?(?:由|限)?"
    r"(?P<who>[^，。；：向对元]{2,80}?)"
    r"(?=应(?![急用链收])|须|需|于本|自本|于判|自判|于\d|于收|在|向|给付|支付|偿还|赔偿|返还|退还|归还|清偿|清还|交付|偿付|"
    r"(?:共同|连带|立即|各自|一次性)|对(?:被|上|本|第|前|[^，。；]{1,30}(?:债务|义务))|欠|协助|停止|腾[退空]|将)"
)
_NO_PERSON: Final = re.compile(
    r"日内|判决|上述|款项|解除|确认|撤销|驳回|准[许予]|双方|如果|若|合同|协议|责令|继续"
)
_SHARE: Final = re.compile(
    r"(?:承担|负|负担)[^，。；]{0,14}?(?P<ratio>[0-9０-９.．]{1,6}[%％]|百分之[一二三四五六七八九十百]{1,5}"
    r"|[一二三四五六七八九十]{1,2}分之[一二三四五六七八九十]{1,2})[^，。；]{0,14}?责任"
)


def read_order(text: str, item: Span) -> Extracted[Order]:
    """Read one item of a ruling.

    Example:
        >>> text = "被告于本判决生效之日起十日内偿还原告借款20000元"
        >>> order = read_order(text, Span(0, len(text))).value
        >>> order.kind, order.total_fen, order.due_days
        (<OrderKind.PAY: 'pay'>, 2000000, 10)
    """
    whole, item = item, _without_delay(text, item)
    kind = next(
        (kind for kind, rule in _KINDS if rule.search(text, item.start, item.end)), OrderKind.OTHER
    )
    due = _due(text, item)
    if due is None and _PRIORITY.search(text, item.start, item.end):
        kind = OrderKind.DECLARE
    amounts = [] if kind is OrderKind.DISMISS else _sums(text, item)
    total = next(
        (
            a.value
            for a in amounts
            if _TOTAL.search(text, max(item.start, a.span.start - 6), a.span.start)
        ),
        amounts[0].value if len(amounts) == 1 else None,
    )
    order = Order(
        kind=kind,
        amounts_fen=tuple(amount.value for amount in amounts),
        total_fen=total,
        interest=read_interest(text, item),
        due_days=due,
        obliged=_obliged(text, item) if kind in _OBLIGING else None,
    )
    return Extracted(order, whole, "order")


def _without_delay(text: str, item: Span) -> Span:
    """Leave out what happens when nobody pays in time; it is the law's order, not the court's."""
    match = DELAYED.search(text, item.start, item.end)
    return item if match is None or match.start() == item.start else Span(item.start, match.start())


def _sums(text: str, item: Span) -> list[Extracted[int]]:
    asides = [match.span() for match in _RECKONED.finditer(text, item.start, item.end)]
    return [
        amount
        for amount in find_amounts(text, item.start, item.end)
        if isinstance(amount, Extracted)
        and not _NO_SUM.match(text, amount.span.end, item.end)
        and not _LIMIT.search(text, max(item.start, amount.span.start - 12), amount.span.start)
        and not any(start < amount.span.start < end for start, end in asides)
    ]


def _obliged(text: str, item: Span) -> str | None:
    """Return who has to do what an item orders, as printed; None where it does not begin so."""
    match = _OBLIGED.match(text, item.start, item.end)
    if match is None or _NO_PERSON.search(match["who"]):
        return None
    return match["who"].strip()


def _due(text: str, item: Span) -> int | None:
    match = _DUE.search(text, item.start, item.end)
    try:
        return read_number(match["days"]) if match else None
    except NumeralError:
        return None


def find_shares(text: str, span: Span) -> tuple[Extracted[Share], ...]:
    """Find the shares of liability that a reasoning fixes.

    Example:
        >>> text = "被告承担70%的赔偿责任"
        >>> [(s.value.numerator, s.value.denominator) for s in find_shares(text, Span(0, 12))]
        [(7, 10)]
    """
    found: list[Extracted[Share]] = []
    for match in _SHARE.finditer(text, span.start, span.end):
        for ratio in find_ratios(text, match.start("ratio"), match.end("ratio")):
            if isinstance(ratio, Extracted):
                value = Share(numerator=ratio.value.numerator, denominator=ratio.value.denominator)
                found.append(Extracted(value, Span(*match.span()), "share"))
    return tuple(found)

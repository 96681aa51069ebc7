"""What does an item of a ruling order: which sum, with which interest, within which time?"""

import re
from fractions import Fraction
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals import find_amounts, find_dates, find_ratios, read_number
from corpus.numerals.figures import NUMBER
from corpus.outcome.model import CostShare, Interest, Order, OrderKind, Share
from corpus.spans import Extracted, Span

_KINDS: Final = (
    (OrderKind.DISMISS, re.compile(r"驳回|不予支持")),
    (
        OrderKind.DISSOLVE,
        re.compile(r"解除|终止[^，。；]{0,20}(?:合同|协议|关系)|准[予许][^，。；]{0,20}离婚"),
    ),
    (OrderKind.CEASE, re.compile(r"停止(?:侵害|侵犯|侵权|使用|生产|销售|[^，。；]{0,20}行为)")),
    (
        OrderKind.PAY,
        re.compile(
            r"支付|偿还|归还[^，。；]{0,20}(?:款|元)|返还[^，。；]{0,30}(?:款|费|金|元)|赔偿|给付|赔付|补偿|偿付|退还|退付|清偿|付清|补缴"
        ),
    ),
    (OrderKind.HAND_OVER, re.compile(r"返还|交付|搬离|腾退|移交|交还|迁出|腾空")),
    (
        OrderKind.ACT,
        re.compile(r"办理|履行|协助|恢复原状|排除|修复|赔礼道歉|消除影响|重新作出|继续"),
    ),
    (
        OrderKind.DECLARE,
        re.compile(
            r"确认|归[^，。；]{1,30}所有|有效|无效|继承|存在[^，。；]{0,10}关系|优先受偿|抚养|生活"
        ),
    ),
)
_TOTAL: Final = re.compile(r"(?:共计|合计|总计|共)(?:人民币)?$")
_DUE: Final = re.compile(rf"(?P<days>{NUMBER})[日天](?:之)?内")
_INTEREST: Final = re.compile(r"利息|利率|违约金[^，。；]{0,40}计算|资金占用")
_RATE: Final = re.compile(r"(?P<unit>年|月|日)(?:利率|息|化利率|利息)?(?:为|的|按)?$")
_MARKET: Final = re.compile(r"贷款市场报价利率|LPR|贷款基准利率|同期(?:同类)?(?:银行)?贷款利率")
_TIMES: Final = re.compile(rf"(?:的|之)?(?P<times>{NUMBER})倍")
_YEARLY: Final = {"年": 1, "月": 12, "日": 365}
_PAYER: Final = re.compile(
    rf"(?:由|[，,、；;。）)元])(?P<payer>(?:原告|被告|上诉人|被上诉人|第三人|申请人|被申请人|再审申请人|反诉)"
    rf"[^，,。；;：:负承]{{0,60}}?|[^，,。；;：:负承由\d]{{2,40}}?)(?:各自|共同|连带|各)?(?:负担|承担|交纳|缴纳)"
    rf"(?P<number>(?:人民币)?{NUMBER}元)?"
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
    kind = next(
        (kind for kind, rule in _KINDS if rule.search(text, item.start, item.end)), OrderKind.OTHER
    )
    amounts = [a for a in find_amounts(text, item.start, item.end) if isinstance(a, Extracted)]
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
        interest=_interest(text, item),
        due_days=_due(text, item),
    )
    return Extracted(order, item, "order")


def _due(text: str, item: Span) -> int | None:
    match = _DUE.search(text, item.start, item.end)
    try:
        return read_number(match["days"]) if match else None
    except NumeralError:
        return None


def _interest(text: str, item: Span) -> Interest | None:
    """Read how interest runs; None where the item orders none."""
    if not _INTEREST.search(text, item.start, item.end):
        return None
    rate = None
    for ratio in find_ratios(text, item.start, item.end):
        unit = _RATE.search(text, max(item.start, ratio.span.start - 10), ratio.span.start)
        if isinstance(ratio, Extracted) and unit and rate is None:
            rate = _ppm(ratio.value * _YEARLY[unit["unit"]])
    days = [d for d in find_dates(text, item.start, item.end) if isinstance(d, Extracted)]
    starts = [d.value for d in days if text.startswith(("起", "始"), d.span.end)]
    starts += [d.value for d in days if text[max(0, d.span.start - 1) : d.span.start] in "自从"]
    ends = [d.value for d in days if text[max(0, d.span.start - 1) : d.span.start] in "至到"]
    market = _MARKET.search(text, item.start, item.end)
    multiple = None
    if market is not None:
        times = _TIMES.search(text, market.end(), min(item.end, market.end() + 24))
        multiple = 1_000_000 if times is None else _times(times["times"])
    return Interest(
        annual_rate_ppm=rate,
        market_multiple_ppm=multiple,
        starts_on=starts[0] if starts else None,
        ends_on=ends[-1] if ends else None,
    )


def _times(number: str) -> int | None:
    try:
        return read_number(number) * 1_000_000
    except NumeralError:
        return None


def _ppm(rate: Fraction) -> int:
    """Return a rate in parts of a million, the nearest whole one."""
    return round(rate * 1_000_000)


def read_costs(text: str, span: Span) -> tuple[Extracted[CostShare], ...]:
    """Read who bears the costs of the case.

    Where the sum of a payer is not repeated, the last sum named before it is meant.

    Example:
        >>> text = "案件受理费50元，减半收取25元，由被告乙负担。"
        >>> [(share.value.payer, share.value.fen) for share in read_costs(text, Span(0, 24))]
        [('被告乙', 2500)]
    """
    amounts = [a for a in find_amounts(text, span.start, span.end) if isinstance(a, Extracted)]
    found: list[Extracted[CostShare]] = []
    for match in _PAYER.finditer(text, span.start, span.end):
        if match["number"] is None:
            named = [a for a in amounts if a.span.end <= match.start() + 1]
        else:
            named = [a for a in amounts if a.span.end == match.end()]
        if named:
            share = CostShare(payer=match["payer"], fen=named[-1].value)
            found.append(Extracted(share, Span(match.start("payer"), match.end()), "costs"))
    return tuple(found)


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

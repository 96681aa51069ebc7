"""Which amount of money do these characters write? Always whole fen."""

import re
from decimal import Decimal
from typing import Final

from corpus.errors import NumeralError
from corpus.holes import HOLES
from corpus.numerals.figures import CHINESE_NUMERALS, NUMBER, read_decimal, write_number
from corpus.spans import Extracted, Span, Unreadable

# No amount begins otherwise: at most places of a text one look is enough.
BEGINS: Final = rf"(?=[¥￥0-9０-９{CHINESE_NUMERALS}])"
_SIGN: Final = r"(?:人民币|RMB|CNY|[¥￥])"
# The number is always taken and the unit only perhaps: a match never fails after a long run,
# so that a text of nothing but digits costs linear time. 美元, 港元 do not match: a unit must
# follow the number at once.
_AMOUNT: Final = re.compile(
    rf"{BEGINS}(?P<sign>[¥￥]\s{{0,2}})?+(?P<number>{NUMBER})"
    rf"(?:(?P<about>[余多])?+(?P<big>[百千万亿]{{0,2}}+)[元圆块]"
    rf"(?:(?P<jiao>[0-9０-９一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?+"
    rf"(?:零?(?P<fen>[0-9０-９一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?+[整正]?+"
    rf"|(?P<only_jiao>角)(?![^\s，,。；;、：:）)钱整正])|(?P<only_fen>分钱))?+"
)
_BEFORE: Final = re.compile(rf"(?:[计各共约为：:]|合计|共计|总计|总额|金额)?(?:{_SIGN})?\s?[：:]?")
_LOST: Final = frozenset(HOLES)
_BIG: Final = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def read_amount(text: str) -> int:
    """Read an amount in yuan and return it in fen.

    Args:
        text: The amount alone, with or without 人民币; 余 and 多 behind the number are allowed
            and do not change it.

    Raises:
        NumeralError: The text is no amount in yuan, or not a whole number of fen.

    Example:
        >>> read_amount("人民币四千元"), read_amount("71.4万元"), read_amount("3，000.5元")
        (400000, 71400000, 300050)
        >>> read_amount("壹拾贰万叁仟肆佰伍拾陆元柒角捌分")
        12345678
    """
    bare = re.sub(rf"^{_SIGN}", "", text.strip()).strip()
    match = _AMOUNT.fullmatch(bare)
    fen = None if match is None or match["number"] == bare else _fen(match)
    if fen is None:
        raise NumeralError(kind="amount", text=text, accepted="四千元, 3,000.50元, 71.4万元")
    return fen


def find_amounts(
    text: str, start: int = 0, end: int | None = None
) -> tuple[Extracted[int] | Unreadable, ...]:
    """Find the amounts in yuan in a text, in order.

    The rule is ``amount``, or ``amount:about`` where 余 or 多 says that it is not exact. An
    amount that cannot be read in one way (一万五元), or before which a figure is lost (1□000元), is
    :class:`~corpus.spans.Unreadable`.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Example:
        >>> [found.value for found in find_amounts("罚金人民币二千元，赔偿1.5万元及500美元")]
        [200000, 1500000]

    Cost: linear in the characters looked at.
    """
    found: list[Extracted[int] | Unreadable] = []
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        if match.end() == match.end("number") and match["sign"] is None:
            continue
        span = Span(match.start("number"), match.end())
        if text[match.start() - 1 : match.start()] in _LOST:
            found.append(Unreadable(span, "amount", "a figure before it is lost"))
            continue
        fen = _fen(match)
        if fen is None:
            found.append(Unreadable(span, "amount", "the number can be read in two ways"))
        else:
            found.append(Extracted(fen, span, "amount:about" if match["about"] else "amount"))
    return tuple(found)


def amount_at(text: str, position: int, end: int | None = None) -> Extracted[int] | None:
    """Read the amount that begins at a place, 人民币 and a colon before it passed over.

    Example:
        >>> amount_at("并处罚金人民币二千元", 4).value
        200000
    """
    stop = len(text) if end is None else end
    before = _BEFORE.match(text, position, stop)
    match = _AMOUNT.match(text, before.end() if before else position, stop)
    if match is None or (match.end() == match.end("number") and match["sign"] is None):
        return None
    fen = _fen(match)
    return None if fen is None else Extracted(fen, Span(match.start(), match.end()), "amount")


def _fen(match: re.Match[str]) -> int | None:
    """Add up what a match of the pattern holds."""
    try:
        number = read_decimal(match["number"])
        if match["only_jiao"]:
            fen = number * 10
        elif match["only_fen"]:
            fen = number
        else:
            fen = number * 100
            for unit in match["big"] or "":
                fen *= _BIG[unit]
            fen += read_decimal(match["jiao"]) * 10 if match["jiao"] else Decimal(0)
            fen += read_decimal(match["fen"]) if match["fen"] else Decimal(0)
    except NumeralError:
        return None
    return int(fen) if fen == fen.to_integral_value() else None


def write_amount(fen: int) -> str:
    """Write an amount of fen in Chinese figures.

    Raises:
        ValueError: The amount is negative or too large to write.

    Example:
        >>> write_amount(400000), write_amount(12345678)
        ('四千元', '十二万三千四百五十六元七角八分')
    """
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    text = write_number(yuan) + "元"
    if jiao:
        text += write_number(jiao) + "角"
    if cents:
        text += ("" if jiao else "零") + write_number(cents) + "分"
    return text

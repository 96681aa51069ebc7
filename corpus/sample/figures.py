"""How are numbers, sums, dates and terms printed in a judgment?"""

from datetime import date

from corpus.sample.chance import Chance

DIGITS = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"


def chinese_number(value: int) -> str:
    """Return a number below 100,000,000 in Chinese numerals.

    Example:
        >>> [chinese_number(n) for n in (0, 10, 18, 105, 1084, 20000, 35600)]
        ['零', '十', '十八', '一百零五', '一千零八十四', '二万', '三万五千六百']
    """
    if value >= 10_000:
        head, rest = divmod(value, 10_000)
        text = chinese_number(head) + "万"
        if rest:
            text += ("零" if rest < 1_000 else "") + _below_ten_thousand(rest)
        return text
    text = _below_ten_thousand(value)
    return text[1:] if text.startswith("一十") else text


def _below_ten_thousand(value: int) -> str:
    if value == 0:
        return DIGITS[0]
    text, pending_zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if pending_zero and text else "") + DIGITS[digit] + sign
            pending_zero = False
        else:
            pending_zero = True
    return text


def formal_number(value: int) -> str:
    """Return a number in the numerals of bills (大写).

    Example:
        >>> formal_number(35600)
        '叁万伍仟陆佰'
    """
    text = chinese_number(value)
    if text.startswith("十"):
        text = "一" + text
    table = {**dict(zip(DIGITS, FORMAL, strict=True)), "十": "拾", "百": "佰", "千": "仟"}
    return "".join(table.get(char, char) for char in text)


def plain_money(fen: int) -> str:
    """Return a sum as Arabic digits with 元.

    Example:
        >>> plain_money(123450), plain_money(500000)
        ('1234.5元', '5000元')
    """
    yuan, cents = divmod(fen, 100)
    if cents == 0:
        return f"{yuan}元"
    return f"{yuan}.{cents:02d}".rstrip("0") + "元"


def grouped_money(fen: int) -> str:
    """Return a sum with commas, "12,300元"."""
    yuan, cents = divmod(fen, 100)
    tail = "" if cents == 0 else f".{cents:02d}"
    return f"{yuan:,}{tail}元"


def wan_money(fen: int) -> str:
    """Return a round sum in units of ten thousand, "5.5万元"; other sums plainly."""
    yuan = fen // 100
    if fen % 100_000 or yuan < 10_000:
        return plain_money(fen)
    whole, rest = divmod(yuan, 10_000)
    tail = f".{rest:04d}".rstrip("0") if rest else ""
    return f"{whole}{tail}万元"


def chinese_money(fen: int) -> str:
    """Return a sum of whole yuan in Chinese numerals, "五千元"."""
    return chinese_number(fen // 100) + "元"


def money(fen: int, chance: Chance) -> str:
    """Return a sum in one of the forms that narrative parts use."""
    form = chance.weigh(
        ((plain_money, 55), (wan_money, 25), (grouped_money, 10), (_with_currency, 10))
    )
    return form(fen)


def _with_currency(fen: int) -> str:
    return "人民币" + plain_money(fen)


def arabic_date(day: date) -> str:
    """Return "2021年3月5日"."""
    return f"{day.year}年{day.month}月{day.day}日"


def signature_date(day: date, *, zero: str = "〇") -> str:
    """Return a date as signature blocks print it.

    Example:
        >>> signature_date(date(2020, 10, 31))
        '二〇二〇年十月三十一日'
    """
    year = "".join(DIGITS[int(digit)] for digit in str(day.year)).replace("零", zero)
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def term(months: int) -> str:
    """Return a term of imprisonment, "一年六个月".

    Example:
        >>> [term(n) for n in (5, 12, 30)]
        ['五个月', '一年', '二年六个月']
    """
    years, rest = divmod(months, 12)
    text = f"{chinese_number(years)}年" if years else ""
    return text + (f"{chinese_number(rest)}个月" if rest else "")


def decimal(value: int, places: int) -> str:
    """Return a fixed-point number, ``decimal(5120, 3)`` as "5.12"."""
    base = 10**places
    whole, rest = divmod(value, base)
    tail = f"{rest:0{places}d}".rstrip("0")
    return f"{whole}.{tail}" if tail else str(whole)


def percent_text(tenths: int) -> str:
    """Return a percentage given in tenths, 154 as "15.4%"."""
    return decimal(tenths, 1) + "%"


def cubic_metres(litres: int) -> str:
    """Return a volume given in litres, 5120 as "5.12立方米"."""
    return decimal(litres, 3) + "立方米"


def article_number(value: int) -> str:
    """Return the number of an article as laws print it, 1084 as "一千零八十四"."""
    return chinese_number(value)

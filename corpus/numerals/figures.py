"""Which number do these Chinese or Arabic characters write?"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from corpus.errors import NumeralError

# Every circle that typists use for 〇; the last four are letters and a digit.
ZEROS: Final = "〇○◯零Ｏ"
# Capital figures (大写) stand in amounts so that nobody can alter them.
_FOLD: Final = str.maketrans(
    "０１２３４５６７８９，．·○◯零Ｏ两兩壹贰弐貳叁參参肆伍陆陸柒捌玖拾佰仟萬億廿卅",
    "0123456789,..〇〇〇〇二二一二二二三三三四五六六七八九十百千万亿廿卅",
)
_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_SECTION: Final = re.compile(
    r"(?:(?P<thousands>[一二三四五六七八九])千)?〇?(?:(?P<hundreds>[一二三四五六七八九])百)?〇?"
    r"(?P<tens>[一二三四五六七八九]?十|[廿卅])?〇?(?P<ones>[一二三四五六七八九])?"
)
_BIG_UNITS: Final = (("亿", 10**8), ("万", 10**4))
_ARABIC_UNITS: Final = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}

# Patterns for composing; every repetition is possessive or bounded, so that they stay linear.
CHINESE_DIGITS: Final = "〇○◯零Ｏ一二三四五六七八九两兩壹贰貳叁參参肆伍陆陸柒捌玖"
CHINESE_NUMERALS: Final = CHINESE_DIGITS + "十百千万亿拾佰仟萬億廿卅"
ARABIC: Final = (
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,5}+(?![0-9０-９])|[0-9０-９]++)"
    r"(?:[.．·][0-9０-９]++)?+"
)
NUMBER: Final = (
    rf"(?:{ARABIC}(?:[百千万萬亿億]++零?+(?:{ARABIC})?+)*+"
    rf"|[{CHINESE_NUMERALS}]++(?:点[{CHINESE_NUMERALS}]++)?+)"
)


def fold(text: str) -> str:
    """Return numerals in one spelling: ASCII digits, simple Chinese figures, one zero 〇.

    The length stays the same, so offsets do.

    Example:
        >>> fold("贰拾万零５佰")
        '二十万〇5百'
    """
    return text.translate(_FOLD)


def read_number(text: str) -> int:
    """Read a whole number written in Chinese, in capitals, in Arabic digits or mixed.

    Refused because they can mean two numbers: 三百五 (305 or 350), 一万五.

    Raises:
        NumeralError: The text is no whole number.

    Example:
        >>> read_number("二百六十四"), read_number("壹拾贰万叁仟"), read_number("3，000")
        (264, 123000, 3000)
        >>> read_number("二〇一八"), read_number("71.4万")
        (2018, 714000)
    """
    number = read_decimal(text)
    if number != number.to_integral_value():
        raise NumeralError(kind="whole number", text=text, accepted="二百六十四, 264, 71.4万")
    return int(number)


def read_decimal(text: str) -> Decimal:
    """Read a number that may have a fraction: 71.4万, 三点五, 1,234.56.

    Raises:
        NumeralError: The text is no number.

    Example:
        >>> read_decimal("1,234.56"), read_decimal("三点五万") == 35000
        (Decimal('1234.56'), True)
    """
    value = _value(text)
    if value is None:
        raise NumeralError(kind="number", text=text, accepted="二百六十四, 264, 1,234.5, 71.4万")
    return value


@lru_cache(maxsize=4096)
def _value(text: str) -> Decimal | None:
    """Read a number, or return None; the same few thousand numbers fill all judgments."""
    folded = fold(text)
    if folded.isascii():
        return _plain_arabic(folded)
    if folded[0].isascii():
        return _mixed(folded)
    return _chinese_decimal(folded)


def _plain_arabic(text: str) -> Decimal | None:
    """Read ASCII digits with thousands groups and a point."""
    whole, point, fraction = text.partition(".")
    if point and not (fraction.isascii() and fraction.isdigit()):
        return None
    if "," in whole:
        head, *groups = whole.split(",")
        if not 1 <= len(head) <= 3 or any(len(group) != 3 for group in groups):
            return None
        whole = head + "".join(groups)
    if not (whole.isascii() and whole.isdigit()):
        return None
    return Decimal(whole + point + fraction)


def _mixed(text: str) -> Decimal | None:
    """Read Arabic digits with Chinese units: 2亿3000万, 3万5千, 71.4万."""
    total = Decimal(0)
    last_unit = 0
    position = 0
    while position < len(text):
        start = position
        while position < len(text) and text[position].isascii():
            position += 1
        figure = text[start:position]
        number = _plain_arabic(figure)
        unit = 1
        unit_start = position
        while position < len(text) and text[position] in _ARABIC_UNITS:
            unit *= _ARABIC_UNITS[text[position]]
            position += 1
        has_zero = position < len(text) and text[position] == "〇"
        if has_zero:
            position += 1
        if number is None or (last_unit and not unit < last_unit):
            return None
        # 3万5 can be 30005 or 35000.
        if last_unit and unit == 1 and len(figure) == 1 and text[start - 1] != "〇":
            return None
        if has_zero and (position == len(text) or unit_start == position - 1):
            return None
        total += number * unit
        last_unit = unit
    return total


def _chinese_decimal(text: str) -> Decimal | None:
    """Read Chinese figures with an optional 点 and an optional unit behind the fraction."""
    whole, point, fraction = text.partition("点")
    if not point:
        number = _chinese(whole)
        return None if number is None else Decimal(number)
    unit = 1
    while fraction and fraction[-1] in _ARABIC_UNITS:
        unit *= _ARABIC_UNITS[fraction[-1]]
        fraction = fraction[:-1]
    number = _chinese(whole)
    if number is None or not fraction or any(c not in _DIGITS for c in fraction):
        return None
    return Decimal(f"{number}.{''.join(str(_DIGITS[c]) for c in fraction)}") * unit


def _chinese(text: str) -> int | None:
    """Read Chinese figures, by place (二〇一八) or by units (二千〇一十八)."""
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        # More figures than any serial number has are damage, and int() of them is slow.
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) <= 24 else None
    for unit_name, unit in _BIG_UNITS:
        head, found, tail = text.rpartition(unit_name)
        if found:
            return _joined(head, unit, tail)
    return _below_ten_thousand(text)


def _joined(head: str, unit: int, tail: str) -> int | None:
    """Join what stands before and behind 万 or 亿."""
    # Looked at before the head is read: a row of a thousand 万 is no number to go down into.
    high = _chinese(head) if len(head) <= 16 else None
    if high is None:
        return None
    if not tail:
        return high * unit
    if tail[-1:] in _DIGITS and tail[0] != "〇" and len(tail) == 1:
        return None  # 一万五
    low = _chinese(tail[1:] if tail[0] == "〇" else tail)
    if low is None or not 0 < low < unit or (all(c in _DIGITS for c in tail) and len(tail) > 2):
        return None
    return high * unit + low


def _below_ten_thousand(text: str) -> int | None:
    """Read a number under 10,000 written with 千百十."""
    match = _SECTION.fullmatch(text)
    if match is None or text[0] == "〇" or text[-1] == "〇":
        return None
    thousands, hundreds, tens, ones = match["thousands"], match["hundreds"], None, match["ones"]
    if match["tens"] is not None:
        # 十五 and 一百十五 leave out the figure before 十, and only before 十.
        tens = {"十": "一", "廿": "二", "卅": "三"}.get(match["tens"], match["tens"][0])
    elif ones and (thousands or hundreds) and text[-2] != "〇":
        return None  # 三百五 is 350 to most ears
    total = 0
    for figure in (thousands, hundreds, tens, ones):
        total = total * 10 + (_DIGITS[figure] if figure else 0)
    return total


def write_number(number: int) -> str:
    """Write a whole number in Chinese figures with units.

    Raises:
        ValueError: The number is negative or reaches 10 ** 16.

    Example:
        >>> write_number(264), write_number(10), write_number(20_0500)
        ('二百六十四', '十', '二十万零五百')
    """
    if not 0 <= number < 10**16:
        raise ValueError(f"cannot write {number} in Chinese; expected 0 <= number < 10**16")
    if number == 0:
        return "零"
    text = _write_sections(number)
    return text[1:] if text.startswith("一十") else text


def _write_sections(number: int) -> str:
    """Write with 亿 and 万, with 零 where a section begins below its first place."""
    for name, unit in _BIG_UNITS:
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return _write_sections(high) + name + gap + (_write_sections(low) if low else "")
    figures = "零一二三四五六七八九"
    text = ""
    gap = ""
    for name, unit in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, unit)
        if digit:
            text += gap + figures[digit] + name
            gap = ""
        elif text:
            gap = "零"
    return text

"""How does a paper say that nothing is told, and how does it write dates, numbers, long words?"""

from collections.abc import Iterable
from datetime import date

UNTOLD = "（未填写）"
NOTHING = "无"


def or_untold(text: str) -> str:
    """Return a text, or the words for one that nobody wrote.

    Example:
        >>> or_untold("  "), or_untold("一审")
        ('（未填写）', '一审')
    """
    return text if text.strip() else UNTOLD


def day_words(day: date | None) -> str:
    """Return a day as official papers write it.

    Example:
        >>> day_words(date(2026, 3, 2)), day_words(None)
        ('2026年3月2日', '（未填写）')
    """
    return UNTOLD if day is None else f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """Return a number from 1 as headings of official papers write it; beyond 99 in digits.

    Example:
        >>> [numeral(each) for each in (3, 10, 21, 100)]
        ['三', '十', '二十一', '100']
    """
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[number]
    if tens >= 10:
        return str(number)
    return f"{'' if tens == 1 else digits[tens]}十{digits[ones] if ones else ''}"


def shortened(text: str, *, most: int) -> str:
    """Return the first characters of a text on one line, and how long it is where cut.

    Example:
        >>> shortened("甲乙丙丁", most=2), shortened("甲 乙", most=5)
        ('甲乙……（共4字）', '甲 乙')
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}……（共{len(line)}字）"


def ranges(numbers: Iterable[int]) -> str:
    """Return ascending numbers with those that follow one another drawn together.

    Example:
        >>> ranges([1, 2, 3, 5, 7, 8]), ranges([])
        ('1-3、5、7、8', '')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}-{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )

"""What can be wrong with a text that somebody pastes, uploads or types?

A judgment's parts are put in another order, doubled and cut; the words by which readers find
their way are put where none belong; and the text gets what keyboards, old systems and forgers put
into it: full width, half characters, marks of direction, zero bytes, endless lines.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Final

MARKERS: Final = (
    *("公诉机关", "被告人", "原告", "被告", "第三人", "上诉人（原审被告）", "申请再审人"),
    *("委托诉讼代理人", "法定代表人", "辩护人", "审判长", "审判员", "人民陪审员", "书记员"),
    *("经审理查明", "本院认为", "判决如下", "裁定如下", "依照", "如不服本判决", "本判决为终审判决"),
    *("诉讼请求", "事实和理由", "争议焦点", "裁判要点", "关键词", "基本案情", "检察院起诉书"),
    *("《中华人民共和国刑法》第二百六十四条", "第一百三十三条之一第一款第二项", "《民法典》第"),
    *("（2021）吉0123刑初12号", "(2014)民一终字第174号", "（xxxx）", "二〇二一年五月三日"),
    *("2090年13月45日", "有期徒刑三年六个月", "缓刑四年", "并处罚金人民币三千元", "月利率2%"),
    *(
        "驳回上诉，维持原判",
        "驳回原告的诉讼请求",
        "一、",
        "（一）",
        "1.",
        "指导性案例9号",
        "：",
        "。",
    ),
    *("盗窃罪", "民间借贷纠纷", "身份证号220102198001011234", "吉A12345", "13900000000", "某", "×"),
    *(
        "或",
        "不含",
        "-",
        "“",
        "”",
        "「",
        "AND",
        "%",
        "_",
        "*",
        "？",
        "§",
        "<mark>",
        "{{7*7}}",
        "'--",
    ),
)
"""Words by which readers and searches find their way, right ones and wrong ones."""

ODD: Final = (
    *("\0", "\ud800", "\udfff", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u2028", "\x85"),
    *("\x1e", "\x1b[31m", "\r", "\t", "\u3000", "e\u0301" * 3, "\U0001f9d1\u200d\u2696\ufe0f"),
    *("\ue000", "\U000e0041", "\uffff", "ﷺ", "㍿", "⒈", "㈠", "Ⅷ", "〇", "零", "兆", "①", "½", "٣"),
)
"""What keyboards, old systems and forgers put into a text."""

_MOST_CHARACTERS: Final = 6_000
_LONG_CHARACTERS: Final = 200_000
_LONG_ONE_IN: Final = 400
_WIDE: Final = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)})
_NARROW: Final = str.maketrans({chr(n + 0xFEE0): chr(n) for n in range(0x21, 0x7F)})
_FIGURES: Final = (
    "0",
    "-1",
    "9" * 30,
    "1e999",
    "〇",
    "九千九百九十九万亿",
    "一" * 40,
    "1.2.3",
    "００",
)


def mutated_text(text: str, chance: Random) -> str:
    """Return a text with one to four things wrong in it."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_CHANGES)(text, chance)
    # Now and then a text is so long that whatever grows faster than it is seen.
    most = _LONG_CHARACTERS if chance.randrange(_LONG_ONE_IN) == 0 else _MOST_CHARACTERS
    return text[:most]


def text_of(data: bytes) -> str:
    r"""Return bytes as a text; half characters survive, so that they are tried too.

    Example:
        >>> text_of(b"\xed\xa0\x80") == "\ud800", text_of("案".encode())
        (True, '案')
    """
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def bytes_of(text: str) -> bytes:
    """Return the bytes of which :func:`text_of` makes the text again."""
    return text.encode("utf-8", "surrogatepass")


def damaged(data: bytes, chance: Random) -> bytes:
    """Return bytes with a few changed, cut out, doubled or appended."""
    changed = bytearray(data or b"x")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(5):
            case 0 if changed:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + 20]
            case 3:
                changed[at:at] = chance.choice(
                    (b"\0", b"\xff\xfe", b"\x80", b"\xed\xa0\x80", b"\r")
                )
            case _:
                changed += chance.randbytes(5)
    return bytes(changed)


def _lines(change: Callable[[list[str], Random], None]) -> Callable[[str, Random], str]:
    def changed(text: str, chance: Random) -> str:
        lines = text.split("\n")
        change(lines, chance)
        return "\n".join(lines)

    return changed


def _reorder(lines: list[str], chance: Random) -> None:
    start, end = _slice(lines, chance)
    block = lines[start:end]
    del lines[start:end]
    at = chance.randint(0, len(lines))
    lines[at:at] = block


def _double(lines: list[str], chance: Random) -> None:
    start, end = _slice(lines, chance)
    lines[end:end] = lines[start:end]


def _cut(lines: list[str], chance: Random) -> None:
    start, end = _slice(lines, chance)
    del lines[start:end]


def _insert(words: Sequence[str]) -> Callable[[str, Random], str]:
    def inserted(text: str, chance: Random) -> str:
        at = chance.randint(0, len(text))
        return text[:at] + chance.choice(words) + text[at:]

    return inserted


def _exchange(text: str, chance: Random) -> str:
    return text.replace(chance.choice(MARKERS), chance.choice(MARKERS))


def _repeat(text: str, chance: Random) -> str:
    start, end = _slice(text, chance, most=12)
    times = chance.choice((2, 50, 400, 40_000 if chance.randrange(50) == 0 else 200))
    return text[:end] + text[start:end] * times + text[end:]


def _widen(text: str, chance: Random) -> str:
    start, end = _slice(text, chance)
    table = chance.choice((_WIDE, _NARROW))
    return text[:start] + text[start:end].translate(table) + text[end:]


def _one_line(text: str, chance: Random) -> str:
    return text.replace("\n", chance.choice(("", " ", "\r\n", "\u2028", "<br>")))


def _every_line(text: str, chance: Random) -> str:
    start, end = _slice(text, chance, most=300)
    return text[:start] + "\n".join(text[start:end]) + text[end:]


def _figure(text: str, chance: Random) -> str:
    places = [
        n for n, sign in enumerate(text) if sign.isdigit() or sign in "一二三四五六七八九十百"
    ]
    if not places:
        return text + chance.choice(_FIGURES)
    at = chance.choice(places)
    return text[:at] + chance.choice(_FIGURES) + text[at + 1 :]


def _slice(whole: Sequence[object], chance: Random, *, most: int = 1_000) -> tuple[int, int]:
    start = chance.randint(0, len(whole))
    return start, min(len(whole), start + chance.randint(0, most))


_CHANGES: Final = (
    _lines(_reorder),
    _lines(_double),
    _lines(_cut),
    _insert(MARKERS),
    _insert(MARKERS),
    _insert(ODD),
    _exchange,
    _repeat,
    _widen,
    _one_line,
    _every_line,
    _figure,
)

SHORT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "case_number": (
            "（2021）吉0123刑初12号",
            "(2014)民一终字第174号",
            "（2023）最高法民再1号之一",
        ),
        "numeral": (
            "三年六个月",
            "1,234.50元",
            "人民币壹佰万元整",
            "月利率百分之二",
            "二〇二一年五月三日",
        ),
        "citation": (
            "依照《中华人民共和国刑法》第一百三十三条之一第一款第二项、第六十七条第三款之规定",
            "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》（法释〔2015〕18号）第二十六条",
        ),
        "query": (
            "盗伐 林木 或 “采伐许可证” -滥伐",
            "刑法第二百六十四条、民法典675条",
            "指导性案例9号 （2021）吉0123刑初12号",
            "2019年5月，被告人醉酒驾驶小型轿车，被民警查获。",
        ),
        "typed": (
            "原告：甲某（自然人）",
            "审判长 乙某",
            "有期徒刑三年，缓刑四年，并处罚金五千元",
            "2025年3月",
            "长春中院",
            "日期,类型,依据\n2027-10-01,放假,国办发明电〔2026〕1号",
            "用户名,法院,庭,等级\nzhang,长春市中级人民法院,民一庭,一级法官",
            "case,standing,since,source\n指导性案例9号,not_followed,2020-12-31,通知",
        ),
        "template": (
            "[甲|乙|]于{day}<place>",
            'text = ["全文", "content"]\nexternal_id = "id"\n[given]\ncase_number = "案号"',
            'name = "长春市朝阳区人民法院"\n[superiors]\n"某县人民法院" = "吉林省高级人民法院"',
        ),
    }
)
"""Short texts to start from, by target."""

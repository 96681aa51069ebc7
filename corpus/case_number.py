"""Which case does a case number (案号) name?

The form since 2016 is year, 法院代字, 专门审判代字, 类型代字 and 案件编号: （2023）京01民终1号;
before it every court had its own sign, as in （2014）民一终字第174号. Both are read from a string
(:func:`read_case_number`) and found in running text (:func:`find_case_numbers`).

Source: 法〔2015〕137号 art. 2-3, amended by 法〔2018〕335号.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from corpus.errors import CaseNumberError
from corpus.spans import Extracted, Span, Withheld

_OPEN: Final = "（(〔﹝［\\[【〈<"
_CLOSE: Final = "）)〕﹞］\\]】〉>"
_PROVINCES: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云藏陕甘青宁新兵军"
_MOST_FIGURES: Final = 18
_DASH: Final = "－—–~～至\\-"

# What a type code is made of. An old number is court's own sign + type, without a mark between
# them ("深福法" + "行初"), so the type is the longest tail built from these parts.
_BRANCH: Final = (
    "(?:行政|刑附民|刑民|民商|知行|知民|知刑|商(?![刑民行])|刑|民(?![刑行])|行(?!民)|执|赔|经(?![刑民])|破|"
    "知|督|催|特|环|少|减|假|非诉行|非诉|非执|非|仲|司救|司惩|强清|清申|财保|诉前调|诉保|认|他|监|"
    "辖|申|再|立|委赔|法赔|委|海(?=[终申再]))"
)
_STAGE: Final = (
    "(?:非执|非审|非诉|附民|附带民|诉前|非|执|审|初|终|监|申|抗|再|重|提|辖|复|核|立|他|调|更|备|减|"
    "假|罚|撤|管|特|催|督|破|算|清|保|赔|没|医|解|止|异|恢|协|惩|救|令|确|字|前|民|刑|行|商|知|环|少|"
    "一|二|三|四|五|六|七|八|自|公|速|[（(][\u4e00-\u9fa5][）)])"
)
_OLD_SIGN: Final = re.compile(rf"(?P<court>.*?)(?P<type>{_BRANCH}{_STAGE}*)")
_NEW_SIGN: Final = re.compile(
    rf"(?P<court>最高法|[{_PROVINCES}]?\d{{2}}(?:\d{{2}})?|[{_PROVINCES}])"
    r"(?P<specialty>知(?=[民刑行执]))?"
    r"(?P<type>[\u4e00-\u9fa5]{1,6})"
)
# The sign of a paper that is no court's: a notary's 沪东证经字, an arbitrator's 劳人仲案字.
_NO_COURT: Final = re.compile(r"证|检|[劳仲]仲|公[（(]|鉴|价")

_SERIAL: Final = rf"\d+(?:[、，,{_DASH}]第?\d+){{0,40}}"
_SUFFIX: Final = r"之(?P<suffix>[一二三四五六七八九十百零]{1,5}|\d{1,3})"
_NUMBER: Final = re.compile(
    rf"[{_OPEN}]\s{{0,2}}(?P<year>(?:19|20|１９|２０)\d\d)\s{{0,2}}年?[{_CLOSE}]\s{{0,2}}"
    rf"(?P<sign>[\u4e00-\u9fa5\d（）() ]{{1,18}}?)\s?(?P<old>字\s?第?|第)?\s?"
    rf"(?P<serial>{_SERIAL})\s?号(?:{_SUFFIX})?"
)
_MORE: Final = re.compile(rf"[、，,和及]第?(?P<serial>{_SERIAL})\s?号(?:{_SUFFIX})?")
_BARE_YEAR: Final = re.compile(
    rf"[{_OPEN}]?(?P<year>(?:19|20)\d\d)年?[{_CLOSE}]?"
    rf"(?P<rest>[\u4e00-\u9fa5\d（）() ]{{2,24}}?号(?:之[一二三四五六七八九十]{{1,3}})?)"
)
_MASK: Final = "×xX*＊某Ｘ○"
_WITHHELD: Final = re.compile(
    rf"[{_OPEN}]\s?(?:(?:19|20)[\d{_MASK}]{{2}}|[{_MASK}]{{2,4}})\s?[{_CLOSE}]"
    rf"[\u4e00-\u9fa5\d{_MASK}]{{1,16}}?(?:字第|字|第)?[\d{_MASK}]{{1,8}}号"
)
_MASKED: Final = re.compile(f"[{_MASK}]")
_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_ROUND: Final = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CaseNumber:
    """A case number, taken apart.

    ``str()`` prints the canonical form: full-width brackets, no spaces, serial without leading
    zeros. Two texts name the same paper exactly when their canonical forms are equal.

    Attributes:
        year: Year of filing.
        court_code: 法院代字, "京01"; in the old form the court's own sign, possibly empty.
        specialty_code: 专门审判代字, "知"; empty where there is none.
        type_code: 类型代字, "民终".
        serial: 案件编号 without leading zeros; "18775-18776", "3827、3828" and "26-1" stay as
            printed.
        suffix: The 之一 behind 号 as 1; 0 where there is none.
        is_old_form: Whether it has the form 字第…号 used until 2015.

    Example:
        >>> str(CaseNumber(year=2017, court_code="粤03", type_code="民终", serial="7", suffix=1))
        '（2017）粤03民终7号之一'

    Source: 法〔2015〕137号 art. 2-3, amended by 法〔2018〕335号.
    """

    year: int
    court_code: str
    specialty_code: str = ""
    type_code: str
    serial: str
    suffix: int = 0
    is_old_form: bool = False

    def __str__(self) -> str:
        mark = "字第" if self.is_old_form else ""
        tail = f"之{_chinese(self.suffix)}" if self.suffix else ""
        sign = f"{self.court_code}{self.specialty_code}{self.type_code}"
        return f"（{self.year}）{sign}{mark}{self.serial}号{tail}"


def read_case_number(text: str) -> CaseNumber:
    """Read a string that is a case number and nothing else.

    Brackets of any width and kind, spaces, leading zeros and a missing 第 are accepted.

    Raises:
        CaseNumberError: It is no case number of a court.

    Example:
        >>> str(read_case_number("(2017）粤 03民辖终 03827、3828号"))
        '（2017）粤03民辖终3827、3828号'
        >>> read_case_number("〔2014〕民一终字第00174号").type_code
        '民一终'
    """
    stripped = "".join(text.split())
    match = _NUMBER.fullmatch(stripped)
    number = None if match is None else _number_of(match)
    if number is None:
        raise CaseNumberError(text)
    return number


def find_case_numbers(
    text: str, start: int = 0, end: int | None = None
) -> tuple[Extracted[CaseNumber], ...]:
    """Find the case numbers of courts in running text, in order.

    Numbers of notaries, arbitrators, prosecutors and government offices are left out. A list
    「（2016）粤03民辖终3827、3828号」 is one number with two serials, as it stands on one paper.

    Args:
        text: Any text.
        start: Where to begin.
        end: Where to stop; None for the end of the text.

    Example:
        >>> text = "不服（2016）深福法行初字第5号判决，有（2013）沪东证经字第9号公证书"
        >>> [str(found.value) for found in find_case_numbers(text)]
        ['（2016）深福法行初字第5号']

    Cost: linear in the length of the text.
    """
    found = []
    stop = len(text) if end is None else end
    for match in _NUMBER.finditer(text, start, stop):
        number = _number_of(match)
        if number is None:
            continue
        found.append(Extracted(number, Span(*match.span()), "case_number"))
        # 「（2020）京01民终1号、2号」 names two papers; the second shares year and sign.
        more = _MORE.match(text, match.end(), stop)
        while more is not None:
            shared = replace(
                number, serial=_canonical_serial(more["serial"]), suffix=_value(more["suffix"])
            )
            span = Span(more.start("serial"), more.end())
            found.append(Extracted(shared, span, "case_number:shared"))
            more = _MORE.match(text, more.end(), stop)
    return tuple(found)


def repair_case_number(text: str, start: int, end: int) -> Extracted[CaseNumber] | None:
    """Read a number at ``start`` that has lost a bracket or both.

    Only for the place in the head where nothing but the paper's own number can stand.

    Example:
        >>> str(repair_case_number("2018）湘0422刑初269号", 0, 16).value)
        '（2018）湘0422刑初269号'
    """
    match = _BARE_YEAR.match(text, start, end)
    if match is None:
        return None
    try:
        number = read_case_number(f"（{match['year']}）{match['rest']}")
    except CaseNumberError:
        return None
    return Extracted(number, Span(*match.span()), "case_number:repaired")


def find_withheld_number(text: str, start: int, end: int) -> Withheld | None:
    """Find a case number whose digits the publisher replaced by ×.

    Example:
        >>> find_withheld_number("（2015）×刑初字第××号", 0, 14).rule
        'case_number:masked'
    """
    for match in _WITHHELD.finditer(text, start, end):
        if _MASKED.search(match.group()):
            return Withheld(Span(*match.span()), "case_number:masked")
    return None


def _number_of(match: re.Match[str]) -> CaseNumber | None:
    sign = match["sign"].replace(" ", "").replace("(", "（").replace(")", "）")
    old_mark = match["old"] or ""
    parts = _NEW_SIGN.fullmatch(sign)
    is_old = False
    # A province sign alone is also how many old signs begin (浙刑一终字第3号): the mark 字 decides,
    # unless digits follow the sign, which only the new form has.
    if parts is None or ("字" in old_mark and not re.search(r"\d", parts["court"])):
        parts = _OLD_SIGN.fullmatch(sign)
        is_old = True
        if parts is None or not old_mark or re.search(r"\d", sign):
            return None
        if _NO_COURT.search(parts["court"]):
            return None
    elif not _OLD_SIGN.fullmatch(parts["type"]):
        return None
    serial = _canonical_serial(match["serial"])
    suffix = _value(match["suffix"])
    return CaseNumber(
        year=int(match["year"]),
        court_code=parts["court"],
        specialty_code="" if is_old else parts["specialty"] or "",
        type_code=parts["type"],
        serial=serial,
        suffix=suffix,
        is_old_form=is_old,
    )


def _canonical_serial(printed: str) -> str:
    joined = re.sub(rf"[{_DASH}]", "-", printed.replace("第", ""))
    joined = re.sub(r"[，,]", "、", joined)
    return re.sub(r"\d+", lambda run: _without_zeros(run.group()), joined)


def _without_zeros(figures: str) -> str:
    # A row of thousands of figures is damage; int() refuses it.
    return str(int(figures)) if len(figures) <= _MOST_FIGURES else figures


def _value(printed: str | None) -> int:
    """Read the numeral of 之一, below one thousand."""
    if not printed:
        return 0
    if printed.isdigit():
        return int(printed)
    total, current = 0, 0
    for character in printed:
        if character == "十":
            total += max(current, 1) * 10
            current = 0
        elif character == "百":
            total += max(current, 1) * 100
            current = 0
        else:
            current = _DIGITS[character]
    return total + current


def _chinese(value: int) -> str:
    """Print a number below one thousand as a Chinese numeral."""
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    text = f"{_ROUND[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _ROUND[tens]) + "十"
    elif hundreds and units:
        return f"{text}零{_ROUND[units]}"
    return text + (_ROUND[units] if units else "")

"""Which numbers and addresses of a text lead to a person?

Source: 法释〔2016〕19号 art. 10 (家庭住址、通讯方式、身份证号码、银行账号、车牌号码); the check
digit of identity numbers GB 11643-1999; of bank cards ISO/IEC 7812 (Luhn).
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from corpus.spans import Extracted, Span


class Private(StrEnum):
    """Kinds of what is hidden."""

    NAME = "name"
    IDENTITY_NUMBER = "identity_number"
    BANK_NUMBER = "bank_number"
    TELEPHONE = "telephone"
    ACCOUNT = "account"
    PLATE = "plate"
    ADDRESS = "address"


_STARS: Final = "*＊×xXＸ"
_IDENTITY: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:[1-9]\d{{16}}[0-9Xx]|[1-9]\d{{14}}|[1-9]\d{{3,13}}[{_STARS}]{{2,14}}\d{{0,4}}[Xx]?)"
    r"(?![0-9A-Za-z*＊×])"
)
_IDENTITY_LABEL: Final = re.compile(r"(?:身份证|身份号码|证件号|公民身份)[^。，；]{0,12}$")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"

_BANK: Final = re.compile(
    r"(?<![0-9A-Za-z.])\d(?:[ \-]?\d){11,18}(?![0-9A-Za-z])(?!\.\d|元|万|亿|美元|号)"
)
_BANK_LABEL: Final = re.compile(
    r"(?:账号|帐号|账户|帐户|卡号|银行卡|存折|信用卡|储蓄卡|借记卡|银行)[^。；]{0,30}$"
)
_MOBILE: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?:\+?86[\- ]?)?1[3-9]\d(?:[\- ]?\d{4}){2}(?!\d|\.\d|元)"
)
_LANDLINE: Final = re.compile(r"(?<!\d)0\d{2,3}[\-－—]\d{7,8}(?!\d)")
_CALLED: Final = re.compile(
    r"(?:电话|座机|热线|联系方式|传真)[号码：:为是\s]{0,4}(?P<number>\d{7,8})(?!\d)"
)
_NICK: Final = re.compile(
    r"(?:微信|QQ|qq|支付宝|邮箱)(?:账号|帐号|账户|号码|号)?(?:为|是|[：:“\"(（]){0,3}"
    r"(?P<account>[A-Za-z0-9_\-]{5,24})(?![A-Za-z0-9_@])"
)
_MAIL: Final = re.compile(r"[A-Za-z0-9._\-]{2,40}@[A-Za-z0-9\-]{1,30}(?:\.[A-Za-z]{2,8}){1,2}")
_PLATE: Final = re.compile(
    r"[京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·•.]?"
    r"(?=[A-Z0-9]{0,5}\d)[A-Z0-9]{5,6}(?:学|警|挂)?(?![A-Z0-9])"
)

_LIVES: Final = re.compile(
    r"(?:户籍所在地|户籍地址?|户籍|暂住地?址?|现住址?|家住|经常居住地|居住地|住址|家庭住址|居住在|"
    r"(?<=[，,。；\s])住所地|(?<=[，,。；\s）)])住(?![所院宿房处宅持]))(?:地?在|于|为|[：:])?\s{0,2}"
)
_OF_A_PERSON: Final = re.compile(r"[，,][男女][，,]|族[，,]|出生|身份证|文化")
_TO_COUNTY: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:市|自治州|盟|地区))?"
    r"(?:[\u4e00-\u9fff]{1,9}?(?:自治县|自治旗|林区|新区|开发区|区|县|市|旗))?"
)
_DETAIL: Final = re.compile(
    r"[0-9０-９一二三四五六七八九十]+[号组栋幢楼室弄巷队单]|[镇乡村街路巷屯道苑园弄庄寨堡坊里寓]|小区|社区|宿舍|胡同|嘎查|苏木"
)
_END: Final = re.compile(r"[，,。；;\n（()）：:“”]|现[住羁]|因(?:涉嫌|本案)|系")


def find_private(text: str) -> Iterator[Extracted[Private]]:
    """Find numbers, accounts and addresses of persons; the pieces may overlap.

    Example:
        >>> text = "张三，男，汉族，住吉林省长春市宽城区北京大街1号，电话13800138000。"
        >>> [(found.value.value, found.span.of(text)) for found in find_private(text)]
        [('telephone', '13800138000'), ('address', '北京大街1号')]

    Cost: linear in the length of the text.
    """
    for find in _FINDERS:
        yield from find(text)


def is_identity_number(number: str) -> bool:
    """Tell whether 18 digits carry the check digit of an identity number.

    Example:
        >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
        (True, False)
    """
    if not re.fullmatch(r"\d{17}[0-9Xx]", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def passes_luhn(digits: str) -> bool:
    """Tell whether the last digit checks the others, as on bank cards.

    Example:
        >>> passes_luhn("6222021001116245702"), passes_luhn("6222021001116245703")
        (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _identities(text: str) -> Iterator[Extracted[Private]]:
    for match in _IDENTITY.finditer(text):
        number = match.group()
        before = text[max(0, match.start() - 30) : match.start()]
        if _IDENTITY_LABEL.search(before) or _is_born(number):
            yield _found(Private.IDENTITY_NUMBER, match.span(), "identity")


def _is_born(number: str) -> bool:
    """Tell whether the digits hold a date of birth where an identity number has it."""
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    if is_identity_number(number):
        return True
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    # The first two digits are a province, 11 to 65.
    return len(number) in {15, 18} and 1900 <= born.year <= 2100 and 11 <= int(number[:2]) <= 65


def _bank_numbers(text: str) -> Iterator[Extracted[Private]]:
    for match in _BANK.finditer(text):
        digits = re.sub(r"[ \-]", "", match.group())
        before = text[max(0, match.start() - 34) : match.start()]
        is_card = len(digits) >= 16 and digits[0] in "3456" and passes_luhn(digits)
        if is_card or _BANK_LABEL.search(before):
            yield _found(Private.BANK_NUMBER, match.span(), "bank")


def _telephones(text: str) -> Iterator[Extracted[Private]]:
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(text):
            yield _found(Private.TELEPHONE, match.span(), "telephone")
    for match in _CALLED.finditer(text):
        yield _found(Private.TELEPHONE, match.span("number"), "telephone:label")


def _accounts(text: str) -> Iterator[Extracted[Private]]:
    for match in _NICK.finditer(text):
        yield _found(Private.ACCOUNT, match.span("account"), "account:label")
    for match in _MAIL.finditer(text):
        yield _found(Private.ACCOUNT, match.span(), "account:mail")


def _plates(text: str) -> Iterator[Extracted[Private]]:
    for match in _PLATE.finditer(text):
        yield _found(Private.PLATE, match.span(), "plate")


def _addresses(text: str) -> Iterator[Extracted[Private]]:
    """Find what stands below the county in the address of a person, not of a company."""
    for match in _LIVES.finditer(text):
        sentence = text.rfind("。", max(0, match.start() - 90), match.start()) + 1
        before = text[max(sentence, match.start() - 90, 0) : match.start()]
        if match.group().startswith("住所地") and not _OF_A_PERSON.search(before):
            continue
        end = _END.search(text, match.end(), match.end() + 70)
        stop = end.start() if end else min(len(text), match.end() + 70)
        county = _TO_COUNTY.match(text, match.end(), stop)
        start = county.end() if county else match.end()
        if start < stop and _DETAIL.search(text, start, stop):
            yield _found(Private.ADDRESS, (start, stop), "address")


def _found(kind: Private, span: tuple[int, int], rule: str) -> Extracted[Private]:
    return Extracted(kind, Span(*span), rule)


_FINDERS: Final[tuple[Callable[[str], Iterator[Extracted[Private]]], ...]] = (
    _identities,
    _bank_numbers,
    _telephones,
    _accounts,
    _plates,
    _addresses,
)

"""Which court does a court code (法院代字) of a case number stand for?

The official table of the 3,500 codes is not public in a form that could be shipped, so the codes
are learned from heads of judgments, where court and number stand together
(:mod:`corpus.court_codes_learning`). High courts and the Supreme People's Court are known from the
rule itself. The code is used to check a court's name, never to overrule it.

Source: 法〔2015〕137号, amended by 法〔2018〕335号: the province's sign for high courts, two digits
more for intermediate, four for basic courts.
"""

import json
import re
from functools import cache
from importlib import resources
from typing import Final

from corpus.court import PROVINCES, high_court_of, read_court_name
from corpus.judgment import Court, CourtLevel

_SUPREME_CODE: Final = "最高法"
_FORM: Final = re.compile(r"(?P<sign>[\u4e00-\u9fa5])(?P<digits>\d{2}(?:\d{2})?)?")
_PROVINCE_OF_SIGN: Final = {sign: province for province, sign in PROVINCES.items()} | {"贵": "贵州"}


def court_of_code(code: str) -> Court | None:
    """Return the court that a code stands for, or None when it was never learned.

    Example:
        >>> court_of_code("最高法").name, court_of_code("吉").name
        ('最高人民法院', '吉林省高级人民法院')
    """
    if code == _SUPREME_CODE:
        return read_court_name("最高人民法院")
    name = _table().get(code)
    if name is None and code in _PROVINCE_OF_SIGN and code != "兵":
        return high_court_of(_PROVINCE_OF_SIGN[code])
    return None if name is None else read_court_name(name)


def level_of_code(code: str) -> CourtLevel | None:
    """Return the level that the form of a code tells; None when it has no such form.

    Example:
        >>> level_of_code("吉75"), level_of_code("京0105")
        (<CourtLevel.INTERMEDIATE: 'intermediate'>, <CourtLevel.BASIC: 'basic'>)
    """
    if code == _SUPREME_CODE:
        return CourtLevel.SUPREME
    match = _FORM.fullmatch(code)
    if match is None or match["sign"] not in _PROVINCE_OF_SIGN:
        return None
    digits = match["digits"]
    if digits is None:
        return CourtLevel.HIGH
    return CourtLevel.INTERMEDIATE if len(digits) == 2 else CourtLevel.BASIC


def province_of_code(code: str) -> str | None:
    """Return the province that a code's first character stands for.

    Example:
        >>> province_of_code("吉75"), province_of_code("兵06")
        ('吉林', '新疆')
    """
    province = _PROVINCE_OF_SIGN.get(code[:1])
    return "新疆" if code[:1] == "兵" else province


def contradicts(court: Court, code: str) -> bool:
    """Tell whether a code cannot belong to a court: another province or another level.

    A court that was renamed or merged keeps province and level, so that only these two count.

    Example:
        >>> court = read_court_name("吉林省长春市中级人民法院")
        >>> contradicts(court, "吉01"), contradicts(court, "辽01"), contradicts(court, "吉0102")
        (False, True, True)
    """
    level, province = level_of_code(code), province_of_code(code)
    if level is None:
        return False
    is_elsewhere = None not in (province, court.province) and province != court.province
    # Courts without an ordinary level in their name (分院, 专门法院) are left to the table.
    is_plain = court.name.endswith(("中级人民法院", "区人民法院", "县人民法院", "市人民法院"))
    return is_elsewhere or (is_plain and level is not court.level)


@cache
def _table() -> dict[str, str]:
    source = resources.files("corpus.tables").joinpath("court_codes.json")
    return dict(json.loads(source.read_text("utf-8"))["codes"])

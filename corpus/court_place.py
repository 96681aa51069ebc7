"""In which province is a court that the table does not know and whose name does not say it?

The case number tells it by its court code, or the notice of appeal by naming the court above. Then
the name is completed, so that a court that writes its province in one head and not in the next is
one court.
"""

import re
from dataclasses import replace
from typing import Final

from corpus.court import PROVINCES, is_in_table, read_court_name, title_of_province
from corpus.court_codes import contradicts, level_of_code, province_of_code
from corpus.judgment import Court, CourtLevel

_CORPS: Final = "新疆生产建设兵团"
_COURT_ABOVE: Final = re.compile(
    r"(?:上诉于|上诉至|向本院或者?|直接向|向)(?P<court>[\u4e00-\u9fa5]{2,28}?法院)"
)


def place_by_code(court: Court, code: str) -> Court:
    """Return the court with the province that the code of its case number tells.

    A court whose province is known, and a code that cannot be its own, change nothing.

    Example:
        >>> place_by_code(read_court_name("乙县人民法院"), "吉0199").name
        '吉林省乙县人民法院'
        >>> place_by_code(read_court_name("乙林区基层法院"), "吉7709")
        Court(name='乙林区基层人民法院', level=<CourtLevel.BASIC: 'basic'>, province='吉林')
    """
    province = province_of_code(code)
    if not _is_open(court) or province is None:
        return court
    if level_of_code(code) is None or contradicts(court, code):
        return court
    return _placed(court, _CORPS if code[0] == PROVINCES[_CORPS] else province)


def place_by_notice(court: Court, notice: str) -> Court:
    """Return the court with the province of the court that its notice of appeal names.

    Example:
        >>> court = read_court_name("乙县人民法院")
        >>> place_by_notice(court, "上诉于吉林省长春市中级人民法院。").name
        '吉林省乙县人民法院'
    """
    if not _is_open(court):
        return court
    provinces = {
        above.province
        for match in _COURT_ABOVE.finditer(notice)
        if (above := read_court_name(match["court"])) is not None
        and above.province is not None
        and above.level is not CourtLevel.BASIC
    }
    return _placed(court, provinces.pop()) if len(provinces) == 1 else court


def _is_open(court: Court) -> bool:
    return court.province is None and court.level is not CourtLevel.SUPREME


def _placed(court: Court, province: str) -> Court:
    """Return the court with province, and with it in its name where such courts carry it."""
    short = "新疆" if province == _CORPS else province
    title = title_of_province(province)
    is_plain = court.name.endswith("人民法院") and not court.name.endswith("林区基层人民法院")
    if title is None or province == _CORPS or not is_plain or is_in_table(court):
        return replace(court, province=short)
    named = read_court_name(title + court.name)
    return replace(court, province=short) if named is None else named

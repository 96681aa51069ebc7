"""Which court is this, how high does it stand, and which court is above it?

Texts name one court in many ways: with and without the province, 中级法院 for 中级人民法院,
中华人民共和国 before it. All lead to one :class:`~corpus.judgment.Court`, whose name stands in the
table of courts; a court that the table does not know (renamed, newly founded) keeps its printed
name but for the words written at will, and gets its level and province from its words; where those
tell no province, :mod:`corpus.court_place` asks the case number. Basic forest courts (林区基层法院)
carry no province in their names, whether one is printed before it or not.

Source: 人民法院组织法 (2018) art. 12-29 on levels; table in :mod:`corpus.tables`.
"""

import json
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from corpus.judgment import Court, CourtLevel

PROVINCES: Final = {
    "北京": "京", "天津": "津", "河北": "冀", "山西": "晋", "内蒙古": "内", "辽宁": "辽",
    "吉林": "吉", "黑龙江": "黑", "上海": "沪", "江苏": "苏", "浙江": "浙", "安徽": "皖",
    "福建": "闽", "江西": "赣", "山东": "鲁", "河南": "豫", "湖北": "鄂", "湖南": "湘",
    "广东": "粤", "广西": "桂", "海南": "琼", "重庆": "渝", "四川": "川", "贵州": "黔",
    "云南": "云", "西藏": "藏", "陕西": "陕", "甘肃": "甘", "青海": "青", "宁夏": "宁",
    "新疆": "新", "新疆生产建设兵团": "兵",
}  # fmt: skip
"""Short names of provinces, regions and municipalities with their sign in case numbers."""

_SUPREME: Final = "最高人民法院"
_STATE: Final = re.compile(r"^中华人民共和国(?!最高)|^中华人民共和国(?=最高)")
_PROVINCE_PREFIX: Final = re.compile(
    r"(?P<name>新疆生产建设兵团|内蒙古|黑龙江|[\u4e00-\u9fa5]{2})"
    r"(?:省|壮族自治区|维吾尔自治区|回族自治区|自治区|(?<=北京|天津|上海|重庆)市)?"
)
_CITY_PREFIX: Final = re.compile(r"[\u4e00-\u9fa5]{2,12}?(?:市|自治州|地区|盟|林区)(?=.{2,}法院)")
_RAILWAY_PREFIX: Final = re.compile(r"[\u4e00-\u9fa5]{2,4}(?=铁路运输)")
_BASIC_FOREST: Final = "林区基层人民法院"
# 人民 left out; railway, reclamation, maritime and other special courts bear no 人民.
_WITHOUT_PEOPLE: Final = re.compile(
    r"((?<!铁路运输)中级|林区基层|[\u4e00-\u9fa5]{2}[省市县区旗]|高级)法院$"
)
_NOISE: Final = 2
_INTERMEDIATE: Final = re.compile(r"中级|知识产权法院|海事法院|金融法院")


def read_court_name(name: str) -> Court | None:
    """Return the court that a name means, or None when it names no court.

    Example:
        >>> read_court_name("中华人民共和国吉林省长春林区中级法院").name
        '吉林省长春林区中级人民法院'
        >>> read_court_name("石家庄市桥西区人民法院").name
        '河北省石家庄市桥西区人民法院'
        >>> read_court_name("吉林省长春市中级人民法院").province
        '吉林'
        >>> read_court_name("市公安局") is None
        True

    Cost: constant; the table is read once, names are remembered.
    """
    return _read(name)


@lru_cache(maxsize=16384)
def _read(name: str) -> Court | None:
    printed = _STATE.sub("", "".join(name.split()))
    if not printed.endswith(("法院", "分院", "法庭")) or len(printed) < 4:
        return None
    # 人民法庭's judgments are judgments of its court (人民法院组织法 art. 26).
    printed = re.sub(r"(法院).{2,15}法庭$", r"\1", printed)
    if printed.endswith("共和国" + _SUPREME):
        printed = _SUPREME
    row = _row_of(printed) or _row_behind_noise(printed)
    if row is not None:
        full, province = row
        return Court(name=full, level=level_of(full), province=province)
    full = _WITHOUT_PEOPLE.sub(r"\1人民法院", printed)
    province = _province_in(full)
    if province is not None and full.endswith(_BASIC_FOREST):
        full = _PROVINCE_PREFIX.sub("", full, count=1)
    above = _court_of_city(full) if province is None else None
    if above is not None:
        province = above[1]
        if full.endswith("人民法院") and above[0].endswith("中级人民法院"):
            full = above[0][: above[0].find(full[:2])] + full
    return Court(name=full, level=level_of(full), province=province)


def _row_of(printed: str) -> tuple[str, str | None] | None:
    """Return name and province of a court that the table knows, with or without its province."""
    table = _table()
    row = table.get(_key(printed))
    return row or next((table[key] for key in _shorter(printed) if key in table), None)


def _row_behind_noise(printed: str) -> tuple[str, str | None] | None:
    """Return the court of the table behind a stray character or two (睐安徽省宿松县人民法院)."""
    if _province_in(printed) is not None:
        return None
    for start in range(1, _NOISE + 1):
        if _province_in(printed[start:]) is not None:
            return _table().get(_key(printed[start:]))
    return None


def level_of(name: str) -> CourtLevel:
    """Return the level that the words of a court's name tell.

    Example:
        >>> level_of("上海金融法院"), level_of("北京互联网法院")
        (<CourtLevel.INTERMEDIATE: 'intermediate'>, <CourtLevel.BASIC: 'basic'>)
    """
    if name == _SUPREME:
        return CourtLevel.SUPREME
    if "高级" in name:
        return CourtLevel.HIGH
    return CourtLevel.INTERMEDIATE if _INTERMEDIATE.search(name) else CourtLevel.BASIC


def superior_court(court: Court) -> Court | None:
    """Return the court of next instance, or None where the table does not tell.

    Example:
        >>> court = read_court_name("河北省石家庄市桥西区人民法院")
        >>> superior_court(court).name
        '河北省石家庄市中级人民法院'
    """
    superior = _superiors().get(court.name)
    if superior is None and court.level is CourtLevel.BASIC:
        prefix = _PROVINCE_PREFIX.match(court.name)
        rest = court.name[prefix.end() :] if prefix and court.province else court.name
        above = _court_of_city(rest)
        superior = above[0] if above else None
    return None if superior is None else _read(superior)


def high_court_of(province: str) -> Court | None:
    """Return the high court of a province by its short name.

    Example:
        >>> high_court_of("吉林").name
        '吉林省高级人民法院'
    """
    for name, _, own in _rows():
        if own == province and "高级" in name:
            return _read(name)
    return None


def title_of_province(province: str) -> str | None:
    """Return the official name of a province by its short name.

    Example:
        >>> title_of_province("广西")
        '广西壮族自治区'
    """
    court = high_court_of(province)
    return None if court is None else court.name.partition("高级")[0]


def is_in_table(court: Court) -> bool:
    """Tell whether the table of courts holds a court.

    Example:
        >>> is_in_table(read_court_name("温岭市人民法院")), is_in_table(read_court_name("乙县法院"))
        (True, False)
    """
    row = _table().get(_key(court.name))
    return row is not None and row[0] == court.name


def courts_ending(name: str) -> tuple[str, ...]:
    """Return the full names of the table's courts that end in a name, in order of the table.

    Example:
        >>> courts_ending("铁西区人民法院")[:2]
        ('辽宁省沈阳市铁西区人民法院', '辽宁省鞍山市铁西区人民法院')

    Cost: looks at every court of the table.
    """
    bare = _WITHOUT_PEOPLE.sub(r"\1人民法院", name)
    return tuple(full for full, _, _ in _rows() if bare and full.endswith(bare))


def same_court(one: str, other: str) -> bool:
    """Tell whether two printed names mean one court.

    Example:
        >>> same_court("温岭市人民法院", "浙江省温岭市人民法院")
        True
    """
    first, second = _read(one), _read(other)
    return first is not None and second is not None and first.name == second.name


def _key(name: str) -> str:
    """Drop the words that are written or left out at will."""
    return name.replace("人民法院", "法院")


def _shorter(name: str) -> list[str]:
    """Return the keys of a name without its province, and without its city too."""
    keys = []
    rest = name
    prefix = _PROVINCE_PREFIX.match(rest)
    if prefix and prefix["name"] in PROVINCES and len(rest) - prefix.end() > 4:
        rest = rest[prefix.end() :]
        keys.append(_key(rest))
    city = _CITY_PREFIX.match(rest)
    if city and len(rest) - city.end() > 4:
        keys.append(_key(rest[city.end() :]))
    return keys


def _court_of_city(name: str) -> tuple[str, str | None] | None:
    """Return the intermediate court of the city with which an unknown name begins."""
    city = _CITY_PREFIX.match(name) or _RAILWAY_PREFIX.match(name)
    if city is None:
        return None
    stem = city.group().removesuffix("市")
    return _table().get(f"{stem}市中级法院") or _table().get(f"{city.group()}中级法院")


def _province_in(name: str) -> str | None:
    prefix = _PROVINCE_PREFIX.match(name)
    return prefix["name"] if prefix and prefix["name"] in PROVINCES else None


@cache
def _rows() -> list[tuple[str, int, str | None]]:
    """Return full name, row of the superior court and province of every court.

    The table writes 温岭市人民法院 where the court writes 浙江省温岭市人民法院. Railway, maritime,
    forest and corps courts do carry no province in their names.
    """
    source = resources.files("corpus.tables").joinpath("courts.json")
    rows: list[tuple[str, int, str | None]] = []
    official: dict[str, str] = {}
    for printed, superior in json.loads(source.read_text("utf-8"))["courts"]:
        name = re.sub("林区基层法院$", _BASIC_FOREST, printed)
        above = rows[superior] if superior >= 0 else None
        province = above[2] if above else None
        if above and above[0] == _SUPREME:
            prefix = _PROVINCE_PREFIX.match(name)
            province = prefix["name"] if prefix else None
            official[province or ""] = name.partition("高级")[0]
        own = _PROVINCE_PREFIX.match(name)
        is_bare = province is not None and not (own and own["name"] == province)
        is_plain = name.endswith("人民法院") and not name.endswith(_BASIC_FOREST)
        if is_bare and is_plain and "兵团" not in (above or ("",))[0]:
            rows.append((official[province or ""] + name, superior, province))
        else:
            rows.append((name, superior, province))
    return rows


@cache
def _table() -> dict[str, tuple[str, str | None]]:
    """Map every unambiguous key of a court to its full name and province."""
    rows = _rows()
    table: dict[str, tuple[str, str | None]] = {}
    shorter: dict[str, set[str]] = {}
    for name, _, province in rows:
        table[_key(name)] = (name, province)
        for key in _shorter(name):
            shorter.setdefault(key, set()).add(name)
    for key, names in shorter.items():
        if len(names) == 1 and key not in table:
            table[key] = table[_key(next(iter(names)))]
    return table


@cache
def _superiors() -> dict[str, str]:
    rows = _rows()
    return {name: rows[superior][0] for name, superior, _ in rows if superior >= 0}

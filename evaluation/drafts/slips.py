"""Which slips are put into a right judgment, each in the text alone?

A slip changes one place, as a hand that copies or counts does. Each is written without looking at
what the checks look at; where a judgment has no such place the slip is not made.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final

from corpus.judgment import Judgment, Role, SectionKind
from corpus.numerals import Duration, find_amounts, find_dates, write_duration
from corpus.spans import Extracted, Span
from service.drafts.vocabulary import DraftRule

_NAMES: Final = "兵斌宾军君俊峰锋丰林琳霖华桦骅国果強明铭鸣海亥江姜洋扬阳伟炜玮"
_TERM: Final = re.compile(
    r"有期徒刑(?P<term>[一二三四五六七八九十]{1,3}(?:年|个月)[零一二三四五六七八九十个月]{0,5})"
)
_LAST_DAY: Final = re.compile(r"(?P<year>[12][0-9]{3})年(?=[0-9]{1,2}月[0-9]{1,2}日止)")
_NOTICE: Final = re.compile(r"(?<=起)(?P<days>十五|十|五)日内")
_COURT: Final = re.compile(r"(?<=上诉于|直接向)[\u4e00-\u9fff]{4,24}?中级人民法院")
_BRACKETED: Final = re.compile(
    r"（(?P<capitals>[一二三四五六七八九十百千万零壹贰叁肆伍陆柒捌玖拾佰仟]{1,14}元整?)）"
)
_RATE: Final = re.compile(r"年利率(?P<rate>[0-9]{1,2}(?:\.[0-9]{1,2})?)%")
_REST: Final = re.compile(
    r"[\n 　]?[一二三四五六]、驳回[^。；\n]{0,30}(?:其他|其余|其它)[^。；\n]{0,12}请求[。；]?"
)
_SHARE: Final = re.compile(r"(?<=负担|承担)(?P<fee>[0-9]{1,6})元")
_SEX: Final = re.compile(r"，(?P<sex>男|女)，")
_ARTICLE: Final = re.compile(
    r"《中华人民共和国(?:刑法|民法典)》第(?P<number>[一二三四五六七八九十百千]{2,9})条"
)
_TITLE: Final = re.compile(r"《中华人民共和国(?P<name>刑法|民法典|民事诉讼法|刑事诉讼法)》")
_TYPE: Final = re.compile(r"(?<=[0-9])(?P<type>民初|刑初)(?=[0-9]+号)")
_YEAR: Final = re.compile(r"[（(〔](?P<year>20[0-9]{2})[）)〕](?=[\u4e00-\u9fff])")
_FILED: Final = re.compile(
    r"(?P<year>20[0-9]{2})年(?=[0-9]{1,2}月[0-9]{1,2}日(?:立案|受理|公开开庭|开庭))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A kind of slip.

    Attributes:
        name: Its name.
        rule: The check that should tell it.
        make: Makes the text with the slip of a judgment; None where there is no place for it.
    """

    name: str
    rule: DraftRule
    make: Callable[[Judgment, Random], str | None]


def _put(text: str, span: Span, words: str) -> str:
    return text[: span.start] + words + text[span.end :]


def _spans(judgment: Judgment, *kinds: SectionKind) -> list[Span]:
    return [each.span for each in judgment.sections if each.kind in kinds]


def _in(
    judgment: Judgment, pattern: re.Pattern[str], *kinds: SectionKind, group: str | int = 0
) -> list[Span]:
    """Return the places of a group of a pattern in some parts."""
    return [
        Span(*match.span(group))
        for span in _spans(judgment, *kinds)
        for match in pattern.finditer(judgment.text, span.start, span.end)
    ]


def _swap(
    judgment: Judgment,
    chance: Random,
    pattern: re.Pattern[str],
    *kinds: SectionKind,
    group: str,
    to: Mapping[str, str],
) -> str | None:
    """Exchange one place of a pattern by a table."""
    places = [
        span for span in _in(judgment, pattern, *kinds, group=group) if span.of(judgment.text) in to
    ]
    if not places:
        return None
    span = chance.choice(places)
    return _put(judgment.text, span, to[span.of(judgment.text)])


def _term(judgment: Judgment, chance: Random, months: Callable[[Random], int]) -> str | None:
    places = _in(judgment, _TERM, SectionKind.DISPOSITION, group="term")
    if not places:
        return None
    words = write_duration(Duration(months=months(chance)))
    return _put(judgment.text, places[0], words)


def _short_term(judgment: Judgment, chance: Random) -> str | None:
    return _term(judgment, chance, lambda draw: draw.randint(1, 5))


def _long_probation(judgment: Judgment, chance: Random) -> str | None:
    if "缓刑" not in judgment.section_text(SectionKind.DISPOSITION):
        return None
    return _term(judgment, chance, lambda draw: draw.choice((42, 48, 60)))


def _last_day(judgment: Judgment, chance: Random) -> str | None:
    places = _in(judgment, _LAST_DAY, SectionKind.DISPOSITION, group="year")
    if not places:
        return None
    span = chance.choice(places)
    year = int(span.of(judgment.text)) + chance.choice((-1, 1))
    return _put(judgment.text, span, str(year))


def _digit(amount: str, chance: Random) -> str | None:
    """Return an amount with one figure lost, doubled or exchanged with its neighbour."""
    figures = [at for at, sign in enumerate(amount) if sign.isdigit()]
    if len(figures) < 3:
        return None
    way = chance.randrange(2)
    if way == 0:
        return amount[: figures[-1]] + "0" + amount[figures[-1] :]
    first, second = figures[0], figures[1]
    if amount[first] == amount[second] or amount[second] == "0":
        return amount[: figures[-1]] + amount[figures[-1] + 1 :]
    return amount[:first] + amount[second] + amount[first] + amount[second + 1 :]


def _award(judgment: Judgment, chance: Random) -> str | None:
    text = judgment.text
    for item in judgment.disposition:
        for amount in find_amounts(text, item.start, item.end):
            if not isinstance(amount, Extracted) or "驳回" in item.of(text):
                continue
            changed = _digit(amount.span.of(text), chance)
            if changed is not None:
                return _put(text, amount.span, changed)
    return None


def _capitals(judgment: Judgment, chance: Random) -> str | None:
    figures = dict(
        zip("一二三四五六七八壹贰叁肆伍陆柒捌", "二三四五六七八九贰叁肆伍陆柒捌玖", strict=True)
    )
    places = _in(judgment, _BRACKETED, SectionKind.FACTS, group="capitals")
    for span in places:
        words = span.of(judgment.text)
        at = next((n for n, sign in enumerate(words) if sign in figures), None)
        if at is not None:
            changed = words[:at] + figures[words[at]] + words[at + 1 :]
            return _put(judgment.text, span, changed)
    del chance
    return None


def _rate(judgment: Judgment, chance: Random) -> str | None:
    places = _in(judgment, _RATE, SectionKind.DISPOSITION, group="rate")
    if not places:
        return None
    span = chance.choice(places)
    rate = float(span.of(judgment.text)) + chance.choice((3, 5, 9))
    return _put(judgment.text, span, f"{rate:g}")


def _rest(judgment: Judgment, chance: Random) -> str | None:
    del chance
    places = _in(judgment, _REST, SectionKind.DISPOSITION)
    return None if not places else _put(judgment.text, places[-1], "")


def _fee(judgment: Judgment, chance: Random) -> str | None:
    places = _in(judgment, _SHARE, SectionKind.COSTS, group="fee")
    if len(places) < 2:
        return None
    span = chance.choice(places)
    return _put(judgment.text, span, str(int(span.of(judgment.text)) + chance.choice((10, 100))))


def _people(judgment: Judgment, *roles: Role) -> list[str]:
    names = {
        each.value.name
        for each in judgment.parties
        if each.value.role in roles and len(each.value.name) in {2, 3}
    }
    return sorted(names)


def _name(judgment: Judgment, chance: Random) -> str | None:
    text = judgment.text
    begin = min((span.start for span in _spans(judgment, SectionKind.PROCEDURE)), default=0)
    for name in _people(judgment, Role.PLAINTIFF, Role.DEFENDANT, Role.ACCUSED):
        places = [
            match.start() for match in re.finditer(re.escape(name), text) if match.start() > begin
        ]
        other = next((c for c in chance.sample(_NAMES, len(_NAMES)) if c != name[-1]), None)
        if places and other is not None:
            at = chance.choice(places)
            return _put(text, Span(at, at + len(name)), name[:-1] + other)
    return None


def _stranger(judgment: Judgment, chance: Random) -> str | None:
    strangers = ("郑小龙", "冯立新", "曹玉梅", "邓志高")
    for name in _people(judgment, Role.PLAINTIFF, Role.DEFENDANT, Role.ACCUSED):
        places = _in(
            judgment,
            re.compile(f"(?:被告人|被告|原告)(?P<name>{name})"),
            SectionKind.DISPOSITION,
            group="name",
        )
        if places:
            return _put(judgment.text, places[0], chance.choice(strangers))
    return None


def _role(judgment: Judgment, chance: Random) -> str | None:
    pattern = re.compile(r"(?P<role>原告|被告)(?=[\u4e00-\u9fff])(?!人)")
    return _swap(
        judgment,
        chance,
        pattern,
        SectionKind.DISPOSITION,
        group="role",
        to={"原告": "被告", "被告": "原告"},
    )


def _person(judgment: Judgment, chance: Random) -> str | None:
    """Put an identity number of the other sex beside a party."""
    places = _in(judgment, _SEX, SectionKind.PARTIES, group="sex")
    if not places:
        return None
    span = places[0]
    day = next(
        (
            each.value
            for each in find_dates(judgment.text, span.end, span.end + 60)
            if isinstance(each, Extracted)
        ),
        None,
    )
    if day is None:
        return None
    odd = span.of(judgment.text) == "女"
    number = f"220102{day:%Y%m%d}{chance.randrange(10, 99)}{1 if odd else 2}8"
    return _put(judgment.text, Span(span.end, span.end), f"，公民身份号码{number}")


def _no_such_day(judgment: Judgment, chance: Random) -> str | None:
    for span in _spans(judgment, SectionKind.FACTS):
        days = [
            e for e in find_dates(judgment.text, span.start, span.end) if isinstance(e, Extracted)
        ]
        if days:
            day = chance.choice(days)
            return _put(judgment.text, day.span, f"{day.value.year}年2月30日")
    return None


def _filed(judgment: Judgment, chance: Random) -> str | None:
    """Move the last of the days of procedure a year back."""
    places = _in(judgment, _FILED, SectionKind.PROCEDURE, group="year")
    if len(places) < 2:
        return None
    del chance
    year = int(places[-1].of(judgment.text)) - 1
    return _put(judgment.text, places[-1], str(year))


def _kind(judgment: Judgment, chance: Random) -> str | None:
    return _swap(
        judgment,
        chance,
        _TYPE,
        SectionKind.HEAD,
        group="type",
        to={"民初": "刑初", "刑初": "民初"},
    )


def _number_year(judgment: Judgment, chance: Random) -> str | None:
    places = _in(judgment, _YEAR, SectionKind.HEAD, group="year")
    if not places:
        return None
    year = int(places[0].of(judgment.text)) + chance.choice((-1, 1, 2))
    return _put(judgment.text, places[0], str(year))


def _days(judgment: Judgment, chance: Random) -> str | None:
    table = {"十五": "十", "十": "五", "五": "十五"}
    return _swap(judgment, chance, _NOTICE, SectionKind.APPEAL_NOTICE, group="days", to=table)


def _above(judgment: Judgment, chance: Random) -> str | None:
    places = _in(judgment, _COURT, SectionKind.APPEAL_NOTICE)
    if not places:
        return None
    others = ("吉林省长春市中级人民法院", "吉林省吉林市中级人民法院", "辽宁省沈阳市中级人民法院")
    own = places[0].of(judgment.text)
    return _put(judgment.text, places[0], chance.choice([each for each in others if each != own]))


def _article(judgment: Judgment, chance: Random) -> str | None:
    places = _in(judgment, _ARTICLE, SectionKind.LEGAL_BASIS, group="number")
    if not places:
        return None
    return _put(judgment.text, chance.choice(places), "一千三百二十一")


def _title(judgment: Judgment, chance: Random) -> str | None:
    wrong = {
        "刑法": "刑律法",
        "民法典": "民典法典",
        "民事诉讼法": "民事诉诉法",
        "刑事诉讼法": "刑事诉法",
    }
    return _swap(judgment, chance, _TITLE, SectionKind.LEGAL_BASIS, group="name", to=wrong)


def _charge(judgment: Judgment, chance: Random) -> str | None:
    charges = sorted({each.value for each in judgment.charges})
    others = [each for each in ("故意伤害罪", "寻衅滋事罪", "抢夺罪") if each not in charges]
    if len(charges) != 1:
        return None
    pattern = re.compile(f"犯(?P<charge>{re.escape(charges[0])})")
    places = _in(judgment, pattern, SectionKind.DISPOSITION, group="charge")
    return None if not places else _put(judgment.text, places[0], chance.choice(others))


SLIPS: Final[Sequence[Slip]] = (
    Slip(name="short_term", rule=DraftRule.TERM_LIMITS, make=_short_term),
    Slip(name="long_probation", rule=DraftRule.PROBATION, make=_long_probation),
    Slip(name="last_day", rule=DraftRule.TERM_DATES, make=_last_day),
    Slip(name="charge", rule=DraftRule.CHARGE, make=_charge),
    Slip(name="award", rule=DraftRule.AWARD, make=_award),
    Slip(name="rate", rule=DraftRule.RATE, make=_rate),
    Slip(name="rest", rule=DraftRule.REST_DISMISSED, make=_rest),
    Slip(name="capitals", rule=DraftRule.CAPITALS, make=_capitals),
    Slip(name="fee", rule=DraftRule.FEES, make=_fee),
    Slip(name="name", rule=DraftRule.PARTY_NAME, make=_name),
    Slip(name="stranger", rule=DraftRule.UNKNOWN_PARTY, make=_stranger),
    Slip(name="role", rule=DraftRule.PARTY_ROLE, make=_role),
    Slip(name="person", rule=DraftRule.PERSON, make=_person),
    Slip(name="no_such_day", rule=DraftRule.IMPOSSIBLE_DATE, make=_no_such_day),
    Slip(name="days_of_procedure", rule=DraftRule.DATE_ORDER, make=_filed),
    Slip(name="number_kind", rule=DraftRule.CASE_NUMBER, make=_kind),
    Slip(name="number_year", rule=DraftRule.CASE_NUMBER, make=_number_year),
    Slip(name="appeal_days", rule=DraftRule.APPEAL_NOTICE, make=_days),
    Slip(name="appeal_court", rule=DraftRule.APPEAL_NOTICE, make=_above),
    Slip(name="article", rule=DraftRule.NO_SUCH_ARTICLE, make=_article),
    Slip(name="law_name", rule=DraftRule.LAW_NAME, make=_title),
)
"""All slips, in the order in which they are reported."""

BY_NAME: Final[Mapping[str, Slip]] = MappingProxyType({slip.name: slip for slip in SLIPS})

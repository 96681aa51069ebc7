"""Which things is a case about: contracts, titles, permits, awards, accidents, loans?

Numbered papers are known by their number. An accident is known by its day and place, a loan by
its day and sum, a contract or an employment without a number by the day on which it began; these
days show something only together with the people.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from corpus.numerals import find_amounts, find_dates
from corpus.relations.model import Thing, ThingKind, Words
from corpus.relations.names import comparable
from corpus.spans import Extracted, Span

_YEAR: Final = r"[（(〔﹝［\[]\s?(?:19|20)\d\d\s?[）)〕﹞］\]]"
_NUMBERED: Final = (
    (
        ThingKind.FOREST_RIGHT,
        (
            rf"[\u3400-\u9fff]{{0,4}}林(?:权)?证字\s?(?:{_YEAR})?\s?第?\s?[\dA-Za-z\-]{{3,20}}号?"
            r"|林权证(?:书)?(?:编)?号?[：:为]?\s?第?(?P<forest>[\dA-Za-z\-]{6,20})号?"
        ),
    ),
    (
        ThingKind.FELLING_PERMIT,
        (
            rf"[\u3400-\u9fff]{{0,4}}采(?:伐证?)?字\s?(?:{_YEAR})?\s?第?\s?[\dA-Za-z\-]{{2,20}}号"
            r"|采伐许可证(?:编)?号?[：:为]?\s?第?(?P<permit>[\dA-Za-z\-]{6,24})号?"
        ),
    ),
    (
        ThingKind.LAND_TITLE,
        (
            rf"[\u3400-\u9fff]{{0,4}}(?:国用|集用|集有|农地承包权|房权证|房产证|房地权证)"
            rf"[\u3400-\u9fff]{{0,6}}(?:{_YEAR})?\s?[\u3400-\u9fff]{{0,4}}第?[\dA-Za-z\-]{{3,20}}号"
            rf"|[\u3400-\u9fff]?{_YEAR}[\u3400-\u9fff]{{2,12}}不动产权第\d{{4,12}}号"
        ),
    ),
    (
        ThingKind.AWARD,
        (
            rf"[\u3400-\u9fff]{{0,8}}仲(?:案|裁|委)?[\u3400-\u9fff]{{0,3}}字?\s?{_YEAR}\s?"
            r"[\u3400-\u9fff]{0,4}第?\s?[\d\-]{1,8}号"
        ),
    ),
    (
        ThingKind.PENALTY,
        rf"[\u3400-\u9fff]{{0,12}}(?:罚|行处)[\u3400-\u9fff]{{0,4}}\s?{_YEAR}\s?第?\s?[\d\-]{{1,8}}号",
    ),
    (
        ThingKind.CONTRACT,
        (
            r"(?:合同|协议)(?:书)?(?:的)?(?:编号|合同号|号码)[：:为是]?\s?"
            r"(?P<contract>[\dA-Za-z（()）〔〕\[\]\-－_/第字\u3400-\u9fff]{4,32}?)(?=[，,。；;、）)》”\s的])"
            r"|编号(?:为|：|:)?\s?(?P<coded>[\dA-Za-z][\dA-Za-z\-_/]{4,30})[号]?的?[《“]?"
            r"[\u3400-\u9fff]{0,12}(?:合同|协议)"
        ),
    ),
)
_NUMBER: Final = tuple((kind, re.compile(words)) for kind, words in _NUMBERED)
_CUES: Final = {
    ThingKind.FOREST_RIGHT: ("林证", "林权证"),
    ThingKind.FELLING_PERMIT: ("采字", "采伐证字", "采伐许可证"),
    ThingKind.LAND_TITLE: ("国用", "集用", "集有", "承包权", "权证", "房产证", "不动产权"),
    ThingKind.AWARD: ("仲",),
    ThingKind.PENALTY: ("罚", "行处"),
    ThingKind.CONTRACT: ("编号", "合同号", "号码"),
}
"""Words without one of which a text holds no such number."""

# Words of the sentence that stand before a number: 持有林证字…, 被告作出…罚决字….
_RUNNING: Final = re.compile(
    r"^.*(?:持有|领取|取得|依据|根据|按照|作出|做出|办理|核发|颁发|[以的为了有由经对将被]|被告|原告|双方|证号)"
    r"(?=[\u3400-\u9fff])"
)
_PLATE: Final = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·\s]?[A-Z0-9×xX*]{5,6}"
)
_ACCIDENT: Final = re.compile(
    r"[^。；\n]{0,160}?(?:驾驶|驾车|骑)[^。\n]{0,160}?(?:相撞|撞|碰撞|事故|刮|查获|碾|追尾|翻)"
)
_PLACE: Final = re.compile(
    r"(?:行驶至|行至|驶至|沿|途经|在|至)(?P<place>[\u3400-\u9fffA-Za-z0-9+＋]{4,40}?"
    r"(?:与[\u3400-\u9fff]{2,16}?(?:交汇|交叉|路口))?)(?=附近|处|时|与|将|路段|发生|被|撞|，|,)"
)
_LENT: Final = re.compile(r"借款|借到|借走|借给|出借|借据|借条|欠条|贷款")
_AGREED: Final = re.compile(r"签订|订立|签署")
_HIRED: Final = re.compile(r"入职|工作|上班|录用|招用")
_DATED: Final = frozenset({ThingKind.PENALTY, ThingKind.AWARD})
_BEFORE_NUMBER: Final = 30
_BY_DAY: Final = re.compile(f"{_LENT.pattern}|{_AGREED.pattern}|{_HIRED.pattern}")
_SENTENCE: Final = re.compile(r"[^。；;\n]{4,400}")
# Days that tell when to pay, not when it was lent.
_NO_LENDING_DAY: Final = re.compile(r"(?:之?前)?(?:还清|归还|偿还|到期)|起|之日")
_MOST: Final = 24


def find_things(text: str, spans: Sequence[Span]) -> tuple[Thing, ...]:
    """Find the things that a case is about, each once, in order of the text.

    Args:
        text: The stored text.
        spans: The parts that tell facts and claims; the ruling and its law are none.

    Example:
        >>> text = "张三于2021年12月29日向李四借款150,000元。"
        >>> [(thing.kind.value, thing.key) for thing in find_things(text, [Span(0, len(text))])]
        [('loan', '2021-12-29:15000000')]

    Cost: linear in the characters of the parts.
    """
    found: dict[tuple[ThingKind, str, str], Thing] = {}
    for span in spans:
        for thing in (*_numbered(text, span), *_told(text, span)):
            found.setdefault((thing.kind, thing.key, thing.detail), thing)
    return tuple(sorted(found.values(), key=_place)[:_MOST])


def _place(thing: Thing) -> tuple[Span, str, str]:
    return thing.words.span or Span(0, 0), thing.kind, thing.key


def _numbered(text: str, span: Span) -> Iterator[Thing]:
    part = span.of(text)
    for kind, words in _NUMBER:
        if not any(cue in part for cue in _CUES[kind]):
            continue
        for match in words.finditer(text, span.start, span.end):
            group = match.lastgroup or 0
            running = _RUNNING.match(match[group])
            start = match.start(group) + (0 if running is None else running.end())
            printed = Span(start, match.end(group))
            key = comparable(printed.of(text)).replace("第", "").rstrip("号")
            if sum(letter.isdigit() for letter in key) >= 2:
                yield Thing(
                    kind=kind,
                    key=key,
                    words=Words(text=printed.of(text), span=printed),
                    detail=_made_on(text, printed.start) if kind in _DATED else "",
                )


def _made_on(text: str, start: int) -> str:
    """Return the day on which a decision was made, told before its number; empty if untold."""
    days = find_dates(text, max(0, start - _BEFORE_NUMBER), start)
    told = [each.value.isoformat() for each in days if isinstance(each, Extracted)]
    return told[-1] if told else ""


def _told(text: str, span: Span) -> Iterator[Thing]:
    """Yield what is known by a day: accidents, loans, contracts and employments."""
    for sentence in _SENTENCE.finditer(text, span.start, span.end):
        words = sentence.group()
        if "年" not in words:
            continue
        is_accident = "驾" in words or "骑" in words
        if not (is_accident or _BY_DAY.search(words)):
            continue
        days = [each for each in find_dates(text, *sentence.span()) if isinstance(each, Extracted)]
        if not days:
            continue
        if is_accident:
            yield from _accident(text, sentence, days)
        elif _LENT.search(words):
            yield from _loans(text, sentence, days)
        elif _AGREED.search(words) and ("合同" in words or "协议" in words):
            yield _dated(text, ThingKind.AGREEMENT, days[0], _AGREED, sentence)
        elif _HIRED.search(words):
            yield _dated(text, ThingKind.EMPLOYMENT, days[0], _HIRED, sentence)


def _accident(
    text: str, sentence: re.Match[str], days: Sequence[Extracted[date]]
) -> Iterator[Thing]:
    first = days[0]
    told = _ACCIDENT.match(text, first.span.start, sentence.end())
    if told is None:
        return
    place = _PLACE.search(text, first.span.end, told.end())
    end = told.end() if place is None else max(place.end(), first.span.end)
    span = Span(first.span.start, end)
    yield Thing(
        kind=ThingKind.ACCIDENT,
        key=first.value.isoformat(),
        words=Words(text=span.of(text), span=span),
        detail="" if place is None else comparable(place["place"]),
    )
    for plate in _PLATE.finditer(text, *sentence.span()):
        yield Thing(
            kind=ThingKind.PLATE,
            key=comparable(plate.group()).upper(),
            words=Words(text=plate.group(), span=Span(*plate.span())),
        )


def _loans(text: str, sentence: re.Match[str], days: Sequence[Extracted[date]]) -> Iterator[Thing]:
    """Pair the day of a loan with the sum that is lent: the first behind the day."""
    sums = [
        amount for amount in find_amounts(text, *sentence.span()) if isinstance(amount, Extracted)
    ]
    for day in days:
        amount = next((each for each in sums if each.span.start > day.span.end), None)
        if amount is None or _NO_LENDING_DAY.match(text, day.span.end):
            continue
        span = Span(day.span.start, amount.span.end)
        yield Thing(
            kind=ThingKind.LOAN,
            key=f"{day.value.isoformat()}:{amount.value}",
            words=Words(text=span.of(text), span=span),
        )


def _dated(
    text: str,
    kind: ThingKind,
    day: Extracted[date],
    cue: re.Pattern[str],
    sentence: re.Match[str],
) -> Thing:
    behind = cue.search(text, day.span.end, sentence.end())
    span = Span(day.span.start, day.span.end if behind is None else behind.end())
    return Thing(
        kind=kind,
        key=day.value.isoformat(),
        words=Words(text=span.of(text), span=span),
    )

"""Do the days of the draft follow each other as they must?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from corpus.judgment import SectionKind
from corpus.spans import Extracted, value_of
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule

_HEARD: Final = re.compile(
    r"^(?:依法|在[^，。；]{2,12}|对本案)?(?:公开|不公开)?(?:开庭|进行了?开庭|审理)"
)
_FILED: Final = re.compile(r"^(?:立案|受理|向本院(?:提起|起诉))")
_HAPPENED: Final = re.compile(r"(?:^|[，。；：\s])(?:于|在)?$")
_DONE: Final = re.compile(
    r"^(?:[0-9一二三四五六七八九十]{1,3}时|许|凌晨|上午|中午|下午|晚|夜间|傍晚|当日|[，,]?(?:被告人?|原告)"
    r"[^，。；]{2,30}?(?:驾驶|窜至|来到|盗窃|向[^，。；]{2,20}?借款|签订|出具|交付|支付|殴打|发生))"
)


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give days that stand in an order in which they cannot have been.

    Facts that happened behind the day of the judgment; a hearing before the case was filed or
    behind the judgment; a filing behind the judgment.
    """
    decided = draft.judgment.decided_on
    signed = value_of(decided)
    if isinstance(decided, Extracted) and signed is not None:
        yield from _behind_judgment(draft, decided)
    yield from _heard_before_filed(draft)


def _behind_judgment(draft: DraftPaper, signed: Extracted[date]) -> Iterator[Found]:
    text = draft.text
    for span in draft.spans(SectionKind.FACTS):
        for day in within(draft.dates, span):
            is_past = _DONE.match(text[day.span.end : day.span.end + 40])
            opens = _HAPPENED.search(text[max(0, day.span.start - 2) : day.span.start])
            if day.value > signed.value and is_past and opens:
                yield _found(
                    day,
                    signed,
                    f"事实写明发生于{_day(day.value)}，晚于落款日期{_day(signed.value)}。",
                )
    for words, day in _procedure(draft):
        if day.value > signed.value:
            yield _found(
                day, signed, f"{words}日期{_day(day.value)}晚于落款日期{_day(signed.value)}。"
            )


def _heard_before_filed(draft: DraftPaper) -> Iterator[Found]:
    days = list(_procedure(draft))
    filed = [day for words, day in days if words == "立案"]
    heard = [day for words, day in days if words == "开庭"]
    if filed and heard and heard[0].value < min(each.value for each in filed):
        yield _found(
            heard[0],
            filed[0],
            f"开庭日期{_day(heard[0].value)}早于立案日期{_day(filed[0].value)}。",
        )


def _procedure(draft: DraftPaper) -> Iterator[tuple[str, Extracted[date]]]:
    """Give the days of filing and of hearing that the procedure of this court tells."""
    for span in draft.spans(SectionKind.PROCEDURE):
        for day in within(draft.dates, span):
            behind = draft.text[day.span.end : min(span.end, day.span.end + 24)]
            if _FILED.match(behind):
                yield "立案", day
            elif _HEARD.match(behind):
                yield "开庭", day


def _found(day: Extracted[date], other: Extracted[date], sentence: str) -> Found:
    return Found(rule=DraftRule.DATE_ORDER, spans=(day.span, other.span), sentence=sentence)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

"""Do the days of a term (刑期自…起至…止) fit its length?"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from corpus.judgment import SectionKind
from corpus.numerals import duration_at
from corpus.outcome.model import AccusedOutcome, Term, TermKind
from corpus.spans import Extracted, Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule
from service.reading.outcome_words import duration

_PERIOD: Final = re.compile(r"自[^，。；自]{6,16}起至[^，。；]{6,16}止")
_PASSED: Final = re.compile("有期徒刑|拘役")
_NAMED: Final = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12}?[0-9]?)的?刑期$")
# Custody that was broken off moves the last day back; what is credited moves it forward.
_BROKEN: Final = re.compile(
    r"折抵(?!刑期一日|刑期二日|刑期1日)|先行羁押[^的，。]{0,6}[0-9一二三四五六七八九十]|扣除|已(?:被)?羁押|取保|"
    r"监视居住|释放|余刑|已执行|已服刑|留置|收监|脱逃|刑满|顺延"
)
_KINDS: Final = frozenset({TermKind.FIXED_TERM, TermKind.DETENTION})
_SLACK: Final = timedelta(days=1)
_BOTH: Final = 2
_YEAR: Final = 12


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each period of a term that does not come to its length.

    A period that is too long is told, and any that is out by whole months, as a slip of the pen
    is; where custody was broken off or credited, only one that is out by whole years.
    """
    text = draft.text
    is_broken = _BROKEN.search(text) is not None
    for part in draft.spans(SectionKind.DISPOSITION):
        for match in _PERIOD.finditer(text, part.start, part.end):
            words = Span(*match.span())
            days = list(within(draft.dates, words))
            term = _term(draft, Span(part.start, match.start()))
            if len(days) != _BOTH or term is None:
                continue
            last, due = days[1].value, last_day(days[0].value, term)
            months = (last.year - due.year) * _YEAR + last.month - due.month
            is_slip = bool(months) and last.day == due.day
            if is_broken:
                is_wrong = is_slip and months % _YEAR == 0
            else:
                is_wrong = is_slip or last > due + _SLACK
            if is_wrong and not term.days:
                yield _found(text, words, term, due)


def last_day(first: date, term: Term) -> date:
    """Return the last day of a term that begins on a day.

    Example:
        >>> last_day(date(2017, 6, 16), Term(kind=TermKind.FIXED_TERM, months=14))
        datetime.date(2018, 8, 15)
    """
    month = first.month - 1 + term.months
    year, month = first.year + month // 12, month % 12 + 1
    day = min(first.day, monthrange(year, month)[1])
    return date(year, month, day) + timedelta(days=term.days - 1)


def _term(draft: DraftPaper, before: Span) -> Term | None:
    """Return the term that the days behind a stretch of the ruling belong to, where it is sure."""
    owner = _owner(draft, before)
    final = None if owner is None else owner.value.final
    term = None if final is None else final.term
    if final is None or term is None or term.kind not in _KINDS or final.probation_months:
        return None
    if _NAMED.search(draft.text, max(before.start, before.end - 24), before.end):
        return term
    passed = None
    for passed in _PASSED.finditer(draft.text, before.start, before.end):  # noqa: B007 - the last
        pass
    length = None if passed is None else duration_at(draft.text, passed.end(), before.end)
    if length is None or (length.value.months, length.value.days) != (term.months, term.days):
        return None
    return term


def _owner(draft: DraftPaper, before: Span) -> Extracted[AccusedOutcome] | None:
    """Return the accused whose term it is: the one named directly before, else the last one."""
    named = _NAMED.search(draft.text, max(before.start, before.end - 24), before.end)
    if named is not None and named["name"] != "即":
        return next(
            (
                each
                for each in draft.accused
                if each.value.name and named["name"].endswith(each.value.name)
            ),
            None,
        )
    passed = [each for each in draft.accused if before.holds(each.span)]
    return max(passed, key=lambda each: each.span.start) if passed else None


def _found(text: str, words: Span, term: Term, due: date) -> Found:
    return Found(
        rule=DraftRule.TERM_DATES,
        spans=(words,),
        sentence=(
            f"刑期{duration(term.months, term.days)}，自所写起算日计算应至{due.year}年{due.month}月"
            f"{due.day}日止，写明的是“{words.of(text)}”。"
        ),
    )

"""Are the period of appeal and the court above right for this kind of case?

Source: 民事诉讼法 art. 171 (15 days for judgments, 10 for rulings), 行政诉讼法 art. 85 (15, 10),
刑事诉讼法 art. 230 (10, 5); the court above from the table of courts.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.court import is_in_table, read_court_name, superior_court
from corpus.errors import NumeralError
from corpus.judgment import CaseType, CourtLevel, DocumentKind, SectionKind
from corpus.numerals import read_number
from corpus.spans import Span, value_of
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_DAYS: Final = {
    (CaseType.CIVIL, DocumentKind.PANJUE): 15,
    (CaseType.CIVIL, DocumentKind.CAIDING): 10,
    (CaseType.ADMINISTRATIVE, DocumentKind.PANJUE): 15,
    (CaseType.ADMINISTRATIVE, DocumentKind.CAIDING): 10,
    (CaseType.CRIMINAL, DocumentKind.PANJUE): 10,
    (CaseType.CRIMINAL, DocumentKind.CAIDING): 5,
}
_PERIOD: Final = re.compile(
    r"(?:送达|接到|收到)[^，。；]{0,16}?(?:之日|次日|第二日|第2日)起?[^，。；]{0,4}?"
    r"(?P<days>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日天]内?"
)
_COURT: Final = re.compile(
    r"(?:上诉于|上诉至|(?:直接)?向)(?P<court>(?!本院)[\u4e00-\u9fff]{4,24}?(?:人民法院|中级法院|高级法院))"
)
_LONGER: Final = re.compile("三十日|30日|涉外|没有住所")
_MIXED: Final = "附带民事"
# Their courts above are set one by one, and move.
_SPECIAL: Final = re.compile(
    "铁路|林区|海事|知识产权|互联网|金融|军事|矿区|油田|农垦|垦区|开发区|兵团"
)
_VERBS: Final = {DocumentKind.PANJUE: "判决如下", DocumentKind.CAIDING: "裁定如下"}


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give the period or the court of a notice of first instance that is not the right one."""
    if not draft.is_first or draft.level is CourtLevel.SUPREME or _MIXED in draft.text:
        return
    for span in draft.spans(SectionKind.APPEAL_NOTICE):
        yield from _period(draft, span)
        yield from _court(draft, span)


def _period(draft: DraftPaper, span: Span) -> Iterator[Found]:
    due = None
    if draft.case_type is not None and draft.kind is not None and _rules_as(draft, draft.kind):
        due = _DAYS.get((draft.case_type, draft.kind))
    match = _PERIOD.search(draft.text, span.start, span.end)
    if due is None or match is None or _LONGER.search(draft.text, span.start, span.end):
        return
    try:
        days = read_number(match["days"])
    except NumeralError:
        return
    if days != due:
        yield Found(
            rule=DraftRule.APPEAL_NOTICE,
            spans=(Span(*match.span()),),
            sentence=f"上诉期写明为{days}日，这类裁判的上诉期为{due}日。",
        )


def _court(draft: DraftPaper, span: Span) -> Iterator[Found]:
    own = value_of(draft.judgment.court)
    told = None if draft.superior is None else read_court_name(draft.superior)
    above = told or (None if own is None else superior_court(own))
    match = _COURT.search(draft.text, span.start, span.end)
    if above is None or match is None or own is None:
        return
    named = read_court_name(match["court"])
    if named is None or above.name.endswith(named.name) or named.name == own.name:
        return
    is_unsure = _SPECIAL.search(own.name + named.name) is not None or not is_in_table(named)
    if told is None and is_unsure:
        return
    yield _wrong(match, above.name)


def _rules_as(draft: DraftPaper, kind: DocumentKind) -> bool:
    """Tell whether the words before the ruling are those of the kind in the head."""
    verb = _VERBS.get(kind)
    return (
        verb is not None
        and verb in draft.text
        and not any(other in draft.text for other in _VERBS.values() if other != verb)
    )


def _wrong(match: re.Match[str], above: str) -> Found:
    return Found(
        rule=DraftRule.APPEAL_NOTICE,
        spans=(Span(*match.span("court")),),
        sentence=f"上诉法院写明为{match['court']}，本院的上一级法院是{above}。",
    )

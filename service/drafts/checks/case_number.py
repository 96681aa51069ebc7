"""Does the case number (案号) fit the court, the kind of case, the stage and the year?

Source: 法〔2015〕137号 art. 2-3, amended by 法〔2018〕335号.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.case_number import CaseNumber
from corpus.court_codes import court_of_code
from corpus.judgment import CaseType
from corpus.law.placing import filed_in
from corpus.spans import Extracted, value_of
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_TYPES: Final = {
    "民": CaseType.CIVIL,
    "刑": CaseType.CRIMINAL,
    "行": CaseType.ADMINISTRATIVE,
}
# 刑事附带民事判决书 is criminal.
_TITLE: Final = re.compile(r"(?<!附带)(?<!附)(?<!附事)(?P<kind>民事|刑事|行政)判决书")
_NAMES: Final = {
    CaseType.CIVIL: "民事",
    CaseType.CRIMINAL: "刑事",
    CaseType.ADMINISTRATIVE: "行政",
}


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give what of the number of a draft contradicts its head or its days."""
    read = draft.judgment.case_number
    if not isinstance(read, Extracted) or read.value.is_old_form:
        return
    for sentence in (
        *_of_court(draft, read.value),
        *_of_kind(draft, read.value),
        *_of_year(draft, read.value),
    ):
        yield Found(rule=DraftRule.CASE_NUMBER, spans=(read.span,), sentence=sentence)


def _of_court(draft: DraftPaper, number: CaseNumber) -> Iterator[str]:
    court, known = value_of(draft.judgment.court), court_of_code(number.court_code)
    if court is None or known is None or court.name == known.name:
        return
    if court.province is None or known.province is None:
        return
    if court.province != known.province or court.level is not known.level:
        yield (
            f"案号中的法院代字“{number.court_code}”是{known.name}的，文书首部的法院是{court.name}。"
        )


def _of_kind(draft: DraftPaper, number: CaseNumber) -> Iterator[str]:
    told = _TYPES.get(number.type_code[:1])
    title = _TITLE.search(draft.judgment.title)
    if told is not None and title is not None and title["kind"] != _NAMES[told]:
        yield f"案号的类型代字是“{number.type_code}”，文书名称是{title['kind']}判决书。"


def _of_year(draft: DraftPaper, number: CaseNumber) -> Iterator[str]:
    decided = value_of(draft.judgment.decided_on)
    if decided is not None and number.year > decided.year:
        yield f"案号年份{number.year}年晚于落款的{decided.year}年。"
    filed = filed_in(draft.text, draft.judgment.sections)
    if filed is not None and number.year < filed.year:
        yield f"案号年份{number.year}年早于写明的立案年份{filed.year}年，案号以立案年份编制。"

"""Is a party's name spelt the same throughout (张三峰, 张山峰)?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.judgment import CaseType, Role, SectionKind
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.naming import AFTER_NAME, Called, called, is_firm, obliged, principals, span_at
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_WHERE: Final = (
    SectionKind.PROCEDURE,
    SectionKind.CLAIMS,
    SectionKind.DEFENCES,
    SectionKind.FACTS,
    SectionKind.ISSUES,
    SectionKind.REASONING,
    SectionKind.DISPOSITION,
    SectionKind.COSTS,
)
_OWN: Final = (SectionKind.REASONING, SectionKind.DISPOSITION, SectionKind.COSTS)
_MASK: Final = frozenset("某×xX*＊等")
_LEAST_FIRM: Final = 6
_OFTEN: Final = 3
_FULL: Final = 3
_SELDOM: Final = 2


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each name behind a role that is one character away from that of one party of the head.

    The party's own name must stand in the draft three times or more and the other spelling at most
    twice: a brother of almost the same name is called more often than a slip of the pen.
    """
    text = draft.text
    names = principals(draft)
    known = {each.value.name for each in draft.judgment.parties}
    seen: set[str] = set()
    for place in (*called(draft, *_WHERE), *obliged(draft), *_alone(draft, names)):
        if any(name and text.startswith(name, place.at) for name in known):
            continue
        near = [name for name in names if _is_slip(draft, place, name)]
        if len(near) != 1:
            continue
        words = span_at(place, len(near[0]))
        written = words.of(text)
        if written in seen or text.count(near[0]) < _OFTEN or text.count(written) > _SELDOM:
            continue
        seen.add(written)
        yield _found(draft, place, words, near[0])


def _alone(draft: DraftPaper, names: tuple[str, ...]) -> Iterator[Called]:
    """Give the places of full names of three characters that are one off, whatever stands before.

    The surname and one more character agree. In reasons and ruling of civil cases alone: elsewhere
    brothers, witnesses and accomplices bear such names.
    """
    if draft.case_type is CaseType.CRIMINAL:
        return
    for name in names:
        if len(name) != _FULL or is_firm(draft, name):
            continue
        first, second, third = map(re.escape, name)
        near = re.compile(f"{first}(?:[\u4e00-\u9fff]{third}|{second}[\u4e00-\u9fff])")
        for span in draft.spans(*_OWN):
            for match in near.finditer(draft.text, span.start, span.end):
                if match.group() != name:
                    yield Called(word="", role=Role.OTHER, at=match.start())


def _is_slip(draft: DraftPaper, place: Called, name: str) -> bool:
    text = draft.text
    written = text[place.at : place.at + len(name)]
    if len(written) != len(name) or not _MASK.isdisjoint(written):
        return False
    apart = [at for at, pair in enumerate(zip(written, name, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 1:
        return False
    if is_firm(draft, name):
        return len(name) >= _LEAST_FIRM
    behind = text[place.at + len(name) : place.at + len(name) + 1]
    if behind not in AFTER_NAME or written[apart[0]] in AFTER_NAME or apart[0] == 0:
        return False
    # 张三 of 张三峰 may be somebody else's whole name.
    return apart[0] != len(name) - 1 or text.count(written[:-1]) == text.count(name) + text.count(
        written
    )


def _found(draft: DraftPaper, place: Called, words: Span, name: str) -> Found:
    head = next(each.span for each in draft.judgment.parties if each.value.name == name)
    return Found(
        rule=DraftRule.PARTY_NAME,
        spans=(words, head),
        sentence=(
            f"{place.word or '所写的'}“{words.of(draft.text)}”与当事人栏的“{name}”有一字之差。"
        ),
    )

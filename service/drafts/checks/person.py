"""Do sex and birth of a party agree with the identity number beside them?

Source: GB 11643: digits 7 to 14 are the birth, the 17th is odd for men.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from corpus.judgment import SectionKind
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule

_IDENTITY: Final = re.compile(
    r"(?<![0-9])[1-9][0-9]{5}(?P<birth>(?:19|20)[0-9]{6})[0-9]{2}(?P<sex>[0-9])[0-9Xx](?![0-9])"
)
_SEX: Final = re.compile(r"[，,：:（(]\s?(?P<sex>[男女])(?:性)?\s?[，,）)]")
_BORN: Final = re.compile(r"^\s?(?:出?生)")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each party whose identity number tells another birth or sex than the words beside it."""
    for entry in _entries(draft):
        text = draft.text
        number = _IDENTITY.search(text, entry.start, entry.end)
        if number is None:
            continue
        words = Span(*number.span())
        sex = _SEX.search(text, entry.start, entry.end)
        if sex is not None and (sex["sex"] == "男") is not (int(number["sex"]) % 2 == 1):
            told = f"性别写为“{sex['sex']}”，与公民身份号码所载不一致。"
            yield _found(Span(*sex.span("sex")), words, told)
        for day in within(draft.dates, entry):
            if _BORN.match(text[day.span.end : day.span.end + 3]) and day.value != _born(number):
                told = f"出生日期写为“{day.span.of(text)}”，与公民身份号码所载不一致。"
                yield _found(day.span, words, told)


def _entries(draft: DraftPaper) -> Iterator[Span]:
    """Give the words of the list of parties that belong to each."""
    ends = [span.end for span in draft.spans(SectionKind.PARTIES)]
    starts = sorted(
        each.span.start
        for each in draft.judgment.parties
        if any(span.holds(each.span) for span in draft.spans(SectionKind.PARTIES))
    )
    return (
        Span(first, second) for first, second in pairwise([*starts, *ends[-1:]]) if first < second
    )


def _born(number: re.Match[str]) -> date | None:
    try:
        return date.fromisoformat(number["birth"])
    except ValueError:
        return None


def _found(words: Span, number: Span, sentence: str) -> Found:
    return Found(
        rule=DraftRule.PERSON,
        spans=(words, number),
        sentence=sentence,
    )

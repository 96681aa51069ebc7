"""What is a finding about a draft, and what does its judge do about it?"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from service.comparison.quotes import Quote
from service.drafts.vocabulary import DraftAnswer, DraftArea, DraftRule, DraftWeight

_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeCase:
    """A like case that a finding rests on, with its words.

    Attributes:
        judgment_id: Which.
        title: Its title.
        what: What it is to the draft in Chinese words: tier, position, number.
        words: Its own words, word for word; empty where the whole case is meant.
        span: Where they stand in its stored text; None without words.
    """

    judgment_id: JudgmentId
    title: str
    what: str
    words: str = ""
    span: Span | None = None

    @classmethod
    def quoting(cls, judgment: Judgment, quote: Quote | None, *, what: str) -> Self:
        """Return a like case with words of its text."""
        return cls(
            judgment_id=judgment.id,
            title=judgment.title,
            what=what,
            words="" if quote is None else quote.text,
            span=None if quote is None else quote.span,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFinding:
    """Something about a draft that its judge should look at; a hint, never a verdict.

    Attributes:
        key: The same for the same finding in a later version of the draft.
        rule: What was looked at.
        area: What it is about.
        weight: How much it matters.
        sentence: What was found, in Chinese.
        reason: Why it is looked at: the rule of law behind it, in Chinese.
        quotes: Words of the draft, those to be changed first; empty where something is missing.
        cases: Like cases that it rests on.
    """

    key: str
    rule: DraftRule
    area: DraftArea
    weight: DraftWeight
    sentence: str
    reason: str
    quotes: tuple[Quote, ...]
    cases: tuple[LikeCase, ...] = ()

    @property
    def place(self) -> int:
        """Where it stands in the draft; beyond every text where it has no words."""
        return self.quotes[0].span.start if self.quotes else 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """What somebody said of a finding.

    Attributes:
        key: Of the finding.
        answer: What.
        reason: Why; may be empty where the answer needs none.
        author: Name of who answered, for people.
        at: When.
    """

    key: str
    answer: DraftAnswer
    reason: str
    author: str
    at: datetime


def key_of(rule: DraftRule, *about: str) -> str:
    """Return the key of a finding: what was looked at, and the words that it is about.

    White space does not count, and where the words stand does not.

    Example:
        >>> key_of(DraftRule.RATE, "年利率 24%") == key_of(DraftRule.RATE, "年利率24%")
        True
    """
    told = "|".join((rule.value, *("".join(each.split()) for each in about)))
    return hashlib.sha256(told.encode()).hexdigest()[:_KEY_LENGTH]


def in_order(findings: Iterable[DraftFinding]) -> tuple[DraftFinding, ...]:
    """Return findings as a judge reads them: by weight, area and place; keys made single.

    Two findings of one key, such as the same slip twice, are told apart by a number.
    """
    weights, areas = list(DraftWeight), list(DraftArea)
    ordered = sorted(
        findings,
        key=lambda each: (
            weights.index(each.weight),
            areas.index(each.area),
            each.place,
            each.rule.value,
            each.key,
        ),
    )
    seen: Counter[str] = Counter()
    single = []
    for each in ordered:
        seen[each.key] += 1
        n = seen[each.key]
        single.append(each if n == 1 else replace(each, key=f"{each.key}-{n}"))
    return tuple(single)

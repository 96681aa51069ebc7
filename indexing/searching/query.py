"""What is somebody looking for?

A question may be a few sentences of facts, a whole file of a pending case, or a judgment that is
in the store. What is compared with the judgments are its facts and claims; a file that holds
disputed issues or the court's reasoning is compared by these too. Names of parties, procedure and
signatures tell nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, takewhile
from typing import Final

from corpus.judgment import Judgment, JudgmentId, Section, SectionKind
from corpus.sections import cut_sections
from indexing.passages import KIND_OF_SECTION, PassageKind

MOST_ISSUES = 8
_ISSUES_BEGIN = re.compile(
    r"争议的?焦点[^：:。]{0,30}?(?:如下[：:]?|[为是][：:]?|在于[：:，]?|[：:])"
)
# What stands before an issue in a list: 1. 1、 （一） 一、 ① 第一，
_NUMBER = re.compile(
    r"(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．](?!\d)|[①-⑩]"
    r"|第[一二三四五六七八九][，,、]|[一二三四五六七八九]是)"
)
_BETWEEN = re.compile(rf"[；;\n]+\s*(?:{_NUMBER.pattern})?|(?<=[：:，,。？?])\s*{_NUMBER.pattern}")
_SENTENCE = re.compile(r"[^。？?\n]+[。？?\n]*")
_AROUND = ' \t\r\n\u3000，,、：:。？?“”"'
_LEAST_CHARACTERS = 4
_LEAST_TOLD: Final = 30
_LEAST_SHARE_TOLD: Final = 0.1
_MOST_CHARACTERS = 120


class QueryKind(StrEnum):
    """How the text of a query is to be taken."""

    FACTS = "facts"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryParts:
    """What of a query is compared with the judgments.

    Attributes:
        facts: What happened, as all sides and the evidence tell it.
        claims: What is asked for; empty where the query does not tell.
        issues: What is disputed, one by one.
        reasoning: What the court thought.
    """

    facts: str
    claims: str = ""
    issues: tuple[str, ...] = ()
    reasoning: str = ""

    @property
    def told(self) -> str:
        """What happened and what is asked for."""
        return "\n".join(part for part in (self.facts, self.claims) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody is looking for.

    Attributes:
        text: Facts as told, or a whole file.
        kind: FACTS takes every word; FILE takes the parts that matter, where they are found.
        judgment_id: The stored judgment that asks, which is no answer to itself; None for a
            text from outside.
        charges: Charges or cause of action, where the file tells them; empty where it does not.
        parts: What of the text is compared, where somebody chose; None reads it from the text.
    """

    text: str
    kind: QueryKind = QueryKind.FACTS
    judgment_id: JudgmentId | None = None
    charges: tuple[str, ...] = ()
    parts: QueryParts | None = None

    @classmethod
    def of_judgment(cls, judgment: Judgment) -> "Query":
        """Return the query for judgments like a stored one."""
        return cls(text=judgment.text, kind=QueryKind.FILE, judgment_id=judgment.id)


def parts_of(query: Query) -> QueryParts:
    """Return what of a query is compared.

    A file in which hardly any facts are found is taken whole as facts: see :func:`told_enough`.

    Example:
        >>> parts_of(Query(text="甲酒后驾车。")).facts
        '甲酒后驾车。'
    """
    if query.parts is not None:
        return query.parts
    if query.kind is QueryKind.FACTS:
        return QueryParts(facts=query.text)
    sections = cut_sections(query.text)
    facts = _joined(query.text, [each for each in sections if _tells_facts(each)])
    claims = _joined(query.text, [each for each in sections if each.kind is SectionKind.CLAIMS])
    disputed = _joined(query.text, [each for each in sections if each.kind is SectionKind.ISSUES])
    argued = _joined(query.text, [each for each in sections if each.kind is SectionKind.REASONING])
    parts = QueryParts(facts=facts, claims=claims, issues=cut_issues(disputed), reasoning=argued)
    return told_enough(parts, query.text)


def told_enough(parts: QueryParts, text: str) -> QueryParts:
    """Return the parts of a text, or the whole of it as facts where they tell hardly anything.

    What was pasted out of the middle of a paper may have the headings of one and none of its
    facts where facts are looked for; searched by two characters, nothing like it would be found.

    Args:
        parts: As they were read.
        text: Out of which.

    Example:
        >>> text = "公诉机关指控甲酒后驾驶小型轿车。庭审中无异议。"
        >>> told_enough(QueryParts(facts="指控"), text).facts == text
        True
    """
    n_told, n_characters = (len("".join(each.split())) for each in (parts.told, text))
    is_hardly = n_told < _LEAST_TOLD and n_told < _LEAST_SHARE_TOLD * n_characters
    return QueryParts(facts=text) if is_hardly else parts


def cut_issues(text: str) -> tuple[str, ...]:
    """Return the disputed issues that a part of a file states, one by one, without their numbers.

    The list ends with its first sentence, unless the next ones are numbered or ask: what follows
    is what somebody thinks of the issues.

    Example:
        >>> cut_issues("争议焦点为：一、借款是否实际交付；二、利息应当如何计算。原告举示了借条。")
        ('借款是否实际交付', '利息应当如何计算')
    """
    opened = _ISSUES_BEGIN.search(text)
    rest = text if opened is None else text[opened.end() :]
    sentences = [match.group().strip() for match in _SENTENCE.finditer(rest)]
    listed = "\n".join(chain(sentences[:1], takewhile(_goes_on, sentences[1:])))
    first = _NUMBER.match(listed)
    pieces = _BETWEEN.split(listed if first is None else listed[first.end() :])
    issues = [piece.strip(_AROUND) for piece in pieces]
    return tuple(
        dict.fromkeys(each[:_MOST_CHARACTERS] for each in issues if len(each) >= _LEAST_CHARACTERS)
    )[:MOST_ISSUES]


def _goes_on(sentence: str) -> bool:
    return bool(_NUMBER.match(sentence)) or sentence.endswith(("？", "?"))


def _tells_facts(section: Section) -> bool:
    is_told = KIND_OF_SECTION.get(section.kind) is PassageKind.FACTS
    return is_told and section.kind is not SectionKind.CLAIMS


def _joined(text: str, sections: list[Section]) -> str:
    return "\n".join(section.span.of(text).strip() for section in sections)

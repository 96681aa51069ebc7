"""What changed in the law in substance, from which day, and where does an old article stand now?

Two tables hold it as data, each row with its source and how sure it is: ``law_changes.csv`` and
``law_articles_moved.csv``. A row marked memory was written at least partly from memory;
whoever shows it says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from corpus.law.titles import canonical_title, read_table
from corpus.provision import Provision

_BAR: Final = "|"
_ARTICLE: Final = re.compile(r"(?P<number>[0-9]+)(?:之(?P<suffix>[0-9]+))?")

Article = tuple[int, int]
"""Number of an article and its suffix: (133, 1) is 第一百三十三条之一."""


class ChangeScope(StrEnum):
    """What a change touches: the rule itself, general rules (总则), or numbers of articles."""

    SUBSTANCE = "substance"
    GENERAL = "general"
    NUMBERING = "numbering"


class Transition(StrEnum):
    """By which rule older facts are judged once the law has changed.

    LENIENT is 刑法 art. 12, LENIENT_INTERPRETATION 高检发释字〔2001〕5号 art. 2-3, PENALTY
    行政处罚法 art. 37; CIVIL_CODE 法释〔2020〕15号, CIVIL_CODE_LASTING the same for relations that
    go on (contract, marriage: art. 1 and 20); COMPANY_ACT 法释〔2024〕7号; FILING and
    LENDING_FILING the day of filing (法释〔2020〕17号 art. 31); INTERPRETATION is a civil
    interpretation that counts from its day for what is still pending; PROCEDURE the law of the day
    of judging; FACTS the day of the facts without more.
    """

    LENIENT = "lenient"
    LENIENT_INTERPRETATION = "lenient_interpretation"
    PENALTY = "penalty"
    CIVIL_CODE = "civil_code"
    CIVIL_CODE_LASTING = "civil_code_lasting"
    COMPANY_ACT = "company_act"
    FILING = "filing"
    LENDING_FILING = "lending_filing"
    INTERPRETATION = "interpretation"
    PROCEDURE = "procedure"
    FACTS = "facts"


class Lighter(StrEnum):
    """Which rule is the lighter one for the accused; OPEN where the case decides."""

    NEW = "new"
    OLD = "old"
    OPEN = "open"


class Confidence(StrEnum):
    """How sure a row is: PRIMARY was read in the text, MEMORY the court should confirm."""

    PRIMARY = "primary"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """One change of the law.

    Attributes:
        key: Its name in the table.
        law: Canonical title where the rule stands now.
        articles: First and last article of each range there; empty for the whole law.
        former: Other titles under which the rule stood before; empty where the same law changed.
        former_articles: Ranges there; empty for the whole law.
        kind: criminal, civil, administrative or any.
        scope: What it touches.
        elements: Charges and causes that it governs.
        told: It matters only where the facts hold one of these words; empty matters always.
        since: First day of the new rule.
        before: The rule before, in words.
        after: The rule since, in words.
        transition: How older facts are judged.
        lighter: Which is lighter for the accused; None outside of punishment.
        source: Document and article.
        confidence: How sure the row is.
    """

    key: str
    law: str
    articles: tuple[tuple[Article, Article], ...]
    former: tuple[str, ...]
    former_articles: tuple[tuple[Article, Article], ...]
    kind: str
    scope: ChangeScope
    elements: frozenset[str]
    told: tuple[str, ...]
    since: date
    before: str
    after: str
    transition: Transition
    lighter: Lighter | None
    source: str
    confidence: Confidence

    def is_new_rule(self, provision: Provision) -> bool:
        """Tell whether a provision belongs to the rule as it stands now."""
        return provision.law == self.law and _is_in(provision, self.articles)

    def is_former_rule(self, provision: Provision) -> bool:
        """Tell whether a provision belongs to the rule under a title that it had before."""
        return provision.law in self.former and _is_in(provision, self.former_articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedArticle:
    """Where the matter of an article stands since its law was replaced or renumbered.

    Attributes:
        provision: The article as cited before.
        until: First day on which it no longer stood there.
        successors: The articles that hold its matter since.
        source: How the two were matched.
        confidence: Whether both texts were read.
    """

    provision: Provision
    until: date
    successors: tuple[Provision, ...]
    source: str
    confidence: Confidence


@cache
def law_changes() -> tuple[LawChange, ...]:
    """Return all changes of the table, oldest first.

    Example:
        >>> found = {change.key: change for change in law_changes()}
        >>> found["forest-theft"].since, found["forest-theft"].lighter.value
        (datetime.date(2023, 8, 15), 'new')
    """
    rows = [_change(row) for row in read_table("law_changes.csv")]
    return tuple(sorted(rows, key=lambda change: (change.since, change.key)))


def moved_article(provision: Provision, *, cited_on: date | None) -> MovedArticle | None:
    """Return where the matter of a cited article stands today, or None where no row tells.

    Args:
        provision: As cited; paragraph and item do not matter.
        cited_on: Day of the paper that cites it, which tells the numbering of a law that goes on
            that it means; None takes the oldest.

    Example:
        >>> cited = Provision(law="中华人民共和国民事诉讼法", article=253)
        >>> found = moved_article(cited, cited_on=date(2020, 5, 1))
        >>> [str(each) for each in found.successors]
        ['《中华人民共和国民事诉讼法》第264条']
    """
    first = _moved_once(provision, cited_on)
    last = first
    while last is not None and len(last.successors) == 1:
        further = _moved_once(last.successors[0], last.until)
        if further is None:
            break
        last = further
    if first is None or last is None:
        return None
    return MovedArticle(
        provision=first.provision,
        until=first.until,
        successors=last.successors,
        source=first.source if last is first else f"{first.source}；{last.source}",
        confidence=max(
            first.confidence, last.confidence, key=lambda each: each is Confidence.MEMORY
        ),
    )


def _moved_once(provision: Provision, cited_on: date | None) -> MovedArticle | None:
    for row in _moved().get((provision.law, provision.article), ()):
        is_replaced = row.successors[0].law != provision.law
        if is_replaced or cited_on is None or cited_on < row.until:
            return row
    return None


@cache
def _moved() -> dict[tuple[str, int], tuple[MovedArticle, ...]]:
    table: dict[tuple[str, int], list[MovedArticle]] = {}
    for row in read_table("law_articles_moved.csv"):
        law, article = canonical_title(row["law"]), int(row["article"])
        successor = canonical_title(row["successor"])
        table.setdefault((law, article), []).append(
            MovedArticle(
                provision=Provision(law=law, article=article),
                until=date.fromisoformat(row["until"]),
                successors=tuple(
                    Provision(law=successor, article=int(number))
                    for number in row["successor_article"].split(_BAR)
                ),
                source=row["source"],
                confidence=Confidence(row["confidence"]),
            )
        )
    return {key: tuple(sorted(rows, key=lambda moved: moved.until)) for key, rows in table.items()}


def _change(row: dict[str, str]) -> LawChange:
    return LawChange(
        key=row["key"],
        law=canonical_title(row["law"]),
        articles=_ranges(row["articles"]),
        former=tuple(canonical_title(title) for title in _parts(row["former"])),
        former_articles=_ranges(row["former_articles"]),
        kind=row["kind"],
        scope=ChangeScope(row["scope"]),
        elements=frozenset(_parts(row["elements"])),
        told=tuple(_parts(row["told"])),
        since=date.fromisoformat(row["since"]),
        before=row["before"],
        after=row["after"],
        transition=Transition(row["transition"]),
        lighter=Lighter(row["lighter"]) if row["lighter"] else None,
        source=row["source"],
        confidence=Confidence(row["confidence"]),
    )


def _parts(cell: str) -> Iterable[str]:
    return (part for part in cell.split(_BAR) if part)


def _ranges(cell: str) -> tuple[tuple[Article, Article], ...]:
    """Read ``1-204|386`` or ``133之1``."""
    ranges: list[tuple[Article, Article]] = []
    for part in _parts(cell):
        first, mark, last = part.partition("-")
        ranges.append((_article(first), _article(last if mark else first)))
    return tuple(ranges)


def _article(words: str) -> Article:
    match = _ARTICLE.fullmatch(words)
    if match is None:
        raise ValueError(words)
    return int(match["number"]), int(match["suffix"] or 0)


def _is_in(provision: Provision, ranges: tuple[tuple[Article, Article], ...]) -> bool:
    place = (provision.article, provision.article_suffix)
    return not ranges or any(first <= place <= last for first, last in ranges)

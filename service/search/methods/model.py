"""What is asked by a method of search, and what is answered?

Source: 法发〔2020〕24号 art. 5 names 关键词检索, 法条关联案件检索 and 案例关联检索 "等";
searching by the facts and by a disputed issue follow from art. 1, which compares both.
"""

from dataclasses import dataclass
from datetime import date

from corpus.judgment import JudgmentId
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from service.search.answer import Coverage, SimilarHit
from service.search.methods.vocabulary import (
    Aspect,
    OrderRule,
    Relation,
    SearchMethod,
    SortOrder,
    TextPart,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodQuestion:
    """A search as asked.

    Attributes:
        method: Which way of searching.
        words: Keywords; provisions; a case number, library number or title; a disputed issue.
        part: Which part must hold the keywords.
        text: Facts or a paper of the pending case: what FACTS searches by, and what STATUTE
            orders its hits by or, without words, takes its provisions from.
        judgment_id: A stored judgment in place of a text.
        charges: Charges or causes of action that the case file tells.
        filter: Conditions on the answers.
        sort: In which order; only KEYWORD and STATUTE without text can be ordered by date.
        offset: How many hits are skipped.
        limit: How many are wanted then.
    """

    method: SearchMethod
    words: str = ""
    part: TextPart = TextPart.WHOLE
    text: str | None = None
    judgment_id: JudgmentId | None = None
    charges: tuple[str, ...] = ()
    filter: SearchFilter = OPEN_FILTER
    sort: SortOrder = SortOrder.RELEVANCE
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One thing that a question was taken to say.

    Attributes:
        aspect: Which.
        words: In words for a person.
    """

    aspect: Aspect
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """A law that took the place of one that was searched for; offered, never searched unasked.

    Attributes:
        law: The law searched for.
        ended: First day without it.
        successor: The law that governs its matter since.
        source: The provision that says so.
    """

    law: str
    ended: date
    successor: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodHit:
    """One judgment of the answer.

    Attributes:
        similar: The judgment with rank, reasons and verbatim stretches.
        relation: How it stands to what was asked; None where all hits stand alike.
    """

    similar: SimilarHit
    relation: Relation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodAnswer:
    """The answer to a search.

    Attributes:
        question: What was asked.
        understood: What it was taken to say.
        unread: What of it nothing was understood of.
        successors: Laws that took the place of those searched for.
        hits: The hits of the page asked for.
        n_hits: How many there are; for an order by likeness how many are ranked.
        n_allowed: How many judgments the filter lets through.
        order: What put them in order.
        ranker: Name of the ranker or formula, where likeness orders; else None.
        coverage: What was searched, the snapshot among it.
    """

    question: MethodQuestion
    understood: tuple[Understood, ...]
    unread: tuple[str, ...] = ()
    successors: tuple[Successor, ...] = ()
    hits: tuple[MethodHit, ...]
    n_hits: int
    n_allowed: int
    order: OrderRule
    ranker: str | None = None
    coverage: Coverage

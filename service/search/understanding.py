"""What of a question is searched by?

A judge pastes an account, a complaint, an indictment, a draft. What matters of it is what happened,
what is asked for, what is disputed, what the court thinks, and the charge or cause. What somebody
told goes before what the file says, and that before what the index predicts.
"""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.cause import find_charges
from corpus.judgment import Judgment, SectionKind
from corpus.pending_file import PendingFile, read_pending_file
from corpus.sections import cut_sections
from corpus.spans import value_of
from indexing.searching.query import Query, QueryKind, QueryParts, parts_of, told_enough
from service.search.outline import read_outline
from service.search.question import Question, kind_of

_NAMING = frozenset(
    {SectionKind.PROCEDURE, SectionKind.CLAIMS, SectionKind.REASONING, SectionKind.DISPOSITION}
)


class Origin(StrEnum):
    """Where the charge or cause of a question comes from."""

    TOLD = "told"
    FILE = "file"
    PREDICTED = "predicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A question as it is searched by.

    Attributes:
        query: What the index is asked.
        origin: Where its charges come from; PREDICTED where it tells none.
    """

    query: Query
    origin: Origin


def understand(question: Question, asked: Judgment | None) -> Understanding:
    """Return what of a question is searched by.

    Args:
        question: As asked and checked, which takes the charges of an outline over.
        asked: The stored judgment that it names, or None where it tells a text.

    Cost: linear in the length of the text, 1 ms for 10,000 characters.
    """
    if asked is not None:
        query = Query.of_judgment(asked)
        cause = value_of(asked.cause)
        charges = tuple(dict.fromkeys(charge.value for charge in asked.charges))
        return _with_charges(query, question, charges or (() if cause is None else (cause,)))
    text = question.text or ""
    if question.parts is not None:
        return _with_charges(Query(text=text, parts=question.parts), question, ())
    outline = read_outline(text)
    if outline is not None:
        return _with_charges(Query(text=text, parts=outline.parts), question, ())
    paper = read_pending_file(text)
    if paper is not None:
        return _with_charges(Query(text=text, parts=_parts(text, paper)), question, paper.charges)
    query = Query(text=text, kind=kind_of(text))
    if query.kind is QueryKind.FACTS:
        return _with_charges(query, question, ())
    return _with_charges(replace(query, parts=parts_of(query)), question, _named_in_file(text))


def _with_charges(query: Query, question: Question, of_file: tuple[str, ...]) -> Understanding:
    if question.charges:
        return Understanding(query=replace(query, charges=question.charges), origin=Origin.TOLD)
    if of_file:
        return Understanding(query=replace(query, charges=of_file), origin=Origin.FILE)
    return Understanding(query=query, origin=Origin.PREDICTED)


def _parts(text: str, paper: PendingFile) -> QueryParts:
    parts = QueryParts(
        facts=paper.facts.of(text),
        claims="" if paper.claims is None else paper.claims.of(text),
        reasoning="" if paper.reasoning is None else paper.reasoning.of(text),
    )
    return told_enough(parts, text)


def _named_in_file(text: str) -> tuple[str, ...]:
    """Return the charges that a draft names where it says what the case is about.

    Who the accused is also tells of earlier crimes, so only those parts count that argue and rule,
    and of several charges those named at least half as often as the first.
    """
    named: Counter[str] = Counter()
    for section in cut_sections(text):
        if section.kind in _NAMING:
            found = find_charges(text, section.span.start, section.span.end)
            named.update(charge.value for charge in found)
    if not named:
        return ()
    most = max(named.values())
    return tuple(name for name, count in named.most_common() if 2 * count >= most)

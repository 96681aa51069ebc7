"""What is somebody looking for?

A question may be a few sentences of facts, a whole file of a pending case, or a judgment that is
in the store. What is compared with the judgments are its facts; a file that holds the court's
reasoning is compared by that too. Names of parties, procedure and signatures tell nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.judgment import Judgment, JudgmentId, Section
from corpus.sections import cut_sections
from indexing.passages import KIND_OF_SECTION, PassageKind


class QueryKind(StrEnum):
    """How the text of a query is to be taken."""

    FACTS = "facts"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody is looking for.

    Attributes:
        text: Facts as told, or a whole file.
        kind: FACTS takes every word; FILE takes facts and reasoning, where they are found.
        judgment_id: The stored judgment that asks, which is no answer to itself; None for a
            text from outside.
        charges: Charges or cause of action, where the file tells them; empty where it does not.
    """

    text: str
    kind: QueryKind = QueryKind.FACTS
    judgment_id: JudgmentId | None = None
    charges: tuple[str, ...] = ()

    @classmethod
    def of_judgment(cls, judgment: Judgment) -> "Query":
        """Return the query for judgments like a stored one."""
        return cls(text=judgment.text, kind=QueryKind.FILE, judgment_id=judgment.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReducedQuery:
    """What of a query is compared with the judgments.

    Attributes:
        facts: What happened.
        reasoning: What the court thought, empty where the query does not tell.
    """

    facts: str
    reasoning: str


def reduce_query(query: Query) -> ReducedQuery:
    """Return what of a query is compared.

    A file in which no facts are found is taken whole as facts.

    Example:
        >>> reduce_query(Query(text="甲酒后驾车。")).facts
        '甲酒后驾车。'
    """
    if query.kind is QueryKind.FACTS:
        return ReducedQuery(facts=query.text, reasoning="")
    sections = cut_sections(query.text)
    facts = _joined(query.text, sections, {PassageKind.FACTS})
    reasoning = _joined(query.text, sections, {PassageKind.ISSUES, PassageKind.REASONING})
    if not facts.strip():
        return ReducedQuery(facts=query.text, reasoning="")
    return ReducedQuery(facts=facts, reasoning=reasoning)


def _joined(text: str, sections: tuple[Section, ...], kinds: set[PassageKind]) -> str:
    return "\n".join(
        section.span.of(text) for section in sections if KIND_OF_SECTION.get(section.kind) in kinds
    )

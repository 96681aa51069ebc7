"""What of a pending case is searched by?"""

from dataclasses import replace

from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.searching.query import QueryParts, parts_of
from service.pending.model import PendingCase
from service.search.question import Question
from service.search.understanding import understand
from service.verdicts.model import AskedBy


def parts_of_case(case: PendingCase) -> QueryParts:
    """Return what of a case is compared: what its paper tells, and the disputed issues as noted.

    Cost: linear in the length of the paper.
    """
    parts = parts_of(understand(Question(text=case.text), None).query)
    return replace(parts, issues=case.issues or parts.issues)


def question_of_case(
    case: PendingCase,
    *,
    condition: SearchFilter = OPEN_FILTER,
    parts: QueryParts | None = None,
    limit: int = 10,
) -> Question:
    """Return the question that a case asks.

    Args:
        case: The case; its charges or cause are told, where it has any.
        condition: Conditions on the answers.
        parts: What is compared, where the judge changed it.
        limit: How many hits are wanted.
    """
    return Question(
        text=case.text,
        parts=parts or parts_of_case(case),
        charges=case.elements,
        filter=condition,
        limit=limit,
    )


def condition_of_case(case: PendingCase) -> SearchFilter:
    """Return under which condition a case is searched unless the judge chooses otherwise.

    A civil suit is no similar case of a crime, however alike the stories.
    """
    if case.case_type is None:
        return OPEN_FILTER
    return SearchFilter(case_types=frozenset({case.case_type}))


def asked_by_case(case: PendingCase) -> AskedBy:
    """Return the question of a case as verdicts know it: whatever the query, one per paper."""
    return AskedBy(text=case.text, charges=case.elements)

"""Which of the judgments that were named earlier are still there?

Old audits, verdicts and lists go on naming judgments that have since been closed; what is told of
them passes those over, as if they had never been named.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId

T = TypeVar("T")


def those_left(
    read: Callable[[Sequence[JudgmentId]], Iterable[T]], ids: Sequence[JudgmentId]
) -> tuple[T, ...]:
    """Return what a store tells of judgments, of those that it still holds.

    Args:
        read: Tells one thing of each judgment, and refuses where one is not stored.
        ids: The judgments.

    Cost: one reading where all are there, else one more for each judgment.

    Example:
        >>> def read(ids):
        ...     if "gone" in ids:
        ...         raise JudgmentNotFoundError("gone")
        ...     return [each.upper() for each in ids]
        >>> those_left(read, ["a", "gone", "b"])
        ('A', 'B')
    """
    try:
        return tuple(read(ids))
    except JudgmentNotFoundError:
        pass
    found: list[T] = []
    for judgment_id in ids:
        try:
            found.extend(read([judgment_id]))
        except JudgmentNotFoundError:
            continue
    return tuple(found)

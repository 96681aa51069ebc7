"""What is a ranking that a metric can be computed on?"""

from collections.abc import Sequence

from evaluation.errors import MetricInputError


def check_ranking(ranking: Sequence[str], *, cutoff: int | None = None) -> None:
    """Refuse a ranking that counts something twice, and a cutoff that cuts everything off.

    Args:
        ranking: Ids from best to worst; may be empty, which is the ranking that found nothing.
        cutoff: How many are looked at; None where the metric looks at all.

    Raises:
        MetricInputError: An id stands twice, or the cutoff is below 1.

    Example:
        >>> check_ranking(["a", "b", "a"])
        Traceback (most recent call last):
        evaluation.errors.MetricInputError: the ranking holds 'a' twice; expected every id once
    """
    if cutoff is not None and cutoff < 1:
        raise MetricInputError(f"cutoff {cutoff} met; expected 1 or more")
    seen: set[str] = set()
    for item in ranking:
        if item in seen:
            raise MetricInputError(f"the ranking holds {item!r} twice; expected every id once")
        seen.add(item)

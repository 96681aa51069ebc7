"""Which issues that part over the same two charges are one question?

Courts that differ over a charge word their reasons in so many ways that one question falls apart
into several issues, each with a part of its judgments. Whether the same conduct is the one charge
or the other is one question under the charge that was brought.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from service.divergence.clusters import Issue
from service.divergence.marks import MarkKind
from service.divergence.opposing import Split, split_of

_TWO: Final = 2


def joined(issues: Iterable[Issue]) -> Iterator[tuple[Issue, Split]]:
    """Yield the issues that part, those over the same two charges as one.

    Issues stay apart where nothing parts them once they are together, or something else does.

    Args:
        issues: The issues of one cause or charge.

    Cost: that of :func:`service.divergence.opposing.split_of`, at most twice.
    """
    alike: dict[frozenset[str], list[tuple[Issue, Split]]] = {}
    for issue in issues:
        split = split_of(issue)
        if split is None:
            continue
        charges = _charges(split)
        if len(charges) == _TWO:
            alike.setdefault(charges, []).append((issue, split))
        else:
            yield issue, split
    for charges, parts in alike.items():
        whole = _whole([issue for issue, _ in parts]) if len(parts) > 1 else None
        split = None if whole is None else split_of(whole)
        if whole is not None and split is not None and _charges(split) == charges:
            yield whole, split
        else:
            yield from parts


def _charges(split: Split) -> frozenset[str]:
    return frozenset(mark.value for mark in split.marks if mark.kind is MarkKind.CHARGE)


def _whole(issues: list[Issue]) -> Issue:
    """Return issues as one, under the question of the largest."""
    largest = max(issues, key=lambda each: sum(len(family.stances) for family in each.families))
    families = [family for issue in issues for family in issue.families]
    families.sort(key=lambda each: (-len(each.stances), each.stances[0].id))
    return Issue(
        cause=largest.cause,
        question=largest.question,
        families=tuple(families),
        likeness=max(issue.likeness for issue in issues),
    )

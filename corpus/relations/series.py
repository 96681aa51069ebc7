"""Which papers of a cause belong to one series (系列案), so that they have one vote?

Papers under one key of a series are compared with those filed just before them, as
:mod:`corpus.relations.relating` compares any two: a lender with ten thousand suits costs no more
than ten thousand times a few.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from corpus.relations.keys import series_keys
from corpus.relations.model import RelationKind, Traits
from corpus.relations.relating import relate

PAIR_WITHIN: Final = timedelta(days=31)
"""Two suits make a series only when filed within a month; three or more within a year."""

_LOOKED_BACK: Final = 3
"""Papers before one under a key with which it is compared."""


def series_of(papers: Iterable[Traits]) -> Mapping[str, str]:
    """Return the series of each paper that belongs to one.

    Args:
        papers: Papers of one cause.

    Returns:
        Id of the paper to the key of its series, which is the least id of its members.

    Cost: linear in papers and their parties.
    """
    by_key: dict[str, list[Traits]] = {}
    for paper in papers:
        for key in series_keys(paper):
            by_key.setdefault(key, []).append(paper)
    above: dict[str, str] = {}
    members: dict[str, Traits] = {}
    for under in by_key.values():
        under.sort(key=lambda each: (each.day or date.max, each.id))
        for at, paper in enumerate(under):
            for earlier in under[max(0, at - _LOOKED_BACK) : at]:
                if _is_series(earlier, paper):
                    members |= {earlier.id: earlier, paper.id: paper}
                    _join(above, earlier.id, paper.id)
    groups: dict[str, list[Traits]] = {}
    for paper_id in sorted(members):
        groups.setdefault(_root(above, paper_id), []).append(members[paper_id])
    return {
        paper.id: f"series:{key}"
        for key, group in sorted(groups.items())
        if _is_held(group)
        for paper in group
    }


def _is_series(one: Traits, other: Traits) -> bool:
    return any(relation.kind is RelationKind.SERIES for relation in relate(one, other))


def _is_held(group: Sequence[Traits]) -> bool:
    days = sorted(paper.day for paper in group if paper.day is not None)
    return len(group) > 2 or days[-1] - days[0] <= PAIR_WITHIN


def _root(above: Mapping[str, str], paper_id: str) -> str:
    while paper_id in above:
        paper_id = above[paper_id]
    return paper_id


def _join(above: dict[str, str], one: str, other: str) -> None:
    low, high = sorted((_root(above, one), _root(above, other)))
    if low != high:
        above[high] = low

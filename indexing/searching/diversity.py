"""How does a list stay a list of different cases, of more than one court?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.channels.rankings import Ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapsed:
    """A ranking in which each family stands once.

    Attributes:
        ranking: The best judgment of each family.
        others: By its label the other ranked judgments of its family, best first.
    """

    ranking: Ranking
    others: Mapping[int, tuple[int, ...]]


def collapse(ranking: Ranking, families: NDArray[np.int32]) -> Collapsed:
    """Let the best judgment of each family stand for all of it.

    Args:
        ranking: What was found.
        families: By label, the family.

    Example:
        >>> found = Ranking(np.array([4, 1, 3]), np.array([3.0, 2.0, 1.0]))
        >>> collapsed = collapse(found, np.array([0, 1, 2, 3, 3], dtype=np.int32))
        >>> collapsed.ranking.labels.tolist(), collapsed.others[4]
        ([4, 1], (3,))
    """
    of = families[ranking.labels]
    order = np.argsort(of, kind="stable")
    is_first = np.ones(len(of), dtype=np.bool_)
    np.not_equal(of[order[1:]], of[order[:-1]], out=is_first[1:])
    kept = np.sort(order[is_first])
    first_of = np.repeat(order[is_first], np.diff(np.append(np.flatnonzero(is_first), len(of))))
    others: defaultdict[int, list[int]] = defaultdict(list)
    for first, other in zip(
        ranking.labels[first_of[~is_first]].tolist(),
        ranking.labels[order[~is_first]].tolist(),
        strict=True,
    ):
        others[first].append(other)
    return Collapsed(
        ranking=Ranking(ranking.labels[kept], ranking.scores[kept]),
        others={label: tuple(rest) for label, rest in others.items()},
    )


def spread_courts(
    ranking: Ranking,
    courts: NDArray[np.int32],
    *,
    most: int,
    block: int = 10,
    shown: int | None = None,
) -> Ranking:
    """Let no court fill a page while others have something to say.

    In each run of ``block`` hits at most ``most`` are of one court, as long as hits of others are
    left; what is put off stands before everything that came behind it. Judgments without a
    readable court are of no court.

    Args:
        ranking: Best first.
        courts: By label, a number of the court, or -1.
        most: At most so many of one court; 0 leaves the ranking as it is.
        block: Hits of a page.
        shown: So many are shown, behind which the order may be any; None shows all.

    Example:
        >>> found = Ranking(np.arange(4), np.array([4.0, 3.0, 2.0, 1.0]))
        >>> spread_courts(found, np.array([7, 7, 7, 8]), most=2, block=3).labels.tolist()
        [0, 1, 3, 2]

    Cost: 0.1 ms for 400 hits.
    """
    if most <= 0:
        return ranking
    court_of = courts[ranking.labels].tolist()
    left = list(range(len(court_of)))
    order: list[int] = []
    while left and (shown is None or len(order) < shown):
        page, left = _page(left, court_of, most=most, block=block)
        order += page
    order += left
    return Ranking(ranking.labels[order], ranking.scores[order])


def _page(
    left: list[int], court_of: list[int], *, most: int, block: int
) -> tuple[list[int], list[int]]:
    """Return the places of the next page, and those that are left behind it, best first."""
    page: list[int] = []
    put_off: list[int] = []
    taken: dict[int, int] = {}
    n_seen = 0
    for place in left:
        if len(page) == block:
            break
        n_seen += 1
        court = court_of[place]
        n_taken = taken.get(court, 0)
        if n_taken >= most:
            put_off.append(place)
            continue
        if court >= 0:
            taken[court] = n_taken + 1
        page.append(place)
    # Where nothing else is left, what was put off fills the page.
    rest = put_off + left[n_seen:]
    n_missing = block - len(page)
    return page + rest[:n_missing], rest[n_missing:]

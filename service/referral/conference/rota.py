"""Which judges of the basic courts sit in next (轮流列席)?

Source: 长林中法〔2021〕39号 art. 9: judges of the basic courts sit in by turns.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from service.referral.roster.model import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """When somebody sat in until now.

    Attributes:
        n: How often.
        last: On which day last.
    """

    n: int
    last: date


NEVER = Turns(n=0, last=date.min)
"""The turns of whoever never sat in."""


def next_observers(
    pool: Iterable[Seat],
    turns: Mapping[int, Turns],
    *,
    n: int,
    without: Collection[int] = (),
) -> tuple[Seat, ...]:
    """Return whose turn it is: whoever never sat in first, then whoever did longest ago.

    Of equals whoever sat in more seldom, then one court after the other, then the account: the
    order is total, and nobody has two turns more than another.

    Args:
        pool: The judges of the basic courts.
        turns: By account how often and when it sat in.
        n: How many are asked.
        without: Accounts that are not asked.

    Example:
        >>> seat = lambda number, court: Seat(account_id=number, name=str(number), court=court,
        ...     rank=None, ranked_since=None)
        >>> pool = [seat(1, "甲"), seat(2, "甲"), seat(3, "乙")]
        >>> [each.name for each in next_observers(pool,
        ...     {3: Turns(n=1, last=date(2026, 1, 5))}, n=2)]
        ['1', '2']
        >>> [each.name for each in next_observers(pool, {}, n=2)]
        ['1', '3']
    """
    left = [seat for seat in pool if seat.account_id not in without]
    asked: list[Seat] = []
    while left and len(asked) < n:
        chosen = min(left, key=lambda seat: _turn(seat, turns, asked))
        left.remove(chosen)
        asked.append(chosen)
    return tuple(asked)


def _turn(seat: Seat, turns: Mapping[int, Turns], asked: list[Seat]) -> tuple[date, int, int, int]:
    until_now = turns.get(seat.account_id, NEVER)
    n_of_court = sum(each.court == seat.court for each in asked)
    return until_now.last, until_now.n, n_of_court, seat.account_id

"""Who works at a court: their rank (法官等级), since when, and their offices (职务).

Source: 法官法 (2019) art. 26 and 法官职务序列 (twelve ranks); 人民法院组织法 art. 36, 40 to 42.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Rank(StrEnum):
    """Ranks of judges, from the lowest to the highest."""

    JUDGE_5 = "judge_5"
    JUDGE_4 = "judge_4"
    JUDGE_3 = "judge_3"
    JUDGE_2 = "judge_2"
    JUDGE_1 = "judge_1"
    SENIOR_4 = "senior_4"
    SENIOR_3 = "senior_3"
    SENIOR_2 = "senior_2"
    SENIOR_1 = "senior_1"
    GRAND_2 = "grand_2"
    GRAND_1 = "grand_1"
    CHIEF = "chief"

    @property
    def height(self) -> int:
        """0 for the lowest, rising."""
        return _HEIGHTS[self]


_HEIGHTS: Final = {rank: height for height, rank in enumerate(Rank)}


class Office(StrEnum):
    """Offices.

    院长, 副院长, 专职委员, 审委会委员, 庭长, 副庭长, 团队长, 资深法官; 会务, 秘书, 综合业务.
    """

    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    STANDING_MEMBER = "standing_member"
    COMMITTEE_MEMBER = "committee_member"
    DIVISION_HEAD = "division_head"
    DEPUTY_DIVISION_HEAD = "deputy_division_head"
    TEAM_LEADER = "team_leader"
    SENIOR_JUDGE = "senior_judge"
    CONFERENCE_SECRETARY = "conference_secretary"
    COMMITTEE_SECRETARY = "committee_secretary"
    OVERSIGHT_OFFICE = "oversight_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of the roster.

    Attributes:
        account_id: Their account.
        name: Name as shown.
        court: Full name of the court.
        division: Division or team (审判庭、团队); may be empty.
        rank: Rank as a judge; None for whoever is none.
        ranked_since: Since when in this rank; None where not told.
        offices: What else they are.
        bodies: Specialised bodies of the committee that they belong to, such as 刑事专业委员会.
    """

    account_id: int
    name: str
    court: str
    division: str
    rank: Rank | None
    ranked_since: date | None
    offices: frozenset[Office]
    bodies: frozenset[str] = frozenset()

    @property
    def is_judge(self) -> bool:
        """Whether they are a judge (员额法官)."""
        return self.rank is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody at a meeting, as the roster had them that day.

    Attributes:
        account_id: Their account; for a guest without one a negative number.
        name: Name as shown.
        court: Their court.
        rank: Their rank; None for whoever is no judge.
        ranked_since: Since when; None where not told, and then they speak before the others of
            their rank.
    """

    account_id: int
    name: str
    court: str
    rank: Rank | None
    ranked_since: date | None


def seat_of(colleague: Colleague) -> Seat:
    """Return the seat of somebody of the roster."""
    return Seat(
        account_id=colleague.account_id,
        name=colleague.name,
        court=colleague.court,
        rank=colleague.rank,
        ranked_since=colleague.ranked_since,
    )


def in_speaking_order(seats: Iterable[Seat], *, last: int | None = None) -> tuple[Seat, ...]:
    """Return seats in the order in which they speak.

    From the lowest rank to the highest; of one rank, whoever has held it for the shorter time
    first; the host last, whatever the rank. The order is total: the account decides at the end.

    Args:
        seats: Those who speak.
        last: Account of the host.

    Source: 法发〔2021〕2号 art. 10 [M]; 法发〔2019〕20号 art. 20 [M].

    Example:
        >>> seat = lambda number, rank, year: Seat(account_id=number, name=str(number), court="",
        ...     rank=rank, ranked_since=date(year, 1, 1))
        >>> seats = [seat(1, Rank.SENIOR_4, 2020), seat(2, Rank.JUDGE_1, 2015),
        ...     seat(3, Rank.JUDGE_1, 2021), seat(4, Rank.JUDGE_3, 2024)]
        >>> [each.name for each in in_speaking_order(seats, last=4)]
        ['3', '2', '1', '4']
    """
    return tuple(sorted(seats, key=lambda seat: (seat.account_id == last, *_speaking_key(seat))))


def _speaking_key(seat: Seat) -> tuple[int, int, int]:
    height = -1 if seat.rank is None else seat.rank.height
    # The later the day, the shorter the time in the rank; nobody is later than an untold day.
    since = -(seat.ranked_since or date.max).toordinal()
    return height, since, seat.account_id

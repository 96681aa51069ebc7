"""Which bodies has the committee, and is a body made up as the law demands?

Source: 人民法院组织法 art. 36 (odd size), 38 (chaired by the president or a vice president);
法发〔2019〕20号 [M] (a specialised body holds over half of the committee's members).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from service.referral.committee.vocabulary import BodyKind
from service.referral.errors import RuleBrokenError
from service.referral.roster.model import Colleague, Office, Seat, seat_of

PLENARY_NAME = "全体会议"
_MEMBERS = frozenset({Office.COMMITTEE_MEMBER, Office.STANDING_MEMBER})
_LEADERS = frozenset({Office.PRESIDENT, Office.VICE_PRESIDENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of the committee, as the roster had it on a day.

    Attributes:
        kind: Plenary or specialised.
        name: What it is called.
        seats: All its members, recused ones too.
        committee_size: Members of the whole committee.
        president: Account of the president of the court; 0 where none is known.
        leaders: Accounts of those who may chair it: the president and the vice presidents.
    """

    kind: BodyKind
    name: str
    seats: tuple[Seat, ...]
    committee_size: int
    president: int = 0
    leaders: tuple[int, ...] = ()

    def seat_of(self, account_id: int) -> Seat | None:
        """Return the seat of an account, None where it has none."""
        return next((seat for seat in self.seats if seat.account_id == account_id), None)


def bodies_of(colleagues: Iterable[Colleague], *, court: str) -> tuple[Body, ...]:
    """Return the bodies of a court's committee: the plenary first, the others by name.

    Whether a body is lawful is for :func:`require_lawful` to say.
    """
    own = [each for each in colleagues if each.court == court]
    members = [each for each in own if not each.offices.isdisjoint(_MEMBERS)]
    leaders = tuple(each.account_id for each in own if not each.offices.isdisjoint(_LEADERS))
    president = next((each.account_id for each in own if Office.PRESIDENT in each.offices), 0)
    names = sorted({name for each in members for name in each.bodies})
    return tuple(
        Body(
            kind=BodyKind.SPECIALISED if name else BodyKind.PLENARY,
            name=name or PLENARY_NAME,
            seats=tuple(seat_of(each) for each in members if not name or name in each.bodies),
            committee_size=len(members),
            president=president,
            leaders=leaders,
        )
        for name in ("", *names)
    )


def require_lawful(body: Body) -> None:
    """Pass silently where a body is made up as the law demands.

    Raises:
        RuleBrokenError: Its size is even, or it is specialised and too small.
    """
    size = len(body.seats)
    if size % 2 == 0:
        raise RuleBrokenError(
            rule="odd_size",
            sentence=f"{body.name} has {size} members; expected an odd number",
            words=f"{body.name}现有{size}名组成人员，审判委员会组成人员应当为单数"
            "（人民法院组织法第三十六条）。",
        )
    if body.kind is BodyKind.SPECIALISED and size * 2 <= body.committee_size:
        raise RuleBrokenError(
            rule="body_size",
            sentence=f"{size} of {body.committee_size} members; expected over half of them",
            words=f"{body.name}有{size}名委员，应当超过全体审判委员会委员"
            f"（{body.committee_size}名）的二分之一（法发〔2019〕20号 [M]）。",
        )


def has_quorum(n_present: int, n_members: int) -> bool:
    """Tell whether over half of the members are present (组织法 art. 38).

    Example:
        >>> has_quorum(4, 7), has_quorum(3, 7), has_quorum(3, 6)
        (True, False, False)
    """
    return n_present * 2 > n_members

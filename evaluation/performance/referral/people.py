"""Who works at the court that is measured?"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from service.actors import Actor, Role
from service.house import House
from service.referral.roster.model import Colleague, Office, Rank

COURT: Final = "吉林省长春市朝阳区人民法院"
DIVISIONS: Final = ("民一庭", "民二庭", "民三庭", "刑一庭", "刑二庭", "行政庭")
SPEAKERS: Final = ("judge1", "judge2", "judge3", "judge4")
MEMBERS: Final = tuple(f"member{n}" for n in range(9))
PRESIDENT, VICE = MEMBERS[:2]
N_JUDGES: Final = 60
_RANKS: Final = (Rank.JUDGE_5, Rank.JUDGE_4, Rank.JUDGE_3, Rank.JUDGE_2, Rank.JUDGE_1)
_HIGH: Final = (Rank.SENIOR_2, Rank.SENIOR_3, Rank.SENIOR_4)
_PASSWORD_BYTES: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The people of the court.

    Attributes:
        actors: By name that one signs in with.
        password: The one password of all, made for this measurement.
    """

    actors: Mapping[str, Actor]
    password: str

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]

    def number(self, name: str) -> int:
        """Return the account of somebody."""
        return self.actors[name].account_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    name: str
    shown: str
    role: Role
    division: str = ""
    rank: Rank | None = None
    offices: frozenset[Office] = frozenset()


def staffed(house: House, *, now: datetime) -> Staff:
    """Give a house the people of a court: accounts, and entries of the roster.

    Cost: that of hashing a password for each of some 80 accounts.
    """
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    actors = {}
    for n, each in enumerate(_people()):
        actor = house.desk.add(
            name=each.name,
            display_name=each.shown,
            password=password,
            roles=[each.role],
            now=now,
        )
        actors[each.name] = actor
        house.referral.roster.records.put(
            [
                Colleague(
                    account_id=actor.account_id,
                    name=each.shown,
                    court=COURT,
                    division=each.division,
                    rank=each.rank,
                    ranked_since=None if each.rank is None else date(2010 + n % 12, 1, 1),
                    offices=each.offices,
                )
            ]
        )
    return Staff(actors=actors, password=password)


def _people() -> Iterator[_Person]:
    first, secretary = DIVISIONS[0], Role.SECRETARY
    yield _person("head", "庭长甲", Role.LEADER, first, Rank.JUDGE_1, Office.DIVISION_HEAD)
    yield _person("host", "副庭长乙", Role.JUDGE, first, Rank.JUDGE_2, Office.DEPUTY_DIVISION_HEAD)
    yield _person("clerk", "会务员", secretary, "", None, Office.CONFERENCE_SECRETARY)
    yield _person("keeper", "审委会秘书", secretary, "", None, Office.COMMITTEE_SECRETARY)
    yield _person("office", "审管员", secretary, "", None, Office.OVERSIGHT_OFFICE)
    leaders = {PRESIDENT: Office.PRESIDENT, VICE: Office.VICE_PRESIDENT}
    for n, name in enumerate(MEMBERS):
        offices = {Office.COMMITTEE_MEMBER, *({leaders[name]} if name in leaders else ())}
        rank = _HIGH[n % len(_HIGH)]
        yield _person(name, f"委员{n}", Role.LEADER, "", rank, *sorted(offices))
    for n in range(N_JUDGES):
        division = DIVISIONS[0] if n < len(SPEAKERS) + 1 else DIVISIONS[n % len(DIVISIONS)]
        yield _person(f"judge{n}", f"法官{n}", Role.JUDGE, division, _RANKS[n % len(_RANKS)])


def _person(
    name: str, shown: str, role: Role, division: str, rank: Rank | None, *offices: Office
) -> _Person:
    return _Person(
        name=name,
        shown=shown,
        role=role,
        division=division,
        rank=rank,
        offices=frozenset(offices),
    )

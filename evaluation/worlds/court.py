"""Who is there in a world, in which courts and offices, and what of it does one person know?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from service.actors import Actor, Role
from service.house import House
from service.referral.roster.model import Colleague, Office, Rank

COURTS: Final = (
    "吉林省长春市朝阳区人民法院",
    "吉林省吉林市昌邑区人民法院",
    "吉林省长春市中级人民法院",
)
DIVISIONS: Final = ("民一庭", "刑庭")
PASSWORD: Final = "a password of a made world"  # noqa: S105 - of accounts that live for a run
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Somebody at their place.

    Attributes:
        actor: Who.
        court: Full name of their court.
        division: Their division; empty for whoever works for the whole court.
        offices: Their offices.
        token: Their session.
    """

    actor: Actor
    court: str
    division: str
    offices: frozenset[Office]
    token: str

    def reaches(self, court: str, division: str) -> bool:
        """Tell whether an office of theirs leads or keeps what belongs to a division."""
        if self.court != court:
            return False
        whole = {
            Office.PRESIDENT,
            Office.VICE_PRESIDENT,
            Office.OVERSIGHT_OFFICE,
            Office.CONFERENCE_SECRETARY,
            Office.COMMITTEE_SECRETARY,
        }
        near = {Office.DIVISION_HEAD, Office.TEAM_LEADER}
        keeps = Role.SECRETARY in self.actor.roles or bool(self.offices & whole)
        return keeps or (self.division == division and bool(self.offices & near))


# Name, role and offices, for each court and for each division.
_OF_COURT: Final = (
    ("president", Role.LEADER, (Office.PRESIDENT, Office.COMMITTEE_MEMBER)),
    ("manager", Role.SECRETARY, (Office.OVERSIGHT_OFFICE,)),
    ("keeper", Role.SECRETARY, (Office.COMMITTEE_SECRETARY,)),
    ("reviewer", Role.AUDITOR, ()),
)
_OF_DIVISION: Final = (
    ("head", Role.LEADER, (Office.DIVISION_HEAD,)),
    ("first", Role.JUDGE, ()),
    ("second", Role.JUDGE, ()),
    ("third", Role.JUDGE, ()),
)


def add_people(house: House, *, now: datetime) -> None:
    """Make the accounts and the roster of a world; seats are dealt by :func:`seats_of`."""
    for n, court in enumerate(COURTS):
        for word, role, offices in _OF_COURT:
            _seat(house, _add(house, f"{word}{n}", role, now=now), court, "", offices)
        for m, division in enumerate(DIVISIONS):
            for word, role, offices in _OF_DIVISION:
                actor = _add(house, f"{word}{n}{m}", role, now=now)
                _seat(house, actor, court, division, offices)


def _add(house: House, name: str, role: Role, *, now: datetime) -> Actor:
    number = len(house.desk.all())
    return house.desk.add(
        name=name,
        display_name=f"{_SURNAMES[number % len(_SURNAMES)]}某{number}",
        password=PASSWORD,
        roles=[role],
        now=now,
    )


def _seat(
    house: House, actor: Actor, court: str, division: str, offices: tuple[Office, ...]
) -> None:
    seated = Seated(
        actor=actor, court=court, division=division, offices=frozenset(offices), token=""
    )
    house.referral.roster.records.put([_entry(seated)])


def sign_in_all(house: House, *, now: datetime) -> dict[str, str]:
    """Return a session of everybody, by name."""
    return {
        each.name: house.desk.sign_in(each.name, PASSWORD, now=now).token
        for each in house.desk.all()
    }


def seats_of(
    house: House, tokens: Mapping[str, str], rng: Random, *, now: datetime
) -> tuple[Seated, ...]:
    """Deal the seats of a world anew and return who sits where, in order of account.

    Courts and divisions change hands among those of one role, so that no name goes with a place.
    """
    people = [house.desk.actor_of(tokens[name], now=now) for name in sorted(tokens)]
    known = [each for each in people if each is not None]
    entries = {each.account_id: house.referral.roster.colleague(each) for each in known}
    dealt: list[Seated] = []
    for role in (Role.LEADER, Role.SECRETARY, Role.AUDITOR, Role.JUDGE):
        holders = [each for each in known if role in each.roles]
        places = [entries[each.account_id] for each in holders]
        rng.shuffle(places)
        dealt += [
            Seated(
                actor=actor,
                court=place.court,
                division=place.division,
                offices=place.offices,
                token=tokens[actor.name],
            )
            for actor, place in zip(holders, places, strict=True)
        ]
    house.referral.roster.records.put([_entry(each) for each in dealt])
    return tuple(sorted(dealt, key=lambda each: each.actor.account_id))


def _entry(seated: Seated) -> Colleague:
    is_judge = Role.JUDGE in seated.actor.roles or Role.LEADER in seated.actor.roles
    return Colleague(
        account_id=seated.actor.account_id,
        name=seated.actor.display_name,
        court=seated.court,
        division=seated.division,
        rank=Rank.JUDGE_2 if is_judge else None,
        ranked_since=None,
        offices=seated.offices,
    )

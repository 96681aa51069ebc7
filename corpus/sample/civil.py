"""What do the civil and administrative causes of the sample corpus share?"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from corpus.judgment import CaseType, Role
from corpus.sample.chance import Chance
from corpus.sample.criminal import lawyer
from corpus.sample.grammar import Speaker
from corpus.sample.issues import issues_of
from corpus.sample.matters import Actor, Cause, Matter, Ruling, Setting, Wants
from corpus.sample.people import Company, Person

FEE_STEPS = (
    (1_000_000, 0, 0),
    (10_000_000, 1_000_000, 250),
    (20_000_000, 10_000_000, 200),
    (50_000_000, 20_000_000, 150),
    (100_000_000, 50_000_000, 100),
    (200_000_000, 100_000_000, 90),
    (500_000_000, 200_000_000, 80),
    (1_000_000_000, 500_000_000, 70),
    (2_000_000_000, 1_000_000_000, 60),
    (10**15, 2_000_000_000, 50),
)


def fee_of(claim_fen: int) -> int:
    """Return the court fee for a claim, in fen, to the whole yuan.

    Example:
        >>> fee_of(900_000), fee_of(5_000_000), fee_of(12_000_000)
        (5000, 105000, 270000)

    Source: 诉讼费用交纳办法 (国务院令第481号) art. 13(1).
    """
    fee = 5_000
    for ceiling, floor, rate in FEE_STEPS[1:]:
        part = min(claim_fen, ceiling) - floor
        if part > 0:
            fee += part * rate // 10_000
    return fee // 100 * 100


class CivilCause(Cause):
    """A civil or administrative cause: who sues whom for what, and what the court gives."""

    case_type = CaseType.CIVIL

    @abstractmethod
    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claims one by one, each closed by a semicolon."""

    @abstractmethod
    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the general reasons, before those on the issues."""

    @abstractmethod
    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return words that depend on the ruling."""

    def mediated_item(self, matter: Matter, ruling: Ruling, speak: Speaker) -> str:
        """Return the main term of a settlement."""
        return speak("mediated", **self.words(matter, ruling))

    def fee(self, matter: Matter, ruling: Ruling) -> int:
        """Return the full court fee in fen."""
        del matter
        return fee_of(ruling.sums.get("claim", 0))


class Cast:
    """Puts persons and companies on the stage of one civil dispute."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.actors: list[Actor] = []

    def person(
        self,
        slot: str,
        role: Role | None,
        *,
        ages: tuple[int, int] = (25, 66),
        is_female: bool | None = None,
        counsel_percent: int = 35,
    ) -> Person:
        """Add a natural person."""
        setting = self.setting
        given = setting.wants.actors.get(slot)
        who = given if isinstance(given, Person) else None
        chance = setting.chance.child("cast" + slot)
        if who is None and not isinstance(given, Company):
            who = setting.registry.person(
                chance,
                f"{setting.key}.{slot}",
                on=setting.happened_on,
                place=setting.court.place,
                ages=ages,
                is_female=is_female,
            )
        self.add(slot, given if who is None and given is not None else who, role, counsel_percent)
        if who is None:
            raise TypeError(f"slot {slot} of {setting.key} needs a natural person")
        return who

    def company(
        self, slot: str, role: Role | None, trades: tuple[str, ...], counsel_percent: int = 50
    ) -> Company:
        """Add a company."""
        setting = self.setting
        given = setting.wants.actors.get(slot)
        chance = setting.chance.child("cast" + slot)
        who = (
            given
            if isinstance(given, Company)
            else setting.registry.company(
                chance,
                f"{setting.key}.{slot}",
                place=setting.court.place,
                trade=chance.pick(trades),
            )
        )
        self.add(slot, who, role, counsel_percent)
        return who

    def village(self, slot: str, role: Role) -> Company:
        """Add a village committee."""
        setting = self.setting
        given = setting.wants.actors.get(slot)
        chance = setting.chance.child("cast" + slot)
        who = (
            given
            if isinstance(given, Company)
            else setting.registry.village(
                chance, f"{setting.key}.{slot}", place=setting.court.place
            )
        )
        self.add(slot, who, role, 40)
        return who

    def add(
        self, slot: str, who: Person | Company | None, role: Role | None, counsel_percent: int = 0
    ) -> None:
        """Add somebody who is already known."""
        if who is None:
            raise TypeError(f"slot {slot} of {self.setting.key} is empty")
        chance = self.setting.chance.child("counsel" + slot)
        counsel = None
        if role is not None and chance.happens(counsel_percent):
            name = self.setting.registry.person(
                chance, "", on=self.setting.happened_on, place=self.setting.court.place
            ).name
            counsel = lawyer(chance, name, self.setting.court)
        self.actors.append(Actor(slot=slot, who=who, role=role, counsel=counsel))


def draw_issue(cause: str, wants: Wants, chance: Chance, percent: int) -> str:
    """Return the wanted issue, or a settled one by chance, or none."""
    if wants.issue is not None:
        return wants.issue
    settled = [issue.key for issue in issues_of(cause, contested=False)]
    return chance.pick(settled) if settled and chance.happens(percent) else ""


def take_positions(
    matter: Matter,
    positions: Mapping[str, str],
    settled: Mapping[str, Callable[[Matter], str]] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the position on each issue of a matter: the one given, or the settled one.

    Raises:
        KeyError: A contested issue without a position.
    """
    return {
        issue: positions[issue] if issue in positions else settled[issue](matter)
        for issue in matter.issues
    }


def add_days(day: date, days: int) -> date:
    """Return a day later."""
    return day + timedelta(days=days)


def half_result(award: int, claim: int) -> str:
    """Return granted, partly or denied by what was given of what was asked.

    Example:
        >>> half_result(0, 5), half_result(3, 5), half_result(5, 5)
        ('denied', 'partly', 'granted')
    """
    if award <= 0:
        return "denied"
    return "granted" if award >= claim else "partly"

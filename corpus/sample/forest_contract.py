"""Contracts on forest land (林业承包合同): who holds which land, and for what?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from corpus.judgment import Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.civil import Cast, CivilCause, add_days, draw_issue, take_positions
from corpus.sample.figures import arabic_date, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Matter, Ruling, Setting
from corpus.sample.parameters import law_on
from corpus.sample.people import Company
from corpus.sample.places import draw_village
from corpus.sample.statutes import article, civil_procedure

VARIANTS = {"no_vote": "vote", "title_dispute": "title"}


class ForestContract(CivilCause):
    """Contracts by which a village lets forest land."""

    key = "forest_contract"
    title = "林业承包合同纠纷"

    def imagine(self, setting: Setting) -> Matter:
        """Return a dispute about let forest land."""
        chance, wants, day = setting.chance, setting.wants, setting.happened_on
        issue = draw_issue(self.key, wants, chance, 0)
        variant = wants.variant or VARIANTS.get(issue, "rent")
        years = chance.pick((20, 30, 30, 50))
        made = add_days(day, -365 * chance.between(4, 9))
        rent = chance.between(10, 120) * 10_000
        owed_years = chance.between(2, 4)
        area = chance.between(30, 400)
        cast = Cast(setting)
        if variant == "title":
            cast.person("P", Role.PLAINTIFF)
        else:
            cast.village("P", Role.PLAINTIFF)
        cast.person("D", Role.DEFENDANT)
        place = setting.court.place
        owner = cast.actors[0].who
        home = (
            owner.seat if isinstance(owner, Company) else (f"{place}{draw_village(chance, place)}")
        )
        unpaid = date(day.year - owed_years + 1, 1, 1)
        words = {
            "made": arabic_date(made),
            "land": f"{home}{chance.pick(('东山', '北沟', '南坡', '后山', '西岗'))}",
            "area": str(area),
            "part": str(chance.between(3, max(4, area // 4))),
            "years": str(years),
            "rent": plain_money(rent),
            "unpaid_from": f"{unpaid.year}年",
            "balance": plain_money(rent * owed_years),
            "balance_plain": plain_money(rent * owed_years),
            "hardship": chance.pick(("病虫害", "连年干旱", "市场行情低迷")),
        }
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant=variant,
            actors=tuple(cast.actors),
            values=MappingProxyType(words),
            numbers=MappingProxyType(
                {
                    "measure": rent * owed_years,
                    "dissolve": int(chance.happens(30)),
                    "wait": 60,
                    "absent": int(variant == "rent" and chance.happens(20)),
                }
            ),
            flags=frozenset(),
            issues=(issue,) if issue else (),
            happened_on=day,
            law=law_on("contract", day).key,
        )

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claims for rent, for nullity or for the land."""
        return [
            speak({"rent": "claim.rent", "vote": "claim.void"}.get(matter.variant, "claim.title"))
        ]

    def rule(
        self,
        matter: Matter,
        *,
        filed: date,
        on: date,
        chance: Chance,
        positions: Mapping[str, str] = NOTHING,
        factor_percent: int = 100,
    ) -> Ruling:
        """Give rent that is owed; nullity and land by the position taken."""
        del filed, on, chance, factor_percent
        taken = take_positions(matter, positions)
        claim = matter.numbers["measure"]
        if matter.variant == "rent":
            return Ruling(result="granted", sums=MappingProxyType({"claim": claim, "award": claim}))
        result = {
            "invalid": "granted",
            "valid": "denied",
            "dismissed": "dismissed",
            "denied": "denied",
        }[next(iter(taken.values()))]
        return Ruling(result=result, positions=MappingProxyType(taken))

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return the terms of settlements."""
        del ruling
        kept = matter.numbers["measure"] * 9 // 10 // 10_000 * 10_000
        return {"mediated_plain": plain_money(kept)}

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the general reasons of the story."""
        del ruling
        if matter.variant == "rent":
            answer = "" if matter.numbers["absent"] else speak("defence_answer")
            return [speak("reason.rent", defence_answer=answer)]
        return [speak(f"reason.{matter.variant}")]

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return payment, nullity or refusal."""
        if ruling.result == "dismissed":
            return [speak("item_dismiss")]
        if ruling.result == "denied":
            return [speak("item_deny_all")]
        return [speak("item.void" if matter.variant == "vote" else "item.rent")]

    def fee(self, matter: Matter, ruling: Ruling) -> int:
        """Return the fee by the sum, or 100 yuan where no sum is in dispute."""
        return super().fee(matter, ruling) if matter.variant == "rent" else 10_000

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles on contracts and on the letting of rural land."""
        new = matter.law == "civil-code"
        proof = civil_procedure("evidence", on, 1)
        if ruling.result == "dismissed":
            return [
                article("森林法", 22, 2),
                civil_procedure("conditions", on, None, 4),
                civil_procedure("ruling", on, 1, 3),
            ]
        if matter.variant == "title":
            return [article("民法典", 331) if new else article("农村土地承包法", 17), proof]
        if ruling.result == "denied":
            return [article("民法典", 7), article("民法典", 509, 1), proof]
        if matter.variant == "vote":
            return [
                article("民法典", 153, 1),
                article("民法典", 155),
                article("农村土地承包法", 52, 1),
                proof,
            ]
        found = (
            [article("民法典", 509, 1), article("民法典", 577), article("民法典", 579)]
            if new
            else [article("合同法", 60, 1), article("合同法", 107), article("合同法", 109)]
        )
        found += [article("农村土地承包法", 49), proof]
        if matter.numbers["absent"]:
            found.append(civil_procedure("default", on))
        return found

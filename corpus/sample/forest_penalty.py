"""Penalties of forest bureaus (林业行政处罚): was the fine lawful?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from corpus.judgment import CaseType, Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.civil import Cast, CivilCause, add_days, draw_issue, take_positions
from corpus.sample.figures import arabic_date, cubic_metres, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Matter, Ruling, Setting
from corpus.sample.parameters import law_on
from corpus.sample.people import Company
from corpus.sample.places import draw_village
from corpus.sample.statutes import article

NEW_PENALTY_ACT = date(2021, 7, 15)
SETTLED = MappingProxyType(
    {"fine_base": lambda matter: "by_cost" if matter.law == "forest-act-2019" else "by_area"}
)


class ForestPenalty(CivilCause):
    """Suits against fines of a forest bureau."""

    key = "forest_penalty"
    title = "行政处罚"
    called = "林业行政处罚"
    case_type = CaseType.ADMINISTRATIVE

    def imagine(self, setting: Setting) -> Matter:
        """Return a fine and the suit against it; the day of the matter is that of the decision."""
        chance, wants, decided = setting.chance, setting.wants, setting.happened_on
        issue = draw_issue(self.key, wants, chance, 20)
        variant = wants.variant or ("land" if issue else chance.weigh((("land", 60), ("cut", 40))))
        law = law_on("forest_penalty", decided).key
        area = chance.between(120, 2600)
        litres = chance.between(3, 19) * 500
        value = litres * 70 // 100 * 100
        times = chance.between(1, 3) if variant == "land" else chance.between(3, 5)
        if variant == "cut":
            fine, rule = value * times, f"林木价值{times}倍"
        elif law == "forest-act-2019":
            cost = area * chance.between(12, 25) * 100
            fine, rule = (
                cost * times,
                f"恢复植被和林业生产条件所需费用{plain_money(cost)}的{times}倍",
            )
        else:
            rate = chance.between(10, 30)
            fine, rule = area * rate * 100, f"每平方米{rate}元"
        opened = add_days(decided, -chance.between(25, 80))
        past = chance.between(800, 1500) if issue == "limitation" else chance.between(30, 300)
        cast = Cast(setting)
        cast.person("P", Role.PLAINTIFF)
        place = setting.court.place
        given = wants.actors.get("D")
        bureau = (
            given
            if isinstance(given, Company)
            else Company(
                key=f"bureau:{place}",
                name=f"{place}林业局",
                seat=f"{place}{chance.pick(('林海路', '育林路'))}1号",
                head=setting.registry.person(
                    chance.child("head"), "", on=decided, place=place
                ).name,
                head_title="法定代表人|局长",
                is_organ=True,
            )
        )
        cast.add("D", bureau, Role.DEFENDANT, 60)
        words = {
            "home": f"{place}{draw_village(chance, place)}",
            "structure": chance.pick(
                ("看护房", "养殖棚舍", "砂石料场", "道路", "鱼塘", "人参看护用房")
            ),
            "area": str(area),
            "volume": cubic_metres(litres),
            "value": plain_money(value),
            "fine": plain_money(fine),
            "fine_rule": rule,
            "remedy": (
                "限期恢复植被和林业生产条件" if law == "forest-act-2019" else "限期恢复原状"
            ),
            "replant": str(litres // 300 * 3 + 6),
            "decided": arabic_date(decided),
            "opened": arabic_date(opened),
            "happened": arabic_date(add_days(opened, -past)),
            "built": arabic_date(add_days(opened, -past)),
            "decision_no": (f"{place[:2]}林罚决字〔{decided.year}〕第{chance.between(2, 96)}号"),
        }
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant=variant,
            actors=tuple(cast.actors),
            values=MappingProxyType(words),
            numbers=MappingProxyType({"measure": fine, "wait": 20, "absent": 0}),
            flags=frozenset(),
            issues=(issue,) if issue else (),
            happened_on=decided,
            law=law,
        )

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claim to annul the fine."""
        del matter
        return [speak("claim.revoke")]

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
        """Uphold the fine unless a position is against it."""
        del filed, on, chance, factor_percent
        taken = take_positions(matter, positions, SETTLED)
        result = "denied"
        if {"revoked", "from_act"} & set(taken.values()):
            result = "granted"
        elif "declared" in taken.values():
            result = "declared"
        return Ruling(result=result, positions=MappingProxyType(taken))

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return nothing: no word depends on the ruling."""
        del matter, ruling
        return {}

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return power and lawfulness."""
        slot = "reason.lawful" if ruling.result == "denied" else "reason.fact_ok"
        if "limitation" in matter.issues:
            slot = "reason.fact_ok"
        sentence = speak(slot)
        return [speak("reason.power"), sentence]

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return refusal, annulment or the finding of unlawfulness."""
        del matter
        return [
            speak(
                {"denied": "item.deny", "granted": "item.revoke", "declared": "item.declare"}[
                    ruling.result
                ]
            )
        ]

    def fee(self, matter: Matter, ruling: Ruling) -> int:
        """Return 50 yuan: 诉讼费用交纳办法 art. 13(5)."""
        del matter, ruling
        return 5_000

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the article of the Administrative Litigation Law for the kind of ruling."""
        del on
        if ruling.result == "denied":
            found = [article("行政诉讼法", 69)]
        elif ruling.result == "declared":
            found = [article("行政诉讼法", 74, 1, 1)]
        elif "from_act" in ruling.positions.values():
            found = [article("行政诉讼法", 70, None, 2)]
        else:
            found = [article("行政诉讼法", 70, None, 3)]
        new = matter.happened_on >= NEW_PENALTY_ACT
        if "hearing_notice" in matter.issues:
            found.append(article("行政处罚法", 63, 1, 1) if new else article("行政处罚法", 42, 1))
        if "limitation" in matter.issues:
            found.append(article("行政处罚法", 36) if new else article("行政处罚法", 29))
        if ruling.result == "denied" and "limitation" not in matter.issues:
            found.append(self._ground(matter))
        return found

    def _ground(self, matter: Matter) -> Provision:
        if matter.variant == "cut":
            return article("森林法", 76 if matter.law == "forest-act-2019" else 39, 2)
        if matter.law == "forest-act-2019":
            return article("森林法", 73, 1)
        return article("森林法实施条例", 43, 1)

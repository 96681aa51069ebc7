"""Divorce (离婚): is the bond broken, who keeps the child, what does the other pay?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from corpus.judgment import Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.civil import Cast, CivilCause, add_days, take_positions
from corpus.sample.figures import arabic_date, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Actor, Matter, Ruling, Setting
from corpus.sample.parameters import CHILD_SUPPORT_PERCENT, CIVIL_CODE, law_on
from corpus.sample.people import Person
from corpus.sample.statutes import article, civil_procedure

LOW_SUPPORT_PERCENT = 12
SETTLED = MappingProxyType(
    {"divorce_ground": lambda matter: "broken" if matter.variant == "second" else "not_broken"}
)


class Divorce(CivilCause):
    """Suits for divorce with one child."""

    key = "divorce"
    title = "离婚纠纷"

    def imagine(self, setting: Setting) -> Matter:
        """Return a marriage in trouble; the day of the matter is that of the quarrel."""
        chance, wants, day = setting.chance, setting.wants, setting.happened_on
        variant = wants.variant or chance.weigh((("first", 55), ("second", 45)))
        issues = ["divorce_ground"]
        if wants.issue:
            variant = "second" if wants.issue == "child_support" else variant
            if wants.issue != "divorce_ground":
                issues.append(wants.issue)
        cast = Cast(setting)
        wife_sues = chance.happens(60)
        plaintiff = cast.person("P", Role.PLAINTIFF, ages=(36, 46), is_female=wife_sues)
        cast.person("D", Role.DEFENDANT, ages=(37, 48), is_female=not wife_sues)
        age = chance.between(3, 9)
        born = add_days(day, -365 * age - chance.between(10, 300))
        married = add_days(born, -chance.between(300, 900))
        girl = chance.happens(50)
        child = setting.registry.person(
            chance.child("child"),
            f"{setting.key}.C",
            on=day,
            place=setting.court.place,
            ages=(3, 3),
        )
        child = Person(
            key=child.key,
            name=plaintiff.name[0] + child.name[1:],
            is_female=girl,
            born_on=born,
            nation=child.nation,
            schooling="",
            work="",
            home=child.home,
        )
        cast.actors.append(Actor(slot="C", who=child, role=None, is_hidden=True))
        income = wants.measure or chance.between(28, 70) * 10_000
        keeper = chance.pick(("P", "P", "D"))
        words = {
            "married": arabic_date(married),
            "born_child": arabic_date(born),
            "child_word_short": "女" if girl else "子",
            "first_suit": arabic_date(add_days(day, -chance.between(420, 560))),
            "trouble": chance.pick(("双方性格差异", "经济问题", "与父母相处", "一方长期在外务工")),
            "income": plain_money(income),
            "custodian_word": "原告" if keeper == "P" else "被告",
            "other_word": "被告" if keeper == "P" else "原告",
        }
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant=variant,
            actors=tuple(cast.actors),
            values=MappingProxyType(words),
            numbers=MappingProxyType(
                {"measure": income, "keeper": int(keeper == "P"), "wait": 30, "absent": 0}
            ),
            flags=frozenset(),
            issues=tuple(issues),
            happened_on=day,
            law=law_on("marriage", day).key,
        )

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return divorce and custody."""
        del matter
        return [speak("claim.divorce"), speak("claim.child")]

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
        """Refuse a first suit; grant one after refusal and a year apart."""
        del filed, on, chance, factor_percent
        taken = take_positions(matter, positions, SETTLED)
        if taken["divorce_ground"] == "not_broken":
            return Ruling(result="denied", positions=MappingProxyType(taken))
        low = taken.get("child_support") == "low"
        percent = LOW_SUPPORT_PERCENT if low else CHILD_SUPPORT_PERCENT
        support = matter.numbers["measure"] * percent // 100 // 1_000 * 1_000
        return Ruling(
            result="granted",
            positions=MappingProxyType(taken),
            sums=MappingProxyType({"support": support}),
        )

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return the sum of support."""
        usual = matter.numbers["measure"] * CHILD_SUPPORT_PERCENT // 100 // 1_000 * 1_000
        return {"support": plain_money(ruling.sums.get("support", usual))}

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the reasons on the bond and the child."""
        lines = [speak("reason.first")]
        if ruling.result == "granted" and "child_support" not in matter.issues:
            lines.append(speak("reason.child"))
        return lines

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return refusal, or divorce, custody and support."""
        if ruling.result == "denied":
            return [speak("item.refuse")]
        return [speak("item.divorce"), speak("item.child", **self.words(matter, ruling))]

    def fee(self, matter: Matter, ruling: Ruling) -> int:
        """Return 300 yuan: 诉讼费用交纳办法 art. 13(2) allows 50 to 300."""
        del matter, ruling
        return 30_000

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles on divorce and children."""
        if matter.happened_on >= CIVIL_CODE:
            found = [article("民法典", 1079, 2)]
            if ruling.result == "granted":
                found = [article("民法典", 1079, 5), article("民法典", 1084, 3)]
                found += [article("民法典", 1085, 1), article("婚姻家庭编解释一", 49, 2)]
        else:
            found = [article("婚姻法", 32, 2)]
            if ruling.result == "granted":
                found += [article("婚姻法", 36), article("婚姻法", 37, 1)]
            if on >= CIVIL_CODE:
                found.append(article("时间效力规定", 1, 2))
        return [*found, civil_procedure("evidence", on, 1)]

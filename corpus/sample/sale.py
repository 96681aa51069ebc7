"""Sale (买卖合同): what was delivered, what was paid, what does delay cost?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from corpus.judgment import Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.civil import (
    Cast,
    CivilCause,
    add_days,
    draw_issue,
    half_result,
    take_positions,
)
from corpus.sample.figures import arabic_date, chinese_number, money, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Matter, Ruling, Setting
from corpus.sample.parameters import CIVIL_CODE, law_on
from corpus.sample.statutes import article, civil_procedure

GOODS = (
    "木材",
    "建筑材料",
    "化肥和种子",
    "木耳菌袋",
    "水泥和砂石",
    "五金配件",
    "胶合板",
    "煤炭",
    "苗木",
)
SETTLED = MappingProxyType(
    {"inspection": lambda matter: "timely" if matter.numbers["is_open"] == 0 else "late"}
)


class Sale(CivilCause):
    """Unpaid prices."""

    key = "sale"
    title = "买卖合同纠纷"

    def imagine(self, setting: Setting) -> Matter:
        """Return a sale whose price was not fully paid."""
        chance, wants, made = setting.chance, setting.wants, setting.happened_on
        issue = draw_issue(self.key, wants, chance, 25)
        total = chance.between(20, 900) * 100_000
        paid = total * chance.between(10, 70) // 100 // 100_000 * 100_000
        balance = wants.measure or total - paid
        total = paid + balance
        defect = balance * chance.between(8, 25) // 100 // 10_000 * 10_000
        daily = 0 if issue in {"invoice_defence", "inspection"} else chance.pick((0, 0, 1, 2, 3))
        if issue == "penalty_cut":
            daily = chance.pick((2, 3, 5))
        cast = Cast(setting)
        cast.company("P", Role.PLAINTIFF, ("木业", "商贸", "建材", "农资", "机电"))
        if chance.happens(45) and issue != "penalty_cut":
            cast.person("D", Role.DEFENDANT)
        else:
            cast.company("D", Role.DEFENDANT, ("建筑", "木制品", "商贸", "装饰"))
        settled = add_days(made, chance.between(60, 200))
        span = (settled - made).days
        words = {
            "made": arabic_date(made),
            "settled": arabic_date(settled),
            "from_day": arabic_date(add_days(settled, 31)),
            "goods": chance.pick(GOODS),
            "total": money(total, chance),
            "paid": money(paid, chance) if paid else "部分货款",
            "balance": money(balance, chance),
            "balance_plain": plain_money(balance),
            "penalty_daily": chinese_number(daily),
            "defect": plain_money(defect),
            "notice_days": str(chance.between(2, 9)),
        }
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant="goods",
            actors=tuple(cast.actors),
            values=MappingProxyType(words),
            numbers=MappingProxyType(
                {
                    "measure": balance,
                    "defect": defect,
                    "daily": daily,
                    "wait": span + chance.between(40, 160),
                    "is_open": wants.numbers.get("is_open", chance.below(2)),
                    "absent": int(not issue and chance.happens(30)),
                }
            ),
            flags=frozenset(),
            issues=(issue,) if issue else (),
            happened_on=made,
            law=law_on("contract", made).key,
        )

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claims for price and penalty."""
        second = "claim.penalty" if matter.numbers["daily"] else "claim.overdue"
        return [speak("claim.price"), speak(second)]

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
        """Give the balance, less defects shown in time."""
        del filed, on, chance, factor_percent
        taken = take_positions(matter, positions, SETTLED)
        claim = matter.numbers["measure"]
        award = claim
        if taken.get("invoice_defence") == "withhold":
            award = 0
        if taken.get("inspection") == "timely":
            award -= matter.numbers["defect"]
        result = half_result(award, claim)
        if award and {"cut", "late", "pay"} & set(taken.values()):
            # The price is given, what was asked for delay is not, or not in full.
            result = "partly"
        sums = {"claim": claim, "award": award} if award else {"claim": claim}
        return Ruling(result=result, positions=MappingProxyType(taken), sums=MappingProxyType(sums))

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return the sum awarded."""
        award = ruling.sums.get("award", 0)
        kept = matter.numbers["measure"] * 9 // 10 // 10_000 * 10_000
        return {"award_plain": plain_money(award), "mediated_plain": plain_money(kept)}

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the reasons for the price and for delay."""
        if ruling.result == "denied":
            return []
        lines = [speak("reason.goods")]
        if not matter.numbers["daily"] and not matter.issues:
            lines.append(speak("reason.overdue"))
        return lines

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return payment of price and of what delay costs."""
        if ruling.result == "denied":
            return [speak("item_deny_all")]
        if "inspection" in matter.issues or "invoice_defence" in matter.issues:
            lines = [speak("item.pay_goods_only")]
            return [*lines, speak("item_deny_rest")]
        if ruling.positions.get("penalty_cut") == "cut":
            overdue = speak("overdue.cut")
        else:
            overdue = speak("overdue.agreed" if matter.numbers["daily"] else "overdue.lpr")
        lines = [speak("item.pay", overdue=overdue)]
        if ruling.result == "partly":
            lines.append(speak("item_deny_rest"))
        return lines

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles on sale of the code that governs."""
        new = matter.happened_on >= CIVIL_CODE
        found = (
            [
                article("民法典", 509, 1),
                article("民法典", 577),
                article("民法典", 595),
                article("民法典", 626),
                article("民法典", 628),
            ]
            if new
            else [
                article("合同法", 60, 1),
                article("合同法", 107),
                article("合同法", 130),
                article("合同法", 159),
                article("合同法", 161),
            ]
        )
        if ruling.result == "denied":
            found = [article("民法典", 526)] if new else [article("合同法", 67)]
        elif "inspection" in matter.issues:
            found.append(article("民法典", 621, 2) if new else article("合同法", 158, 2))
        elif matter.numbers["daily"]:
            found.append(article("民法典", 585, 2) if new else article("合同法", 114, 2))
        elif "invoice_defence" not in matter.issues:
            found.append(article("买卖合同解释", 18, 4 if new else 3))
        if not new and on >= CIVIL_CODE:
            found.append(article("时间效力规定", 1, 2))
        found.append(civil_procedure("evidence", on, 1))
        if matter.numbers["absent"]:
            found.append(civil_procedure("default", on))
        return found

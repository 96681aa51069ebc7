"""Labour disputes (劳动争议): what does an employer owe a worker who has left?"""

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
from corpus.sample.figures import arabic_date, decimal, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Matter, Ruling, Setting
from corpus.sample.parameters import law_on
from corpus.sample.statutes import article, civil_procedure

JOBS = (
    "木材检尺员",
    "锯工",
    "货车司机",
    "保洁",
    "车间操作工",
    "护林防火员",
    "销售员",
    "电工",
    "包装工",
    "厨师",
)
VARIANTS = {
    "retirement_age": "retired",
    "social_waiver": "waiver",
    "overtime_burden": "overtime",
}
SETTLED = MappingProxyType(
    {"social_waiver": lambda matter: "granted" if matter.law == "labour-2025" else "denied"}
)
ITEM_NAMES = {
    "double": "未签订书面劳动合同二倍工资差额",
    "severance": "解除劳动合同经济补偿",
    "dismissal": "违法解除劳动合同赔偿金",
    "overtime": "加班工资",
    "waiver": "解除劳动合同经济补偿",
}


class Labour(CivilCause):
    """Claims of workers against employers."""

    key = "labour"
    title = "劳动争议"

    def imagine(self, setting: Setting) -> Matter:
        """Return a dispute after the end of work; the day of the matter is that end."""
        chance, wants, left = setting.chance, setting.wants, setting.happened_on
        issue = draw_issue(self.key, wants, chance, 0)
        variant = (
            wants.variant
            or VARIANTS.get(issue)
            or chance.weigh((("double", 34), ("severance", 36), ("dismissal", 30)))
        )
        wage = chance.between(26, 72) * 10_000
        low, high = {"double": (4, 11), "retired": (5, 20)}.get(variant, (5, 70))
        months = chance.between(low, high)
        hired = add_days(left, -months * 30 - chance.between(3, 12))
        cast = Cast(setting)
        ages = (63, 70) if variant == "retired" else (23, 55)
        worker = cast.person("P", Role.PLAINTIFF, ages=ages)
        cast.company("D", Role.DEFENDANT, ("木业", "运输", "食品", "物业服务", "林产品"))
        # 劳动合同法 art. 47: a year counts one month, half a year or more one, less a half.
        whole, rest = divmod((left - hired).days, 365)
        halves = 2 * whole + (2 if rest >= 183 else 1)
        claim = {
            "double": wage * (months - 1),
            "severance": wage * halves // 2,
            "waiver": wage * halves // 2,
            "dismissal": wage * halves,
            "overtime": wage // 22 * 2 * (months * 4) // 100 * 100,
            "retired": 0,
        }[variant]
        words = {
            "hired": arabic_date(hired),
            "left": arabic_date(left),
            "arrears_from": f"{left.year - (left.month <= 3)}年{(left.month + 8) % 12 + 1}月",
            "job": chance.pick(JOBS),
            "wage": plain_money(wage),
            "wage_plain": plain_money(wage),
            "months": str(months - 1),
            "year_text": decimal(halves * 5, 1),
            "age": str(worker.age_on(hired)),
            "overtime": plain_money(claim),
            "claim_plain": plain_money(claim),
            "place": setting.court.place,
        }
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant=variant,
            actors=tuple(cast.actors),
            values=MappingProxyType(words),
            numbers=MappingProxyType({"measure": claim, "wait": 75, "absent": 0}),
            flags=frozenset(),
            issues=(issue,) if issue else (),
            happened_on=left,
            law=law_on("labour", left).key,
        )

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claim."""
        return [speak(f"claim.{matter.variant}")]

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
        """Give what the statute counts, unless a position denies it."""
        del filed, on, chance, factor_percent
        taken = take_positions(matter, positions, SETTLED)
        claim = matter.numbers["measure"]
        if matter.variant == "retired":
            granted = taken.get("retirement_age") == "labour"
            return Ruling(result="granted" if granted else "denied", positions=taken)
        denied = {"denied", "worker_bears"} & set(taken.values())
        award = 0 if denied else claim
        sums = {"claim": claim, "award": award} if award else {"claim": claim}
        return Ruling(
            result=half_result(award, claim),
            positions=MappingProxyType(taken),
            sums=MappingProxyType(sums),
        )

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return the award and its name."""
        claim = matter.numbers["measure"]
        return {
            "award": plain_money(ruling.sums.get("award", claim)),
            "item_name": ITEM_NAMES.get(matter.variant, ""),
            "mediated_plain": plain_money(claim * 8 // 10 // 10_000 * 10_000),
        }

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the reasons of the story."""
        reason = speak(f"reason.{matter.variant}", **self.words(matter, ruling))
        return [reason if reason.endswith("。") else reason + "，"]

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return payment, finding or refusal."""
        if ruling.result == "denied":
            return [speak("item_deny_all")]
        if matter.variant == "retired":
            return [speak("item.confirm")]
        return [speak("item.pay", **self.words(matter, ruling))]

    def fee(self, matter: Matter, ruling: Ruling) -> int:
        """Return 10 yuan: 诉讼费用交纳办法 art. 13(4)."""
        del matter, ruling
        return 1_000

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles of the Labour Contract Law for the claim."""
        proof = civil_procedure("evidence", on, 1)
        found = {
            "double": [article("劳动合同法", 10), article("劳动合同法", 82, 1)],
            "severance": [
                article("劳动合同法", 30, 1),
                article("劳动合同法", 38, 1, 2),
                article("劳动合同法", 46, None, 1),
                article("劳动合同法", 47),
            ],
            "dismissal": [
                article("劳动合同法", 43),
                article("劳动合同法", 47),
                article("劳动合同法", 48),
                article("劳动合同法", 87),
                article("劳动争议解释一", 44),
            ],
            "overtime": [article("劳动争议调解仲裁法", 6), article("劳动争议解释一", 42)],
            "retired": [article("劳动合同法", 7), article("劳动争议解释一", 32, 1)],
            "waiver": [article("劳动合同法", 38, 1, 3), article("劳动合同法", 46, None, 1)],
        }[matter.variant]
        if matter.variant == "retired" and ruling.result == "denied":
            found = [article("劳动合同法", 44, None, 2)]
        if matter.variant == "waiver" and matter.law == "labour-2025":
            found.append(article("劳动争议解释二", 19))
        if on < date(2021, 1, 1):
            # The consolidated interpretation came with the Civil Code.
            found = [entry for entry in found if "解释（一）" not in entry.law]
        return [*found, proof]

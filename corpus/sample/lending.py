"""Private lending (民间借贷): who owes whom how much, at which interest?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from corpus.judgment import Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.civil import Cast, CivilCause, add_days, draw_issue, take_positions
from corpus.sample.figures import arabic_date, decimal, formal_number, money, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Matter, Ruling, Setting
from corpus.sample.parameters import CIVIL_CODE, lpr_on
from corpus.sample.people import Person
from corpus.sample.statutes import article, civil_procedure

NEW_CAP = date(2020, 8, 20)
OLD_CAP_HUNDREDTHS = 2_400
SETTLED = MappingProxyType(
    {
        "interest_cap": lambda matter: (
            "above" if matter.numbers["rate"] > matter.numbers["cap"] else "within"
        ),
        "guarantee_mode": lambda matter: "general" if matter.happened_on >= CIVIL_CODE else "joint",
        "transfer_proof": lambda matter: "unproven" if matter.numbers["is_open"] else "proven",
    }
)
VARIANTS = {
    "guarantee_mode": "guarantee",
    "transfer_proof": "transfer",
    "transfer_burden": "transfer",
}
FAILED = frozenset({"unproven", "lender_bears"})


def rate_text(hundredths: int) -> str:
    """Return a yearly rate given in hundredths of a percent, "15.4%"."""
    return decimal(hundredths, 2) + "%"


class Lending(CivilCause):
    """Loans between private persons."""

    key = "lending"
    title = "民间借贷纠纷"

    def imagine(self, setting: Setting) -> Matter:
        """Return a loan that was not repaid."""
        chance, wants, lent = setting.chance, setting.wants, setting.happened_on
        issue = draw_issue(self.key, wants, chance, 30)
        ways = (("plain", 55), ("transfer", 25), ("guarantee", 20 if wants.issue is None else 0))
        drawn = chance.weigh(ways)
        variant = wants.variant or (VARIANTS.get(issue, "plain") if issue else drawn)
        if variant == "guarantee" and not issue:
            issue = "guarantee_mode"
        principal = (
            wants.measure or chance.pick((2, 3, 5, 6, 8, 10, 12, 15, 20, 30, 50)) * 1_000_000
        )
        span = chance.pick((180, 270, 365))
        due = add_days(lent, span)
        wait = span + chance.between(40, 200)
        if issue == "cap_transition":
            # Lent before the new cap and sued upon after it (法释〔2020〕17号 art. 31).
            wait = max(span + 10, (NEW_CAP - lent).days + chance.between(20, 120))
        law = "cap-4-lpr" if lent >= NEW_CAP else "cap-24-36"
        if law == "cap-24-36" and add_days(lent, wait + 125) >= NEW_CAP:
            law = "cap-transition"
            if issue != "cap_transition":
                issue = issue if issue in {"guarantee_mode", "transfer_proof"} else ""
        rate = wants.numbers.get("rate", self._rate(chance, issue, law, lent))
        cap = 4 * lpr_on(lent) if law == "cap-4-lpr" else OLD_CAP_HUNDREDTHS
        cast = Cast(setting)
        cast.person("P", Role.PLAINTIFF)
        married = issue == "spouse_debt"
        borrower = cast.person("D", Role.DEFENDANT, is_female=False if married else None)
        if variant == "guarantee" or issue == "spouse_debt":
            self._second(cast, setting, borrower if married else None)
        yuan = principal // 100
        words = {
            "lent": arabic_date(lent),
            "due": arabic_date(due),
            "from_day": arabic_date(lent if rate else add_days(due, 1)),
            "principal": money(principal, chance.child("money")),
            "principal_plain": plain_money(principal),
            "principal_formal": f"{plain_money(principal)}（{formal_number(yuan)}元整）",
            "rate": rate_text(rate),
            "cap": rate_text(cap),
            "police": f"{setting.court.place}公安局",
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
                    "measure": principal,
                    "rate": rate,
                    "cap": cap,
                    "wait": wait,
                    "is_open": wants.numbers.get("is_open", chance.below(2)),
                    "absent": int(not issue and chance.happens(35)),
                }
            ),
            flags=frozenset(),
            issues=(issue,) if issue else (),
            happened_on=lent,
            law=law,
        )

    def _second(self, cast: Cast, setting: Setting, husband: Person | None) -> None:
        if husband is None:
            cast.person("E", Role.DEFENDANT)
            return
        age = husband.age_on(setting.happened_on)
        wife = setting.registry.person(
            setting.chance.child("wife"),
            f"{setting.key}.E",
            on=setting.happened_on,
            place=setting.court.place,
            ages=(max(22, age - 3), max(22, age)),
            is_female=True,
        )
        cast.add("E", replace(wife, home=husband.home), Role.DEFENDANT, 35)

    def _rate(self, chance: Chance, issue: str, law: str, lent: date) -> int:
        if issue == "cap_transition":
            return OLD_CAP_HUNDREDTHS
        if issue == "interest_cap" and law == "cap-4-lpr":
            return chance.pick((1_200, 1_800, 2_000, 2_400))
        if law == "cap-24-36":
            return chance.pick((0, 1_200, 1_500, 1_800, 2_400))
        if law == "cap-transition":
            return chance.pick((0, 600, 1_200))
        below = [rate for rate in (600, 800, 1_000, 1_200) if rate <= 4 * lpr_on(lent)]
        return chance.pick((0, *below))

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claims for principal and interest."""
        lines = [speak("claim.principal", claim_interest=self._asked(matter, speak))]
        if matter.variant == "guarantee":
            lines.append(f"被告{speak.values['E']}承担连带保证责任；")
        elif "spouse_debt" in matter.issues:
            lines = [speak("claim.principal", claim_interest=self._asked(matter, speak))]
        return lines

    def _asked(self, matter: Matter, speak: Speaker) -> str:
        if matter.numbers["rate"]:
            return f"自{speak.values['from_day']}起按年利率{speak.values['rate']}计算至付清之日止"
        return f"自{speak.values['from_day']}起按一年期贷款市场报价利率计算至付清之日止"

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
        """Give principal and interest up to the cap of the time."""
        del on, chance, factor_percent
        taken = take_positions(matter, positions, SETTLED)
        principal, rate = matter.numbers["measure"], matter.numbers["rate"]
        sums = {"claim": principal}
        if "dismissed" in taken.values():
            return Ruling(result="dismissed", positions=taken, sums=MappingProxyType(sums))
        if FAILED & set(taken.values()):
            return Ruling(result="denied", positions=taken, sums=MappingProxyType(sums))
        sums["award"] = principal
        sums["rate"] = min(rate, matter.numbers["cap"])
        if matter.law == "cap-transition" and rate:
            sums["rate_before"] = min(rate, OLD_CAP_HUNDREDTHS)
            later = (
                OLD_CAP_HUNDREDTHS
                if taken.get("cap_transition") == "old_cap"
                else (4 * lpr_on(filed))
            )
            sums["rate"] = min(rate, later)
        whole = sums["rate"] == rate and "personal" not in taken.values()
        whole = whole and "general" not in taken.values()
        return Ruling(
            filed_on=filed,
            result="granted" if whole else "partly",
            positions=MappingProxyType(taken),
            sums=MappingProxyType(sums),
        )

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return the rates allowed and the terms of settlements."""
        del matter
        rate = ruling.sums.get("rate", 0)
        found = {"allowed": rate_text(rate), "mediated_interest": ""}
        if "rate_before" in ruling.sums:
            found["allowed_before"] = rate_text(ruling.sums["rate_before"])
            found["cap"] = rate_text(ruling.sums["rate"])
        return found

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the reasons for principal and interest."""
        if ruling.result in {"denied", "dismissed"}:
            return []
        contested = matter.issues and matter.variant == "transfer"
        lines = [speak("reason.transfer" if contested else "reason.plain")]
        if not matter.numbers["rate"]:
            lines.append(speak("reason.none"))
        elif not {"interest_cap", "cap_transition"} & set(matter.issues):
            lines.append(speak("reason.interest"))
        return lines

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return payment, and the liability of guarantor or spouse."""
        if ruling.result == "dismissed":
            return [speak("item_dismiss")]
        if ruling.result == "denied":
            return [speak("item_deny_all")]
        lines = [speak("item.pay", interest=self._interest(ruling, speak))]
        if "E" in speak.values and matter.variant == "guarantee":
            lines.append(speak(f"item.guarantor_{ruling.positions['guarantee_mode']}"))
        if ruling.positions.get("spouse_debt") == "joint":
            lines.append(speak("item.spouse"))
        if ruling.result == "partly":
            lines.append(speak("item_deny_rest"))
        return lines

    def _interest(self, ruling: Ruling, speak: Speaker) -> str:
        rate, before = ruling.sums["rate"], ruling.sums.get("rate_before", ruling.sums["rate"])
        if not rate:
            values = speak.values
            return (
                f"以{values['principal_plain']}为基数，自{values['from_day']}起"
                "按一年期贷款市场报价利率计算至实际给付之日止"
            )
        if before != rate:
            return speak(
                "interest.split", allowed=rate_text(rate), allowed_before=rate_text(before)
            )
        return speak("interest.simple", allowed=rate_text(rate))

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles on loans of the code that governs."""
        if ruling.result == "dismissed":
            return [
                article("民间借贷规定", 5, 1),
                civil_procedure("conditions", on, None, 4),
                civil_procedure("ruling", on, 1, 3),
            ]
        proof = civil_procedure("evidence", on, 1)
        if ruling.result == "denied":
            return [proof, article("民诉解释", 90)]
        due = matter.happened_on + timedelta(days=matter.numbers["wait"])
        lines = self._code(matter, due, on)
        lines += self._interpretation(matter, ruling.filed_on or due)
        lines.append(proof)
        if matter.numbers["absent"]:
            lines.append(civil_procedure("default", on))
        return lines

    def _code(self, matter: Matter, due: date, on: date) -> list[Provision]:
        guarantee = matter.variant == "guarantee"
        if matter.happened_on >= CIVIL_CODE or (due >= CIVIL_CODE and not guarantee):
            found = [article("民典法"[:0] + "民法典", 667), article("民法典", 675)]
            if matter.numbers["rate"]:
                found += [article("民法典", 674), article("民法典", 680, 1)]
            found.append(article("民法典", 676))
            if guarantee:
                found += [article("民法典", 686, 2), article("民法典", 687, 1)]
            if "spouse_debt" in matter.issues:
                found.append(article("民法典", 1064))
            return found
        found = [article("合同法", 196), article("合同法", 205), article("合同法", 206)]
        found.append(article("合同法", 207))
        if guarantee:
            found += [article("担保法", 18), article("担保法", 19)]
        if on >= CIVIL_CODE:
            found.append(article("时间效力规定", 1, 2))
        return found

    def _interpretation(self, matter: Matter, filed: date) -> list[Provision]:
        if filed < NEW_CAP:
            return (
                [article("民间借贷规定", 26, 1)]
                if matter.numbers["rate"]
                else [article("民间借贷规定", 29, 2, 1)]
            )
        if filed < CIVIL_CODE:
            # The interpretation as amended in August 2020 (法释〔2020〕6号), one number off.
            return [article("民间借贷规定", 26, 1)]
        if matter.law == "cap-transition" and matter.numbers["rate"]:
            return [article("民间借贷规定", 25, 1), article("民间借贷规定", 31, 2)]
        if matter.numbers["rate"]:
            return [article("民间借贷规定", 25, 1)]
        return [article("民间借贷规定", 28, 2, 1)]

"""Liability for traffic accidents (机动车交通事故责任): which loss, whose insurer, what share?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from corpus.judgment import Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.civil import Cast, CivilCause, draw_issue, half_result, take_positions
from corpus.sample.figures import arabic_date, chinese_number, plain_money
from corpus.sample.grammar import Speaker
from corpus.sample.matters import NOTHING, Matter, Ruling, Setting
from corpus.sample.parameters import (
    CIVIL_CODE,
    FAULT_SHARES,
    RURAL_INCOME_FEN,
    URBAN_INCOME_FEN,
    law_on,
)
from corpus.sample.places import draw_road, draw_village
from corpus.sample.statutes import article, civil_procedure

NEW_LIMITS = date(2020, 9, 19)
SETTLED = MappingProxyType(
    {"urban_rural": lambda matter: "urban" if matter.law == "urban-only" else "rural"}
)
YEARS_OF_LOSS = 20


def limits_on(day: date) -> tuple[int, int]:
    """Return the limits of compulsory insurance for medical costs and for disability, in fen.

    Source: 银保监会 2020-09-03: 18,000 and 180,000 yuan from 2020-09-19; before that 10,000
    and 110,000.
    """
    return (1_800_000, 18_000_000) if day >= NEW_LIMITS else (1_000_000, 11_000_000)


class TrafficTort(CivilCause):
    """Injuries on the road."""

    key = "traffic_tort"
    title = "机动车交通事故责任纠纷"

    def imagine(self, setting: Setting) -> Matter:
        """Return an accident with its losses item by item."""
        chance, wants, day = setting.chance, setting.wants, setting.happened_on
        issue = draw_issue(self.key, wants, chance, 0)
        law = law_on("injury_standard", day).key
        rural = issue == "urban_rural" or (law == "urban-only" and chance.happens(50))
        level = chance.weigh(((10, 60), (9, 30), (8, 10)))
        fault = chance.pick(("全部责任", "主要责任", "主要责任", "同等责任"))
        income_year = min(max(day.year, 2018), 2025)
        income = URBAN_INCOME_FEN[income_year]
        if rural and law == "urban-rural":
            income = RURAL_INCOME_FEN[min(income_year, 2022)]
        days = chance.between(9, 48)
        lost, nursing = chance.pick((90, 120, 150, 180)), chance.pick((30, 60, 90))
        medical = chance.between(80, 900) * 10_000
        disability = income * YEARS_OF_LOSS * (11 - level) // 10 // 100 * 100
        losses = {
            "医疗费": medical,
            "住院伙食补助费": days * 10_000,
            "护理费": nursing * 15_800,
            "误工费": lost * 14_200,
            "残疾赔偿金": disability,
            "精神损害抚慰金": (11 - level) * 400_000,
            "交通费": chance.between(3, 9) * 10_000,
            "鉴定费": chance.between(16, 33) * 10_000,
        }
        nonmed = medical * chance.between(8, 16) // 100 // 10_000 * 10_000
        cast = Cast(setting)
        cast.person("P", Role.PLAINTIFF, ages=(22, 58))
        cast.person("D", Role.DEFENDANT)
        self._insurer(cast, setting)
        place = setting.court.place
        sign = (setting.court.province or "吉林")[0]
        words = {
            "time": f"{arabic_date(day)}{chance.between(5, 22)}时许",
            "place": f"{place}{draw_road(chance)}",
            "plate": f"{sign}{chance.pick('BCDEFH')}{chance.between(10, 99)}×××",
            "vehicle": chance.pick(("小型轿车", "轻型货车", "小型普通客车", "小型面包车")),
            "fault": fault,
            "share": str(FAULT_SHARES[fault]),
            "days": str(days),
            "lost_days": str(lost),
            "nursing_days": str(nursing),
            "level": chinese_number(level),
            "medical": plain_money(medical),
            "appraisal": plain_money(losses["鉴定费"]),
            "nonmed": plain_money(nonmed),
            "disability": plain_money(disability),
            "household": "农村" if rural else "城镇",
            "village": f"{place}{draw_village(chance, place)}",
            "hospital": f"{place}{chance.pick(('人民', '林业中心', '职工'))}医院",
            "traffic_police": f"{place}公安局交通警察大队",
        }
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant="injury",
            actors=tuple(cast.actors),
            values=MappingProxyType(words),
            numbers=MappingProxyType(
                {
                    **{f"loss:{name}": value for name, value in losses.items()},
                    "measure": sum(losses.values()),
                    "nonmed": nonmed,
                    "share": FAULT_SHARES[fault],
                    "wait": 190,
                    "absent": 0,
                }
            ),
            flags=frozenset(),
            issues=(issue,) if issue else (),
            happened_on=day,
            law=law,
        )

    def _insurer(self, cast: Cast, setting: Setting) -> None:
        chance = setting.chance.child("insurer")
        brand = chance.pick(("恒林", "安泰达", "众和", "北方", "国泰林"))
        given = setting.wants.actors.get("E")
        base = setting.registry.company(
            chance,
            f"insurer:{brand}:{setting.court.place}",
            place=setting.court.place,
            trade="财险",
        )
        who = given or type(base)(
            key=base.key,
            name=f"{brand}财产保险股份有限公司{setting.court.place}支公司",
            seat=base.seat,
            head=base.head,
            head_title="负责人|经理",
        )
        cast.add("E", who, Role.DEFENDANT, 60)

    def claims(self, matter: Matter, speak: Speaker) -> list[str]:
        """Return the claim for all losses."""
        return [speak("claim.all", claim_plain=plain_money(matter.numbers["measure"]))]

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
        """Divide the losses between compulsory insurance, commercial insurance and driver."""
        del filed, on, chance, factor_percent
        taken = take_positions(matter, positions, SETTLED)
        numbers = matter.numbers
        medical_limit, injury_limit = limits_on(matter.happened_on)
        medical = numbers["loss:医疗费"] + numbers["loss:住院伙食补助费"]
        injury = sum(
            numbers[f"loss:{name}"]
            for name in ("护理费", "误工费", "残疾赔偿金", "精神损害抚慰金", "交通费")
        )
        compulsory = min(medical, medical_limit) + min(injury, injury_limit)
        appraisal = numbers["loss:鉴定费"]
        rest = medical + injury - compulsory + appraisal
        driver = 0
        if taken.get("non_medical") == "deducted":
            driver = numbers["nonmed"] * numbers["share"] // 100
        commercial = rest * numbers["share"] // 100 - driver
        insurer = compulsory + commercial
        sums = {
            "claim": numbers["measure"],
            "award": insurer + driver,
            "insurer": insurer,
            "driver": driver,
            "compulsory": compulsory,
            "commercial": commercial,
            "rest": rest,
        }
        return Ruling(
            result=half_result(insurer + driver, numbers["measure"]),
            positions=MappingProxyType(taken),
            sums=MappingProxyType(sums),
        )

    def words(self, matter: Matter, ruling: Ruling) -> dict[str, str]:
        """Return losses and shares."""
        names = [name for name in matter.numbers if name.startswith("loss:")]
        losses = "、".join(
            f"{name.removeprefix('loss:')}{plain_money(matter.numbers[name])}" for name in names
        )
        sums = ruling.sums
        kept = matter.numbers["measure"] * 8 // 10 // 10_000 * 10_000
        return {
            "losses": losses,
            "total": plain_money(matter.numbers["measure"]),
            "insurer_pays": plain_money(sums.get("insurer", 0)),
            "driver_pays": plain_money(sums.get("driver", 0)),
            "compulsory": plain_money(sums.get("compulsory", 0)),
            "commercial": plain_money(sums.get("commercial", 0)),
            "rest": plain_money(sums.get("rest", 0)),
            "mediated_plain": plain_money(kept),
        }

    def reasons(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return liability, losses and shares."""
        words = self.words(matter, ruling)
        lines = [speak("reason.injury"), speak("reason.losses", **words)]
        if "non_medical" not in matter.issues:
            lines.append(speak("reason.share", **words))
        return lines

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return what insurer and driver pay."""
        words = self.words(matter, ruling)
        lines = [speak("item.insurer", **words)]
        if ruling.sums["driver"]:
            lines.append(speak("item.driver", **words))
        if ruling.result == "partly":
            lines.append(speak("item_deny_rest"))
        return lines

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles on tort, road traffic and insurance."""
        del ruling
        if matter.happened_on >= CIVIL_CODE:
            found = [
                article("民法典", 1165, 1),
                article("民法典", 1179),
                article("民法典", 1183, 1),
                article("民法典", 1208),
                article("民法典", 1213),
            ]
        else:
            found = [article("侵权责任法", 16), article("侵权责任法", 22)]
            found.append(article("侵权责任法", 48))
            if on >= CIVIL_CODE:
                found.append(article("时间效力规定", 1, 2))
        found.append(article("道路交通安全法", 76, 1))
        if "appraisal_fee" in matter.issues:
            found.append(article("保险法", 64))
        if "non_medical" in matter.issues:
            found.append(article("保险法", 17, 2))
        found.append(article("人身损害解释", 12 if on >= date(2022, 5, 1) else 25, 1))
        found.append(civil_procedure("evidence", on, 1))
        return found

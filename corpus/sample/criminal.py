"""How is a criminal case of the sample corpus imagined and decided?"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from corpus.judgment import CaseType, Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.courts import SampleCourt
from corpus.sample.figures import arabic_date, chinese_money, money, plain_money, term
from corpus.sample.grammar import Speaker
from corpus.sample.issues import issues_of
from corpus.sample.matters import NOTHING, Actor, Cause, Matter, Ruling, Setting, Wants
from corpus.sample.parameters import law_on
from corpus.sample.people import Company, Person
from corpus.sample.sentencing import Penalty, band_of, sentence
from corpus.sample.statutes import article, criminal_procedure

PLEA_SINCE = date(2018, 10, 26)
"""刑事诉讼法 art. 15 brought 认罪认罚从宽 into the law on this day."""
FIRMS = ["林海", "正和", "诚远", "众达", "明理", "天平", "育林", "松江", "恒信", "方圆"]


CUSTOMS: Mapping[str, tuple[tuple[str, int], ...]] = MappingProxyType(
    {
        "theft": (("restitution", 50), ("forgiveness", 55)),
        "fraud": (("restitution", 45), ("forgiveness", 55)),
        "injury": (("restitution", 60), ("forgiveness", 75), ("victim_fault", 22)),
        "traffic_crime": (("restitution", 72), ("forgiveness", 75)),
        "timber_theft": (("restoration", 40),),
        "overcutting": (("restoration", 45),),
        "drunk_driving": (("no_licence", 10),),
    }
)
"""How often, in percent, a circumstance is met with a charge."""
EXCLUSIVE = (
    ("surrender", "confession"),
    ("attempt", "restitution"),
    # 累犯 needs a later intentional crime that deserves 有期徒刑 (刑法 art. 65).
    ("traffic_crime", "recidivist"),
    ("drunk_driving", "recidivist"),
    ("minor", "recidivist"),
)
"""Circumstances, or charges, and what cannot stand beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What distinguishes one charge from another.

    Attributes:
        key: Key; also the name of its phrase book.
        title: Name of the charge, with 罪.
        topic: Topic of its law versions.
        main: Article of the Criminal Law, with suffix and paragraph.
        variants: Stories and their weights.
        measures: Draws a measure for a law version.
        words: Words of the story and further hidden numbers.
        victim: "person", "company", "either" or "" for none.
        can_repay: Whether there is something to repay to a victim.
        ages: Ages of the accused.
        special: Circumstances that go with a story.
    """

    key: str
    title: str
    topic: str
    main: tuple[int, int, int | None]
    variants: tuple[tuple[str, int], ...]
    measures: Callable[[Chance, str, str], int]
    words: Callable[[Chance, Setting, str, int, str], tuple[dict[str, str], dict[str, int]]]
    victim: str = ""
    can_repay: bool = False
    ages: tuple[int, int] = (19, 62)
    special: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def lawyer(chance: Chance, name: str, court: SampleCourt) -> tuple[str, str]:
    """Return a lawyer's name and firm."""
    return name, f"{court.province}{chance.pick(FIRMS)}律师事务所"


def forest_bureau(place: str) -> Company:
    """Return the forest bureau of a place, owner of its state timber."""
    return Company(
        key=f"bureau:{place}",
        name=f"{place}林业局",
        seat=f"{place}林海路1号",
        head="",
        head_title="法定代表人|局长",
        is_organ=True,
    )


class CriminalCause(Cause):
    """A charge: imagines accused, victim and circumstances, and sentences by the model."""

    case_type = CaseType.CRIMINAL

    def __init__(self, charge: Charge) -> None:
        self.charge = charge
        self.key = charge.key
        self.title = charge.title

    def imagine(self, setting: Setting) -> Matter:
        """Return a new criminal case."""
        chance, wants, charge = setting.chance, setting.wants, self.charge
        law = law_on(charge.topic, setting.happened_on).key
        issue = self._issue(chance, wants)
        variant = wants.variant or ISSUE_VARIANTS.get(issue) or chance.weigh(charge.variants)
        measure = wants.measure
        if measure is None:
            measure = charge.measures(chance.child("measure"), law, variant)
        flags = self._flags(setting, variant, issue)
        words, numbers = charge.words(chance.child("words"), setting, variant, measure, law)
        numbers = {"measure": measure, **numbers, **wants.numbers}
        numbers.setdefault("arrest_gap", chance.between(1, 45))
        numbers.setdefault("witness", chance.below(2))
        return Matter(
            key=setting.key,
            cause=self.key,
            court=setting.court,
            variant=variant,
            actors=self._actors(setting, variant, flags),
            values=MappingProxyType(words),
            numbers=MappingProxyType(numbers),
            flags=flags,
            issues=(issue,) if issue else (),
            happened_on=setting.happened_on,
            law=law,
        )

    def _issue(self, chance: Chance, wants: Wants) -> str:
        if wants.issue is not None:
            return wants.issue
        settled = [
            issue.key
            for issue in issues_of(self.key, contested=False)
            if issue.key not in PLANTED_ONLY
        ]
        return chance.pick(settled) if settled and chance.happens(12) else ""

    def _flags(self, setting: Setting, variant: str, issue: str) -> frozenset[str]:
        chance, wants = setting.chance.child("flags"), setting.wants
        flags = set(self.charge.special.get(variant, ()))
        flags |= set(self.charge.special.get(issue, ()))
        flags.add("surrender" if chance.happens(28) else "confession")
        if setting.happened_on >= PLEA_SINCE and chance.happens(70):
            flags.add("plea")
        customs = CUSTOMS.get(self.key, ())
        flags |= {flag for flag, percent in customs if chance.happens(percent)}
        record = chance.weigh((("recidivist", 9), ("prior_record", 11), ("", 80)))
        flags |= {record} - {""}
        flags |= {"accessory_b"} if variant == "pair" else set()
        flags = (flags | wants.plus) - wants.minus
        if self.key == "drunk_driving" and variant != "crash":
            # Who is stopped by the police on the road has not given himself up.
            flags = (flags - {"surrender"}) | {"confession"}
        for flag, barred in EXCLUSIVE:
            if flag in flags or flag == self.key:
                flags.discard(barred)
        if "restitution" not in flags:
            flags.discard("forgiveness")
        return frozenset(flags)

    def _actors(self, setting: Setting, variant: str, flags: frozenset[str]) -> tuple[Actor, ...]:
        chance, wants = setting.chance.child("actors"), setting.wants
        place, day = setting.court.place, setting.happened_on

        def person(slot: str, **options: object) -> Person:
            given = wants.actors.get(slot)
            if isinstance(given, Person):
                return given
            ages = options.get("ages", (20, 68))
            return setting.registry.person(
                chance.child(slot),
                f"{setting.key}.{slot}",
                on=day,
                place=place,
                ages=ages if isinstance(ages, tuple) else (20, 68),
            )

        ages = (16, 17) if "minor" in flags else self.charge.ages
        accused = person("A", ages=ages)
        needs_counsel = "minor" in flags or chance.happens(55)
        name = setting.registry.person(chance.child("counsel"), "", on=day, place=place).name
        actors = [
            Actor(
                slot="A",
                who=accused,
                role=Role.ACCUSED,
                counsel=lawyer(chance, name, setting.court) if needs_counsel else None,
            )
        ]
        if variant == "pair":
            actors.append(Actor(slot="B", who=person("B"), role=Role.ACCUSED))
        kind = self.charge.victim
        if kind == "either":
            kind = chance.pick(("person", "person", "company"))
        if variant in {"home", "yard", "pocket", "phone_pay"}:
            kind = "person"
        given = wants.actors.get("V")
        if variant == "timber":
            given = forest_bureau(place)
        if given is not None:
            actors.append(Actor(slot="V", who=given, role=None, is_hidden=True))
        elif kind == "person":
            victim_ages = (62, 80) if "elderly_victim" in flags else (20, 68)
            victim = person("V", ages=victim_ages)
            actors.append(Actor(slot="V", who=victim, role=None, is_hidden=True))
        elif kind == "company":
            trade = chance.pick(("木业", "商贸", "林产品", "农资"))
            company = setting.registry.company(
                chance.child("V"), f"{setting.key}.V", place=place, trade=trade
            )
            actors.append(Actor(slot="V", who=company, role=None, is_hidden=True))
        actors.append(Actor(slot="W", who=person("W"), role=None, is_hidden=True))
        return tuple(actors)

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
        """Sentence by the hidden model, after taking a position on each issue."""
        del (
            filed,
            on,
        )  # The law of the day of the deed governs; matters near a change are moved off.
        taken = {
            issue: positions.get(issue) or settled_position(issue, matter)
            for issue in matter.issues
        }
        charge, law, measure = self.key, matter.law, matter.numbers["measure"]
        flags = set(matter.flags)
        for position in taken.values():
            if position in ACQUITTALS:
                return Ruling(result="acquitted", positions=taken)
        if taken.get("felled_timber") == "timber_theft":
            charge = "timber_theft"
            law = law_on("forest_crime", matter.happened_on).key
            measure = matter.numbers["litres"]
        if taken.get("expired_permit") == "overcutting":
            charge = "overcutting"
        if taken.get("household_yard") == "not_household":
            flags.discard("burglary")
        if taken.get("yield_rate") == "inferred":
            measure = matter.numbers["inferred"]
        if taken.get("left_to_hospital") == "fled":
            measure = 4
        penalties = [
            sentence(
                charge,
                law,
                measure,
                frozenset(flags - {"accessory_b"}),
                chance=chance,
                factor_percent=factor_percent,
            )
        ]
        if "accessory_b" in flags:
            other = frozenset({"accessory", "confession"} | (flags & {"plea", "restitution"}))
            penalties.append(sentence(charge, law, measure, other, chance=chance))
        sums = {"award": matter.numbers["measure"]} if self._must_repay(matter) else {}
        if taken.get("own_timber_proceeds") == "confiscated":
            sums = {"award": matter.numbers["sale_price"]}
        return Ruling(
            result="guilty",
            positions=MappingProxyType(taken),
            penalties=tuple(penalties),
            sums=MappingProxyType(sums),
            charge=charge,
            factor_percent=factor_percent,
        )

    def _must_repay(self, matter: Matter) -> bool:
        repaid = matter.flags & {"restitution", "attempt"}
        return self.key in {"theft", "fraud"} and not repaid

    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return sentence, repayment and confiscation in words."""
        if ruling.result == "acquitted":
            return [speak("item_acquit")]
        lines = []
        charge_title = CHARGE_TITLES[ruling.charge or self.key]
        accused = [actor for actor in matter.actors if actor.role is Role.ACCUSED]
        for actor, penalty in zip(accused, ruling.penalties, strict=True):
            line = speak(
                "item_sentence",
                name=speak.values[actor.slot],
                charge=charge_title,
                term=penalty_term(penalty),
                probation=_probation(penalty, speak),
                fine=_fine(penalty, speak),
            )
            lines.append(line.rstrip("。") + "。" + self._note(penalty, speak))
        if ruling.positions.get("own_timber_proceeds") == "confiscated":
            price = plain_money(matter.numbers["sale_price"])
            lines.append(f"追缴被告人{speak.values['A']}违法所得{price}，上缴国库。")
        elif "award" in ruling.sums:
            lines.append(speak("item_repay", amount=plain_money(ruling.sums["award"])))
        if "tool" in matter.values and "seized_tool" in matter.numbers:
            lines.append(speak("item_tools"))
        return lines

    def _note(self, penalty: Penalty, speak: Speaker) -> str:
        note = speak("fine_note") if penalty.fine_fen else ""
        if penalty.probation_months:
            return speak("probation_note", fine_note=note)
        start = speak.values.get("custody_start")
        if start is None:
            return speak("term_plain", fine_note=note)
        first = date.fromisoformat(start)
        return speak(
            "term_dates",
            start=arabic_date(first),
            end=arabic_date(term_end(first, penalty.months)),
            fine_note=note,
        )

    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the articles for charge, circumstances and sentence."""
        if ruling.result == "acquitted":
            found = [criminal_procedure("verdict", on, None, 2)]
            if "upheld" in ruling.positions.values():
                found.append(article("刑法", 20, 1))
            if on >= date(2021, 3, 1):
                found.append(article("刑诉解释", 295, 1, 3))
            return found
        charge = CHARGES_BY_KEY[ruling.charge or self.key]
        number, suffix, paragraph = charge.main
        found = [article("刑法", number, paragraph, suffix=suffix)]
        if charge.key == "injury" and matter.numbers["measure"] >= 3:
            found = [article("刑法", 234, 2)]
        flags = matter.flags
        wanted: list[tuple[bool, list[Provision]]] = [
            ("minor" in flags, [article("刑法", 17, 1), article("刑法", 17, 4)]),
            ("excess_defence" in flags, [article("刑法", 20, 2)]),
            ("attempt" in flags, [article("刑法", 23)]),
            (
                "accessory_b" in flags,
                [article("刑法", 25, 1), article("刑法", 26, 1), article("刑法", 27)],
            ),
            (any(p.fine_fen for p in ruling.penalties), [article("刑法", 52), article("刑法", 53)]),
            ("award" in ruling.sums, [article("刑法", 64)]),
            ("recidivist" in flags, [article("刑法", 65, 1)]),
            ("surrender" in flags, [article("刑法", 67, 1)]),
            ("confession" in flags, [article("刑法", 67, 3)]),
            *_probation_articles(ruling),
        ]
        for holds, provisions in wanted:
            if holds:
                found.extend(provisions)
        found.extend(_interpretations(charge.key, matter, ruling))
        if "plea" in flags:
            found.extend([article("刑事诉讼法", 15), article("刑事诉讼法", 201)])
        return found


def _probation_articles(ruling: Ruling) -> list[tuple[bool, list[Provision]]]:
    granted = [penalty for penalty in ruling.penalties if penalty.probation_months]
    has_fine = any(penalty.fine_fen for penalty in granted)
    provisions = [article("刑法", 72, 1)]
    if has_fine:
        provisions.append(article("刑法", 72, 3))
    if any(penalty.is_detention for penalty in granted):
        provisions.append(article("刑法", 73, 1))
    if any(not penalty.is_detention for penalty in granted):
        provisions.append(article("刑法", 73, 2))
    provisions.append(article("刑法", 73, 3))
    return [(bool(granted), provisions)]


def _interpretations(charge: str, matter: Matter, ruling: Ruling) -> list[Provision]:
    measure = matter.numbers["measure"]
    if charge in {"timber_theft", "overcutting"}:
        first, second = (3, 4) if charge == "timber_theft" else (5, 6)
        title = "森林解释2000" if matter.law == "forest-2000" else "森林解释2023"
        return [article(title, first, 1, 1), article(title, second)]
    if charge == "theft":
        found = [article("盗窃解释", 1, 1)]
        if "burglary" in matter.flags and ruling.positions.get("household_yard") != "not_household":
            found.append(article("盗窃解释", 3, 2))
        return [*found, article("盗窃解释", 14)]
    if charge == "traffic_crime":
        grade = 4 if ruling.positions.get("left_to_hospital") == "fled" else measure
        return [TRAFFIC_GRADES.get(grade, article("交通肇事解释", 2, 1, 1))]
    return [article("诈骗解释", 1, 1)] if charge == "fraud" else []


TRAFFIC_GRADES: Mapping[int, Provision] = MappingProxyType(
    {
        1: article("交通肇事解释", 2, 2, 1),
        4: article("交通肇事解释", 3),
        5: article("交通肇事解释", 4, None, 1),
    }
)


def penalty_term(penalty: Penalty) -> str:
    """Return the kind and length of a sentence, "有期徒刑一年"."""
    return ("拘役" if penalty.is_detention else "有期徒刑") + term(penalty.months)


def _probation(penalty: Penalty, speak: Speaker) -> str:
    if not penalty.probation_months:
        return ""
    return speak("probation_words", probation=term(penalty.probation_months))


def _fine(penalty: Penalty, speak: Speaker) -> str:
    if not penalty.fine_fen:
        return ""
    return speak(
        "fine_words",
        fine_arabic=plain_money(penalty.fine_fen),
        fine_chinese=chinese_money(penalty.fine_fen),
    )


def term_end(first: date, months: int) -> date:
    """Return the last day of a term that begins on a day.

    Example:
        >>> term_end(date(2021, 3, 5), 18)
        datetime.date(2022, 9, 4)
    """
    month = first.month - 1 + months
    year, month = first.year + month // 12, month % 12 + 1
    # A month without that day ends the term with its own last day.
    day = min(first.day, monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


def settled_position(issue: str, matter: Matter) -> str:
    """Return the answer that the law or a decisive fact gives to a settled issue.

    Raises:
        KeyError: The issue is contested and no position was given.
    """
    return SETTLED[issue](matter)


SETTLED: Mapping[str, Callable[[Matter], str]] = MappingProxyType(
    {
        "household_yard": lambda matter: (
            "household" if matter.numbers["is_open"] == 0 else "not_household"
        ),
        "small_volume": lambda matter: (
            "guilty"
            if band_of("timber_theft", matter.law, matter.numbers["measure"])
            else "not_guilty"
        ),
        "parking_lot": lambda matter: "road" if matter.numbers["is_open"] else "not_road",
        "own_timber_proceeds": lambda _: "confiscated",
    }
)
ACQUITTALS = frozenset({"not_guilty", "not_road", "upheld"})
PLANTED_ONLY = frozenset({"small_volume"})
ISSUE_VARIANTS: Mapping[str, str] = MappingProxyType(
    {
        "felled_timber": "timber",
        "household_yard": "yard",
        "expired_permit": "contracted",
        "small_volume": "state",
        "own_timber_proceeds": "own",
        "yield_rate": "own",
        "moped": "moped",
        "parking_lot": "lot",
        "mutual_fight": "quarrel",
        "left_to_hospital": "hospital",
        "borrowed_money": "loan",
    }
)
CHARGES_BY_KEY: dict[str, Charge] = {}
CHARGE_TITLES: dict[str, str] = {}


def register(charge: Charge) -> CriminalCause:
    """Make a charge known and return its cause."""
    CHARGES_BY_KEY[charge.key] = charge
    CHARGE_TITLES[charge.key] = charge.title
    return CriminalCause(charge)


def money_words(chance: Chance, fen: int) -> dict[str, str]:
    """Return the words for a sum that stories of property crime use."""
    return {"amount": money(fen, chance)}

"""Which courts sit in the sample corpus, and who sits on their benches?

The Supreme People's Court and the two provincial courts bear the only names they can bear; the
others are invented, with code numbers that the real scheme leaves free (forest courts 75 to 80).

Source: 法〔2015〕137号 on case numbers, as amended by 法〔2018〕335号.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.judgment import CaseType, CourtLevel
from corpus.sample.chance import Chance
from corpus.sample.people import draw_name


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCourt:
    """One court.

    Attributes:
        key: Short name in plans and truth.
        name: Full name, with 人民.
        code: Its sign in case numbers (法院代字).
        level: Its level.
        province: Short form, None for the Supreme People's Court.
        superior: Key of the court above, None for the Supreme People's Court.
        place: The place whose procuratorate, police and registry serve it.
        old_sign: Its sign in numbers of the form 字第…号 used until 2015.
        head_names: Other forms of its name that heads of judgments show.
    """

    key: str
    name: str
    code: str
    level: CourtLevel
    province: str | None
    superior: str | None
    place: str
    old_sign: str
    head_names: tuple[str, ...] = ()


def _forest(key: str, name: str, code: str, sign: str) -> SampleCourt:
    return SampleCourt(
        key=key,
        name=f"{name}林区基层人民法院",
        code=code,
        level=CourtLevel.BASIC,
        province="吉林",
        superior="songling",
        place=f"{name}林区",
        old_sign=sign,
        head_names=(f"{name}林区基层法院", f"吉林省{name}林区基层人民法院"),
    )


SUPREME = SampleCourt(
    key="supreme",
    name="最高人民法院",
    code="最高法",
    level=CourtLevel.SUPREME,
    province=None,
    superior=None,
    place="",
    old_sign="",
    head_names=("中华人民共和国最高人民法院",),
)
HIGH = SampleCourt(
    key="jilin",
    name="吉林省高级人民法院",
    code="吉",
    level=CourtLevel.HIGH,
    province="吉林",
    superior="supreme",
    place="吉林省",
    old_sign="吉",
)
INTERMEDIATE = SampleCourt(
    key="songling",
    name="吉林省松岭林区中级人民法院",
    code="吉77",
    level=CourtLevel.INTERMEDIATE,
    province="吉林",
    superior="jilin",
    place="松岭林区",
    old_sign="松林",
    head_names=("吉林省松岭林区中级法院", "松岭林区中级人民法院"),
)
BASIC_COURTS = (
    _forest("yunxi", "云溪", "吉7701", "云林"),
    _forest("shita", "石塔", "吉7702", "石林"),
    _forest("huapi", "桦皮川", "吉7703", "桦林"),
    _forest("luming", "鹿鸣", "吉7704", "鹿林"),
    _forest("hongye", "红叶河", "吉7705", "红林"),
)
OTHER_COURTS = (
    SampleCourt(
        key="lingdong",
        name="吉林省岭东市中级人民法院",
        code="吉10",
        level=CourtLevel.INTERMEDIATE,
        province="吉林",
        superior="jilin",
        place="岭东市",
        old_sign="岭",
        head_names=("吉林省岭东市中级法院",),
    ),
    SampleCourt(
        key="hewan",
        name="吉林省岭东市河湾区人民法院",
        code="吉1002",
        level=CourtLevel.BASIC,
        province="吉林",
        superior="lingdong",
        place="岭东市河湾区",
        old_sign="河湾",
        head_names=("岭东市河湾区人民法院",),
    ),
    SampleCourt(
        key="heilongjiang",
        name="黑龙江省高级人民法院",
        code="黑",
        level=CourtLevel.HIGH,
        province="黑龙江",
        superior="supreme",
        place="黑龙江省",
        old_sign="黑",
    ),
    SampleCourt(
        key="wangshan",
        name="黑龙江省望山市中级人民法院",
        code="黑15",
        level=CourtLevel.INTERMEDIATE,
        province="黑龙江",
        superior="heilongjiang",
        place="望山市",
        old_sign="望",
    ),
    SampleCourt(
        key="beiyu",
        name="黑龙江省北屿县人民法院",
        code="黑1521",
        level=CourtLevel.BASIC,
        province="黑龙江",
        superior="wangshan",
        place="北屿县",
        old_sign="北屿",
        head_names=("北屿县人民法院",),
    ),
)
COURTS: Mapping[str, SampleCourt] = MappingProxyType(
    {court.key: court for court in (SUPREME, HIGH, INTERMEDIATE, *BASIC_COURTS, *OTHER_COURTS)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One signature: who, under which title (审判长, 审判员, 人民陪审员, 法官助理, 书记员)."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Those who sit at one court, in divisions by type of case."""

    judges: Mapping[CaseType, tuple[str, ...]]
    assessors: tuple[str, ...]
    assistants: tuple[str, ...]
    clerks: tuple[str, ...]

    def panel(self, case_type: CaseType, chance: Chance, *, sole: bool) -> tuple[Seat, ...]:
        """Return a sole judge or a panel of three, with assistant and clerk."""
        judges = self.judges[case_type]
        if sole:
            seats = [Seat(name=chance.pick(judges), title="审判员")]
        else:
            presiding, second, third = chance.shuffled(judges)[:3]
            seats = [Seat(name=presiding, title="审判长"), Seat(name=second, title="审判员")]
            seats.append(Seat(name=third, title="审判员"))
            lay = chance.below(3) if self.assessors else 0
            for place, name in enumerate(chance.shuffled(self.assessors)[:lay]):
                seats[2 - place] = Seat(name=name, title="人民陪审员")
        if chance.happens(45):
            seats.append(Seat(name=chance.pick(self.assistants), title="法官助理"))
        seats.append(Seat(name=chance.pick(self.clerks), title="书记员"))
        return tuple(seats)


def draw_benches(chance: Chance) -> Mapping[str, Bench]:
    """Return the bench of every court; the same seed seats the same judges at every size."""
    return MappingProxyType(
        {key: _draw_bench(court, chance.child(key)) for key, court in COURTS.items()}
    )


def _draw_bench(court: SampleCourt, chance: Chance) -> Bench:
    taken: set[str] = set()

    def draw(count: int) -> tuple[str, ...]:
        names: list[str] = []
        while len(names) < count:
            name = draw_name(chance)
            if name not in taken:
                taken.add(name)
                names.append(name)
        return tuple(names)

    types = (CaseType.CRIMINAL, CaseType.CIVIL, CaseType.ADMINISTRATIVE)
    return Bench(
        judges={kind: draw(4 if kind is CaseType.ADMINISTRATIVE else 6) for kind in types},
        # Lay assessors sit at first instance only.
        assessors=draw(8) if court.level is CourtLevel.BASIC else (),
        assistants=draw(5),
        clerks=draw(6),
    )

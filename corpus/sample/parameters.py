"""Which figures of law does the sample world follow, since when, and on whose word?

Two kinds of figures stand here and nowhere else. Figures of law carry their source and the day
from which they count. Figures of the hidden sentencing model are invented: they let a test
recover what the generator did, and say nothing about any real court.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

AS_OF = date(2026, 11, 2)
"""The day on which the sample world stands still: the effects of judgments count on it."""
FIRST_DAY = date(2018, 1, 15)
"""Earliest filing, apart from a few criminal cases of 2014 and 2015 with numbers of old form."""
LAST_DAY = date(2026, 9, 30)
CIVIL_CODE = date(2021, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVersion:
    """The law on a topic as it stood for a time.

    Attributes:
        key: Token that judgments of one version share.
        since: First day on which it was in force.
        source: Title and number of the text.
    """

    key: str
    since: date
    source: str


LAWS: Mapping[str, tuple[LawVersion, ...]] = MappingProxyType(
    {
        "forest_crime": (
            LawVersion(key="forest-2000", since=date(2000, 12, 11), source="法释〔2000〕36号"),
            LawVersion(key="forest-2023", since=date(2023, 8, 15), source="法释〔2023〕8号"),
        ),
        "theft": (LawVersion(key="theft-2013", since=date(2013, 4, 4), source="法释〔2013〕8号"),),
        "fraud": (LawVersion(key="fraud-2011", since=date(2011, 4, 8), source="法释〔2011〕7号"),),
        "drunk": (
            LawVersion(
                key="drunk-2013", since=date(2013, 12, 18), source="法发〔2013〕15号（80毫克）"
            ),
            LawVersion(
                key="drunk-2023",
                since=date(2023, 12, 28),
                source="2023年12月13日两高两部关于办理醉酒危险驾驶刑事案件的意见",
            ),
        ),
        "injury": (LawVersion(key="injury-1997", since=date(1997, 10, 1), source="刑法第234条"),),
        "traffic_crime": (
            LawVersion(key="traffic-2000", since=date(2000, 11, 21), source="法释〔2000〕33号"),
        ),
        "contract": (
            LawVersion(key="contract-law", since=date(1999, 10, 1), source="合同法"),
            LawVersion(key="civil-code", since=CIVIL_CODE, source="民法典第1260条"),
        ),
        "tort": (
            LawVersion(key="tort-law", since=date(2010, 7, 1), source="侵权责任法"),
            LawVersion(key="civil-code", since=CIVIL_CODE, source="民法典第1260条"),
        ),
        "marriage": (
            LawVersion(key="marriage-law", since=date(2001, 4, 28), source="婚姻法"),
            LawVersion(key="civil-code", since=CIVIL_CODE, source="民法典第1260条"),
        ),
        "injury_standard": (
            LawVersion(key="urban-rural", since=date(2004, 5, 1), source="法释〔2003〕20号"),
            LawVersion(key="urban-only", since=date(2022, 5, 1), source="法释〔2022〕14号"),
        ),
        "interest_cap": (
            LawVersion(key="cap-24-36", since=date(2015, 9, 1), source="法释〔2015〕18号第26条"),
            LawVersion(key="cap-4-lpr", since=date(2020, 8, 20), source="法释〔2020〕6号第26条"),
        ),
        "labour": (
            LawVersion(key="labour-2008", since=date(2008, 1, 1), source="劳动合同法"),
            LawVersion(key="labour-2025", since=date(2025, 9, 1), source="法释〔2025〕12号"),
        ),
        "forest_penalty": (
            LawVersion(key="forest-act-1998", since=date(1998, 7, 1), source="森林法（1998修正）"),
            LawVersion(key="forest-act-2019", since=date(2020, 7, 1), source="森林法（2019修订）"),
        ),
    }
)


def law_on(topic: str, day: date) -> LawVersion:
    """Return the version of the law on a topic that was in force on a day.

    Raises:
        KeyError: No such topic.

    Example:
        >>> law_on("forest_crime", date(2023, 8, 14)).key
        'forest-2000'
        >>> law_on("interest_cap", date(2020, 8, 20)).source
        '法释〔2020〕6号第26条'
    """
    versions = LAWS[topic]
    return max(
        (version for version in versions if version.since <= day),
        key=lambda version: version.since,
        default=versions[0],
    )


LENDING_CAPS: tuple[tuple[str, date, str, str], ...] = (
    ("24% / 36%", date(2015, 9, 1), "法释〔2015〕18号第26条", "年利率；超过36%的部分无效"),
    ("4×LPR", date(2020, 8, 20), "法释〔2020〕6号第26条", "合同成立时一年期LPR的四倍"),
    ("4×LPR", date(2021, 1, 1), "法释〔2020〕17号第25条", "同上，条文序号变动"),
)
"""Caps on interest between private persons: the cap, since when, source, note."""

LPR: tuple[tuple[date, int], ...] = (
    (date(2019, 8, 20), 425),
    (date(2019, 9, 20), 420),
    (date(2019, 11, 20), 415),
    (date(2020, 2, 20), 405),
    (date(2020, 4, 20), 385),
    (date(2021, 12, 20), 380),
    (date(2022, 1, 20), 370),
    (date(2022, 8, 22), 365),
    (date(2023, 6, 20), 355),
    (date(2023, 8, 21), 345),
    (date(2024, 7, 22), 335),
    (date(2024, 10, 21), 310),
    (date(2025, 5, 20), 300),
)
"""One-year loan prime rate in hundredths of a percent, by the day of publication (全国银行间同业
拆借中心公告). The last known value is kept to the end of the sample world."""


def lpr_on(day: date) -> int:
    """Return the one-year LPR on a day, in hundredths of a percent.

    Example:
        >>> lpr_on(date(2021, 6, 1))
        385
    """
    return max((entry for entry in LPR if entry[0] <= day), default=LPR[0])[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One step of a scale.

    Attributes:
        label: Words of the statute.
        floor: Lowest measure, inclusive.
        ceiling: Highest measure, exclusive; the model is linear between them.
        low: Base term at the floor, in months.
        high: Base term at the ceiling, in months.
        minimum: Statutory minimum of the term, in months.
        maximum: Statutory maximum of the term, in months.
    """

    label: str
    floor: int
    ceiling: int
    low: int
    high: int
    minimum: int
    maximum: int


def _band(label: str, measures: tuple[int, int], terms: tuple[int, int, int, int]) -> Band:
    low, high, minimum, maximum = terms
    return Band(
        label=label,
        floor=measures[0],
        ceiling=measures[1],
        low=low,
        high=high,
        minimum=minimum,
        maximum=maximum,
    )


# Measures: theft and fraud in fen, timber in litres of standing volume (0.001 m3), alcohol in
# tenths of mg per 100 ml, injury by degree, traffic by the grade of its outcome.
# Thresholds: theft 法释〔2013〕8号 art. 1 and fraud 法释〔2011〕7号 art. 1 leave a span to each
# province; the values taken here lie inside it. Timber before 2023-08-15: 法释〔2000〕36号 art.
# 4 and 6, lower ends; since then 法释〔2023〕8号 art. 4 and 6. Alcohol: GB 19522. The base terms
# are the hidden model's own.
SCALES: Mapping[tuple[str, str], tuple[Band, ...]] = MappingProxyType(
    {
        ("theft", "theft-2013"): (
            _band("数额较大", (200_000, 5_000_000), (6, 36, 1, 36)),
            _band("数额巨大", (5_000_000, 40_000_000), (40, 118, 36, 120)),
            _band("数额特别巨大", (40_000_000, 120_000_000), (124, 168, 120, 180)),
        ),
        ("fraud", "fraud-2011"): (
            _band("数额较大", (500_000, 5_000_000), (7, 36, 1, 36)),
            _band("数额巨大", (5_000_000, 50_000_000), (40, 118, 36, 120)),
            _band("数额特别巨大", (50_000_000, 200_000_000), (124, 168, 120, 180)),
        ),
        ("timber_theft", "forest-2000"): (
            _band("数量较大", (2_000, 20_000), (6, 34, 1, 36)),
            _band("数量巨大", (20_000, 100_000), (38, 80, 36, 84)),
            _band("数量特别巨大", (100_000, 300_000), (88, 130, 84, 180)),
        ),
        ("timber_theft", "forest-2023"): (
            _band("数量较大", (5_000, 50_000), (6, 34, 1, 36)),
            _band("数量巨大", (50_000, 250_000), (38, 80, 36, 84)),
            _band("数量特别巨大", (250_000, 600_000), (88, 130, 84, 180)),
        ),
        ("overcutting", "forest-2000"): (
            _band("数量较大", (10_000, 50_000), (6, 34, 1, 36)),
            _band("数量巨大", (50_000, 200_000), (38, 74, 36, 84)),
        ),
        ("overcutting", "forest-2023"): (
            _band("数量较大", (20_000, 100_000), (6, 34, 1, 36)),
            _band("数量巨大", (100_000, 400_000), (38, 74, 36, 84)),
        ),
        ("drunk_driving", "drunk-2013"): (_band("醉酒驾驶", (800, 3_000), (1, 6, 1, 6)),),
        ("drunk_driving", "drunk-2023"): (_band("醉酒驾驶", (800, 3_000), (1, 6, 1, 6)),),
        ("injury", "injury-1997"): (
            _band("轻伤二级", (1, 2), (10, 10, 1, 36)),
            _band("轻伤一级", (2, 3), (18, 18, 1, 36)),
            _band("重伤二级", (3, 4), (44, 44, 36, 120)),
            _band("重伤一级", (4, 5), (60, 60, 36, 120)),
        ),
        ("traffic_crime", "traffic-2000"): (
            _band("一人重伤并有加重情形", (1, 2), (12, 12, 1, 36)),
            _band("一人死亡、主要责任", (2, 3), (16, 16, 1, 36)),
            _band("一人死亡、全部责任", (3, 4), (22, 22, 1, 36)),
            _band("肇事后逃逸", (4, 5), (44, 44, 36, 84)),
            _band("二人死亡", (5, 6), (50, 50, 36, 84)),
        ),
    }
)

ADJUSTMENTS: Mapping[str, int] = MappingProxyType(
    {
        "surrender": -25,
        "confession": -12,
        "plea": -10,
        "restitution": -15,
        "forgiveness": -12,
        "restoration": -14,
        "victim_fault": -16,
        "accessory": -38,
        "minor": -38,
        "attempt": -32,
        "excess_defence": -40,
        "recidivist": 26,
        "prior_record": 8,
        "burglary": 12,
        "pickpocket": 8,
        "elderly_victim": 10,
        "reserve": 22,
        "accident": 12,
        "no_licence": 12,
        "weapon": 15,
        "telecom": 12,
    }
)
"""Percentages of the hidden model, one after the other on the base term."""

MITIGATES_BELOW = frozenset({"surrender", "accessory", "minor", "attempt", "excess_defence"})
"""Circumstances that allow a term below the statutory minimum (减轻处罚): 刑法 art. 17, 20,
23, 27, 67."""

NOISE_PERCENT = 5
"""A panel leaves the model by at most so much, evenly drawn."""
PROBATION_SCORE = 30
"""Probation is granted from so many percent of mitigation on (刑法 art. 72 sets the frame)."""
OUTLIER_FACTORS: Mapping[str, int] = MappingProxyType({"harsh": 175, "lenient": 52})
"""What a planted range divergence multiplies the term with, in percent."""

FINE_PERMILLE: Mapping[str, int] = MappingProxyType({"theft": 320, "fraud": 220})
"""Fine as a share of the amount; 法释〔2013〕8号 art. 14 allows up to twice the amount."""
FINE_PER_CUBIC_METRE_FEN: Mapping[str, int] = MappingProxyType(
    {"timber_theft": 60_000, "overcutting": 30_000}
)
MINIMUM_FINE_FEN = 100_000
FINE_STEP_FEN = 50_000

FAULT_SHARES: Mapping[str, int] = MappingProxyType(
    {"全部责任": 100, "主要责任": 70, "同等责任": 50, "次要责任": 30}
)
"""Share of a driver by the finding of the traffic police, in percent (provincial custom)."""
PENALTY_CUT_FACTOR = 130
"""A penalty is cut to so many percent of the loss (合同法解释二 art. 29; 民法典合同编通则解释
art. 65)."""
CHILD_SUPPORT_PERCENT = 25
"""Child support, of monthly income (法释〔2020〕22号 art. 49 allows 20 to 30)."""
URBAN_INCOME_FEN: Mapping[int, int] = MappingProxyType(
    {
        2018: 3_017_200,
        2019: 3_229_900,
        2020: 3_339_600,
        2021: 3_564_600,
        2022: 3_547_100,
        2023: 3_750_300,
        2024: 3_930_000,
        2025: 4_110_000,
    }
)
"""Yearly disposable income of a town dweller as the sample world has it (rounded, invented)."""
RURAL_INCOME_FEN: Mapping[int, int] = MappingProxyType(
    {2018: 1_374_800, 2019: 1_493_600, 2020: 1_606_700, 2021: 1_764_200, 2022: 1_813_400}
)

"""Which seven charges does the sample corpus hold, and what are their stories made of?"""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.sample.chance import Chance
from corpus.sample.criminal import Charge, CriminalCause, money_words, register
from corpus.sample.figures import arabic_date, cubic_metres, decimal, plain_money
from corpus.sample.matters import Setting
from corpus.sample.parameters import SCALES
from corpus.sample.places import draw_road, draw_stand, draw_town, draw_village

Words = tuple[dict[str, str], dict[str, int]]
SPECIES = ["落叶松", "红松", "柞树", "杨树", "白桦", "水曲柳", "椴树", "云杉"]
TOOLS = ("油锯", "手锯", "弯把锯", "电锯", "斧头和手锯")
VEHICLES = ("小型轿车", "小型普通客车", "轻型货车", "小型面包车", "普通二轮摩托车")
WEAPONS = ("木棒", "铁锹", "啤酒瓶", "钢管", "板凳", "扳手")
DEGREES = ("轻伤二级", "轻伤一级", "重伤二级", "重伤一级")
WOUNDS = (
    ("鼻骨骨折", "左侧第五、六肋骨骨折", "右手第四掌骨骨折", "头皮裂伤"),
    ("双侧鼻骨骨折", "左尺骨骨折", "面部多处裂伤"),
    ("颅骨骨折伴硬膜外血肿", "脾破裂", "右眼损伤致视力下降"),
    ("脾破裂行切除术", "颅脑损伤致肢体功能障碍"),
)
SHOPS = ("手机店", "五金商店", "超市", "烟酒店", "山货行", "农机配件商店")
GOODS = {
    "shop": ("手机", "香烟及现金", "电动工具一批", "人参和鹿茸等山货", "现金", "白酒和香烟"),
    "home": ("现金", "金项链、金戒指等首饰", "笔记本电脑一台及现金", "现金及银行卡内存款"),
    "yard": ("电动三轮车一辆", "农用柴油机一台", "摩托车一辆", "玉米和大豆", "电缆和铜线"),
    "pocket": ("手机一部", "钱包一个（内有现金）", "现金"),
    "timber": ("落叶松原木", "柞木原木", "红松原木", "桦木原木"),
    "pair": ("电缆线", "农用机械配件", "香烟和现金", "木耳等山产品"),
    "phone_pay": ("存款",),
}


def _time(chance: Chance, setting: Setting) -> str:
    hour = chance.between(0, 23)
    tail = chance.pick(("许", "左右", "许", f"{chance.between(1, 5)}0分许"))
    return f"{arabic_date(setting.happened_on)}{hour}时{tail}"


def _step(value: int, unit: int) -> int:
    return max(unit, value // unit * unit)


def _banded(charge: str, law: str, chance: Chance, weights: tuple[int, ...], unit: int) -> int:
    bands = SCALES[charge, law]
    band = chance.weigh(tuple(zip(bands, weights, strict=False)))
    # Low measures are commoner than high ones inside a band.
    share = min(chance.between(0, 999), chance.between(0, 999))
    return max(band.floor, _step(band.floor + (band.ceiling - band.floor) * share // 1000, unit))


def _theft_measure(chance: Chance, law: str, variant: str) -> int:
    if variant in {"pocket", "yard"}:
        return _step(chance.between(210_000, 900_000), 1_000)
    if variant == "timber":
        return _step(chance.between(250_000, 4_000_000), 5_000)
    return _banded("theft", law, chance, (84, 14, 2), 2_000)


def _theft_words(chance: Chance, setting: Setting, variant: str, measure: int, law: str) -> Words:
    place = setting.court.place
    words = {
        "time": _time(chance, setting),
        "place": f"{place}{draw_town(chance, place)}",
        "home": f"{place}{draw_village(chance, place)}",
        "stand": draw_stand(chance),
        "shop": chance.pick(SHOPS),
        "goods": chance.pick(GOODS[variant]),
        "band": SCALES["theft", law][_band_index("theft", law, measure)].label,
        **money_words(chance, measure),
    }
    numbers = {"is_open": setting.wants.numbers.get("is_open", 0)}
    if variant == "timber":
        # About 1,000 yuan per cubic metre of logs, 1.5 cubic metres of standing volume.
        litres = max(6_000, measure * 15 // 1_000)
        words |= {"volume": cubic_metres(litres)}
        numbers |= {"litres": litres}
    return words, numbers


def _band_index(charge: str, law: str, measure: int) -> int:
    bands = SCALES[charge, law]
    found = 0
    for place, band in enumerate(bands):
        if measure >= band.floor:
            found = place
    return found


def _timber_words(
    chance: Chance, setting: Setting, variant: str, measure: int, law: str, *, charge: str
) -> Words:
    place = setting.court.place
    owner = "国有" if variant in {"state", "pair", "reserve"} else "集体所有的"
    volume = cubic_metres(measure)
    words = {
        "time": _time(chance, setting),
        "place": f"{place}{draw_town(chance, place)}",
        "home": f"{place}{draw_village(chance, place)}",
        "stand": draw_stand(chance),
        "species": chance.pick(SPECIES),
        "trees": str(max(1, measure // chance.between(180, 420))),
        "tool": chance.pick(TOOLS),
        "motive": chance.pick(("烧火取暖", "建房使用", "出售牟利", "制作木材半成品", "搭建仓房")),
        "forestry": f"{place}林业局",
        "value": plain_money(measure * 70 // 1000 * 1000),
        "volume": volume,
        "owner": owner,
        "V": f"{place}林业局",
        "saplings": str(chance.between(6, 90) * 10),
        "band": SCALES[charge, law][_band_index(charge, law, measure)].label,
    }
    numbers: dict[str, int] = {}
    if charge == "overcutting":
        price = _step(measure * chance.between(55, 85), 10_000)
        inferred = measure * chance.between(150, 185) // 100
        numbers = {"sale_price": price, "inferred": inferred}
        words |= {"sale_price": plain_money(price), "volume_inferred": cubic_metres(inferred)}
    if chance.happens(35):
        numbers["seized_tool"] = 1
    return words, numbers


def _timber_theft_words(c: Chance, s: Setting, variant: str, measure: int, law: str) -> Words:
    return _timber_words(c, s, variant, measure, law, charge="timber_theft")


def _overcutting_words(c: Chance, s: Setting, variant: str, measure: int, law: str) -> Words:
    return _timber_words(c, s, variant, measure, law, charge="overcutting")


def _timber_theft_measure(chance: Chance, law: str, variant: str) -> int:
    del variant
    return _banded("timber_theft", law, chance, (82, 16, 2), 1)


def _overcutting_measure(chance: Chance, law: str, variant: str) -> int:
    del variant
    return _banded("overcutting", law, chance, (80, 20), 1)


def _plate(chance: Chance, setting: Setting) -> str:
    sign = setting.court.province[0] if setting.court.province else "吉"
    return f"{sign}{chance.pick('BCDEFH')}{chance.between(10, 99)}×××"


def _driving_words(chance: Chance, setting: Setting, variant: str, measure: int, law: str) -> Words:
    del law
    place = setting.court.place
    words = {
        "time": _time(chance, setting),
        "place": f"{place}{draw_road(chance)}",
        "plate": _plate(chance, setting),
        "vehicle": "电动两轮车" if variant == "moped" else chance.pick(VEHICLES),
        "alcohol": decimal(measure, 1),
        "appraiser": chance.pick(
            (f"{place}公安局物证鉴定室", "吉林正源司法鉴定中心", "吉林松岭司法鉴定所")
        ),
    }
    return words, {"is_open": setting.wants.numbers.get("is_open", 1)}


def _alcohol(chance: Chance, law: str, variant: str) -> int:
    # Since 2023-12-28 cases below 150 mg without an aggravating circumstance mostly end without
    # prosecution (意见 art. 12), so those that come to court lie higher.
    low = 1_520 if law == "drunk-2023" and variant != "crash" else 850
    return min(chance.between(low, 2_900), chance.between(low, 2_900))


def _injury_words(chance: Chance, setting: Setting, variant: str, measure: int, law: str) -> Words:
    del variant, law
    place = setting.court.place
    degree = DEGREES[measure - 1]
    words = {
        "time": _time(chance, setting),
        "place": f"{place}{draw_town(chance, place)}",
        "weapon": chance.pick(WEAPONS),
        "wound": chance.pick(WOUNDS[measure - 1]),
        "degree": degree,
        "degree_short": degree[:2],
        "appraiser": chance.pick((f"{place}公安局司法鉴定中心", "吉林正源司法鉴定中心")),
        "first_blow": chance.pick(("用拳击打被告人面部", "掌掴被告人", "将被告人推倒并踢踹")),
    }
    return words, {}


def _injury_degree(chance: Chance, law: str, variant: str) -> int:
    del law
    if variant == "tool":
        return chance.weigh(((1, 45), (2, 25), (3, 25), (4, 5)))
    return chance.weigh(((1, 65), (2, 22), (3, 13)))


def _traffic_words(chance: Chance, setting: Setting, variant: str, measure: int, law: str) -> Words:
    del law
    place = setting.court.place
    outcome, short = {
        1: ("其重伤（重伤二级）", "一人重伤"),
        5: ("其与同行一人死亡", "二人死亡"),
    }.get(measure, (chance.pick(("其死亡", "其经抢救无效死亡", "其当场死亡")), "一人死亡"))
    if variant == "hospital":
        outcome = "其受伤，经抢救无效于数日后死亡"
    words = {
        "time": _time(chance, setting),
        "place": f"{place}{draw_road(chance)}",
        "plate": _plate(chance, setting),
        "vehicle": "重型半挂牵引车" if variant == "truck" else chance.pick(VEHICLES[:4]),
        "outcome": outcome,
        "outcome_short": short,
        "fault": "主要责任" if measure in {1, 2} else "全部责任",
        "other_fault": "负次要责任" if measure in {1, 2} else "无责任",
        "alcohol": decimal(chance.between(220, 790), 1),
        "traffic_police": f"{place}公安局交通{chance.pick(('警察', '管理'))}大队",
    }
    return words, {}


def _traffic_grade(chance: Chance, law: str, variant: str) -> int:
    del law
    if variant == "drunk":
        return 1
    if variant == "fled":
        return 4
    if variant == "hospital":
        return 3
    return chance.weigh(((2, 48), (3, 40), (5, 12)) if variant == "truck" else ((2, 50), (3, 50)))


def _fraud_words(chance: Chance, setting: Setting, variant: str, measure: int, law: str) -> Words:
    del variant
    place = setting.court.place
    words = {
        "time": arabic_date(setting.happened_on),
        "place": f"{place}{draw_town(chance, place)}",
        "band": SCALES["fraud", law][_band_index("fraud", law, measure)].label,
        **money_words(chance, measure),
    }
    return words, {}


def _fraud_measure(chance: Chance, law: str, variant: str) -> int:
    weights = (60, 40) if variant == "loan" else (68, 28, 4)
    return _banded("fraud", law, chance, weights, 100_000 if variant != "net" else 1_000)


CRIMINAL_CAUSES: Mapping[str, CriminalCause] = MappingProxyType(
    {
        cause.key: cause
        for cause in (
            register(
                Charge(
                    key="theft",
                    title="盗窃罪",
                    topic="theft",
                    main=(264, 0, None),
                    variants=(
                        ("shop", 26),
                        ("home", 24),
                        ("yard", 12),
                        ("pocket", 10),
                        ("pair", 16),
                        ("phone_pay", 12),
                    ),
                    measures=_theft_measure,
                    words=_theft_words,
                    victim="either",
                    can_repay=True,
                    special=MappingProxyType(
                        {
                            "home": ("burglary",),
                            "yard": (),
                            "pocket": ("pickpocket",),
                            "household_yard": ("burglary",),
                        }
                    ),
                )
            ),
            register(
                Charge(
                    key="timber_theft",
                    title="盗伐林木罪",
                    topic="forest_crime",
                    main=(345, 0, 1),
                    variants=(("state", 50), ("collective", 26), ("pair", 16), ("reserve", 8)),
                    measures=_timber_theft_measure,
                    words=_timber_theft_words,
                    special=MappingProxyType({"reserve": ("reserve",)}),
                )
            ),
            register(
                Charge(
                    key="overcutting",
                    title="滥伐林木罪",
                    topic="forest_crime",
                    main=(345, 0, 2),
                    variants=(("own", 38), ("excess", 26), ("bought", 26), ("disputed", 10)),
                    measures=_overcutting_measure,
                    words=_overcutting_words,
                )
            ),
            register(
                Charge(
                    key="drunk_driving",
                    title="危险驾驶罪",
                    topic="drunk",
                    main=(133, 1, 1),
                    variants=(("car", 68), ("crash", 32)),
                    measures=_alcohol,
                    words=_driving_words,
                    special=MappingProxyType({"crash": ("accident",)}),
                )
            ),
            register(
                Charge(
                    key="injury",
                    title="故意伤害罪",
                    topic="injury",
                    main=(234, 0, 1),
                    variants=(("fists", 48), ("tool", 34), ("work", 18)),
                    measures=_injury_degree,
                    words=_injury_words,
                    victim="person",
                    can_repay=True,
                    special=MappingProxyType({"tool": ("weapon",)}),
                )
            ),
            register(
                Charge(
                    key="traffic_crime",
                    title="交通肇事罪",
                    topic="traffic_crime",
                    main=(133, 0, None),
                    variants=(
                        ("walker", 38),
                        ("bike", 26),
                        ("truck", 16),
                        ("drunk", 8),
                        ("fled", 12),
                    ),
                    measures=_traffic_grade,
                    words=_traffic_words,
                    victim="person",
                    can_repay=True,
                )
            ),
            register(
                Charge(
                    key="fraud",
                    title="诈骗罪",
                    topic="fraud",
                    main=(266, 0, None),
                    variants=(
                        ("work", 26),
                        ("net", 22),
                        ("goods", 20),
                        ("subsidy", 14),
                        ("pair", 18),
                    ),
                    measures=_fraud_measure,
                    words=_fraud_words,
                    victim="person",
                    can_repay=True,
                    special=MappingProxyType({"net": ("telecom",), "subsidy": ("elderly_victim",)}),
                )
            ),
        )
    }
)

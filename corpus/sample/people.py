"""Who appears in the sample corpus? Persons and companies put together from parts of names."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from corpus.sample.chance import Chance
from corpus.sample.places import draw_home, draw_village

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
MALE_CHARS = (
    "伟强军明刚磊涛波峰宏建国志勇海山林松德福贵生华平成永庆春来宝权振学义长安东旭鹏飞浩宇博文斌"
)
FEMALE_CHARS = "芳丽敏静娟艳玲霞红梅兰英秀云凤珍萍燕琴洁莹雪晶琳桂香春花月娜淑贤慧颖欣怡蕾佳"
NATIONS = (("汉族", 84), ("满族", 7), ("朝鲜族", 5), ("蒙古族", 2), ("回族", 2))
SCHOOLING = (
    ("小学文化", 20),
    ("初中文化", 45),
    ("高中文化", 15),
    ("中专文化", 8),
    ("大专文化", 8),
    ("大学文化", 4),
)
WORK = (
    "农民",
    "务工",
    "无业",
    "林场工人",
    "个体工商户",
    "司机",
    "木材加工厂工人",
    "护林员",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A natural person.

    Attributes:
        key: Identity in this corpus; two persons of one name have two keys.
        name: The whole name.
        is_female: Sex as documents print it.
        born_on: Birthday.
        nation: 民族.
        schooling: 文化程度.
        work: Occupation.
        home: Address.
        alias: 绰号 or 曾用名, or None.
    """

    key: str
    name: str
    is_female: bool
    born_on: date
    nation: str
    schooling: str
    work: str
    home: str
    alias: str | None = None

    def age_on(self, day: date) -> int:
        """Return the age in whole years on a day."""
        before = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company, a village committee or an organ of state.

    Attributes:
        key: Identity in this corpus.
        name: The whole name.
        seat: Address.
        head: Name of the one who represents it.
        head_title: 法定代表人 or 负责人, with the office.
        former_name: An earlier name that older papers print, or None.
        is_organ: Whether it is an organ of state.
    """

    key: str
    name: str
    seat: str
    head: str
    head_title: str
    former_name: str | None = None
    is_organ: bool = False


def draw_name(chance: Chance, *, is_female: bool = False) -> str:
    """Return an invented name of two or three characters."""
    chars = FEMALE_CHARS if is_female else MALE_CHARS
    given = chance.pick(chars)
    if chance.happens(72):
        given += chance.pick(chars)
    return chance.pick(SURNAMES) + given


@dataclass(slots=True)
class Registry:
    """Draws persons and companies, each name once, so that namesakes are only planted ones."""

    taken: set[str] = field(default_factory=set)

    def person(
        self,
        chance: Chance,
        key: str,
        *,
        on: date,
        place: str,
        ages: tuple[int, int] = (22, 66),
        is_female: bool | None = None,
        name: str | None = None,
    ) -> Person:
        """Return a new person whose age on a day lies in ``ages``."""
        female = chance.happens(22) if is_female is None else is_female
        while name is None:
            drawn = draw_name(chance, is_female=female)
            if drawn not in self.taken:
                self.taken.add(drawn)
                name = drawn
        age = chance.between(*ages)
        birthday = date(on.year - age, 1, 1) + timedelta(days=chance.below(364))
        if (birthday.month, birthday.day) == (2, 29):
            birthday -= timedelta(days=1)
        if birthday.replace(year=on.year) > on:
            birthday = birthday.replace(year=birthday.year - 1)
        alias = None
        if chance.happens(6):
            alias = chance.pick(("绰号“老{}”", "曾用名{}", "别名{}", "外号“大{}”"))
            alias = alias.format(chance.pick("三四五六黑歪胖山柱" if "“" in alias else [name[0]]))
            if "“" not in alias:
                alias += chance.pick(MALE_CHARS)
        return Person(
            key=key,
            name=name,
            is_female=female,
            born_on=birthday,
            nation=chance.weigh(NATIONS),
            schooling=chance.weigh(SCHOOLING),
            work=chance.pick(WORK) if age < 60 else "退休工人",
            home=draw_home(chance, place),
            alias=alias,
        )

    def company(self, chance: Chance, key: str, *, place: str, trade: str) -> Company:
        """Return a new company of a trade (木业, 运输, 商贸…)."""
        while True:
            brand = chance.pick("宏盛恒瑞鑫昌隆祥兴泰和源润德嘉利达永") + chance.pick(
                "林森茂达远业丰顺源诚信华泽邦发荣升"
            )
            town = place.removesuffix("林区").removesuffix("市河湾区").removesuffix("县")
            name = f"{town}{brand}{trade}有限{chance.pick(('', '责任'))}公司"
            if name not in self.taken:
                self.taken.add(name)
                break
        former = f"{town}{brand}{trade}厂" if chance.happens(12) else None
        return Company(
            key=key,
            name=name,
            seat=draw_home(chance, place),
            head=draw_name(chance, is_female=chance.happens(25)),
            head_title=chance.pick(("法定代表人|经理", "法定代表人|执行董事", "法定代表人|总经理")),
            former_name=former,
        )

    def village(self, chance: Chance, key: str, *, place: str) -> Company:
        """Return a village committee."""
        home = draw_village(chance, place)
        return Company(
            key=key,
            name=f"{place}{home}村民委员会",
            seat=f"{place}{home}",
            head=draw_name(chance),
            head_title="法定代表人|主任",
        )


def masked_names(people: list[tuple[str, str]]) -> dict[str, str]:
    """Return the names of persons as publication prints them, 某 for the given name.

    Args:
        people: Keys and whole names, in the order of the paper.

    Returns:
        Printed names by key; two persons of one surname are numbered.

    Example:
        >>> masked_names([("a", "李强"), ("b", "李芳"), ("c", "赵大山")])
        {'a': '李某1', 'b': '李某2', 'c': '赵某某'}

    Source: 法释〔2016〕19号 art. 8-9.
    """
    count: dict[str, int] = {}
    for _, name in people:
        count[name[0]] = count.get(name[0], 0) + 1
    used: dict[str, int] = {}
    printed: dict[str, str] = {}
    for key, name in people:
        surname = name[0]
        if count[surname] == 1:
            printed[key] = surname + "某" * (len(name) - 1)
        else:
            used[surname] = used.get(surname, 0) + 1
            printed[key] = f"{surname}某{used[surname]}"
    return printed

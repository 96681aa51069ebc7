"""Where do the stories of the sample corpus happen? Invented places within real provinces."""

from corpus.sample.chance import Chance

TOWNS = {
    "云溪林区": ("云溪镇", "柳河口镇", "三岔镇", "青杨镇"),
    "石塔林区": ("石塔镇", "前营镇", "大顶山镇", "板石沟镇"),
    "桦皮川林区": ("桦皮川镇", "小川镇", "五人班镇", "榆树川镇"),
    "鹿鸣林区": ("鹿鸣镇", "泉眼镇", "红松屯镇", "长岗镇"),
    "红叶河林区": ("红叶河镇", "桥头沟镇", "双泉镇", "万良沟镇"),
    "松岭林区": ("松岭镇", "松南镇", "向阳镇", "北台镇"),
    "岭东市河湾区": ("河湾街道", "临江街道", "东升街道", "铁南街道"),
    "岭东市": ("新城街道", "南关街道", "站前街道"),
    "北屿县": ("北屿镇", "和兴镇", "永安镇", "柞木台镇"),
    "望山市": ("望山街道", "朝阳街道"),
    "吉林省": ("松岭镇", "新城街道"),
    "黑龙江省": ("北屿镇", "望山街道"),
}
VILLAGES = [
    "前进",
    "东风",
    "新立",
    "榆树",
    "大荒沟",
    "二道沟",
    "柳毛",
    "腰甸",
    "石场",
    "北沟",
    "太平",
    "永胜",
    "向阳",
    "双合",
    "老营",
    "河东",
    "河西",
    "南岔",
    "幸福",
    "民主",
    "团结",
    "兴隆",
    "光明",
    "头道岭",
    "小西沟",
    "高台",
    "靠山",
    "平安",
    "杨木",
    "桦树",
]
ROADS = [
    "林海路",
    "站前街",
    "胜利路",
    "新华大街",
    "光明街",
    "育林路",
    "中山街",
    "建设路",
    "迎宾大路",
    "环城路",
    "文化街",
    "滨河路",
]
FARMS = ("青石 红松 东岗 西岭 大川 白桦 二道河 三岔子 柞树沟 狼窝沟 头道砬子 老黑沟").split()  # noqa: SIM905 (a list of quoted words is harder to read)
ROUTES = [
    "松云公路",
    "二石线",
    "桦鹿公路",
    "红双线",
    "201县道",
    "沿江公路",
    "松岭至石塔公路",
    "鹿长线",
    "林区主干道",
    "三前公路",
]


def draw_town(chance: Chance, place: str) -> str:
    """Return a town of the place, without the place."""
    return chance.pick(TOWNS[place])


def draw_village(chance: Chance, place: str) -> str:
    """Return "前营镇向阳村" of the place."""
    return f"{draw_town(chance, place)}{chance.pick(VILLAGES)}村"


def draw_home(chance: Chance, place: str) -> str:
    """Return an address as heads of judgments print it."""
    if chance.happens(45):
        return f"{place}{draw_village(chance, place)}{chance.between(1, 9)}组"
    return (
        f"{place}{draw_town(chance, place)}{chance.pick(ROADS)}{chance.between(3, 280)}号"
        f"{chance.pick(('', f'{chance.between(1, 18)}栋{chance.between(1, 4)}单元'))}"
    )


def draw_stand(chance: Chance) -> str:
    """Return a forest stand, "青石林场47林班12小班"."""
    return f"{chance.pick(FARMS)}林场{chance.between(3, 88)}林班{chance.between(1, 40)}小班"


def draw_road(chance: Chance) -> str:
    """Return a place on a road, "松云公路12公里+300米处"."""
    route = chance.pick(ROUTES)
    if chance.happens(60):
        return f"{route}{chance.between(2, 78)}公里{chance.pick(('', '+200米', '加500米'))}处"
    first, second = chance.sample(ROADS, 2)
    return f"{first}与{second}交汇处附近"

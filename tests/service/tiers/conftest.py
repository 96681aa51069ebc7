"""Judgments of every tier, as a basic court of Changchun sees them; all in them is invented."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.judgment import Effectiveness
from service.library.desk import LibraryDesk
from service.search.keeper import IndexKeeper
from service.search.service import SearchService
from service.store.library_records import LibraryRecords
from service.store.tier_records import TierRecords
from service.tiers.desk import TierDesk
from service.tiers.hierarchy import CourtBook
from tests.databases import stocked
from tests.service.papers import DAYS, DRUNK, IndexShelf, Shelf, WordIndex, read

OWN = "吉林省长春市朝阳区人民法院"
FACTS = "被告人饮酒后驾驶小型轿车，血液中乙醇含量为150毫克，被民警查获"
TODAY = date(2026, 3, 2)
GUIDING = """指导性案例{number}号
甲某危险驾驶案
（最高人民法院审判委员会讨论通过 2013年1月1日发布）
关键词 刑事 危险驾驶罪 醉酒
裁判要点
醉酒后在道路上驾驶小型轿车的，应当认定为危险驾驶罪第{number}种情形。
相关法条
《中华人民共和国刑法》第一百三十三条之一
基本案情
被告人甲某饮酒后驾驶小型轿车，被民警查获，血液中乙醇含量为150毫克。
裁判结果
某县人民法院于2012年5月6日作出（2012）吉0123刑初{number}号刑事判决：被告人甲某犯危险驾驶罪。
裁判理由
法院生效裁判认为：被告人甲某醉酒驾驶。
"""
REFERENCE = """入库编号：2024-06-1-055-00{serial}
乙某危险驾驶案
——饮酒后短距离挪车应当如何认定
关键词：刑事 危险驾驶罪 挪车
基本案情：被告人乙某饮酒后驾驶小型轿车挪动，被民警查获。
某县人民法院于{year}年5月6日作出（{year}）吉0123刑初{serial}号判决：被告人乙某犯危险驾驶罪，判处拘役一个月。
裁判理由：法院生效裁判认为：乙某醉酒驾驶。
裁判要旨：短距离挪车也是驾驶小型轿车，第{serial}种。
关联索引：《中华人民共和国刑法》第一百三十三条之一
"""
COURTS = {
    "supreme": "最高人民法院",
    "provincial": "吉林省高级人民法院",
    "superior": "吉林省长春市中级人民法院",
    "own": OWN,
    "other": "黑龙江省高级人民法院",
}
YEARS = {2021: "二〇二一", 2025: "二〇二五"}


def drunk(court, *, serial, year=2025, effect=Effectiveness.IN_EFFECT):
    """Return a judgment of a court and year, with the effect that a store would know."""
    text = DRUNK.format(serial=serial, day=serial, day_in_words=DAYS[serial], level=80 + serial)
    text = text.replace("某县人民法院", court).replace("二〇二一", YEARS[year])
    made = read(text, external_id=f"{court}{serial}")
    return replace(made, effect=effect, effect_reason="made")


def all_papers():
    papers = [
        drunk(court, serial=serial, year=year)
        for court in COURTS.values()
        for serial, year in ((1, 2021), (2, 2025), (3, 2025))
    ]
    papers += [
        drunk(OWN, serial=4, effect=Effectiveness.UNKNOWN),
        drunk(OWN, serial=5, effect=Effectiveness.REVOKED),
        drunk(COURTS["superior"], serial=6, effect=Effectiveness.VARIED),
        drunk(COURTS["provincial"], serial=7, effect=Effectiveness.REVISED_ON_RETRIAL),
    ]
    papers += [read(GUIDING.format(number=n), external_id=f"guiding{n}") for n in (901, 902)]
    papers += [
        read(REFERENCE.format(serial=n, year=year), external_id=f"reference{n}")
        for n, year in ((1, 2021), (2, 2025))
    ]
    return tuple(papers)


@pytest.fixture(scope="session")
def judgments():
    return all_papers()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("tiers"), judgments)


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"court": OWN})


@pytest.fixture
def library(engine, shelf):
    return LibraryDesk(records=LibraryRecords(engine), store=shelf)


@pytest.fixture
def desk_of(engine, settings):
    """Make a tier desk over judgments of a test's own."""

    def make(judgments, *, stored=None, court=OWN, changed=None):
        keeper = IndexKeeper(
            IndexShelf(WordIndex(judgments)), check_seconds=0, monotonic=lambda: 0.0
        )
        now = {each.id: each for each in (stored or judgments)}
        changed_settings = settings.model_copy(update=changed or {})
        return TierDesk(
            search=SearchService(Shelf(now), keeper, changed_settings),
            library=LibraryRecords(engine),
            corpus=TierRecords(engine),
            book=CourtBook.read(settings.data, name=court),
            settings=changed_settings,
        )

    return make

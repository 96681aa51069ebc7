"""A real index, by an encoder of ten lines, over the sample and some papers that quote a case."""

from datetime import date

import pytest

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from indexing.assembly.building import build_snapshot
from indexing.snapshots.opening import IndexSnapshot
from indexing.testing import HashingEncoder
from service.search.keeper import IndexKeeper
from service.search.service import SearchService
from service.search.snapshots import SnapshotIndex
from tests.databases import stocked
from tests.service.papers import DAYS, LOAN, Shelf, read

FIRST = """某县人民法院
民事判决书
（2019）吉0123民初{serial}号
原告戊某，男。
被告丁某，女。
原告戊某与被告丁某民间借贷纠纷一案，本院受理后依法进行了审理。
经审理查明，戊某向丁某出借二十万元，预先扣除利息一万元。合同约定\uff2c\uff30\uff32四倍计息。
本院认为，预先扣除的利息不得计入本金。参照指导案例 024 号。依照《中华人民共和国合同法》第二百条、《中华人民共和国民事诉讼法》第六十四条第一款之规定，判决如下：
丁某返还戊某借款十九万元。
审判员 辛某
二〇一九年十月{day_in_words}日
"""
GUIDING = """指导性案例24号
荣某诉王某机动车交通事故责任纠纷案
关键词 民事 交通事故 过错责任
裁判要点
交通事故的受害人没有过错，其体质状况不属于可以减轻责任的法定情形。
相关法条
《中华人民共和国侵权责任法》第二十六条
基本案情
王某驾驶轿车与行人荣某发生碰擦，荣某受伤。
裁判结果
甲法院于2013年6月21日作出（2013）锡滨民初字第1138号民事判决：赔偿荣某。
裁判理由
法院生效裁判认为：个人体质不是过错，不得减轻侵权人的责任。
"""


class Source:
    """Snapshots under a folder, opened with the encoder of the tests."""

    def __init__(self, root):
        self.root = root
        self.name = None

    def _index(self, name=None):
        snapshot = IndexSnapshot.open(self.root, encoder=HashingEncoder(), name=name)
        return SnapshotIndex(snapshot, depth=200, most_of_court=5, rankers=None)

    def current_id(self):
        return (self.root / "current").read_text("utf-8")

    def open(self):
        return self._index()

    def open_named(self, name):
        return self._index(name)


def build(judgments, root):
    build_snapshot(judgments, root, corpus_digest="made", encoder=HashingEncoder())


@pytest.fixture(scope="session")
def judgments():
    sample = [
        read_judgment(raw, today=date(2026, 11, 1)) for raw in generate(seed=3, size=70).judgments
    ]
    papers = [
        read(text.format(serial=n, day_in_words=DAYS[n]), external_id=f"{name}{n}")
        for name, text in (("loan", LOAN), ("first", FIRST))
        for n in (7, 8)
    ]
    papers.append(read(GUIDING, external_id="guiding24"))
    return (*(each for each in sample if isinstance(each, Judgment)), *papers)


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("database"), judgments)


@pytest.fixture(scope="session")
def index_root(judgments, tmp_path_factory):
    root = tmp_path_factory.mktemp("index")
    build(judgments, root)
    return root


@pytest.fixture(scope="session")
def index(index_root):
    return Source(index_root).open()


@pytest.fixture
def shelf(judgments):
    return Shelf({each.id: each for each in judgments})


@pytest.fixture
def search(shelf, index_root, index, settings):
    source = Source(index_root)
    source.open = lambda: index
    return SearchService(
        shelf, IndexKeeper(source, check_seconds=60, monotonic=lambda: 0.0), settings
    )

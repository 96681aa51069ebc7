"""A few invented judgments in the form of real ones, and an index of ten lines over them."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Effectiveness, Judgment, RawJudgment, SourceRecord
from corpus.listed import ListedJudgment
from corpus.reading import read_judgment
from indexing.columns.filters import columns_of, row_of
from indexing.passages import cut_passages
from indexing.searching.query import parts_of
from indexing.words.segmentation import Segmenter
from service.search.index import (
    Found,
    FoundPassage,
    Ranked,
    RankedDivision,
    RankedDivisions,
)
from service.search.marks import Marker

DAYS = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
DRUNK = """某县人民法院
刑事判决书
（2021）吉0123刑初{serial}号
公诉机关某县人民检察院。
被告人甲某{serial}，男，1980年1月1日出生。
某县人民检察院指控被告人甲某{serial}犯危险驾驶罪，向本院提起公诉。本院适用简易程序公开开庭审理了本案。现已审理终结。
经审理查明，2021年3月{day}日，被告人甲某{serial}饮酒后驾驶小型轿车，行至城区路口被民警查获。经鉴定，其血液中乙醇含量为{level}毫克/100毫升。
本院认为，被告人甲某{serial}在道路上醉酒驾驶机动车，其行为已构成危险驾驶罪。如实供述，依法从轻处罚。依照《中华人民共和国刑法》第一百三十三条之一第一款第二项之规定，判决如下：
被告人甲某{serial}犯危险驾驶罪，判处拘役二个月，并处罚金人民币三千元。
如不服本判决，可在接到判决书的第二日起十日内上诉。
审判员 乙某
二〇二一年五月{day_in_words}日
书记员 丙某
"""
LOAN = """某市中级人民法院
民事判决书
（2020）吉01民终{serial}号
上诉人（原审被告）丁某，女。
被上诉人（原审原告）戊某，男。
上诉人丁某因与被上诉人戊某民间借贷纠纷一案，不服某县人民法院（2019）吉0123民初7号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。
二审查明，戊某通过银行转账向丁某出借二十万元，丁某出具借条，约定月利率百分之二。到期后丁某未归还本金。<script>alert("x")</script>
本院认为，双方借贷关系成立。预先在本金中扣除的利息不应计入本金。原判认定事实清楚。依照《中华人民共和国民事诉讼法》第一百七十条第一款第一项之规定，判决如下：
驳回上诉，维持原判。
本判决为终审判决。
审判长 己某
二〇二〇年六月{day_in_words}日
书记员 庚某
"""


def read(text: str, *, external_id: str) -> Judgment:
    source = SourceRecord(
        name="papers", place=f"{external_id}.txt", external_id=external_id, format="text"
    )
    judgment = read_judgment(RawJudgment(text=text, source=source), today=date(2026, 1, 1))
    if not isinstance(judgment, Judgment):
        raise TypeError(judgment)
    return judgment


def papers() -> tuple[Judgment, ...]:
    drunk = [
        read(
            DRUNK.format(serial=n, day=n, day_in_words=DAYS[n], level=80 + 10 * n),
            external_id=f"drunk{n}",
        )
        for n in range(1, 13)
    ]
    loans = [
        read(LOAN.format(serial=n, day_in_words=DAYS[n]), external_id=f"loan{n}")
        for n in range(1, 4)
    ]
    return (*drunk, *loans)


@dataclass(eq=False)
class Shelf:
    """A store in memory."""

    judgments: dict[str, Judgment] = field(default_factory=dict)

    def get(self, judgment_id):
        if judgment_id not in self.judgments:
            raise JudgmentNotFoundError(judgment_id)
        return self.judgments[judgment_id]

    def get_listed(self, ids):
        return tuple(ListedJudgment.of(self.get(each)) for each in ids)

    def get_many(self, ids):
        return tuple(self.get(each) for each in ids)

    def get_texts(self, ids):
        return tuple(self.get(each).text for each in ids)

    def count(self):
        return len(self.judgments)


class WordIndex:
    """Ranks by how many words of two characters and more two texts share."""

    def __init__(self, judgments, *, snapshot_id="s1"):
        self.snapshot_id = snapshot_id
        self.counts = {"judgments": len(judgments), "segments": 1, "dead": 0}
        self.refused = None
        self.finding = None
        self._judgments = {each.id: each for each in judgments}
        self.columns = columns_of([row_of(each) for each in judgments])
        self._segmenter = Segmenter()

    def rank(self, query, *, condition, limit, channels=()):
        words = sorted({word for word in self._segmenter.words(query.text) if len(word) > 1})
        mask = self.columns.mask(condition)
        marker = Marker(words)
        scored = []
        for place, judgment_id in enumerate(self.columns.ids):
            if mask is not None and not mask[place]:
                continue
            shared = len(marker.words_in(self._judgments[judgment_id].text, most=len(words)))
            if shared and judgment_id != query.judgment_id:
                scored.append((-shared, judgment_id))
        found = [
            Found(
                judgment_id=judgment_id,
                rank=rank,
                channel_ranks={"lexical": rank},
                issues=(),
                likeness=None,
                others=(),
                passages=self._best(judgment_id, marker),
            )
            for rank, (_, judgment_id) in enumerate(sorted(scored)[:limit], start=1)
        ]
        n_allowed = self.columns.size if mask is None else int(mask.sum())
        return Ranked(
            found=found,
            ranker="word count",
            finding=self.finding,
            words=words,
            parts=parts_of(query),
            elements=(),
            n_allowed=n_allowed,
            n_ranked=len(scored),
        )

    def rank_divisions(self, query, *, divisions, condition, limit):
        ranked = []
        for division in divisions:
            among = frozenset(np.asarray(self.columns.ids)[division].tolist())
            if condition.among is not None:
                among &= condition.among
            ranked.append(self.rank(query, condition=replace(condition, among=among), limit=limit))
        whole = self.rank(query, condition=condition, limit=0)
        return RankedDivisions(
            divisions=[
                RankedDivision(
                    found=one.found,
                    n_allowed=one.n_allowed,
                    n_ranked=one.n_ranked,
                    finding=one.finding,
                )
                for one in ranked
            ],
            whole=whole,
        )

    def _best(self, judgment_id, marker):
        judgment = self._judgments[judgment_id]
        passages = sorted(
            cut_passages(judgment),
            key=lambda each: (-len(marker.marks_in(each.span.of(judgment.text))), each.span),
        )
        return [FoundPassage(span=each.span, kind=each.kind) for each in passages[:2]]


class IndexShelf:
    """Where indexes come from: whatever a test puts there."""

    def __init__(self, index=None):
        self.index = index
        self.trouble = None
        self.opened = 0

    def current_id(self):
        return None if self.index is None else self.index.snapshot_id

    def open(self):
        self.opened += 1
        if self.trouble is not None:
            raise self.trouble
        return self.index


__all__ = ["Effectiveness", "IndexShelf", "Shelf", "WordIndex", "papers", "read"]

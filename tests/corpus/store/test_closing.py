"""A store with a closed judgment answers as one that never held it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corpus.errors import ClosingError, JudgmentNotFoundError
from corpus.judgment import Effectiveness
from corpus.privacy.sensitivity import Sensitivity
from corpus.relations.keys import search_keys
from corpus.store.closing import SqlClosings
from corpus.store.correcting import SqlCorrections
from corpus.store.judgment_store import FiledAs
from corpus.store.lineage_records import SqlLineage
from corpus.store.relation_records import SqlRelations
from corpus.store.sql import SqlJudgmentStore
from tests.corpus.relations.suits import Suit
from tests.corpus.test_lineage import AFFIRMED, FIRST, SECOND, civil_first, read
from tests.quick_databases import open_blank

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
PAPERS = tuple(
    replace(made, source=replace(made.source, name="s", place=name, external_id=name))
    for name, made in (
        ("first", read(civil_first())),
        ("second", read(AFFIRMED)),
        ("loan", Suit().judgment),
        ("again", replace(Suit(), serial=9, year=2024, decided="二〇二四年七月一日").judgment),
    )
)
PLACES = (1, 2)


class Archive:
    """All that can be asked of a database of judgments."""

    def __init__(self, path, papers):
        self.engine = open_blank(path)
        self.store = SqlJudgmentStore(self.engine)
        self.closings = SqlClosings(self.engine)
        self.corrections = SqlCorrections(self.engine)
        self.relations = SqlRelations(self.engine)
        self.store.put(papers)

    def close(self, judgment):
        return self.closings.close(
            judgment.id, Sensitivity.STATE_SECRET, reason="涉密案件", author="保密员", at=AT
        )

    def reopen(self, judgment):
        return self.closings.reopen(judgment.id, reason="已经解密", author="保密员", at=AT)

    def tells(self):
        lineage = SqlLineage(self.engine)
        keys = [key for suit in (Suit(),) for key in search_keys(suit.traits)]
        bounds = {"near": None, "per_key": 60, "in_all": 400, "with_pending": True}
        return {
            "all": [*self.store.iterate()],
            "count": self.store.count(),
            "digest": self.store.digest(),
            "facets": self.store.facets(),
            "by id": [self._asked(self.store.get_many, each) for each in PAPERS],
            "each": [self._asked(lambda ids: [*self.store.each(ids)], each) for each in PAPERS],
            "listed": [self._asked(self.store.get_listed, each) for each in PAPERS],
            "texts": [self._asked(self.store.get_texts, each) for each in PAPERS],
            "external": [self.store.find_external("s", p.source.external_id) for p in PAPERS],
            "sources": [self.store.sources_of(each.id) for each in PAPERS],
            "numbers": [
                (self.store.find_by_case_number(number), self.store.find_quoting(number))
                for number in (FIRST, SECOND)
            ],
            "chains": [lineage.of(each.id) for each in PAPERS],
            "related": self.relations.candidates(keys, but=set(), **bounds),
            "unknown": self.relations.n_unknown(),
            "corrected": [
                self._asked(lambda ids: self.corrections.corrected(ids[0]), each) for each in PAPERS
            ],
        }

    @staticmethod
    def _asked(read, judgment):
        try:
            return read([judgment.id])
        except JudgmentNotFoundError as refusal:
            return str(refusal)


@pytest.fixture
def archive(tmp_path):
    made = []

    def make(papers):
        made.append(Archive(tmp_path / f"{len(made)}.db", papers))
        return made[-1]

    yield make
    for each in made:
        each.engine.dispose()


@pytest.mark.parametrize("place", PLACES)
def test_a_store_tells_of_a_closed_judgment_what_it_tells_of_one_that_never_was(archive, place):
    held = archive(PAPERS)
    before = held.tells()
    held.close(PAPERS[place])
    without = archive([each for each in PAPERS if each is not PAPERS[place]]).tells()
    assert held.tells() == without
    assert before != without
    held.reopen(PAPERS[place])
    assert held.tells() == before


def test_two_closed_judgments_come_back_in_another_order(archive):
    held = archive(PAPERS)
    before = held.tells()
    for place in (0, 1):
        held.close(PAPERS[place])
    assert held.tells() == archive(PAPERS[2:]).tells()
    for place in (0, 1):
        held.reopen(PAPERS[place])
    assert held.tells() == before


def test_the_effect_that_a_closed_paper_gave_goes_with_it(archive):
    held = archive(PAPERS)
    first, second = PAPERS[:2]
    assert held.store.get(first.id).effect is not first.effect
    held.close(second)
    assert held.store.get(first.id).effect is first.effect is not Effectiveness.IN_EFFECT


def test_a_source_that_brings_it_again_opens_nothing(archive):
    held = archive(PAPERS)
    held.close(PAPERS[0])
    closed = held.tells()
    reread = SqlJudgmentStore(held.engine, reader_version=held.store.reader_version + 1)
    assert reread.put(PAPERS[:1]).filed[0].standing is FiledAs.REREAD
    other = replace(PAPERS[0], source=replace(PAPERS[0].source, name="other"))
    held.store.put([other])
    assert held.tells() == closed
    assert held.closings.ids() == {PAPERS[0].id}


def test_what_a_source_has_replaced_does_not_come_back_by_opening(archive):
    old, new = PAPERS[2:]
    new = replace(new, source=old.source)
    held = archive([old])
    held.close(old)
    held.store.put([new])
    held.reopen(old)
    assert [each.id for each in held.store.iterate()] == [new.id]
    assert held.store.get(old.id).id == old.id


def test_a_closed_judgment_takes_no_correction(archive):
    held = archive(PAPERS)
    held.close(PAPERS[2])
    with pytest.raises(JudgmentNotFoundError):
        held.corrections.correct(
            PAPERS[2].id, field="cause", new="借款", author="a", at=AT, reason="x"
        )


def test_its_corrections_are_neither_listed_nor_counted(archive):
    held = archive(PAPERS)
    held.corrections.correct(
        PAPERS[2].id, field="cause", new="买卖合同纠纷", author="甲", at=AT, reason="误读"
    )
    before = held.corrections.counts(), held.corrections.history(PAPERS[2].id), held.tells()
    held.close(PAPERS[2])
    without = archive([each for each in PAPERS if each is not PAPERS[2]])
    assert held.tells() == without.tells()
    assert held.corrections.counts() == held.corrections.to_review() == ()
    assert held.corrections.history(PAPERS[2].id) == ()
    held.reopen(PAPERS[2])
    after = held.corrections.counts(), held.corrections.history(PAPERS[2].id), held.tells()
    assert after == before


def test_who_closed_and_opened_and_why_stays_written(archive):
    held = archive(PAPERS)
    first = held.close(PAPERS[0])
    again = held.closings.close(
        PAPERS[0].id, Sensitivity.PRIVACY, reason=" 涉及 个人隐私 ", author="乙", at=AT
    )
    (standing,) = held.closings.standing()
    assert standing.closing == again
    assert again.reason == "涉及 个人隐私"
    assert (standing.case_number, bool(standing.court)) == (FIRST, True)
    last = held.reopen(PAPERS[0])
    assert held.closings.standing() == ()
    assert held.closings.history(PAPERS[0].id) == (first, again, last)


def test_what_is_not_there_is_neither_closed_nor_opened(archive):
    held = archive(PAPERS[:2])
    for act in (lambda: held.close(PAPERS[2]), lambda: held.reopen(PAPERS[0])):
        with pytest.raises(JudgmentNotFoundError):
            act()
    with pytest.raises(ClosingError):
        held.closings.close(PAPERS[0].id, Sensitivity.FAMILY, reason="无", author="甲", at=AT)
    assert held.closings.ids() == frozenset()
    assert held.closings.history(PAPERS[0].id) == ()

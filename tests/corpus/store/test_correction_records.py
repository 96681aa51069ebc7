"""Corrections stay in the store, count at once, and outlive every reading."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corpus.corrections import Standing
from corpus.errors import CorrectionError, JudgmentNotFoundError
from corpus.judgment import Effectiveness, JudgmentId
from corpus.listed import ListedJudgment
from corpus.spans import Extracted, Span
from corpus.store.correcting import SqlCorrections
from corpus.store.sql import SqlJudgmentStore
from tests.corpus.judgments import judgment_named
from tests.corpus.test_lineage import AFFIRMED, FIRST, civil_first, read
from tests.quick_databases import open_blank

BY = {"author": "王法官", "at": datetime(2024, 5, 6, tzinfo=UTC), "reason": "核对原件"}
JUDGMENT = judgment_named(7)


@pytest.fixture
def engine(tmp_path):
    engine = open_blank(tmp_path / "c.db")
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine):
    store = SqlJudgmentStore(engine)
    store.put([JUDGMENT])
    return store


@pytest.fixture
def people(engine, store):
    return SqlCorrections(engine)


def test_a_correction_counts_wherever_the_judgment_is_loaded(store, people):
    people.correct(JUDGMENT.id, field="case_number", new="（2020）吉0101刑初70号", **BY)
    people.correct(JUDGMENT.id, field="charges", new=["诈骗罪"], span=Span(0, 2), **BY)
    (found,) = store.find_by_case_number("（2020）吉0101刑初70号")
    assert found == store.get(JUDGMENT.id) == next(store.iterate())
    assert store.get_listed([JUDGMENT.id]) == (ListedJudgment.of(found),)
    assert found.charges == (Extracted("诈骗罪", Span(0, 2), "corrected"),)
    assert store.find_by_case_number("（2020）吉0101刑初7号") == ()
    assert store.facets()["charge"] == (("诈骗罪", 1),)


def test_a_correction_survives_ingest_and_a_newer_reader_and_is_flagged(engine, store, people):
    people.correct(JUDGMENT.id, field="charges", new=["诈骗罪"], **BY)
    newer = SqlJudgmentStore(engine, reader_version=99)
    newer.put([replace(JUDGMENT, charges=(Extracted("抢劫罪", Span(0, 1), "newer"),))])
    assert [each.value for each in newer.get(JUDGMENT.id).charges] == ["诈骗罪"]
    assert newer.facets()["charge"] == (("诈骗罪", 1),)
    (flagged,) = people.to_review()
    assert (flagged.correction.field, flagged.standing) == ("charges", Standing.STALE)
    people.correct(JUDGMENT.id, field="charges", new=["诈骗罪"], **BY)
    assert people.to_review() == ()


def test_the_reading_is_restored_and_the_history_kept(store, people):
    people.correct(JUDGMENT.id, field="title", new="别的标题", **BY)
    assert store.get(JUDGMENT.id).title == "别的标题"
    people.restore_reading(JUDGMENT.id, field="title", **BY)
    assert store.get(JUDGMENT.id) == JUDGMENT
    assert [each.restores_reading for each in people.history(JUDGMENT.id)] == [False, True]
    assert people.corrected(JUDGMENT.id).fields == ()


def test_corrections_are_counted_per_field(store, people):
    other = judgment_named(8)
    store.put([other])
    people.correct(JUDGMENT.id, field="cause", new="甲", **BY)
    people.correct(JUDGMENT.id, field="cause", new="乙", **BY)
    people.correct(other.id, field="cause", new="甲", **BY)
    people.correct(other.id, field="title", new="甲", **BY)
    counts = [(each.field, each.n_corrections, each.n_judgments) for each in people.counts()]
    assert counts == [("cause", 3, 2), ("title", 1, 1)]


def test_what_cannot_be_applied_is_not_written(store, people):
    with pytest.raises(CorrectionError):
        people.correct(JUDGMENT.id, field="decided_on", new="昨天", **BY)
    with pytest.raises(JudgmentNotFoundError):
        people.correct(JudgmentId("jnone"), field="title", new="甲", **BY)
    assert people.history(JUDGMENT.id) == ()


def test_the_digest_of_the_corpus_follows_a_correction_of_any_field(store, people):
    before = store.digest()
    people.correct(JUDGMENT.id, field="parties", new=[], **BY)
    people.correct(JUDGMENT.id, field="parties", new=[{"name": "张某", "role": "accused"}], **BY)
    assert store.digest() != before


def test_a_number_set_right_joins_the_chain(engine, store, people):
    first, second = read(civil_first()), read(AFFIRMED)
    wrong = read(civil_first().replace(FIRST, "（2019）吉0103民初70号"))
    store.put([replace(wrong, source=replace(first.source, place="w")), second])
    assert store.get(wrong.id).effect is Effectiveness.UNKNOWN
    people.correct(wrong.id, field="case_number", new=FIRST, **BY)
    assert store.get(wrong.id).effect is Effectiveness.IN_EFFECT


def test_an_effect_confirmed_by_a_person_is_flagged_when_a_later_paper_arrives(store, people):
    first, second = read(civil_first()), read(AFFIRMED)
    store.put([first])
    people.correct(first.id, field="effect", new="in_effect", **BY)
    assert store.get(first.id).effect is Effectiveness.IN_EFFECT
    assert people.to_review() == ()
    revoked = read(AFFIRMED.replace("驳回上诉，维持原判。", "撤销原判，驳回起诉。"))
    store.put([replace(revoked, source=replace(second.source, place="r"))])
    (flagged,) = people.to_review()
    assert flagged.correction.field == "effect"
    assert dict(store.facets()["effect"])["in_effect"] == 2

"""What a rule names is never open, not even in the transaction that stores it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from corpus.ingest import ingest
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.closing import SqlClosings
from corpus.store.closing_rules import ClosingRules
from corpus.store.engine import open_engine
from corpus.store.sql import SqlJudgmentStore
from corpus.store.tables import metadata
from corpus.workforce import ALONE
from tests.corpus.relations.suits import Suit
from tests.corpus.store.test_closing import PAPERS

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
LOAN = Suit().judgment


def rules(**told):
    return ClosingRules(author="设置", clock=lambda: AT, **told)


@pytest.fixture
def engine(tmp_path):
    made = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    metadata.create_all(made)
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({}, None),
        ({"all_as": Sensitivity.PRIVACY}, Sensitivity.PRIVACY),
        ({"sources": {LOAN.source.name: Sensitivity.FAMILY}}, Sensitivity.FAMILY),
        # The name of a source is not a part of one.
        ({"sources": {LOAN.source.name[:-1]: Sensitivity.FAMILY}}, None),
        ({"causes": {"民间借贷纠纷": Sensitivity.TRADE_SECRET}}, Sensitivity.TRADE_SECRET),
        ({"causes": {"借贷纠纷": Sensitivity.TRADE_SECRET}}, None),
        ({"classes": frozenset({Sensitivity.STATE_SECRET})}, None),
        (
            {
                "all_as": Sensitivity.PRIVACY,
                "causes": {"民间借贷纠纷": Sensitivity.TRADE_SECRET},
            },
            Sensitivity.PRIVACY,
        ),
    ],
    ids=str,
)
def test_the_first_rule_that_fits_closes(engine, told, kind):
    SqlJudgmentStore(engine, closing=rules(**told)).put([LOAN])
    book = SqlClosings(engine).book()
    assert {each: entry.kind for each, entry in book.entries.items()} == (
        {} if kind is None else {LOAN.id: kind}
    )
    assert SqlJudgmentStore(engine).count() == (1 if kind is None else 0)


def test_what_the_reader_takes_to_be_of_a_class_is_closed_with_its_reason(engine):
    text = LOAN.text.replace("判决如下", "本案涉及国家秘密，判决如下", 1)
    secret = replace(LOAN, text=text)
    closing = rules(classes=frozenset({Sensitivity.STATE_SECRET, Sensitivity.JUVENILE}))
    SqlJudgmentStore(engine, closing=closing).put([secret, PAPERS[1]])
    (closed,) = SqlClosings(engine).standing()
    assert closed.closing.judgment_id == secret.id
    assert closed.closing.kind is Sensitivity.STATE_SECRET
    assert "国家秘密" in closed.closing.reason
    assert (closed.closing.author, closed.closing.at) == ("设置", AT)
    assert [each.id for each in SqlJudgmentStore(engine).iterate()] == [PAPERS[1].id]


def test_it_leaves_no_trace_in_what_the_others_are_told(engine, tmp_path):
    causes = {"民间借贷纠纷": Sensitivity.PRIVACY}
    store = SqlJudgmentStore(engine, closing=rules(causes=causes))
    store.put(PAPERS)
    other = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    metadata.create_all(other)
    never = SqlJudgmentStore(other)
    never.put([each for each in PAPERS if each.cause.value not in causes])
    assert 0 < never.count() < len(PAPERS)
    assert (store.count(), store.digest(), store.facets()) == (
        never.count(),
        never.digest(),
        never.facets(),
    )
    other.dispose()


def test_what_a_person_opened_again_is_not_closed_by_a_rule_but_by_a_person_it_is(engine):
    closing = rules(causes={"民间借贷纠纷": Sensitivity.PRIVACY})
    store = SqlJudgmentStore(engine, closing=closing)
    store.put([LOAN])
    SqlClosings(engine).reopen(LOAN.id, reason="可以公开", author="保密员", at=AT)
    moved = replace(LOAN, source=replace(LOAN.source, name="elsewhere"))
    store.put([moved])
    assert store.count() == 1
    store.closing(rules(all_as=Sensitivity.PRIVACY)).put([moved])
    assert store.count() == 0


def test_a_folder_that_was_open_is_closed_by_reading_it_again_as_closed(engine, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for number, paper in enumerate(PAPERS):
        (folder / f"{number}.txt").write_text(paper.text, encoding="utf-8")
    store = SqlJudgmentStore(engine)
    asked = {"today": date(2026, 11, 26), "workforce": ALONE}
    first = ingest(folder, store, **asked)
    closing = store.closing(rules(all_as=Sensitivity.JUVENILE))
    again = ingest(folder, closing, **asked)
    assert (store.count(), again.added) == (0, 0)
    assert len(SqlClosings(engine).ids()) == first.accepted > 0
    third = ingest(folder, closing, **asked)
    assert third.unchanged == first.accepted
    assert [len(SqlClosings(engine).history(each)) for each in SqlClosings(engine).ids()] == [
        1
    ] * first.accepted

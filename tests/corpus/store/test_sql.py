"""The SQL store conforms, on SQLite and on PostgreSQL."""

import sqlite3
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text, update

from corpus.errors import CodecError, StoreError
from corpus.store.engine import open_engine, write_transaction
from corpus.store.sql import SqlJudgmentStore
from corpus.store.tables import judgments as judgment_table
from corpus.store.tables import metadata
from tests.conformance.judgment_store import JudgmentStoreConformance, record
from tests.corpus.judgments import judgment_named, judgments


def new_store(url: str) -> SqlJudgmentStore:
    engine = open_engine(url)
    metadata.create_all(engine)
    return SqlJudgmentStore(engine)


@pytest.fixture
def store(tmp_path):
    store = new_store(f"sqlite:///{tmp_path / 'corpus.db'}")
    yield store
    store._engine.dispose()


class TestOnSqlite(JudgmentStoreConformance):
    @pytest.fixture
    def store(self, tmp_path):
        store = new_store(f"sqlite:///{tmp_path / 'corpus.db'}")
        yield store
        store._engine.dispose()


@pytest.mark.slow
class TestOnPostgres(JudgmentStoreConformance):
    @pytest.fixture
    def store(self, postgres):
        store = new_store(postgres.empty(None))
        yield store
        store._engine.dispose()


@settings(
    max_examples=12,
    deadline=None,  # every example makes databases on disk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(batch=st.lists(judgments(source_name="s"), max_size=6), data=st.data())
def test_any_judgment_survives_the_store_in_any_order(tmp_path_factory, batch, data):
    unique = {judgment.id: judgment for judgment in batch}
    order = data.draw(st.permutations(list(unique.values())))
    folder = tmp_path_factory.mktemp("stores")
    stores = [new_store(f"sqlite:///{folder / name}") for name in ("one.db", "two.db")]
    stores[0].put(list(unique.values()))
    for judgment in order:
        stores[1].put([judgment])
    assert stores[0].digest() == stores[1].digest() or has_shared_keys(unique.values())
    for judgment in unique.values():
        assert stores[0].get(judgment.id) == judgment
    for each in stores:
        each._engine.dispose()


def has_shared_keys(batch):
    # Two texts under one id of one source: the later one wins, so that order does count.
    keys = [j.source.external_id or j.source.place for j in batch]
    return len(set(keys)) < len(keys)


def test_a_batch_is_whole_or_not_there(store):
    def failing():
        with write_transaction(store._engine) as connection:
            connection.execute(text("INSERT INTO judgment_charges VALUES ('jnone', 0, 'x')"))

    before = store.digest()
    good, bad = record(1), record(2)
    broken = {**bad.row, "title": None}
    object.__setattr__(bad, "row", broken)
    run = store.begin_run(
        source_name="court", place="p", started_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    with pytest.raises(StoreError, match="NOT NULL"):
        store.file(run, [good, bad], unchanged=0)
    assert (store.digest(), store.count()) == (before, 0)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        failing()


def test_a_reader_keeps_its_view_while_another_writes(store):
    store.put([judgment_named(number) for number in range(3)])
    view = store.iterate()
    first = next(view)
    store.put([judgment_named(number) for number in range(3, 9)])
    assert len([first, *view]) == 3
    assert store.count() == 9


def test_a_locked_database_is_a_store_error(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.store.engine._BUSY_SECONDS", 0.05)
    path = tmp_path / "corpus.db"
    store = new_store(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        store.put([judgment_named(1)])
    other.execute("ROLLBACK")
    store.put([judgment_named(1)])
    other.close()
    store._engine.dispose()


def test_a_damaged_reading_is_named(store):
    judgment = judgment_named(1)
    store.put([judgment])
    with write_transaction(store._engine) as connection:
        connection.execute(update(judgment_table).values(reading='{"id": 1'))
    with pytest.raises(CodecError):
        store.get(judgment.id)


def test_times_come_back_aware_and_naive_ones_are_refused(store):
    with pytest.raises(Exception, match="naive"):
        store.begin_run(source_name="s", place="p", started_at=datetime(2026, 1, 1))  # noqa: DTZ001
    store.begin_run(source_name="s", place="p", started_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert store.runs(limit=1)[0].started_at == datetime(2026, 1, 1, tzinfo=UTC)


def test_no_question_of_an_ingest_walks_through_the_source(store):
    # It once did: with each batch asking all rows of the source, twice the judgments took four
    # times as long.
    run = store.begin_run(
        source_name="court", place="p", started_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    records = [record(number, external_id=str(number)) for number in range(300)]
    store.file(run, records, unchanged=0)
    asked = []

    def remember(connection, cursor, statement, parameters, context, many):
        if statement.startswith("SELECT") and "FROM sources" in statement:
            asked.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", remember)
    store.known("court", [f"id:{number}" for number in range(64)])
    store.file(run, records[:64], unchanged=0)
    event.remove(store._engine, "before_cursor_execute", remember)
    assert asked
    with store._engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            for step in plan:
                assert not step[3].startswith("SCAN sources"), statement
                assert not step[3].endswith("(name=?)"), f"{step[3]} for {statement}"

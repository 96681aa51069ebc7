"""A store with a sample corpus, made once; each test gets a copy of its own."""

import shutil
from datetime import date

import pytest

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from corpus.store.sql import SqlJudgmentStore
from corpus.workforce import ALONE
from service.audits.running import AuditRunner
from service.store.audit_corpus import AuditCorpus
from service.store.audit_records import AuditRecords
from service.store.database import open_database, prepare_database
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook
from tests.service.audits.made import AT, halves


@pytest.fixture(scope="session")
def sample():
    """Return the judgments of a small sample corpus."""
    read = (
        read_judgment(raw, today=date(2026, 11, 1)) for raw in generate(seed=4, size=120).judgments
    )
    return [each for each in read if isinstance(each, Judgment)]


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory, sample):
    path = tmp_path_factory.mktemp("audits") / "tongpan.db"
    engine = prepare_database(f"sqlite:///{path}")
    SqlJudgmentStore(engine).put(sample)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def sample_engine(tmp_path, sample_database):
    shutil.copy(sample_database, tmp_path / "tongpan.db")
    made = open_database(f"sqlite:///{tmp_path / 'tongpan.db'}")
    yield made
    made.dispose()


@pytest.fixture
def runner(sample_engine):
    return AuditRunner(
        store=SqlJudgmentStore(sample_engine),
        corpus=AuditCorpus(sample_engine),
        records=AuditRecords(sample_engine),
        pending=PendingRecords(sample_engine),
        book=CourtBook(),
        address=str(sample_engine.url),
        recent_months=36,
        find=halves,
        find_edition="halves",
    )


@pytest.fixture
def audited(runner):
    """Return a finished run over the whole sample."""
    from tests.service.audits.made import YEARS

    return runner.run(YEARS, workforce=ALONE, clock=lambda: AT, progress=lambda *_: None)

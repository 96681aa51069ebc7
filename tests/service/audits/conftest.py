"""A store with a sample corpus, made once; each test gets a copy of its own."""

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
from service.store.database import open_database
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook
from tests.databases import stocked
from tests.service.audits.made import AT, halves


@pytest.fixture(scope="session")
def sample():
    """Return the judgments of a small sample corpus."""
    read = (
        read_judgment(raw, today=date(2026, 11, 1)) for raw in generate(seed=4, size=120).judgments
    )
    return [each for each in read if isinstance(each, Judgment)]


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory, sample, databases):
    return stocked(databases, tmp_path_factory.mktemp("audits"), sample)


@pytest.fixture
def sample_address(tmp_path, sample_database, databases):
    address = databases.empty(tmp_path)
    databases.copy(sample_database, address)
    return address


@pytest.fixture
def sample_engine(sample_address):
    made = open_database(sample_address)
    yield made
    made.dispose()


@pytest.fixture
def runner(sample_engine, sample_address):
    return AuditRunner(
        store=SqlJudgmentStore(sample_engine),
        corpus=AuditCorpus(sample_engine),
        records=AuditRecords(sample_engine),
        pending=PendingRecords(sample_engine),
        book=CourtBook(),
        address=sample_address,
        recent_months=36,
        find=halves,
        find_edition="halves",
    )


@pytest.fixture
def audited(runner):
    """Return a finished run over the whole sample."""
    from tests.service.audits.made import YEARS

    return runner.run(YEARS, workforce=ALONE, clock=lambda: AT, progress=lambda *_: None)

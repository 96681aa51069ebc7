"""What SQL leaves out is what Python would leave out, on both kinds, and an index finds the rest."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import insert, text

from corpus.case_number import read_case_number
from corpus.store.tables import judgment_charges, judgments
from service.pending.model import PaperKind, PendingCase, Stage
from service.store.audit_corpus import AuditCorpus
from service.store.database import prepare_database
from service.store.pending_records import PendingRecords, new_pending_id
from service.store.people_tables import accounts

NOW = datetime(2026, 11, 2, tzinfo=UTC)
COURTS = ("甲法院", "乙法院", "b court", "B court", None)
CHARGES = ("盗窃罪", "诈骗罪", "危险驾驶罪")
NUMBERS = tuple(read_case_number(f"（2026）京0101刑初{n}号") for n in (1, 2, 12))
N_ROWS = 400
JUDGMENTS_BY_ID = {"sqlite_autoindex_judgments_1", "pk_judgments"}


@pytest.fixture(scope="module")
def engine(each_databases, tmp_path_factory):
    engine = prepare_database(each_databases.template(tmp_path_factory.mktemp("rows")))
    chance = Random(11)
    with engine.begin() as connection:
        connection.execute(
            insert(accounts).values(
                id=1, name="a", display_name="", password_hash="", is_enabled=True, created_at=NOW
            )
        )
        for number in range(N_ROWS):
            _judgment(connection, number, chance)
    records = PendingRecords(engine)
    for _ in range(60):
        records.add(_case(chance), members=[1])
    yield engine
    engine.dispose()


def _judgment(connection, number, chance):
    cause, charge = chance.choice(CHARGES), chance.choice((*CHARGES, None))
    connection.execute(
        insert(judgments).values(
            id=f"j{number:04}",
            text="",
            digest="",
            reader_version=1,
            reading="{}",
            is_current=chance.random() < 0.9,
            length=0,
            title="",
            court=chance.choice(COURTS),
            cause=cause,
            decided_on=date(2026, 1, 1) + timedelta(days=chance.randrange(90)),
            document_kind=chance.choice(("panjue", "guiding_case", None)),
            effect="unknown",
        )
    )
    if charge is not None:
        connection.execute(
            insert(judgment_charges).values(judgment_id=f"j{number:04}", position=0, charge=charge)
        )


def _case(chance):
    return PendingCase(
        id=new_pending_id(),
        case_number=chance.choice((*NUMBERS, None)),
        case_type=None,
        court=chance.choice(COURTS),
        cause=chance.choice((*CHARGES, None)),
        charges=tuple(chance.sample(CHARGES, chance.randrange(3))),
        parties=(),
        handling_judge="",
        panel=(),
        filed_on=None,
        due_on=None,
        happened_on=None,
        stage=chance.choice(tuple(Stage)),
        issues=(),
        intended_provisions=(),
        intended_ruling="",
        paper=next(iter(PaperKind)),
        text="",
        file_name=None,
        external_id=None,
        opened_by=1,
        opened_at=NOW,
        changed_at=NOW,
    )


def wishes():
    chance = Random(5)
    named = [court for court in COURTS if court]
    for _ in range(30):
        first = date(2026, 1, 1) + timedelta(days=chance.randrange(90))
        last = first + timedelta(days=chance.randrange(60))
        courts = frozenset(chance.sample(named, chance.randrange(len(named) + 1)))
        yield first, last, chance.choice((courts, None))


def test_the_judgments_of_a_period_are_those_of_its_courts(engine):
    corpus = AuditCorpus(engine)
    n_found = 0
    for first, last, courts in wishes():
        everything = corpus.decided_between(first, last)
        wanted = [row for row in everything if courts is None or row.court in courts]
        assert list(corpus.decided_between(first, last, courts=courts)) == wanted
        n_found += len(wanted)
    assert n_found > N_ROWS


def test_pending_cases_are_counted_by_what_they_are_about(engine):
    records = PendingRecords(engine)
    going = records.all_open()
    for _, _, courts in wishes():
        wanted = Counter(
            element
            for case in going
            if courts is None or case.court in courts
            for element in set(case.elements)
        )
        assert records.count_open(courts) == wanted
    assert records.count_open(None).total() > len(going) / 2


def test_a_case_is_found_by_its_number_while_it_is_open(engine):
    records = PendingRecords(engine)
    for number in NUMBERS:
        wanted = [case for case in records.all_open() if case.case_number == number]
        assert wanted
        assert list(records.open_numbered(str(number))) == wanted


def plan_of(engine, statement, *, left=("seqscan",)):
    """Return how a statement is carried out where tables are large.

    Ways that are chosen while tables are small or were never vacuumed are left out.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
            return " ".join(str(row[3]) for row in rows)
        for way in left:
            connection.execute(text(f"SET LOCAL enable_{way} = off"))
        return " ".join(connection.exec_driver_sql(f"EXPLAIN {statement}").scalars())


@pytest.mark.parametrize(
    ("table", "condition", "indexes"),
    [
        ("pending_cases", "case_number = 'x'", {"ix_pending_cases_case_number"}),
        (
            "judgments",
            "court IN ('a', 'b') AND decided_on BETWEEN '2026-01-01' AND '2026-01-02'",
            {"ix_judgments_court", "ix_judgments_decided_on"},
        ),
        ("judgments", "id IN ('a', 'b') AND closed_as IS NULL", JUDGMENTS_BY_ID),
        ("judgments", "closed_as IS NOT NULL", {"ix_judgments_closed_as"}),
        ("judgments", "closed_as IN ('juvenile', 'privacy')", {"ix_judgments_closed_as"}),
        ("pending_case_members", "account_id = 1", {"ix_pending_case_members_account_id"}),
        ("matter_people", "account_id = 1", {"ix_matter_people_account_id"}),
        ("notices", "account_id = 1", {"ix_notices_account_id", "ix_notices_account_id_id"}),
        ("trail", "account_id = 1 AND at > '2026-01-01'", {"ix_trail_account_id_at"}),
        ("closings", "judgment_id = 'x'", {"ix_closings_judgment_id"}),
        ("relation_keys", "key = 'x' AND day >= 1", {"USING PRIMARY KEY", "pk_relation_keys"}),
        ("jobs", "state = 'queued'", {"ix_jobs_state"}),
        ("jobs", "held_key = 'index'", {"uq_jobs_held_key", "sqlite_autoindex_jobs_1"}),
    ],
)
def test_an_index_finds_the_rows_of_somebody(engine, table, condition, indexes):
    plan = plan_of(engine, f"SELECT * FROM {table} WHERE {condition}")
    assert any(name in plan for name in indexes), plan


def test_the_states_of_all_judgments_are_read_without_their_texts(engine):
    asked = "SELECT id, reader_version, effect FROM judgments WHERE is_current IS TRUE"
    plan = plan_of(engine, asked, left=("seqscan", "bitmapscan"))
    assert "ix_judgments_states" in plan
    assert "COVERING" in plan or "Index Only" in plan, plan


def test_a_court_that_nobody_has_has_nothing(engine):
    assert AuditCorpus(engine).decided_between(date.min, date.max, courts=frozenset()) == ()
    assert PendingRecords(engine).count_open(frozenset()) == Counter()

"""Lists that the database cuts: what Python would list of all rows, page by page, on both kinds."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from alembic import command
from sqlalchemy import insert, select

from corpus.case_number import read_case_number
from corpus.judgment import Role
from corpus.store.engine import write_transaction
from service.accounts.tokens import is_live
from service.actors import Scope
from service.audits.comparing_runs import last_run_before
from service.audits.model import AuditScope, RunState
from service.pending.model import PaperKind, PendingCase, PendingParty, Stage
from service.reports.states import ReportState
from service.store.audit_records import AuditRecords, audit_runs
from service.store.database import migration_config, prepare_database
from service.store.pending_records import PendingRecords, new_pending_id, pending_cases
from service.store.people_tables import accounts, api_tokens
from service.store.report_records import ReportRecords, WantedReports, reports
from service.store.token_records import TokenRecords

NOW = datetime(2026, 11, 2, tzinfo=UTC)
PEOPLE = (1, 2, 3)
CAUSES = ("民间借贷纠纷", "买卖合同纠纷", None)
CHARGES = ("盗窃罪", "诈骗罪", "A_b%罪")
NAMES = ("王秀英", "李强", '甲"乙\\公司', "欧阳A", "name")
WORDS = (
    *("", "纠纷", "王", "欧阳A", "民初1", "京0101 王", "盗窃 李强", "role", "identity", "accused"),
    *("%", "_", '"', "\\", "罪 %", "name", "没有的词"),
)
HANDED_ON = (ReportState.SUBMITTED, ReportState.ARCHIVED)


@pytest.fixture(scope="module")
def engine(each_databases, tmp_path_factory):
    made = prepare_database(each_databases.template(tmp_path_factory.mktemp("lists")))
    chance = Random(26)
    with made.begin() as connection:
        for number in PEOPLE:
            connection.execute(
                insert(accounts).values(
                    id=number,
                    name=f"p{number}",
                    display_name="",
                    password_hash="",
                    is_enabled=True,
                    created_at=NOW,
                )
            )
    cases = PendingRecords(made)
    ids = []
    for _ in range(60):
        case = _case(chance)
        ids.append(case.id)
        cases.add(case, members=chance.sample(PEOPLE, chance.randrange(1, 3)))
    with made.begin() as connection:
        for number in range(80):
            connection.execute(insert(reports).values(_report(chance, number, ids)))
            connection.execute(insert(api_tokens).values(_token(chance, number)))
        for number in range(60):
            connection.execute(insert(audit_runs).values(_run(chance, number)))
    yield made
    made.dispose()


def _case(chance):
    serial = chance.randrange(1, 30)
    return PendingCase(
        id=new_pending_id(),
        case_number=chance.choice([None, read_case_number(f"（2026）京0101民初{serial}号")]),
        case_type=None,
        court="甲法院",
        cause=chance.choice(CAUSES),
        charges=tuple(chance.sample(CHARGES, chance.randrange(3))),
        parties=tuple(
            PendingParty(name=each, role=Role.ACCUSED, kind=None, identity_hash="ab" * 32)
            for each in chance.sample(NAMES, chance.randrange(3))
        ),
        handling_judge="",
        panel=(),
        filed_on=None,
        due_on=chance.choice([None, date(2026, 12, chance.randrange(1, 9))]),
        happened_on=None,
        stage=chance.choice(list(Stage)),
        issues=(),
        intended_provisions=(),
        intended_ruling="",
        paper=PaperKind.FACTS,
        text="案情",
        file_name=None,
        external_id=None,
        opened_by=1,
        opened_at=NOW,
        changed_at=NOW,
    )


def _report(chance, number, ids):
    return {
        "id": f"r{number:03}",
        "year": 2026,
        "serial": number,
        "number": f"类检〔2026〕{number}号",
        "case_number": chance.choice(["", f"（2026）京0101民初{number}号"]),
        "cause": chance.choice(["", *CHARGES]),
        "pending_case_id": chance.choice([None, *ids]),
        "state": chance.choice(list(ReportState)).value,
        "version": 1,
        "file_class": "main",
        "handling_account_id": chance.choice(PEOPLE),
        "preparing_account_id": chance.choice(PEOPLE),
        "opened_at": NOW,
        "changed_at": NOW + timedelta(minutes=chance.randrange(30)),
    }


def _token(chance, number):
    revoked_at = chance.choice([None, NOW])
    return {
        "account_id": chance.choice(PEOPLE),
        "name": "t",
        "prefix": f"tp_{number:08}",
        "digest": f"{number:064}",
        "scopes": Scope.SEARCH.value,
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=chance.randrange(-2, 3)),
        "revoked_at": revoked_at,
        "revoked_by": None if revoked_at is None else "p1",
    }


def _run(chance, number):
    first = date(2026, chance.randrange(1, 6), 1)
    return {
        "id": f"a{number:03}",
        "court": chance.choice([None, "乙法院"]),
        "scope": chance.choice(list(AuditScope)).value,
        "first_day": first,
        "last_day": first + timedelta(days=chance.choice([6, 29, 30, 40])),
        "key": str(number),
        "state": chance.choice(list(RunState)).value,
        "started_at": NOW + timedelta(minutes=chance.randrange(5)),
        "moved_at": NOW + timedelta(minutes=chance.randrange(5)),
        "n_causes": 1,
        "n_judgments": 1,
        "n_without_cause": 0,
    }


def paged(listed, per_page=7):
    """Return the whole list as its pages give it."""
    found, pages = [], 0
    while part := listed(most=per_page, skip=pages * per_page):
        found += part
        pages += 1
        assert len(part) == per_page or not listed(most=per_page, skip=pages * per_page)
    return found


def holds(words, told):
    return all(any(word in each for each in told) for word in words.split())


@pytest.fixture(scope="module")
def own_cases(engine):
    """The cases of each account, as Python tells them apart."""
    records = PendingRecords(engine)
    with engine.connect() as connection:
        every = records.some(connection.execute(select(pending_cases.c.id)).scalars().all())
    members = {each.id: records.members(each.id) for each in every}
    return {
        account: sorted((each for each in every if account in members[each.id]), key=_urgency)
        for account in PEOPLE
    }


def test_cases_of_an_account(engine, own_cases):
    records = PendingRecords(engine)
    for account, own in own_cases.items():
        assert paged(lambda account=account, **at: records.of_account(account, **at)) == own
        assert records.ids_of_account(account) == {each.id for each in own}


@pytest.mark.parametrize("words", WORDS)
def test_cases_by_their_words(engine, own_cases, words):
    records = PendingRecords(engine)
    wanted = [each for each in own_cases[1] if holds(words, _told(each))]
    assert records.of_account(1, words=words) == tuple(wanted)
    assert records.count_of_account(1, words=words) == len(wanted)
    # What is stored beside the names is not looked for.
    assert bool(wanted) is (words not in {"role", "identity", "accused", "没有的词"})


def _told(case):
    number = [] if case.case_number is None else [str(case.case_number)]
    cause = [] if case.cause is None else [case.cause]
    return [*number, *case.charges, *cause, *(each.name for each in case.parties)]


def _urgency(case):
    is_over = case.stage is Stage.CLOSED
    return is_over, case.due_on or date.max, str(case.case_number or ""), case.id


def test_cases_from_before_are_found_by_the_same_words(engine):
    words = select(pending_cases.c.id, pending_cases.c.sought).order_by(pending_cases.c.id)

    def read():
        with engine.connect() as connection:
            return connection.execute(words).all()

    before = read()
    for step, revision in ((command.downgrade, "0025"), (command.upgrade, "head")):
        with write_transaction(engine) as connection:
            config = migration_config()
            config.attributes["connection"] = connection
            step(config, revision)
    assert read() == before
    assert any(row.sought for row in before)


@pytest.mark.parametrize("words", ["", "类检", "2026 罪", "民初1", "%", "没有"])
@pytest.mark.parametrize("states", [(), HANDED_ON])
def test_reports_of_an_account(engine, words, states):
    records, cases = ReportRecords(engine), PendingRecords(engine)
    for account in PEOPLE:
        opened = cases.ids_of_account(account)
        wanted = [
            each
            for each in records.all()
            if (
                account in {each.handling_account_id, each.preparing_account_id}
                or each.pending_case_id in opened
                or each.state in states
            )
            and holds(words, (each.number, each.case_number, each.cause))
        ]
        asked = WantedReports(account_id=account, states=states, words=words)
        assert paged(lambda asked=asked, **at: records.find_some(asked, **at)) == wanted
        assert records.count(asked) == len(wanted)


def test_reports_of_a_case(engine):
    records = ReportRecords(engine)
    every = records.all()
    case = next(each.pending_case_id for each in every if each.pending_case_id)
    asked = WantedReports(account_id=9, states=tuple(ReportState), pending_case_id=case)
    of_case = tuple(each for each in every if each.pending_case_id == case)
    assert records.find_some(asked) == records.of_cases([case]) == of_case


def test_tokens(engine):
    records = TokenRecords(engine)
    every = records.all()
    live = [each for each in every if is_live(each, now=NOW)]
    assert 0 < len(live) < len(every) == records.count()
    assert paged(lambda **at: records.all(live_at=NOW, **at)) == live
    assert records.count(live_at=NOW) == len(live)
    for account in PEOPLE:
        own = sorted(
            (each for each in every if each.account_id == account), key=lambda each: -each.id
        )
        assert paged(lambda account=account, **at: records.of_account(account, **at)) == own
        assert records.count_of_account(account) == len(own)
    assert all(records.find_prefix(each.prefix) == each for each in every)
    assert records.find_prefix("tp_") is None


def test_audit_runs(engine):
    records = AuditRecords(engine)
    every = records.runs()
    assert paged(records.runs) == list(every)
    assert records.count() == len(every)
    finished = [each for each in every if each.state is RunState.FINISHED]
    assert records.latest_finished() == finished[0]
    moved = sorted(every, key=lambda each: each.id)
    moved.sort(key=lambda each: each.moved_at, reverse=True)
    assert records.last_moved(most=5) == tuple(moved[:5])
    before = [last_run_before(each, every) for each in every]
    assert [last_run_before(each, records.finished_before(each)) for each in every] == before
    assert any(before)

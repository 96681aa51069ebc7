from datetime import date

import pytest
from sqlalchemy import update

from corpus.errors import SchedulerError
from corpus.store.sql import SqlJudgmentStore
from corpus.store.tables import judgments
from corpus.workforce import ALONE, Workforce
from service.audits.errors import EmptyAuditError, PeriodError
from service.audits.model import AuditOrder, AuditScope, RunState
from service.store.audit_records import AuditRecords
from tests.corpus.clusters import dask_cluster
from tests.service.audits.made import AT, YEARS


class KilledError(Exception):
    """The process ends between two causes."""


def audit(runner, order=YEARS, *, workforce=ALONE, dies_after=None):
    n_told = 0

    def progress(*_):
        nonlocal n_told
        n_told += 1
        # The first word comes before any cause is done.
        if dies_after is not None and n_told > dies_after:
            raise KilledError

    return runner.run(order, workforce=workforce, clock=lambda: AT, progress=progress)


def forget_runs(engine):
    with engine.begin() as connection:
        for table in ("audit_clusters", "audit_causes", "audit_runs"):
            connection.exec_driver_sql(f"DELETE FROM {table}")


def told(runner, run):
    return runner.records.causes(run.id), runner.records.clusters(run.id)


def test_every_judgment_of_the_period_is_in_one_cause(runner, audited, sample):
    causes, clusters = told(runner, audited)
    assert audited.state is RunState.FINISHED
    assert sum(each.n_judgments for each in causes) + audited.n_without_cause == audited.n_judgments
    assert 0 < audited.n_judgments <= len(sample)
    assert len(causes) == audited.n_causes == audited.n_done
    assert clusters
    for cluster in clusters:
        ids = [each for position in cluster.positions for each in position.judgment_ids]
        assert len(set(ids)) == len(ids) == cluster.n_judgments
        for position in cluster.positions:
            assert sum(count.n for count in position.trend) == len(position.judgment_ids)


def test_a_run_killed_after_every_cause_gives_what_an_uninterrupted_one_gives(
    runner, audited, sample_engine
):
    whole = told(runner, audited)
    forget_runs(sample_engine)
    n_kills = 0
    while True:
        try:
            # The first word comes before any cause is done, the second after one.
            again = audit(runner, dies_after=1)
        except KilledError:
            n_kills += 1
            (ended,) = runner.records.runs()
            assert (ended.state, ended.n_done) == (RunState.UNFINISHED, n_kills)
        else:
            break
    assert n_kills == audited.n_causes
    assert told(runner, again) == whole


def test_a_run_killed_before_its_first_cause_goes_on(runner, sample_engine):
    with pytest.raises(KilledError):
        audit(runner, dies_after=0)
    assert [run.n_done for run in runner.records.runs()] == [0]
    assert audit(runner).state is RunState.FINISHED


def test_processes_give_what_one_process_gives(runner, audited, sample_engine):
    whole = told(runner, audited)
    forget_runs(sample_engine)
    assert told(runner, audit(runner, workforce=Workforce(processes=2))) == whole


@pytest.mark.slow
def test_a_cluster_gives_what_one_process_gives(runner, audited, sample_engine):
    whole = told(runner, audited)
    forget_runs(sample_engine)
    with dask_cluster(workers=2) as address:
        again = audit(runner, workforce=Workforce(processes=1, scheduler=address))
    assert told(runner, again) == whole


def test_machines_that_see_no_file_of_this_one_do_not_audit_it(runner):
    with pytest.raises(SchedulerError, match="PostgreSQL"):
        audit(runner, workforce=Workforce(processes=1, scheduler="tcp://10.1.2.3:8786"))
    assert runner.records.runs()[0].state is RunState.UNFINISHED


def test_the_same_order_again_gives_the_run_that_stands(runner, audited):
    assert audit(runner) == audited


def test_a_changed_corpus_is_audited_anew(runner, audited, sample_engine, sample):
    SqlJudgmentStore(sample_engine).put([])
    assert runner.key_of(YEARS) == audited.key
    text = sample[0].text.replace("本院认为", "本院审查认为", 1)
    assert text != sample[0].text
    with sample_engine.begin() as connection:
        connection.execute(
            update(judgments).where(judgments.c.id == sample[0].id).values(effect="revoked")
        )
    again = audit(runner)
    assert again.id != audited.id
    assert {run.id for run in runner.records.runs()} == {audited.id, again.id}


def test_an_unfinished_run_whose_ground_has_changed_is_taken_out(runner, sample_engine, sample):
    with pytest.raises(KilledError):
        audit(runner, dies_after=2)
    with sample_engine.begin() as connection:
        connection.execute(
            update(judgments).where(judgments.c.id == sample[0].id).values(effect="revoked")
        )
    again = audit(runner)
    assert [run.id for run in AuditRecords(sample_engine).runs()] == [again.id]


def test_own_courts_are_audited_alone(runner):
    names = [name for name in runner.corpus.courts() if "基层" in name]
    order = AuditOrder(court=names[0], scope=AuditScope.OWN, first=YEARS.first, last=YEARS.last)
    run = audit(runner, order)
    courts = {
        count.name
        for cluster in runner.records.clusters(run.id)
        for position in cluster.positions
        for count in position.courts
    }
    assert courts <= {names[0]}


def test_an_empty_period_says_what_is_stored(runner):
    empty = AuditOrder(
        court=None, scope=AuditScope.EVERYWHERE, first=date(1991, 1, 1), last=date(1991, 1, 31)
    )
    with pytest.raises(EmptyAuditError) as refused:
        audit(runner, empty)
    assert "篇" in refused.value.stored
    assert runner.records.runs() == ()


def test_a_period_ends_after_it_begins(runner):
    turned = AuditOrder(
        court=None, scope=AuditScope.EVERYWHERE, first=date(2026, 2, 1), last=date(2026, 1, 1)
    )
    with pytest.raises(PeriodError):
        audit(runner, turned)

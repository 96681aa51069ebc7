from dataclasses import replace

import pytest

from corpus.store.sql import SqlJudgmentStore
from service.audits.auditing_charges import ACROSS
from service.audits.model import RunState
from service.store.database import prepare_database
from tests.service.audits.made import YEARS
from tests.service.audits.test_running import audit
from tests.service.divergence.test_charges import court


@pytest.fixture
def runner_over(tmp_path, runner):
    """Return what makes a runner over judgments of a test's own."""

    def make(cases):
        address = f"sqlite:///{tmp_path / 'charges.db'}"
        engine = prepare_database(address)
        SqlJudgmentStore(engine).put([_from_places_of_their_own(each) for each in cases.values()])
        return replace(
            runner,
            store=SqlJudgmentStore(engine),
            corpus=type(runner.corpus)(engine),
            records=type(runner.records)(engine),
            pending=type(runner.pending)(engine),
            address=address,
        )

    return make


def _from_places_of_their_own(case):
    judgment = case.judgment
    return replace(judgment, source=replace(judgment.source, place=judgment.id))


def test_like_facts_of_another_charge_are_a_cluster_of_the_audit(runner_over):
    cases = court(3)
    runner = runner_over(cases)
    run = audit(runner, YEARS)
    across = next(each for each in runner.records.causes(run.id) if each.cause == ACROSS)
    assert (run.state, run.n_causes, run.n_judgments) == (RunState.FINISHED, 3, len(cases))
    assert across.n_judgments == 0
    (cluster,) = [
        each for each in runner.records.clusters(run.id) if each.cause == "合同诈骗罪、诈骗罪"
    ]
    assert cluster.question == "类似事实构成合同诈骗罪还是诈骗罪"
    assert [len(each.judgment_ids) for each in cluster.positions] == [10, 3]
    assert all(quote.words for each in cluster.positions for quote in each.quotes)
    assert audit(runner, YEARS) == run


def test_charges_without_a_rival_of_the_period_are_audited_alone(runner_over):
    cases = {
        key: case
        for key, case in court(0).items()
        if case.judgment.charges[0].value == "合同诈骗罪"
    }
    runner = runner_over(cases)
    run = audit(runner, YEARS)
    assert [each.cause for each in runner.records.causes(run.id)] == ["合同诈骗罪"]
    assert run.n_causes == 1

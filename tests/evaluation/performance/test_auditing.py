"""The stages of an audit over a few made-up judgments."""

from pathlib import Path

import pytest

from corpus.store.sql import SqlJudgmentStore
from evaluation.performance.auditing import measure_stages
from service.store.database import prepare_database
from tests.service.papers import papers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = prepare_database(f"sqlite:///{tmp_path / 'tongpan.db'}")
    SqlJudgmentStore(engine).put(papers())
    engine.dispose()
    return tmp_path


def test_stages_are_told_over_the_largest_causes(folder: Path) -> None:
    stages = measure_stages(folder, at_least=1)
    assert stages.n_judgments >= 1
    assert min(stages.load, stages.read, stages.find) > 0

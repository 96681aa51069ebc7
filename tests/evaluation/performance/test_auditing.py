"""The stages of an audit over a few made-up judgments, and what it refuses to measure."""

from pathlib import Path

import pytest

from corpus.store.sql import SqlJudgmentStore
from evaluation.errors import MeasurementError
from evaluation.performance.auditing import copy_store, digest_of_records, measure_stages
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


def test_a_copy_holds_the_same_corpus(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    copy_store(folder, other)
    assert digest_of_records(other) == digest_of_records(folder)


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MeasurementError, match=r"no tongpan\.db"):
        copy_store(tmp_path, tmp_path)

"""A data folder that stands already is measured on a copy."""

from pathlib import Path

import pytest

from corpus.store.sql import SqlJudgmentStore
from evaluation.errors import MeasurementError
from evaluation.performance.ready import (
    copy_ready,
    copy_records,
    digest_of_records,
    judgments_of,
)
from service.store.database import prepare_database
from tests.service.papers import papers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    made.mkdir()
    engine = prepare_database(f"sqlite:///{made / 'tongpan.db'}")
    SqlJudgmentStore(engine).put(papers())
    engine.dispose()
    return made


@pytest.fixture
def other(tmp_path: Path) -> Path:
    empty = tmp_path / "other"
    empty.mkdir()
    return empty


def test_a_copy_holds_the_same_corpus(folder: Path, other: Path) -> None:
    copy_records(folder, other)
    assert digest_of_records(other) == digest_of_records(folder)
    assert judgments_of(other) == judgments_of(folder) != ()


def test_of_the_index_only_the_current_one_is_copied(folder: Path, other: Path) -> None:
    for name in ("index-000001", "index-000002"):
        (folder / "index" / name).mkdir(parents=True)
        (folder / "index" / name / "manifest.json").write_text(name)
    (folder / "index" / "current").write_text("index-000002\n")
    assert copy_ready(folder, other) == other / "index" / "index-000002"
    assert sorted(each.name for each in (other / "index").iterdir()) == ["current", "index-000002"]
    assert (other / "index" / "index-000002" / "manifest.json").read_text() == "index-000002"


def test_a_folder_without_records_or_index_is_refused(folder: Path, other: Path) -> None:
    with pytest.raises(MeasurementError, match=r"no tongpan\.db"):
        copy_records(other, other)
    with pytest.raises(MeasurementError, match="no index"):
        copy_ready(folder, other)

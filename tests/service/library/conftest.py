"""Guiding and reference cases among other judgments."""

import pytest

from tests.service.tiers.conftest import all_papers, stocked


@pytest.fixture(scope="session")
def judgments():
    return all_papers()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments):
    return stocked(tmp_path_factory.mktemp("library") / "tongpan.db", judgments)

"""Guiding and reference cases among other judgments."""

import pytest

from tests.databases import stocked
from tests.service.tiers.conftest import all_papers


@pytest.fixture(scope="session")
def judgments():
    return all_papers()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("library"), judgments)

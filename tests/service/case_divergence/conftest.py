"""The house of the tests over seven appeals that answer one question in two ways."""

import pytest

from tests.databases import stocked
from tests.service.case_divergence.suits import appeals


@pytest.fixture(scope="session")
def judgments():
    return appeals()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("appeals"), judgments)

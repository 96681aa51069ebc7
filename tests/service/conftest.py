"""A house of its own for each test: data folder, database, clock."""

from datetime import UTC, datetime, timedelta

import pytest

from service.accounts.desk import AccountDesk
from service.actors import Role
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.database import prepare_database

GOOD_PASSWORD = "long enough 2026"


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **spans):
        self.now += timedelta(**spans)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", snapshot_check_seconds=0)


@pytest.fixture
def engine(settings):
    settings.data.mkdir()
    made = prepare_database(settings.database_address)
    yield made
    made.dispose()


@pytest.fixture
def desk(engine, settings):
    return AccountDesk(AccountRecords(engine), settings)


@pytest.fixture
def judge(desk, clock):
    return desk.add(
        name="judge",
        display_name="王法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )

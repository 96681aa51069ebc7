"""A database that goes away is told as designed, on page and interface, and found again."""

from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from corpus.errors import StoreUnavailableError
from corpus.store.engine import open_engine
from service.actors import Role
from tests.databases import stocked
from tests.service.conftest import GOOD_PASSWORD


@pytest.fixture(scope="module")
def databases(postgres):
    return postgres


@pytest.fixture(scope="module")
def stocked_database(postgres, judgments):
    return stocked(postgres, None, judgments)


@pytest.fixture
def lost(postgres, engine):
    """Take the database away for a while: nobody is let in, and whoever is in is thrown out."""
    name = make_url(str(engine.url)).database
    admin = open_engine(postgres.address("postgres"))

    @contextmanager
    def away():
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'))
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :n"),
                {"n": name},
            )
            try:
                yield
            finally:
                connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))

    yield away
    admin.dispose()


def test_a_program_is_told_when_to_come_back(client, bearer, lost):
    address = "/api/v1/notices"
    assert client.get(address, headers=bearer).status_code == 200
    with lost():
        answer = client.get(address, headers=bearer)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        error = answer.json()["error"]
        assert error["code"] == "store_unreachable"
        # Where the database lies is nobody's business out there.
        assert "socket" not in answer.text
        assert "host" not in answer.text
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
    assert client.get(address, headers=bearer).status_code == 200
    assert client.get("/readyz").status_code in {200, 503}


def test_a_person_sees_the_page_of_a_refusal(desk_client, lost):
    with lost():
        page = desk_client.get("/notices")
        assert page.status_code == 503
        assert "数据库暂时没有响应" in page.text
    assert desk_client.get("/notices").status_code == 200


def test_what_was_not_saved_is_not_there(desk, clock, lost):
    with lost(), pytest.raises(Exception, match="does not answer"):
        desk.add(
            name="late", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
        )
    assert desk.find("late") is None


def test_an_answer_whose_line_of_the_trail_cannot_be_written_is_a_refusal(
    client, bearer, judgments, edge, monkeypatch
):
    def lost(_):
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(type(edge.trail), "note", lambda _, deed: lost(deed))
    answer = client.get(f"/api/v1/judgments/{judgments[0].id}", headers=bearer)
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "store_unreachable"
    assert judgments[0].text[:40] not in answer.text

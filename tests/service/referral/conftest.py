"""What tests of all matters share: people over HTTP, and databases in which many act at once."""

import pytest

from service.store.database import prepare_database
from tests.service.conftest import GOOD_PASSWORD


@pytest.fixture
def postgres_engine(postgres):
    """A database of a server, with all tables."""
    made = prepare_database(postgres.prepared())
    yield made
    made.dispose()


@pytest.fixture
def bearer_of(client):
    """Give the headers of a new session of somebody."""

    def sign_in_over_http(actor):
        told = {"name": actor.name, "password": GOOD_PASSWORD}
        token = client.post("/api/v1/sessions", json=told).json()["token"]
        return {"authorization": f"Bearer {token}"}

    return sign_in_over_http

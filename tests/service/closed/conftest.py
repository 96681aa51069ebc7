"""A house over stored judgments, whoever keeps the closed ones, and who may be cleared for them."""

from datetime import timedelta

import pytest

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.sql import SqlJudgmentStore
from service.actors import Role
from service.closed.model import Asked
from service.court_time import court_day
from tests.service.conftest import GOOD_PASSWORD


@pytest.fixture
def shelf(engine):
    return SqlJudgmentStore(engine)


@pytest.fixture
def person(desk, clock):
    def add(name, *roles):
        return desk.add(
            name=name, display_name=name, password=GOOD_PASSWORD, roles=roles, now=clock()
        )

    return add


@pytest.fixture
def officer(person):
    return person("officer", Role.SECURITY_OFFICER)


@pytest.fixture
def headers(desk, clock):
    """Give the headers of a new session of somebody."""

    def signed_in(actor, password=GOOD_PASSWORD):
        token = desk.sign_in(actor.name, password, now=clock()).token
        return {"authorization": f"Bearer {token}"}

    return signed_in


@pytest.fixture
def clear(closed, clock):
    """Clear somebody for a class from today on."""

    def give(account, kind=Sensitivity.JUVENILE, *, days=30, since=0, by="officer"):
        first = court_day(clock()) + timedelta(days=since)
        asked = Asked(
            account=account,
            kind=kind,
            ground="少年法庭承办",
            from_on=first,
            until_on=first + timedelta(days=days - 1),
        )
        return closed.clearances.give(asked, by=by, now=clock())

    return give


@pytest.fixture
def close(closed, clock):
    def closing(judgment_id, kind=Sensitivity.JUVENILE):
        closed.close(judgment_id, kind, reason="犯罪记录封存", by="officer", now=clock())

    return closing

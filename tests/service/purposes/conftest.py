"""People of one court and of another, and how each asks."""

import pytest

from service.actors import Role
from service.referral.roster.model import Office
from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.people import (  # noqa: F401 - fixtures used by name
    DIVISION,
    case,
    draft_case,
    head,
    judgments,
    open_case,
    person,
    secretary,
    stocked_database,
)

OTHER_COURT = "吉林省吉林市昌邑区人民法院"


@pytest.fixture
def president(person):  # noqa: F811
    return person("president", "院长", Role.LEADER, offices=(Office.PRESIDENT,), division="院领导")


@pytest.fixture
def other_head(person):  # noqa: F811
    return person(
        "other-head", "庭长乙", Role.LEADER, offices=(Office.DIVISION_HEAD,), division="刑庭"
    )


@pytest.fixture
def stranger(person):  # noqa: F811
    return person(
        "stranger",
        "外院院长",
        Role.LEADER,
        offices=(Office.PRESIDENT,),
        division="院领导",
        court=OTHER_COURT,
    )


@pytest.fixture
def asking(client, desk, clock):
    """Give the headers of somebody's session."""

    def headers(actor):
        token = desk.sign_in(actor.name, GOOD_PASSWORD, now=clock()).token
        return {"authorization": f"Bearer {token}"}

    return headers

"""Who is told that they have no office: those alone to whom the desk shows nothing."""

import pytest

from service.actors import Role
from service.referral.roster.model import Colleague, Office
from tests.service.conftest import GOOD_PASSWORD
from tests.service.test_account_pages import signed_in

NO_OFFICE = "花名册中没有您的职务"
COURT = "某市中级人民法院"


@pytest.fixture
def page_of(client, desk, clock, referral):
    """Give the desk of a secretary of a court and some offices, as the roster tells."""

    def shown(court=None, offices=()):
        actor = desk.add(
            name="office",
            display_name="会务员",
            password=GOOD_PASSWORD,
            roles=[Role.SECRETARY],
            now=clock(),
        )
        if court is not None:
            entry = Colleague(
                account_id=actor.account_id,
                name="会务员",
                court=court,
                division="",
                rank=None,
                ranked_since=None,
                offices=frozenset(offices),
            )
            referral.roster.records.put([entry])
        signed_in(client, "office", GOOD_PASSWORD)
        return client.get("/secretary").text

    return shown


def test_where_nobody_says_which_court_this_is(page_of):
    assert NO_OFFICE in page_of()


@pytest.mark.parametrize("offices", [(), (Office.CONFERENCE_SECRETARY,)])
def test_whoever_keeps_the_matters_of_a_court_is_not_told_so(page_of, offices):
    assert NO_OFFICE not in page_of(COURT, offices)

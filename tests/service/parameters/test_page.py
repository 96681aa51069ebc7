"""The parameters on their page: read by many, set by the office, each with its ground."""

import pytest

from service.actors import Role
from tests.service.conftest import GOOD_PASSWORD, form_token_of


@pytest.fixture
def office(desk, clock, client):
    desk.add(
        name="office",
        display_name="审管办",
        password=GOOD_PASSWORD,
        roles=[Role.SECRETARY],
        now=clock(),
    )
    page = client.get("/sign-in")
    client.post(
        "/sign-in",
        data={"name": "office", "password": GOOD_PASSWORD, "form_token": form_token_of(page)},
    )
    return client


def send(client, **fields):
    token = form_token_of(client.get("/parameters"))
    return client.post("/parameters", data={**fields, "form_token": token})


GIVEN = {"parameter": "conference_minimum", "valid_from": "2020-01-01", "source": "本院规则第三条"}


def test_a_value_is_set_and_shown_with_its_ground(office):
    assert send(office, value="5", **GIVEN).status_code == 303
    page = office.get("/parameters").text
    assert "本院规则第三条" in page
    assert "5人" in page


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"value": "1"}, 400),
        ({"value": "5", "source": " "}, 400),
        ({"value": "5", "valid_from": "soon"}, 422),
        ({"value": "5", "parameter": "unheard_of"}, 422),
    ],
)
def test_what_cannot_be_set_is_said(office, change, status):
    assert send(office, **{**GIVEN, **change}).status_code == status


def test_a_judge_reads_and_sets_nothing(desk_client):
    page = desk_client.get("/parameters")
    assert page.status_code == 200
    assert 'action="/parameters"' not in page.text


def test_days_of_the_calendar_are_entered_and_shown(office):
    page = office.get("/parameters")
    told = {"form_token": form_token_of(page)}
    wrong = office.post("/parameters/calendar", data={**told, "days": "2026-03-06,休,通知"})
    assert (wrong.status_code, "2026-03-06,休,通知" in wrong.text) == (400, True)
    days = "2026-03-06,放假,本院通知第七号"
    assert office.post("/parameters/calendar", data={**told, "days": days}).status_code == 303
    assert "本院通知第七号" in office.get("/parameters").text

"""A seat and an act that waits are grounds of looking at an item; who has neither states one."""

import pytest

from service.purposes.errors import PurposeNeededError
from service.purposes.model import Stated, SubjectKind

MATTER = SubjectKind.MATTER


def ground_of(referral, actor, item_id, now):
    given = referral.purposes.admit(actor, MATTER, item_id, now=now)
    return None if given is None else (given.ground.value, given.is_by_part)


def test_each_looks_on_the_ground_of_their_part(referral, at, people, clock):
    hall = at("sit_down")
    asked = {
        each.name: ground_of(referral, each, hall.item_id, clock())
        for each in (people.judge, people.low, people.guest, people.host, people.secretary)
    }
    assert asked == {
        "judge": None,
        "low": ("conference", True),
        "guest": ("conference", True),
        "host": ("conference", True),
        "office": ("meeting_office", True),
    }


def test_whoever_leads_is_asked_unless_the_item_waits_for_them(
    referral, hall, referred, people, clock
):
    hall.suggest(referred)
    assert ground_of(referral, people.head, hall.item_id, clock()) == ("procedure", True)
    hall.admit()
    clock.forward(hours=referral.purposes.hours)
    with pytest.raises(PurposeNeededError):
        referral.purposes.admit(people.head, MATTER, hall.item_id, now=clock())
    why = Stated(ground="leaders_supervision", words="了解议题准备情况")
    stated = referral.purposes.state(people.head, MATTER, hall.item_id, why, now=clock())
    assert referral.purposes.admit(people.head, MATTER, hall.item_id, now=clock()) == stated


def test_a_stranger_is_not_asked_because_there_is_nothing_for_them(referral, at, people, clock):
    hall = at("suggest")
    assert ground_of(referral, people.stranger, hall.item_id, clock()) is None


def test_a_seat_in_a_meeting_about_a_case_opens_its_file_on_a_ground(
    referral, at, people, case, clock
):
    hall = at("sit_down")
    rows = referral.purposes.grounds(people.low, SubjectKind.PENDING_CASE, case.id, now=clock())
    assert [row.ground.value for row in rows] == ["conference"]
    assert hall.item_id


def test_looks_at_an_item_stand_on_the_case(referral, at, people, case, clock):
    hall = at("sit_down")
    given = referral.purposes.admit(people.low, MATTER, hall.item_id, now=clock())
    assert referral.purposes.who_looked(case.id) == ()
    referral.purposes.look(given, now=clock())
    looked = referral.purposes.who_looked(case.id)
    assert [(each.name, each.ground.value, each.n_looks) for each in looked] == [
        ("低法官", "conference", 1)
    ]

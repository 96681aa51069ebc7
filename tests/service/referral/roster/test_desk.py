"""An office gives its part, and the roster is kept by those who keep it."""

from dataclasses import replace
from datetime import date

import pytest

from service.actors import Actor, Role
from service.errors import NotPermittedError
from service.referral.course.acts import Part
from service.referral.roster.desk import PART_OF_OFFICE, RosterDesk
from service.referral.roster.model import Colleague, Office, Rank
from service.store.roster_records import RosterRecords

ADMINISTRATOR = Actor(account_id=99, name="x", display_name="x", roles=(Role.ADMINISTRATOR,))


@pytest.fixture
def roster(engine):
    return RosterDesk(records=RosterRecords(engine), court="长春林区中级法院")


def entry(judge, *offices, **changes):
    basis = {
        "account_id": judge.account_id,
        "name": "王法官",
        "court": "长春林区中级法院",
        "division": "民一庭",
        "rank": Rank.JUDGE_1,
        "ranked_since": date(2020, 1, 1),
        "offices": frozenset(offices),
    }
    return Colleague(**basis | changes)


def test_entries_come_back_as_they_were_written(roster, judge):
    kept = entry(judge, Office.DIVISION_HEAD, bodies=frozenset({"刑事专业委员会"}))
    roster.put(ADMINISTRATOR, [kept])
    assert roster.colleague(judge) == kept
    assert roster.records.of_court("长春林区中级法院") == (kept,)
    assert roster.records.of_court("别的法院") == ()
    changed = entry(judge, rank=Rank.SENIOR_4)
    roster.put(ADMINISTRATOR, [changed])
    assert roster.records.all() == roster.records.of([judge.account_id]) == (changed,)


def test_whoever_stands_in_no_roster_has_no_rank(roster, judge):
    assert roster.colleague(judge).rank is None
    assert roster.parts_of(judge) == frozenset()


@pytest.mark.parametrize("office", [each for each in Office if each in PART_OF_OFFICE])
def test_an_office_gives_its_part(roster, judge, office):
    roster.put(ADMINISTRATOR, [entry(judge, office)])
    assert roster.parts_of(judge) == {PART_OF_OFFICE[office]}


def test_the_office_that_keeps_referrals_takes_the_parts_of_its_secretaries(roster, judge):
    secretary = Actor(
        account_id=judge.account_id, name="s", display_name="s", roles=(Role.SECRETARY,)
    )
    assert roster.court
    assert Part.COMMITTEE_SECRETARY in roster.parts_of(secretary)
    # Where the installation names no court, whoever stands in no roster keeps nothing.
    assert replace(roster, court="").parts_of(secretary) == frozenset()
    roster.put(ADMINISTRATOR, [entry(judge, Office.CONFERENCE_SECRETARY)])
    assert roster.parts_of(secretary) == {Part.CONFERENCE_SECRETARY}


def test_only_its_keeper_writes_the_roster(roster, judge):
    with pytest.raises(NotPermittedError):
        roster.put(judge, [entry(judge)])

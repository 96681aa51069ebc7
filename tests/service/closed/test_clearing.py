"""Who is cleared for what, and when that ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from corpus.privacy.sensitivity import Sensitivity
from service.accounts.errors import AccountNotFoundError
from service.actors import PERMISSIONS, SEPARATED, Permission, Role
from service.closed.classes import CLASSES
from service.closed.errors import (
    ClearanceGoneError,
    ClearanceGroundError,
    ClearanceOwnError,
    ClearanceRoleError,
    ClearanceTermError,
)
from service.closed.model import Asked
from service.court_time import court_day
from tests.service.conftest import GOOD_PASSWORD

JUVENILE = Sensitivity.JUVENILE
READERS = [role for role, held in PERMISSIONS.items() if Permission.READ_JUDGMENTS in held]


@pytest.fixture
def held(closed, clock):
    def tell(actor, *, later=0):
        day = court_day(clock()) + timedelta(days=later)
        return closed.clearances.held(actor.account_id, actor.roles, day=day)

    return tell


@pytest.mark.parametrize("kind", Sensitivity)
def test_every_class_has_a_ground_an_article_and_desks_that_read_judgments(kind):
    row = CLASSES[kind]
    assert row.kind is kind
    assert "条" in row.article
    assert row.ground
    assert row.roles <= set(READERS)
    assert Role.JUDGE in row.roles
    assert row.most_days > 0


def test_nobody_holds_anything_unless_it_was_given(held, person):
    assert held(person("judge-a", Role.JUDGE)) == frozenset()


def test_a_clearance_holds_from_its_first_to_its_last_day(held, person, clear):
    actor = person("judge-a", Role.JUDGE)
    clear("judge-a", days=2, since=1)
    assert [bool(held(actor, later=day)) for day in range(4)] == [False, True, True, False]


def test_it_opens_its_class_and_its_person_alone(held, person, clear):
    one, other = person("judge-a", Role.JUDGE), person("judge-b", Role.JUDGE)
    clear("judge-a")
    clear("judge-a", Sensitivity.FAMILY)
    assert held(one) == {JUVENILE, Sensitivity.FAMILY}
    assert held(other) == frozenset()


def test_ended_it_opens_nothing_and_stays_in_the_book(held, person, clear, closed, clock):
    actor = person("judge-a", Role.JUDGE)
    given = clear("judge-a")
    closed.clearances.end(given.number, because="已经调离", by="officer", now=clock())
    assert held(actor) == frozenset()
    (kept,) = closed.clearances.all()
    assert kept == replace(
        given, revoked_by="officer", revoked_at=clock(), revoked_because="已经调离"
    )
    assert closed.clearances.own(actor.account_id) == (kept,)
    for number in (given.number, 99):
        with pytest.raises(ClearanceGoneError):
            closed.clearances.end(number, because="已经调离", by="officer", now=clock())


def test_who_has_left_the_desk_that_it_was_given_for_reads_nothing(held, person, clear, desk):
    actor = person("auditor", Role.AUDITOR)
    clear("auditor")
    assert held(actor) == {JUVENILE}
    desk.set_roles("auditor", [Role.SECRETARY])
    assert held(replace(actor, roles=(Role.SECRETARY,))) == frozenset()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", [JUVENILE, Sensitivity.STATE_SECRET, Sensitivity.FAMILY])
def test_desks_are_cleared_as_the_table_says(person, clear, role, kind):
    person("somebody", role)
    if role in SEPARATED:
        with pytest.raises(ClearanceOwnError):
            clear("somebody", kind)
    elif role in CLASSES[kind].roles:
        assert clear("somebody", kind).account == "somebody"
    else:
        with pytest.raises(ClearanceRoleError) as refused:
            clear("somebody", kind)
        assert refused.value.needed == tuple(sorted(CLASSES[kind].roles))


def test_nobody_clears_themselves_whatever_else_they_are(person, clear):
    person("judge-a", Role.JUDGE)
    with pytest.raises(ClearanceOwnError):
        clear("judge-a", by="judge-a")
    person("both", Role.JUDGE, Role.SECURITY_OFFICER)
    with pytest.raises(ClearanceOwnError):
        clear("both")


@pytest.mark.parametrize(
    ("since", "days", "is_taken"),
    [
        (0, 1, True),
        (0, 0, False),
        (3, -2, False),
        (-5, 5, False),
        (-5, 6, True),
        (0, 366, True),
        (0, 367, False),
    ],
)
def test_days_that_are_none_over_or_too_many_are_refused(person, clear, since, days, is_taken):
    person("judge-a", Role.JUDGE)
    if is_taken:
        assert clear("judge-a", days=days, since=since).number == 1
        return
    with pytest.raises(ClearanceTermError) as refused:
        clear("judge-a", days=days, since=since)
    assert refused.value.most_days == CLASSES[JUVENILE].most_days


def test_grounds_reasons_and_names_are_asked_for(person, clear, closed, clock):
    person("judge-a", Role.JUDGE)
    given = clear(" Judge-A ")
    asked = Asked(
        account="judge-a",
        kind=JUVENILE,
        ground=" 一 二 ",
        from_on=given.from_on,
        until_on=given.until_on,
    )
    with pytest.raises(ClearanceGroundError):
        closed.clearances.give(asked, by="officer", now=clock())
    with pytest.raises(ClearanceGroundError):
        closed.clearances.end(given.number, because="", by="officer", now=clock())
    with pytest.raises(AccountNotFoundError):
        clear("nobody")


def test_a_session_carries_what_holds_today_and_a_token_never_does(desk, person, clear, clock):
    actor = person("judge-a", Role.JUDGE)
    token = desk.sign_in("judge-a", GOOD_PASSWORD, now=clock()).token
    assert desk.actor_of(token, now=clock()).cleared == frozenset()
    clear("judge-a")
    assert desk.actor_of(token, now=clock()).cleared == {JUVENILE}
    scopes = ["read", "search"]
    given = desk.tokens.give(actor, name="program", scopes=scopes, days=9, now=clock())
    assert desk.tokens.actor_of(given.token, now=clock()).cleared == frozenset()

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from service.accounts.errors import (
    AccountExistsError,
    AccountNameError,
    AccountNotFoundError,
    WeakPasswordError,
)
from service.accounts.passwords import (
    check_password,
    fits,
    hash_password,
    needs_rehash,
    random_password,
)
from service.actors import PERMISSIONS, Permission, Role
from service.errors import NotPermittedError, SignInRefusedError, TooManyFailuresError
from service.store.people_tables import sessions
from tests.service.conftest import GOOD_PASSWORD


def test_hashing_costs_what_the_profile_says():
    defaults = PasswordHasher()
    assert (defaults.time_cost, defaults.memory_cost) == (3, 65536)
    assert needs_rehash(PasswordHasher(time_cost=2, memory_cost=1024).hash("x"))


def test_a_password_is_kept_as_a_salted_argon2_hash_only(engine, judge):
    first, second = hash_password(GOOD_PASSWORD), hash_password(GOOD_PASSWORD)
    assert first.startswith("$argon2id$")
    assert first != second
    assert fits(first, GOOD_PASSWORD)
    assert not fits(first, GOOD_PASSWORD + " ")
    assert not fits("no hash at all", GOOD_PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "aaaaaaaaaaaaaaaa",  # long, but one character
        "my name is Judge1",  # holds the account's name, in another case
        "x1y2z3" * 40,  # would only cost hashing time
    ],
)
def test_weak_passwords_are_refused_with_the_rule(password):
    with pytest.raises(WeakPasswordError):
        check_password(password, name="judge", least=10)


def test_random_passwords_satisfy_the_rules():
    for _ in range(20):
        check_password(random_password(), name="judge", least=10)


def test_whoever_signs_in_is_known_by_the_token_alone(desk, judge, clock, engine):
    signed_in = desk.sign_in("judge", GOOD_PASSWORD, now=clock())
    assert desk.actor_of(signed_in.token, now=clock()) == judge
    assert desk.actor_of(signed_in.token + "x", now=clock()) is None
    with engine.connect() as connection:
        kept = connection.execute(select(sessions.c.token_digest)).scalars().all()
    assert len(kept) == 1
    assert signed_in.token not in kept


def test_the_name_is_taken_without_its_case_and_blanks(desk, judge, clock):
    assert desk.sign_in("  Judge ", GOOD_PASSWORD, now=clock()).actor == judge


@pytest.mark.parametrize("name", ["judge", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(desk, judge, clock, name):
    with pytest.raises(SignInRefusedError):
        desk.sign_in(name, "something else 1", now=clock())


@pytest.mark.parametrize("name", ["judge", "nobody"])
def test_failures_in_a_row_lock_the_name_for_a_while(desk, judge, clock, settings, name):
    for _ in range(settings.lockout_failures - 1):
        with pytest.raises(SignInRefusedError):
            desk.sign_in(name, "something else 1", now=clock())
    with pytest.raises(TooManyFailuresError):
        desk.sign_in(name, "something else 1", now=clock())
    with pytest.raises(TooManyFailuresError):
        desk.sign_in(name, GOOD_PASSWORD, now=clock())
    clock.forward(minutes=settings.lockout_minutes, seconds=1)
    if name == "judge":
        assert desk.sign_in(name, GOOD_PASSWORD, now=clock()).actor == judge
    else:
        with pytest.raises(SignInRefusedError):
            desk.sign_in(name, GOOD_PASSWORD, now=clock())


def test_a_success_starts_the_count_again(desk, judge, clock, settings):
    for _ in range(2):
        for _ in range(settings.lockout_failures - 1):
            with pytest.raises(SignInRefusedError):
                desk.sign_in("judge", "something else 1", now=clock())
        desk.sign_in("judge", GOOD_PASSWORD, now=clock())


def test_a_session_ends_when_idle_and_lives_while_used(desk, judge, clock, settings):
    token = desk.sign_in("judge", GOOD_PASSWORD, now=clock()).token
    for _ in range(3):
        clock.forward(minutes=settings.idle_minutes - 1)
        assert desk.actor_of(token, now=clock()) == judge
    clock.forward(minutes=settings.idle_minutes)
    assert desk.actor_of(token, now=clock()) is None
    clock.forward(minutes=-settings.idle_minutes)
    assert desk.actor_of(token, now=clock()) is None, "an ended session does not come back"


def test_no_session_outlives_its_absolute_end(desk, judge, clock, settings):
    token = desk.sign_in("judge", GOOD_PASSWORD, now=clock()).token
    for _ in range(settings.session_hours * 2 - 1):
        clock.forward(minutes=30)
        assert desk.actor_of(token, now=clock()) == judge
    clock.forward(minutes=30)
    assert desk.actor_of(token, now=clock()) is None


def test_signing_out_closing_and_a_new_password_end_sessions(desk, judge, clock):
    def sign_in(password=GOOD_PASSWORD):
        return desk.sign_in("judge", password, now=clock()).token

    token = sign_in()
    desk.sign_out(token)
    assert desk.actor_of(token, now=clock()) is None

    token = sign_in()
    desk.set_password("judge", "another one 2027")
    assert desk.actor_of(token, now=clock()) is None
    with pytest.raises(SignInRefusedError):
        sign_in()

    token = sign_in("another one 2027")
    desk.set_enabled("judge", is_enabled=False)
    assert desk.actor_of(token, now=clock()) is None
    with pytest.raises(SignInRefusedError):
        sign_in("another one 2027")
    desk.set_enabled("judge", is_enabled=True)
    assert sign_in("another one 2027")


@pytest.mark.parametrize("name", ["", "x", "Wang", "王法官", "a b", "../etc", "a" * 33, "-x"])
def test_names_of_a_wrong_form_are_refused(desk, clock, name):
    with pytest.raises(AccountNameError):
        desk.add(name=name, display_name="x", password=GOOD_PASSWORD, roles=[], now=clock())


def test_a_name_is_given_once(desk, judge, clock):
    with pytest.raises(AccountExistsError):
        desk.add(name="judge", display_name="x", password=GOOD_PASSWORD, roles=[], now=clock())


def test_an_unknown_account_cannot_be_changed(desk):
    with pytest.raises(AccountNotFoundError):
        desk.set_password("nobody", GOOD_PASSWORD)
    with pytest.raises(AccountNotFoundError):
        desk.set_enabled("nobody", is_enabled=False)


def test_every_role_stands_in_the_table_of_permissions():
    assert set(PERMISSIONS) == set(Role)


def test_the_administrator_reads_no_judgments_and_judges_keep_no_system():
    assert Permission.READ_JUDGMENTS not in PERMISSIONS[Role.ADMINISTRATOR]
    assert Permission.SEARCH not in PERMISSIONS[Role.ADMINISTRATOR]
    assert Permission.SEE_SYSTEM not in PERMISSIONS[Role.JUDGE]


def test_an_account_without_roles_may_nothing(desk, clock):
    actor = desk.add(name="guest", display_name="", password=GOOD_PASSWORD, roles=[], now=clock())
    for permission in Permission:
        with pytest.raises(NotPermittedError):
            actor.require(permission)

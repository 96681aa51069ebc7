"""The second factor: codes of the standard, none twice, recovery codes once, nothing readable."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from service.accounts.desk import AccountDesk
from service.accounts.errors import FactorCodeError
from service.accounts.factors import N_RECOVERY_CODES
from service.actors import Role
from service.errors import (
    NotSignedInError,
    SettingsError,
    SignInRefusedError,
    TooManyFailuresError,
)
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.people_tables import recovery_codes, second_factors
from tests.quick_databases import blank_database
from tests.service.conftest import GOOD_PASSWORD


def code_at(secret, moment):
    """The code by the library itself, asked by the moment and not by the step."""
    return pyotp.TOTP(secret).at(moment)


@pytest.fixture
def enrolled(desk, judge, clock):
    """The secret and the recovery codes of the judge."""
    offer = desk.offer_factor(judge, password=GOOD_PASSWORD, code="", now=clock())
    codes = desk.factors.confirm(judge.account_id, code_at(offer.secret, clock()), now=clock())
    clock.forward(minutes=2)
    return offer.secret, codes


def half_signed(desk, clock):
    found = desk.sign_in("judge", GOOD_PASSWORD, now=clock())
    assert found.awaits_factor
    return found.token


def test_the_codes_are_those_of_the_standard():
    # RFC 6238 appendix B, SHA-1, the last six of eight digits.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]:
        assert code_at(secret, datetime.fromtimestamp(seconds, UTC)) == code


def test_the_password_alone_opens_nothing(desk, judge, clock, enrolled):
    token = half_signed(desk, clock)
    assert desk.actor_of(token, now=clock()) is None
    assert desk.devices(judge, token=token, now=clock()) == ()


def test_with_the_code_another_token_opens_the_session(desk, judge, clock, enrolled):
    secret, _ = enrolled
    token = half_signed(desk, clock)
    full = desk.complete(token, code_at(secret, clock()), now=clock())
    assert full.token != token
    assert desk.actor_of(full.token, now=clock()).name == "judge"
    with pytest.raises(NotSignedInError):
        desk.complete(token, code_at(secret, clock()), now=clock())


def test_no_code_is_taken_twice_nor_an_older_one_after_it(desk, judge, clock, enrolled):
    secret, _ = enrolled
    code, before = code_at(secret, clock()), code_at(secret, clock() - timedelta(seconds=30))
    desk.complete(half_signed(desk, clock), code, now=clock())
    for used in (code, before):
        with pytest.raises(SignInRefusedError):
            desk.complete(half_signed(desk, clock), used, now=clock())


@pytest.mark.parametrize(
    ("seconds", "passes"),
    [(-60, False), (-30, True), (0, True), (30, True), (60, False)],
)
def test_clocks_may_differ_by_one_step(desk, judge, clock, enrolled, seconds, passes):
    secret, _ = enrolled
    code = code_at(secret, clock() + timedelta(seconds=seconds))
    assert desk.factors.passes(judge.account_id, code, now=clock()) is passes


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "０００００００", "abcdef", "x" * 500, "' OR 1=1", "\x00"]
)
def test_what_is_no_code_passes_nothing(desk, judge, clock, enrolled, typed):
    assert not desk.factors.passes(judge.account_id, typed, now=clock())


def test_a_code_may_be_typed_as_telephones_show_it(desk, judge, clock, enrolled):
    code = code_at(enrolled[0], clock())
    assert desk.factors.passes(judge.account_id, f" {code[:3]} {code[3:]} ", now=clock())


def test_a_recovery_code_is_good_once_and_however_it_is_typed(desk, judge, clock, enrolled):
    _, codes = enrolled
    assert len(set(codes)) == N_RECOVERY_CODES
    assert desk.factors.passes(judge.account_id, codes[0].upper().replace("-", " "), now=clock())
    assert not desk.factors.passes(judge.account_id, codes[0], now=clock())
    assert desk.factors.find(judge.account_id).n_codes == N_RECOVERY_CODES - 1


def test_guessing_codes_locks_the_name_and_the_password_buys_no_new_guesses(
    desk, judge, clock, settings, enrolled
):
    for _ in range(settings.lockout_failures - 1):
        token = half_signed(desk, clock)
        with pytest.raises(SignInRefusedError):
            desk.complete(token, "000000", now=clock())
    token = half_signed(desk, clock)
    with pytest.raises(TooManyFailuresError):
        desk.complete(token, "000000", now=clock())
    with pytest.raises(TooManyFailuresError):
        desk.sign_in("judge", GOOD_PASSWORD, now=clock())


def test_the_wait_for_the_code_ends(desk, judge, clock, enrolled):
    token = half_signed(desk, clock)
    clock.forward(minutes=5)
    with pytest.raises(NotSignedInError):
        desk.complete(token, code_at(enrolled[0], clock()), now=clock())


def test_neither_secret_nor_recovery_code_stands_in_the_records(desk, judge, engine, enrolled):
    secret, codes = enrolled
    with engine.connect() as connection:
        kept = repr(connection.execute(select(second_factors)).all())
        kept += repr(connection.execute(select(recovery_codes)).all())
    assert secret not in kept
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_another_key_says_what_to_do_instead_of_letting_in(desk, judge, clock, engine, enrolled):
    desk_of_data = desk.factors._settings.data
    (desk_of_data / "secret.key").write_text("00" * 32)
    other = AccountDesk(AccountRecords(engine), desk.factors._settings)
    with pytest.raises(SettingsError, match="backup"):
        other.factors.passes(judge.account_id, "000000", now=clock())


def test_an_offer_changes_nothing_until_a_code_of_it_was_typed(desk, judge, clock, enrolled):
    secret, codes = enrolled
    offer = desk.offer_factor(judge, password=GOOD_PASSWORD, code=codes[0], now=clock())
    with pytest.raises(FactorCodeError):
        desk.factors.confirm(judge.account_id, code_at(secret, clock()), now=clock())
    assert desk.factors.passes(judge.account_id, code_at(secret, clock()), now=clock())
    new = desk.factors.confirm(judge.account_id, code_at(offer.secret, clock()), now=clock())
    assert not set(new) & set(codes)
    clock.forward(minutes=1)
    assert not desk.factors.passes(judge.account_id, code_at(secret, clock()), now=clock())
    assert not desk.factors.passes(judge.account_id, codes[1], now=clock())


@pytest.mark.parametrize(("password", "code"), [("wrong", "right"), (GOOD_PASSWORD, "000000")])
def test_another_telephone_needs_password_and_code(desk, judge, clock, enrolled, password, code):
    typed = code_at(enrolled[0], clock()) if code == "right" else code
    with pytest.raises(SignInRefusedError):
        desk.offer_factor(judge, password=password, code=typed, now=clock())


def test_a_reset_ends_the_sessions_and_leaves_the_password(desk, judge, clock, enrolled):
    full = desk.complete(half_signed(desk, clock), enrolled[1][0], now=clock())
    assert desk.reset_factor("judge")
    assert desk.actor_of(full.token, now=clock()) is None
    assert not desk.sign_in("judge", GOOD_PASSWORD, now=clock()).awaits_factor
    assert not desk.reset_factor("judge")


def test_roles_that_need_a_factor_set_it_up_first(engine, settings, clock):
    needing = settings.model_copy(update={"second_factor_roles": "judge, administrator"})
    desk = AccountDesk(AccountRecords(engine), needing)
    add = {"display_name": "", "password": GOOD_PASSWORD, "now": clock()}
    assert desk.add(name="lin", roles=[Role.JUDGE], **add).must_enrol
    assert not desk.add(name="wang", roles=[Role.AUDITOR], **add).must_enrol


def test_an_unheard_of_role_in_the_setting_is_told(engine, settings):
    wrong = settings.model_copy(update={"second_factor_roles": "judge,king"})
    with pytest.raises(SettingsError, match="king"):
        AccountDesk(AccountRecords(engine), wrong)


class SigningIn(RuleBasedStateMachine):
    """Whatever is tried in whatever order: in comes who has the password and an unused code."""

    @initialize()
    def begin(self):
        engine = blank_database()
        # The key file lies in a folder of the test's; the fixture cannot reach a machine.
        self.desk = AccountDesk(AccountRecords(engine), MACHINE_SETTINGS[0])
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
        self.actor = self.desk.add(
            name="judge", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=self.now
        )
        offer = self.desk.offer_factor(self.actor, password=GOOD_PASSWORD, code="", now=self.now)
        self.secret = offer.secret
        code = code_at(self.secret, self.now)
        self.recovery = list(self.desk.factors.confirm(self.actor.account_id, code, now=self.now))
        self.used_step = pyotp.TOTP(self.secret).timecode(self.now)
        self.used_codes = []
        self.waiting = []
        self.full = []

    @rule(seconds=st.sampled_from([1, 29, 30, 31, 90, 301, 1000]))
    def time_goes_by(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule()
    def the_password_is_typed(self):
        try:
            found = self.desk.sign_in("judge", GOOD_PASSWORD, now=self.now)
        except TooManyFailuresError:
            return
        assert found.awaits_factor
        self.waiting.append((found.token, found.expires_at))

    @rule(aside=st.integers(-3, 3))
    def a_code_is_typed(self, aside):
        step = pyotp.TOTP(self.secret).timecode(self.now) + aside
        right = abs(aside) <= 1 and step > self.used_step
        if self._typed(pyotp.TOTP(self.secret).generate_otp(step), is_right=right):
            self.used_step = step

    @rule(is_new=st.booleans())
    def a_recovery_code_is_typed(self, is_new):
        among = self.recovery if is_new else self.used_codes
        if among and self._typed(among[-1], is_right=is_new) and is_new:
            self.used_codes.append(self.recovery.pop())

    @rule()
    def everything_is_signed_out(self):
        self.desk.sign_out_everywhere("judge")
        self.waiting, self.full = [], []

    def _typed(self, code, *, is_right):
        if not self.waiting:
            return False
        token, until = self.waiting[-1]
        try:
            full = self.desk.complete(token, code, now=self.now)
        except NotSignedInError:
            assert self.now >= until
            return False
        except TooManyFailuresError:
            return False
        except SignInRefusedError:
            assert not is_right
            return False
        assert is_right
        self.waiting.pop()
        self.full.append(full.token)
        return True

    @invariant()
    def what_waits_opens_nothing(self):
        for token, _ in getattr(self, "waiting", []):
            assert self.desk.actor_of(token, now=self.now) is None


MACHINE_SETTINGS = []


@pytest.fixture
def _key_folder(tmp_path):
    MACHINE_SETTINGS[:] = [Settings(data=tmp_path / "machine")]


@pytest.mark.usefixtures("_key_folder")
def test_nobody_comes_in_without_password_and_an_unused_code():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        SigningIn,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

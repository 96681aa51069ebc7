"""What the doctor says of signing in, and that it says what to do."""

from dataclasses import dataclass

import pytest

from service.actors import Role
from service.settings import Settings
from service.signing_health import signing_checks


@dataclass
class Account:
    roles: tuple = (Role.ADMINISTRATOR,)
    is_enabled: bool = True
    has_factor: bool = False


OUTSIDE = {"host": "0.0.0.0"}


@pytest.mark.parametrize(
    ("settings", "accounts", "troubled"),
    [
        ({}, [Account()], set()),
        (OUTSIDE, [Account()], {"second_factor"}),
        (OUTSIDE, [Account(has_factor=True)], set()),
        (OUTSIDE, [Account(is_enabled=False)], set()),
        (OUTSIDE, [Account(roles=(Role.JUDGE,))], set()),
        ({**OUTSIDE, "second_factor_roles": "administrator"}, [Account()], set()),
        ({**OUTSIDE, "second_factor_roles": "judge"}, [Account()], {"second_factor"}),
        ({"sign_ins_per_minute": 0}, [], set()),
        ({**OUTSIDE, "sign_ins_per_minute": 0}, [], {"rates"}),
        ({"password_characters": 8}, [], {"passwords"}),
        ({"metrics_on_loopback": True}, [], set()),
        ({**OUTSIDE, "metrics_on_loopback": True}, [], {"metrics"}),
    ],
)
def test_what_is_told(settings, accounts, troubled):
    checks = list(signing_checks(Settings(**settings), accounts))
    assert {check.name for check in checks if not check.is_well} == troubled
    for check in checks:
        assert check.is_well or "TONGPAN_" in check.words

"""A table becomes the roster, whole or not at all."""

from datetime import UTC, date, datetime

import pytest

from service.referral.roster.errors import RosterLineError
from service.referral.roster.model import Office, Rank
from service.referral.roster.reading import COLUMNS, colleagues_in
from service.store.account_records import AccountRecord

HEAD = ",".join(COLUMNS)
ACCOUNTS = {
    "li": AccountRecord(
        id=3,
        name="li",
        display_name="李法官",
        password_hash="",
        is_enabled=True,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        roles=(),
    )
}


def test_a_line_becomes_an_entry():
    line = (
        "li,吉林省长春林区中级人民法院,民一庭,一级法官,2020-01-31,庭长、审委会委员,民事专业委员会"
    )
    (found,) = colleagues_in(f"\ufeff{HEAD}\n{line}\n", ACCOUNTS)
    assert (found.account_id, found.name, found.division) == (3, "李法官", "民一庭")
    assert (found.rank, found.ranked_since) == (Rank.JUDGE_1, date(2020, 1, 31))
    assert found.offices == {Office.DIVISION_HEAD, Office.COMMITTEE_MEMBER}
    assert found.bodies == {"民事专业委员会"}


def test_what_is_left_out_is_nothing():
    (found,) = colleagues_in("法院,用户名\n某县人民法院,li\n", ACCOUNTS)
    assert (found.rank, found.offices, found.division) == (None, frozenset(), "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("姓名,法院\n", 1),
        (f"{HEAD}\nwang,某院,,,,,\n", 2),
        (f"{HEAD}\nli,某院,,,,,\nli,,,,,,\n", 3),
        (f"{HEAD}\nli,某院,,特级法官,,,\n", 2),
        (f"{HEAD}\nli,某院,,,去年,,\n", 2),
        (f"{HEAD}\nli,某院,,,,厅长,\n", 2),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(text, line):
    with pytest.raises(RosterLineError) as refusal:
        colleagues_in(text, ACCOUNTS)
    assert refusal.value.line == line
    assert refusal.value.accepted

"""The roster, the parameters and the calendar on the command line."""

import json

import pytest

from service.actors import Role
from service.house import open_house
from service.settings import Settings
from service.stock import utc_now
from tests.service.conftest import GOOD_PASSWORD

COURT = "吉林省长春林区中级人民法院"


@pytest.fixture
def data(settings):
    with open_house(Settings(data=settings.data), may_make=True) as house:
        for name, role in (("li", Role.JUDGE), ("office", Role.SECRETARY)):
            house.desk.add(
                name=name,
                display_name=name,
                password=GOOD_PASSWORD,
                roles=[role],
                now=utc_now(),
            )
    return settings.data


def test_a_table_is_imported_and_listed(tongpan, data, tmp_path):
    table = tmp_path / "roster.csv"
    table.write_text(f"用户名,法院,庭,等级,职务\nli,{COURT},民一庭,一级法官,庭长\n", "utf-8")
    code, out, _ = tongpan("roster", "import", str(table), "--data", str(data), "--json")
    assert (code, json.loads(out)) == (0, {"written": 1})
    code, out, _ = tongpan("roster", "list", "--data", str(data))
    assert code == 0
    assert "一级法官" in out
    assert "庭长" in out


def test_a_table_with_a_bad_line_changes_nothing(tongpan, data, tmp_path):
    table = tmp_path / "roster.csv"
    table.write_text(f"用户名,法院\nli,{COURT}\nnobody,{COURT}\n", "utf-8")
    code, _, err = tongpan("roster", "import", str(table), "--data", str(data))
    assert code != 0
    assert "nobody" in err
    assert tongpan("roster", "list", "--data", str(data), "--json")[1].strip() == "[]"


def test_a_parameter_is_set_from_a_day_on(tongpan, data):
    setting = ("parameter", "set", "conference_minimum", "5", "--from", "2020-01-01")
    told = ("--source", "本院规则第三条", "--account", "office", "--data", str(data))
    assert tongpan(*setting, *told)[0] == 0
    listed = json.loads(tongpan("parameter", "list", "--data", str(data), "--json")[1])
    found = next(each for each in listed if each["parameter"] == "conference_minimum")
    assert (found["value"], found["since"], found["source"]) == (5, "2020-01-01", "本院规则第三条")


@pytest.mark.parametrize(
    ("name", "value", "account"),
    [
        ("unheard_of", "5", "office"),
        ("conference_minimum", "many", "office"),
        ("conference_minimum", "5", "li"),
        ("conference_minimum", "5", "nobody"),
    ],
)
def test_what_cannot_be_set_is_refused(tongpan, data, name, value, account):
    code, _, err = tongpan(
        *("parameter", "set", name, value, "--from", "2020-01-01", "--source", "依据"),
        *("--account", account, "--data", str(data)),
    )
    assert code != 0
    assert err


def test_days_are_imported_and_listed(tongpan, data, tmp_path):
    table = tmp_path / "days.csv"
    table.write_text("日期,类型,依据\n2035-10-01,放假,国办通知\n", "utf-8")
    of = ("--data", str(data), "--json")
    before = json.loads(tongpan("calendar", "list", "--year", "2035", *of)[1])
    assert before == {"year": 2035, "is_known": False, "days": []}
    code, out, _ = tongpan("calendar", "import", str(table), "--account", "office", *of)
    assert (code, json.loads(out)) == (0, {"written": 1})
    code, out, _ = tongpan("calendar", "list", "--year", "2035", "--data", str(data))
    assert (code, out.strip()) == (0, "2035-10-01  放假  国办通知")

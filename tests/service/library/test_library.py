"""Which library cases stand: records by day, from the interface, the command line, a table."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import JudgmentId
from service.actors import Role
from service.errors import LibraryRecordError
from service.library.desk import LibraryDesk, TypedRecord, records_in
from service.library.model import LibraryRecord, LibraryStanding, standing_on
from service.store.library_records import LibraryRecords
from tests.service.conftest import GOOD_PASSWORD
from tests.service.tiers.conftest import GUIDING

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def library(engine, shelf):
    return LibraryDesk(records=LibraryRecords(engine), store=shelf)


def typed(**fields):
    return TypedRecord(
        **{
            "case": "指导性案例901号",
            "standing": "not_followed",
            "since": "2025-01-01",
            "source": "法〔2024〕1号",
            **fields,
        }
    )


days = st.dates(date(2020, 1, 1), date(2020, 1, 9))


@given(
    records=st.lists(st.tuples(st.sampled_from("ab"), days, st.sampled_from(LibraryStanding))),
    day=days,
)
def test_the_last_record_that_has_begun_holds(records, day):
    made = [
        LibraryRecord(
            id=number,
            judgment_id=JudgmentId(case),
            standing=standing,
            publication=None,
            replacement="",
            replacement_id=None,
            source="某",
            since=since,
            author="某",
            at=NOW,
        )
        for number, (case, since, standing) in enumerate(records)
    ]
    holding = standing_on(made, day)
    for case in "ab":
        begun = [each for each in made if each.judgment_id == case and each.since <= day]
        oracle = max(begun, key=lambda each: (each.since, each.id), default=None)
        assert holding.get(case) == oracle


def test_history_is_kept(library):
    library.record([typed()], author="甲", now=NOW)
    (last,) = library.record([typed(standing="in_force", since="2026-01-01")], author="乙", now=NOW)
    history = library.history(last.judgment_id)
    assert [(each.standing, each.author) for each in history] == [
        (LibraryStanding.NOT_FOLLOWED, "甲"),
        (LibraryStanding.IN_FORCE, "乙"),
    ]
    at = {
        day: library.standing(day)[last.judgment_id].standing
        for day in (date(2025, 6, 1), date(2026, 2, 1))
    }
    assert list(at.values()) == [LibraryStanding.NOT_FOLLOWED, LibraryStanding.IN_FORCE]
    assert library.standing(date(2024, 1, 1)) == {}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"case": "指导性案例90号"}, "案例"),  # its digits stand in others
        ({"case": "j0"}, "案例"),
        ({"case": ""}, "案例"),
        ({"standing": "gone"}, "状态"),
        ({"since": "去年"}, "日期"),
        ({"source": "  "}, "依据"),
        ({"publication": "newspaper"}, "发布"),
    ],
)
def test_a_record_that_cannot_be_taken_is_refused_and_with_it_all_others(library, fields, field):
    with pytest.raises(LibraryRecordError) as refusal:
        library.record([typed(), typed(**fields)], author="甲", now=NOW)
    assert refusal.value.field == field
    assert library.records.all() == ()


def test_a_case_is_found_by_id_and_by_number(library, judgments):
    guiding = next(each for each in judgments if "902" in each.title)
    by_number, by_id = library.record(
        [typed(case="指导性案例902号"), typed(case=guiding.id)], author="甲", now=NOW
    )
    assert by_number.judgment_id == by_id.judgment_id == guiding.id


@pytest.mark.parametrize(
    ("replacement", "is_stored"),
    [("指导性案例902号", True), ("指导性案例999号", False), ("", False)],
)
def test_a_replacement_is_linked_where_it_is_stored(library, replacement, is_stored):
    (record,) = library.record([typed(replacement=replacement)], author="甲", now=NOW)
    assert record.replacement == replacement
    assert (record.replacement_id is not None) is is_stored


def test_a_table_without_its_head_is_refused():
    with pytest.raises(LibraryRecordError):
        records_in("案例,状态\n指导性案例9号,in_force")


@pytest.fixture
def secretary(desk, clock):
    desk.add(
        name="sec", display_name="李", password=GOOD_PASSWORD, roles=[Role.SECRETARY], now=clock()
    )
    return {"authorization": f"Bearer {desk.sign_in('sec', GOOD_PASSWORD, now=clock()).token}"}


def test_the_secretary_records_and_the_judge_reads(client, bearer, secretary):
    payload = {
        "case": "指导性案例901号",
        "standing": "not_followed",
        "since": "2025-01-01",
        "source": "法〔2024〕1号",
        "replacement": "指导性案例902号",
    }
    assert client.post("/api/v1/library", headers=bearer, json=payload).status_code == 403
    answer = client.post("/api/v1/library", headers=secretary, json=payload)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["standing"] == {"value": "not_followed", "label": "不再参照"}
    assert (told["author"], told["since"]) == ("李（sec）", "2025-01-01")
    assert client.get("/api/v1/library", headers=bearer).json()["records"] == [told]
    one = client.get(f"/api/v1/library?judgment_id={told['judgment_id']}", headers=bearer)
    assert one.json()["records"] == [told]


def test_a_record_of_an_unknown_case_is_refused_in_the_one_shape(client, secretary):
    payload = {"case": "j0", "standing": "removed", "since": "2025-01-01", "source": "某"}
    answer = client.post("/api/v1/library", headers=secretary, json=payload)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "library_record_refused"


def test_the_command_line_records_and_lists(tongpan, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in (901, 902):
        (papers / f"{number}.txt").write_text(GUIDING.format(number=number), "utf-8")
    assert tongpan("ingest", str(papers))[0] == 0
    table = tmp_path / "cases.csv"
    table.write_text(
        "case,standing,since,source,replacement\n"
        "指导性案例901号,not_followed,2021-01-01,法〔2020〕343号,指导性案例902号\n",
        "utf-8",
    )
    code, out, _ = tongpan("library", "set", "--csv", str(table))
    assert (code, "不再参照（自2021-01-01，由指导性案例902号代替" in out) == (0, True)
    words = ("library", "set", "指导性案例902号", "--standing", "in_force", "--since", "2020-01-01")
    assert tongpan(*words, "--source", "公告")[0] == 0
    code, out, _ = tongpan("library", "list", "--json")
    told = {each["standing"]["value"] for each in json.loads(out)}
    assert (code, told) == (0, {"not_followed", "in_force"})
    case = json.loads(out)[0]["judgment_id"]
    assert "指导性案例" in tongpan("library", "list", "--case", case)[1]


@pytest.mark.parametrize("words", [("library", "set"), ("library", "set", "某", "--csv", "x.csv")])
def test_wrong_usage_ends_with_2(tongpan, words):
    assert tongpan(*words)[0] == 2

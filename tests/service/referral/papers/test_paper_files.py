"""Papers over HTTP: who takes part gets them, to everybody else they do not exist."""

import pytest
from icalendar import Calendar

from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.committee.conftest import bench  # noqa: F401 - used by name
from tests.service.referral.conference.conftest import (  # noqa: F401 - fixtures used by name
    QUESTION,
    VIEWS,
    at,
    case,
    hall,
    judgments,
    open_case,
    people,
    person,
    referred,
    sign_report,
    stocked_database,
)
from tests.service.referral.papers.reading import words_of


@pytest.fixture
def get(client):
    """Fetch an address as somebody."""

    def fetch(actor, address):
        told = {"name": actor.name, "password": GOOD_PASSWORD}
        token = client.post("/api/v1/sessions", json=told).json()["token"]
        client.cookies.clear()
        return client.get(address, headers={"authorization": f"Bearer {token}"})

    return fetch


def test_papers_of_the_conference_go_to_those_who_take_part(at, people, get):  # noqa: F811
    hall = at("sign")  # noqa: F811
    meeting, item = f"/conferences/{hall.meeting_id}", f"/conference-items/{hall.item_id}"
    for kind in ("agenda", "notice", "attendance", "pack"):
        answer = get(people.secretary, f"{meeting}/{kind}.docx")
        assert answer.status_code == 200, kind
        assert "2026年第3次专业法官会议" in words_of(answer.content), kind
    told = words_of(get(people.host, f"{item}/record.docx").content)
    assert VIEWS[0] in told
    assert told.index("低法官") < told.index("属于实现债权的费用")
    assert "多数意见（4人）" in words_of(get(people.judge, f"{item}/minutes.docx").content)
    page = get(people.host, item).text
    assert f"{item}/minutes.docx" in page
    api = "/api/v1"
    for address in (f"{api}{meeting}/papers/pack", f"{api}{item}/papers/minutes"):
        assert words_of(get(people.secretary, address).content), address
    compiled = get(people.secretary, f"{api}/secretary/minutes?item={hall.item_id}")
    assert "汇编" in words_of(compiled.content)
    for month, status in (("2026-03", 200), ("2026-13", 404)):
        answer = get(people.secretary, f"{api}/secretary/monthly?month={month}")
        assert answer.status_code == status
    for address in (
        f"{meeting}/agenda.docx",
        f"{item}/record.docx",
        f"{meeting}/invitation.ics",
        f"{api}{meeting}/papers/agenda",
        f"{api}{meeting}/invitation",
        f"{api}{item}/papers/record",
    ):
        assert get(people.stranger, address).status_code == 404, address


def test_a_paper_that_there_is_not_yet_or_never_is_not_found(at, people, get):  # noqa: F811
    hall = at("convene")  # noqa: F811
    item = f"/conference-items/{hall.item_id}"
    for kind in ("record", "minutes", "agenda", "nonsense"):
        assert get(people.secretary, f"{item}/{kind}.docx").status_code == 404, kind
    assert "record.docx" not in get(people.secretary, item).text


def test_whoever_is_recused_gets_an_agenda_without_the_item(at, people, get):  # noqa: F811
    hall = at("convene")  # noqa: F811
    hall.item(people.low, "recuse", {"account_id": people.low.account_id, "ground": "relative"})
    agenda = f"/conferences/{hall.meeting_id}/agenda.docx"
    assert QUESTION not in words_of(get(people.low, agenda).content)
    assert QUESTION in words_of(get(people.old, agenda).content)


def test_an_invitation_tells_no_question(at, people, get):  # noqa: F811
    hall = at("convene")  # noqa: F811
    answer = get(people.low, f"/conferences/{hall.meeting_id}/invitation.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert str(Calendar.from_ical(answer.content).events[0]["SUMMARY"]) == "2026年第3次专业法官会议"
    assert QUESTION not in answer.text


def test_papers_of_the_committee_go_to_those_who_take_part(bench, get):  # noqa: F811
    bench.to_execution()
    meeting, item = f"/committee-meetings/{bench.meeting_id}", f"/committee-items/{bench.item_id}"
    for kind in ("agenda", "notice", "attendance", "pack"):
        assert get(bench.members[2], f"{meeting}/{kind}.docx").status_code == 200, kind
    for kind in ("application", "record", "minutes", "decision", "public_decision"):
        answer = get(bench.secretary, f"{item}/{kind}.docx")
        assert answer.status_code == 200, kind
        assert f"{item}/{kind}.docx" in get(bench.secretary, item).text
    assert get(bench.secretary, f"{meeting}/invitation.ics").status_code == 200
    for address in (f"{meeting}/papers/pack", f"{item}/papers/decision", f"{meeting}/invitation"):
        assert get(bench.secretary, f"/api/v1{address}").status_code == 200, address
    assert get(bench.secretary, f"/api/v1{meeting}/papers/nonsense").status_code == 404


def test_the_judge_of_the_case_gets_no_inner_reasons_and_no_votes(bench, get):  # noqa: F811
    bench.to_execution()
    item = f"/committee-items/{bench.item_id}"
    for kind in ("decision", "minutes", "record"):
        whole = words_of(get(bench.president, f"{item}/{kind}.docx").content)
        seen = words_of(get(bench.judge, f"{item}/{kind}.docx").content)
        assert "内部理由" not in seen, kind
        assert "委员2：同意" not in seen, kind
        if kind == "record":
            assert "委员2：同意" in whole
        else:
            assert "内部理由" in whole

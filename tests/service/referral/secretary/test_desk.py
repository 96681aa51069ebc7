"""The desk of the secretaries: what came in, what is missing, past meetings, compiled minutes."""

from datetime import date

import pytest
from sqlalchemy import update

from service.actors import Role
from service.errors import PageNotFoundError
from service.referral.papers.paper import print_paper
from service.referral.referrals.model import ReferralState
from service.referral.roster.model import Office
from service.referral.secretary.vocabulary import Gap
from service.store.matter_records import acts
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
def secretary(referral):
    return referral.secretary


def gaps(overview):
    return {each.gap: each.names for matter in overview.incomplete for each in matter.missing}


def test_a_secretary_sees_what_is_missing_until_it_is_there(at, people, secretary, clock):  # noqa: F811
    hall = at("convene")  # noqa: F811
    before = secretary.overview(people.secretary, now=clock())
    assert set(gaps(before)[Gap.READING]) == {"副庭长乙", "低法官", "新法官", "老法官", "基层法官"}
    assert [each.id for each in before.meetings] == [hall.meeting_id]
    assert before.came_in == {ReferralState.BEFORE_CONFERENCE: 1}
    for step in ("sit_down", "discuss"):
        getattr(hall, step)()
    hall.item(people.low, "sign", {"version": 1})
    after = gaps(secretary.overview(people.secretary, now=clock()))
    assert set(after) == {Gap.SIGNATURE}
    assert set(after[Gap.SIGNATURE]) == {"副庭长乙", "新法官", "老法官"}


def test_a_matter_that_was_tampered_with_shows_and_shuts_nothing(
    at,  # noqa: F811
    people,  # noqa: F811
    secretary,
    clock,
    engine,
):
    hall = at("convene")  # noqa: F811
    with engine.begin() as connection:
        changed = update(acts).where(acts.c.matter_id == hall.item_id, acts.c.number == 2)
        connection.execute(changed.values(reason="改过"))
    overview = secretary.overview(people.secretary, now=clock())
    assert gaps(overview) == {Gap.TRAIL: ()}


def test_a_meeting_is_due_within_two_weeks(at, people, secretary, clock):  # noqa: F811
    hall = at("convene")  # noqa: F811
    overview = secretary.overview(people.secretary, now=clock())
    assert hall.meeting_id in {each.id for each in overview.due}


def test_a_reconsideration_is_due_on_its_day(at, people, secretary, clock):  # noqa: F811
    hall = at("sign")  # noqa: F811
    due = {
        each.id: each.outline.due_on
        for each in secretary.overview(people.secretary, now=clock()).due
    }
    assert due[hall.item_id] == date(2026, 3, 9)


def test_past_meetings_are_found_by_words_of_name_or_question(at, people, secretary):  # noqa: F811
    hall = at("sign")  # noqa: F811
    hall.meeting(people.host, "close")
    found = {each.id for each in secretary.past(people.secretary)}
    assert found == {hall.meeting_id, hall.item_id}
    by_question = secretary.past(people.secretary, words=QUESTION[:6])
    assert [each.id for each in by_question] == [hall.item_id]
    by_name = secretary.past(people.secretary, words="第3次")
    assert [each.id for each in by_name] == [hall.meeting_id]
    assert secretary.past(people.secretary, words="没有的词") == ()
    assert secretary.past(people.stranger) == ()


def test_minutes_are_compiled_for_whoever_may_open_all_of_them(at, people, secretary):  # noqa: F811
    hall = at("sign")  # noqa: F811
    made = secretary.compiled((hall.item_id, hall.item_id), actor=people.secretary)
    told = words_of(print_paper(made))
    assert "汇编〔2026〕共1项" in told
    assert f"多数意见（4人）：{VIEWS[0]}" in told
    for asked, actor in (
        ((hall.item_id,), people.stranger),
        ((hall.item_id, "m0"), people.secretary),
        ((hall.meeting_id,), people.secretary),
        ((), people.secretary),
    ):
        with pytest.raises(PageNotFoundError):
            secretary.compiled(asked, actor=actor)


def test_minutes_of_the_committee_are_compiled_too(bench, secretary):  # noqa: F811
    bench.to_execution()
    told = words_of(print_paper(secretary.compiled((bench.item_id,), actor=bench.secretary)))
    assert "被告人甲某犯盗窃罪" in told


def test_who_keeps_the_conference_alone_learns_nothing_of_the_committee(
    bench,  # noqa: F811
    desk,
    referral,
    secretary,
    clock,
):
    bench.to_decided()
    other = desk.add(
        name="other",
        display_name="会务乙",
        password=GOOD_PASSWORD,
        roles=[Role.SECRETARY],
        now=clock(),
    )
    own = referral.roster.colleague(bench.secretary)
    referral.roster.records.put(
        [
            type(own)(
                account_id=other.account_id,
                name="会务乙",
                court=own.court,
                division="",
                rank=None,
                ranked_since=None,
                offices=frozenset({Office.CONFERENCE_SECRETARY}),
            )
        ]
    )
    assert Gap.MINUTES in gaps(secretary.overview(bench.secretary, now=clock()))
    seen = secretary.overview(other, now=clock())
    assert seen.incomplete == ()
    assert seen.meetings == ()
    assert secretary.past(other) == ()


def test_the_month_is_told_to_those_who_keep_the_court(at, people, secretary, clock):  # noqa: F811
    at("sign")
    month = clock().date()
    told = words_of(print_paper(secretary.monthly(month, actor=people.secretary, now=clock())))
    assert "提出移送 | 1" in told
    assert "讨论后归纳意见 | 1" in told
    assert QUESTION not in told
    assert not any(each.display_name in told for each in people.speakers)
    for actor, day in ((people.stranger, month), (people.secretary, date(2099, 1, 1))):
        with pytest.raises(PageNotFoundError):
            secretary.monthly(day, actor=actor, now=clock())


def test_the_page_leads_to_all_of_it(at, people, client, clock):  # noqa: F811
    hall = at("sign")  # noqa: F811
    told = {"name": people.secretary.name, "password": GOOD_PASSWORD}
    token = client.post("/api/v1/sessions", json=told).json()["token"]
    client.cookies.clear()

    def get(address):
        return client.get(address, headers={"authorization": f"Bearer {token}"})

    shown = get("/secretary").text
    assert f'value="{hall.item_id}"' in shown
    assert f"/conferences/{hall.meeting_id}/agenda.docx" in shown
    assert "汇编〔2026〕共1项" in words_of(
        get(f"/secretary/minutes.docx?item={hall.item_id}").content
    )
    assert get("/secretary/minutes.docx").status_code == 404
    assert get("/secretary/monthly.docx?month=2026-13").status_code == 404
    monthly = get(f"/secretary/monthly.docx?month={clock():%Y-%m}")
    assert "提出移送 | 1" in words_of(monthly.content)

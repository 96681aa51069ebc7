"""Through the desks: an item moves with its meeting and its referral, seen by those concerned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.actors import Role
from service.errors import PageNotFoundError
from service.notices.model import NoticeKind
from service.parameters.table import Parameter
from service.referral.conference.vocabulary import Column, ConferenceState, ItemState
from service.referral.course.acts import MatterKind, Part
from service.referral.errors import (
    ActContentError,
    ActNotOfferedError,
    ActPartError,
    RuleBrokenError,
)
from service.referral.referrals.model import Force, ReferralState
from service.referral.roster.model import Office, Rank


def state_of_referral(referral, referred, people, clock):
    opened = referral.referrals.open(referred, actor=people.judge, now=clock())
    return opened.referral


def sent_back(referral, referred, people, clock):
    """What came back to the referral: no conference was held, and none stands there."""
    opened = referral.referrals.open(referred, actor=people.judge, now=clock()).open
    assert (opened.matter.state, opened.matter.was_heard) == (
        ReferralState.AFTER_CONFERENCE,
        False,
    )
    return opened.acts[-1].act.content


def kinds_told(edge, actor):
    return {each.notice.kind for each in edge.notices.of(actor)}


def test_the_whole_way_from_the_referral_and_back(at, edge, referral, referred, people, clock):
    hall = at("sign")
    item = hall.items.open(hall.item_id, actor=people.judge).item
    assert item.state is ItemState.RECONSIDERING
    assert item.suggestion.judge_ids == (people.judge.account_id,)
    hall.item(people.judge, "reconsider", {"conclusion": "adopted", "words": "采纳，判决支持"})
    assert state_of_referral(referral, referred, people, clock).state is (
        ReferralState.BEFORE_CONFERENCE
    )
    hall.item(people.judge, "end")
    matter = state_of_referral(referral, referred, people, clock)
    assert matter.state is ReferralState.AFTER_CONFERENCE
    assert (matter.conference.outcome, matter.conference.goes_on) == ("adopted", Force.NONE)
    assert matter.conference.words == "应予支持\n采纳，判决支持"
    hall.item(people.secretary, "archive")
    hall.meeting(people.host, "close")
    meeting = hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting
    assert (meeting.state, meeting.done) == (ConferenceState.CLOSED, (hall.item_id,))


def test_the_panel_is_told_by_when_to_reconsider_and_reminded_once(at, edge, people, clock):
    hall = at("sign")
    # Five working days after a Monday, as the court had set nothing else.
    assert hall.items.open(hall.item_id, actor=people.judge).item.reconsider_by == date(2026, 3, 9)
    assert hall.items.remind(now=clock()) == 0
    clock.forward(days=6)
    assert (hall.items.remind(now=clock()), hall.items.remind(now=clock())) == (1, 0)
    told = [each.notice.sentence for each in edge.notices.of(people.judge)]
    assert sum("2026-03-09" in each for each in told) == 2
    hall.item(people.judge, "reconsider", {"conclusion": "adopted", "words": "采纳"})
    clock.forward(days=6)
    assert hall.items.remind(now=clock()) == 0


def test_what_is_not_agreed_goes_back_as_something_that_goes_on(
    at, referral, referred, people, clock
):
    hall = at("sign")
    hall.item(people.judge, "reconsider", {"conclusion": "not_adopted", "words": "仍不支持"})
    hall.item(people.judge, "report_up", reason="复议意见不同")
    matter = state_of_referral(referral, referred, people, clock)
    assert (matter.conference.outcome, matter.conference.goes_on) == ("not_adopted", Force.MAY)


@pytest.mark.parametrize(
    ("step", "who", "act", "content", "outcome"),
    [
        ("suggest", "head", "decline", None, "declined"),
        ("suggest", "judge", "withdraw", None, "withdrawn"),
        ("plan", "judge", "withdraw", None, "withdrawn"),
        ("convene", "judge", "withdraw", None, "withdrawn"),
    ],
)
def test_what_is_not_discussed_goes_back_too(
    at, referral, referred, people, clock, step, who, act, content, outcome
):
    hall = at(step)
    hall.item(getattr(people, who), act, content, "理由")
    assert sent_back(referral, referred, people, clock).outcome == outcome
    if step == "convene":
        meeting = hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting
        assert meeting.agenda == ()


def test_a_refusal_of_the_host_goes_back_with_its_reason(hall, referral, referred, people, clock):
    hall.suggest(referred)
    host = {"account_id": people.host.account_id, "level": "division"}
    hall.item(people.head, "submit", host)
    hall.item(people.host, "refuse", {"why": "law_is_clear"}, "司法解释已有规定")
    back = sent_back(referral, referred, people, clock)
    assert (back.outcome, back.words) == ("refused", "司法解释已有规定")


def test_nothing_begins_where_the_referral_does_not_move(hall, referral, referred, people, clock):
    hall.suggest(referred)
    with pytest.raises(ActNotOfferedError):
        hall.suggest(referred)
    found = hall.items.books.records.find(
        replace(referral.access.seen_by(people.secretary), kinds=(MatterKind.CONFERENCE_ITEM,)),
        most=9,
    )
    assert len(found) == 1


def test_to_whoever_takes_no_part_it_does_not_exist(at, people):
    hall = at("suggest")
    insiders = (people.judge, people.head, people.secretary)
    outsiders = (people.low, people.guest, people.stranger)
    for actor in insiders:
        assert hall.items.open(hall.item_id, actor=actor).doer.parts
    for actor in outsiders:
        with pytest.raises(PageNotFoundError):
            hall.items.open(hall.item_id, actor=actor)
        with pytest.raises(PageNotFoundError):
            hall.item(actor, "withdraw", reason="x")


def test_the_table_sees_the_item_once_the_materials_are_sent(at, people, referral):
    hall = at("convene")
    for actor in (*people.speakers, people.guest):
        assert hall.items.open(hall.item_id, actor=actor).doer.parts
    with pytest.raises(PageNotFoundError):
        hall.items.open(hall.item_id, actor=people.stranger)
    with pytest.raises(PageNotFoundError):
        hall.meetings.open(hall.meeting_id, actor=people.stranger)
    board = referral.conference_board
    assert [each.id for each in board.of(people.guest).columns[Column.SCHEDULED]] == [hall.item_id]
    assert board.of(people.stranger).columns[Column.SCHEDULED] == ()
    assert board.of(people.stranger).meetings == ()


def test_whoever_is_recused_sees_nothing_of_it_any_more(at, people, person, referral):
    hall = at("convene")
    hall.item(people.low, "recuse", {"account_id": people.low.account_id, "ground": "interest"})
    with pytest.raises(PageNotFoundError):
        hall.items.open(hall.item_id, actor=people.low)
    assert hall.meetings.open(hall.meeting_id, actor=people.low).items == {}
    columns = referral.conference_board.of(people.low).columns
    assert not any(columns.values())


def test_a_recusal_goes_before_an_office(at, people, person, referral):
    vice = person(
        "vice",
        "副院长",
        role=Role.LEADER,
        rank=Rank.SENIOR_3,
        offices=(Office.VICE_PRESIDENT,),
        division="",
    )
    hall = at("plan")
    hall.meeting(people.secretary, "add_item", {"item_id": hall.item_id, "minutes": 30})
    asked = {"account_ids": [each.account_id for each in (*people.speakers, vice)]}
    hall.meeting(people.secretary, "invite", asked)
    hall.meeting(people.secretary, "send_out")
    assert referral.conference_board.of(vice).columns[Column.SCHEDULED]
    hall.item(vice, "recuse", {"account_id": vice.account_id, "ground": "other_tie"})
    with pytest.raises(PageNotFoundError):
        hall.items.open(hall.item_id, actor=vice)
    assert not any(referral.conference_board.of(vice).columns.values())


def test_the_case_of_a_judge_is_not_sent_to_them_as_participant(at, people):
    hall = at("plan")
    hall.meeting(people.secretary, "add_item", {"item_id": hall.item_id, "minutes": 30})
    referral_judge = people.judge
    everybody = (*people.speakers, referral_judge)
    asked = {"account_ids": [each.account_id for each in everybody]}
    with pytest.raises(RuleBrokenError):
        # The judge of the case stands in the roster without a rank.
        hall.meeting(people.secretary, "invite", asked)


def test_parameters_of_the_day_stand_in_the_plan(hall, referral, people, clock):
    plan = hall.plan().matter.plan
    assert (plan.minimum, plan.lead_days, plan.n_observers) == (3, 3, 1)
    secretary = replace(people.secretary, roles=(Role.SECRETARY,))
    referral.parameters.put(
        secretary,
        Parameter.CONFERENCE_MINIMUM,
        5,
        valid_from=clock().date(),
        source="本院法官会议规则第四条",
        now=clock(),
    )
    assert hall.plan("第4次").matter.plan.minimum == 5


def test_where_an_observer_cannot_come_the_next_is_asked_and_gets_the_materials(
    at, edge, people, person, clock
):
    other = person("guest2", "基层法官二", rank=Rank.JUDGE_4, court="另一基层法院", division="")
    hall = at("convene")
    hall.meeting(people.guest, "reply", {"will_come": False}, "开庭冲突")
    meeting = hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting
    assert [each.account_id for each in meeting.observers] == [other.account_id]
    assert [(each.seat.account_id, each.reason) for each in meeting.excused] == [
        (people.guest.account_id, "开庭冲突")
    ]
    assert {NoticeKind.CONFERENCE_INVITED, NoticeKind.CONFERENCE_MATERIALS} <= kinds_told(
        edge, other
    )
    hall.item(other, "acknowledge")
    with pytest.raises(PageNotFoundError):
        hall.meetings.open(hall.meeting_id, actor=people.guest)
    # The turn stays theirs: they are asked first the next time.
    hall.plan()
    again = hall.meeting(people.secretary, "call_observers").matter.observers
    assert [each.account_id for each in again] == [people.guest.account_id]


def test_where_nobody_else_may_be_asked_a_seat_stays_empty(at, people):
    hall = at("convene")
    hall.meeting(people.guest, "reply", {"will_come": False}, "开庭冲突")
    assert hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting.observers == ()


def test_observers_are_called_by_turns(at, people, person):
    other = person("guest2", "基层法官二", rank=Rank.JUDGE_4, court="另一基层法院", division="")
    hall = at("convene")
    first = hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting.observers
    assert [each.account_id for each in first] == [people.guest.account_id]
    hall.plan("第4次")
    second = hall.meeting(people.secretary, "call_observers").matter.observers
    assert [each.account_id for each in second] == [other.account_id]


def test_a_meeting_that_is_moved_takes_its_items_along(at, edge, people, clock):
    hall = at("convene")
    before = hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting.plan.at
    later = before + timedelta(days=2)
    slot = {"at": later.isoformat(), "place": "第二会议室"}
    hall.meeting(people.secretary, "reschedule", slot, "会议室占用")
    item = hall.items.open(hall.item_id, actor=people.judge).item
    assert (item.placement.at, item.placement.place) == (later, "第二会议室")
    assert item.state is ItemState.DELIVERED
    invited = [
        each
        for each in edge.notices.of(people.low)
        if each.notice.kind is NoticeKind.CONFERENCE_INVITED
    ]
    assert len(invited) == 2


def test_an_item_taken_off_the_agenda_waits_for_another_meeting(at, people):
    hall = at("convene")
    hall.meeting(people.secretary, "remove_item", {"item_id": hall.item_id}, "改期")
    item = hall.items.open(hall.item_id, actor=people.judge).item
    assert (item.state, item.placement) == (ItemState.ADMITTED, None)


def test_an_item_put_off_while_it_is_discussed_frees_the_meeting(at, people):
    hall = at("sit_down")
    hall.item(people.host, "open")
    hall.item(people.secretary, "postpone", reason="人员不足")
    meeting = hall.meetings.open(hall.meeting_id, actor=people.secretary).meeting
    assert (meeting.running, meeting.agenda) == ("", ())
    hall.meeting(people.host, "close")


def test_no_item_is_opened_before_its_meeting_runs(at, people):
    hall = at("convene")
    for who in (*people.speakers, people.host, people.guest):
        hall.item(who, "acknowledge")
        hall.meeting(who, "check_in", {"account_id": who.account_id})
    with pytest.raises(ActNotOfferedError):
        hall.item(people.host, "open")
    assert hall.items.open(hall.item_id, actor=people.host).item.state is ItemState.DELIVERED


def test_everybody_is_told_what_concerns_them(at, edge, people):
    at("convene")
    assert kinds_told(edge, people.low) == {
        NoticeKind.CONFERENCE_INVITED,
        NoticeKind.CONFERENCE_MATERIALS,
    }
    assert kinds_told(edge, people.stranger) == set()


def test_signers_and_the_panel_are_told(at, edge, people):
    at("sign")
    assert NoticeKind.CONFERENCE_SIGNATURE in kinds_told(edge, people.old)
    assert NoticeKind.CONFERENCE_SIGNATURE not in kinds_told(edge, people.guest)
    assert NoticeKind.CONFERENCE_RECONSIDERATION in kinds_told(edge, people.judge)
    sentences = [each.notice.sentence for each in edge.notices.of(people.judge)]
    assert not any("律师费" in each for each in sentences)


@pytest.mark.parametrize(
    ("who", "act", "content", "refusal"),
    [
        ("judge", "place", {}, ActNotOfferedError),
        ("secretary", "deliver", {}, ActNotOfferedError),
        ("judge", "unheard_of", {}, ActNotOfferedError),
        ("head", "submit", {"account_id": 999, "level": "court"}, RuleBrokenError),
        ("head", "submit", {"account_id": "x"}, ActContentError),
        ("judge", "submit", {"account_id": 1, "level": "court"}, Exception),
    ],
)
def test_what_is_refused_is_kept(at, people, who, act, content, refusal):
    hall = at("suggest")
    with pytest.raises(refusal):
        hall.item(getattr(people, who), act, content)
    (kept,) = hall.items.books.records.refusals_of(hall.item_id)
    assert kept[1:3] == (getattr(people, who).account_id, act)


def test_who_neither_leads_nor_keeps_plans_no_meeting(hall, people, clock, referral):
    hall.people = replace(people, secretary=people.low)
    with pytest.raises(ActPartError):
        hall.plan()


@pytest.mark.parametrize("name", ["plan", "take_up", "lay_down"])
def test_what_the_machine_does_is_not_asked_for(at, people, name):
    hall = at("convene")
    with pytest.raises(ActNotOfferedError):
        hall.meeting(people.host, name, {"item_id": hall.item_id})


def test_an_item_that_is_not_there_is_put_on_no_agenda(at, people):
    hall = at("plan")
    with pytest.raises(PageNotFoundError):
        hall.meeting(people.secretary, "add_item", {"item_id": "x", "minutes": 30})


def test_offered_is_what_one_can_do_now(at, people):
    hall = at("sit_down")
    hall.item(people.host, "open")

    def offered(who):
        moves = hall.items.open(hall.item_id, actor=who).moves
        return {move.name.value for move in moves}

    assert offered(people.judge) == {"introduce"}
    assert "state" not in offered(people.low)
    hall.item(people.judge, "introduce", {"words": "案情"})
    assert "ask" in offered(people.low)
    assert "end_questions" in offered(people.host)
    assert "end_questions" not in offered(people.low)
    hall.item(people.host, "end_questions")
    assert "remark" in offered(people.guest)
    hall.item(people.host, "end_remarks")
    assert ["state" in offered(each) for each in (*people.speakers, people.host)] == [
        True,
        False,
        False,
        False,
    ]


def test_a_meeting_offers_its_host_to_begin(at, people):
    hall = at("convene")

    def offered(who):
        moves = hall.meetings.open(hall.meeting_id, actor=who).moves
        return {move.name.value for move in moves}

    assert "start" in offered(people.host)
    assert offered(people.low) == {"reply", "check_in"}
    hall.meeting(people.low, "check_in", {"account_id": people.low.account_id})
    assert offered(people.low) == {"reply"}
    assert Part.OBSERVER in hall.meetings.open(hall.meeting_id, actor=people.guest).doer.parts

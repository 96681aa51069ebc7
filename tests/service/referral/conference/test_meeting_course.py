"""A meeting goes the way of its table, and each rule stands where it should."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.referral.conference.item_course import COURSE as COURSE_OF_ITEM
from service.referral.conference.meeting import (
    days_ahead,
    is_short_notice,
    present_judges,
)
from service.referral.conference.meeting_acts import (
    AgendaLine,
    Arrangement,
    Invited,
    ItemOf,
    LaidDown,
    Person,
    Plan,
    Reply,
    Slot,
)
from service.referral.conference.meeting_course import COURSE
from service.referral.conference.outlines import outline_item, outline_meeting
from service.referral.conference.rota import NEVER, Turns, next_observers
from service.referral.conference.vocabulary import ConferenceState, Level, MajorityBase
from service.referral.course.acts import MACHINE, KeptAct, Part
from service.referral.errors import (
    ActNotOfferedError,
    ActPartError,
    ActReasonError,
    ReferralError,
    RuleBrokenError,
)
from tests.service.referral.conference.made import (
    AT_HEAD,
    COURT,
    GUEST,
    HEAD,
    HOST,
    LOW,
    NAMED,
    NEW,
    NOW,
    OFFICE,
    OLD,
    SITS_IN,
    doer,
    judge,
    line,
    seat,
    until,
)
from tests.service.referral.conference.test_item_course import recused

PLAN = Plan(
    name="2026年第3次民事审判专业法官会议",
    court=COURT,
    division="民事审判庭",
    host=NAMED,
    at=datetime(2026, 3, 9, 1, tzinfo=UTC),
    place="第一会议室",
    minimum=3,
    majority=MajorityBase.PARTICIPANTS,
    lead_days=3,
    n_observers=1,
)
ONE = AgendaLine(item_id="i1", title="逾期利息", group="利息", minutes=30)
TWO = AgendaLine(item_id="i2", title="违约金", group="违约金", minutes=20)

STAGES = {
    "planned": [line("plan", OFFICE, PLAN)],
    "agenda": [line("add_item", OFFICE, ONE), line("add_item", OFFICE, TWO)],
    "invited": [
        line("invite", OFFICE, Invited(seats=(LOW, NEW, OLD))),
        line("call_observers", OFFICE, Invited(seats=(GUEST,))),
    ],
    "convened": [line("send_out", OFFICE)],
    "here": [
        line("check_in", judge(LOW), Person(account_id=21)),
        line("check_in", OFFICE, Person(account_id=22)),
        line("check_in", AT_HEAD, Person(account_id=24)),
        line("check_in", SITS_IN, Person(account_id=31)),
    ],
    "running": [line("start", AT_HEAD)],
    "one": [
        line("take_up", MACHINE, ItemOf(item_id="i1")),
        line("lay_down", MACHINE, LaidDown(item_id="i1", is_done=True)),
    ],
    "two": [line("take_up", MACHINE, ItemOf(item_id="i2"))],
    "done": [line("lay_down", MACHINE, LaidDown(item_id="i2", is_done=True))],
    "closed": [line("close", AT_HEAD)],
}


def meet(*acts, start=None):
    meeting = start
    for act in acts:
        meeting = COURSE.apply(meeting, act)
    return meeting


def at(stage):
    names = list(STAGES)
    return meet(*(act for name in names[: names.index(stage) + 1] for act in STAGES[name]))


def test_the_whole_way():
    end = at("closed")
    assert end.state is ConferenceState.CLOSED
    assert end.done == ("i1", "i2")
    assert [each.account_id for each in present_judges(end)] == [21, 22, 24]


@pytest.mark.parametrize(
    ("stage", "act", "rule"),
    [
        (None, line("plan", OFFICE, replace(PLAN, name=" ")), "plan"),
        (None, line("plan", OFFICE, replace(PLAN, at=PLAN.at.replace(tzinfo=None))), "plan"),
        (None, line("plan", OFFICE, replace(PLAN, host=replace(NAMED, offices=()))), "host"),
        (
            None,
            line("plan", HEAD, replace(PLAN, host=replace(NAMED, seat=replace(HOST, rank=None)))),
            "host",
        ),
        ("agenda", line("add_item", OFFICE, ONE), "once"),
        ("planned", line("add_item", OFFICE, replace(ONE, minutes=0)), "minutes"),
        ("planned", line("add_item", OFFICE, replace(ONE, minutes=601)), "minutes"),
        ("agenda", line("arrange", OFFICE, Arrangement(seen=1, lines=(TWO, ONE))), "version"),
        ("agenda", line("arrange", OFFICE, Arrangement(seen=2, lines=(TWO,))), "agenda"),
        ("agenda", line("arrange", OFFICE, Arrangement(seen=2, lines=(TWO, ONE, ONE))), "agenda"),
        (
            "agenda",
            line("arrange", OFFICE, Arrangement(seen=2, lines=(replace(TWO, title="改"), ONE))),
            "agenda",
        ),
        (
            "agenda",
            line("arrange", OFFICE, Arrangement(seen=2, lines=(TWO, replace(ONE, minutes=0)))),
            "minutes",
        ),
        ("agenda", line("remove_item", OFFICE, ItemOf(item_id="i9"), "改期"), "agenda"),
        ("two", line("remove_item", OFFICE, ItemOf(item_id="i2"), "改期"), "agenda"),
        ("two", line("remove_item", OFFICE, ItemOf(item_id="i1"), "改期"), "agenda"),
        ("invited", line("invite", OFFICE, Invited(seats=(LOW,))), "once"),
        ("invited", line("invite", OFFICE, Invited(seats=(HOST,))), "once"),
        ("invited", line("invite", OFFICE, Invited(seats=(seat(41), seat(41)))), "once"),
        ("invited", line("invite", OFFICE, Invited(seats=(replace(GUEST, rank=None),))), "seats"),
        ("invited", line("call_observers", OFFICE, Invited(seats=(LOW,))), "once"),
        ("invited", line("excuse", OFFICE, Person(account_id=24), "出差"), "seats"),
        ("planned", line("send_out", OFFICE), "agenda"),
        ("agenda", line("send_out", OFFICE), "minimum"),
        ("convened", line("reply", doer(99, Part.PARTICIPANT), Reply(will_come=True)), "seats"),
        ("convened", line("check_in", judge(LOW), Person(account_id=22)), "seats"),
        ("convened", line("check_in", OFFICE, Person(account_id=99)), "seats"),
        ("here", line("check_in", OFFICE, Person(account_id=21)), "once"),
        ("convened", line("start", AT_HEAD), "minimum"),
        ("here", line("start", doer(21, Part.HOST)), "host"),
        ("two", line("take_up", MACHINE, ItemOf(item_id="i1")), "one_item"),
        ("done", line("take_up", MACHINE, ItemOf(item_id="i1")), "once"),
        ("running", line("take_up", MACHINE, ItemOf(item_id="i9")), "agenda"),
        ("running", line("lay_down", MACHINE, LaidDown(item_id="i1", is_done=True)), "one_item"),
        ("running", line("lay_down", MACHINE, LaidDown(item_id="", is_done=True)), "one_item"),
        ("two", line("close", AT_HEAD), "agenda"),
        ("agenda", line("cancel", OFFICE, reason="无人"), "agenda"),
    ],
)
def test_rules_stand_against_it(stage, act, rule):
    meeting = None if stage is None else at(stage)
    with pytest.raises(RuleBrokenError) as refusal:
        COURSE.apply(meeting, act)
    assert refusal.value.rule == rule
    assert refusal.value.words


@pytest.mark.parametrize(
    ("stage", "act", "refusal"),
    [
        ("running", line("take_up", AT_HEAD, ItemOf(item_id="i1")), ActPartError),
        ("convened", line("reply", judge(LOW), Reply(will_come=False)), ActReasonError),
        ("convened", line("reschedule", OFFICE, Slot(at=NOW, place="")), ActReasonError),
        ("planned", line("cancel", OFFICE), ActReasonError),
        ("running", line("add_item", OFFICE, ONE), ActNotOfferedError),
        ("closed", line("start", AT_HEAD), ActNotOfferedError),
    ],
)
def test_the_table_stands_against_it(stage, act, refusal):
    with pytest.raises(refusal):
        COURSE.apply(at(stage), act)


def test_an_item_that_is_put_off_leaves_the_agenda():
    off = line("lay_down", MACHINE, LaidDown(item_id="i2", is_done=False))
    end = meet(off, line("close", OFFICE), start=at("two"))
    assert [each.item_id for each in end.agenda] == ["i1"]


def test_nobody_overwrites_an_agenda_that_was_changed_meanwhile():
    first = line("arrange", OFFICE, Arrangement(seen=2, lines=(TWO, ONE)))
    second = line("arrange", AT_HEAD, Arrangement(seen=2, lines=(ONE, replace(TWO, minutes=9))))
    meeting = meet(first, start=at("agenda"))
    with pytest.raises(RuleBrokenError):
        meet(second, start=meeting)
    assert meeting.agenda == (TWO, ONE)


def test_whoever_is_excused_is_asked_no_more():
    meeting = meet(line("excuse", OFFICE, Person(account_id=31), "出差"), start=at("invited"))
    assert outline_meeting(meeting).people == {
        (21, Part.PARTICIPANT),
        (22, Part.PARTICIPANT),
        (23, Part.PARTICIPANT),
        (24, Part.HOST),
    }


def test_another_time_asks_for_another_answer():
    answered = meet(line("reply", judge(LOW), Reply(will_come=True)), start=at("convened"))
    again = line("reply", judge(LOW), Reply(will_come=False), "出庭")
    assert [each.reason for each in meet(again, start=answered).replies] == ["出庭"]
    moved = line("reschedule", OFFICE, Slot(at=PLAN.at + timedelta(days=1), place=""), "会议室占用")
    later = meet(moved, start=answered)
    assert (later.replies, later.plan.place) == ((), "第一会议室")


@pytest.mark.parametrize(
    ("today", "n_days", "is_short"),
    [(date(2026, 3, 6), 3, False), (date(2026, 3, 7), 2, True), (date(2026, 3, 10), -1, True)],
)
def test_notice_is_short_below_the_days_that_the_court_had_set(today, n_days, is_short):
    meeting = at("planned")
    assert (days_ahead(meeting, today), is_short_notice(meeting, today)) == (n_days, is_short)


def test_a_recused_person_stands_in_no_list_of_the_item():
    people = outline_item(until("read")).people
    assert {(24, Part.HOST), (21, Part.PARTICIPANT), (31, Part.OBSERVER)} <= people
    after = outline_item(COURSE_OF_ITEM.apply(until("read"), recused(21))).people
    assert people - after == {(21, Part.PARTICIPANT)}


POOL = [seat(number) for number in range(60, 70)]


@given(st.lists(st.integers(1, 4), max_size=12))
def test_everybody_has_a_turn_before_anybody_has_two(numbers):
    turns, day = dict.fromkeys((each.account_id for each in POOL), NEVER), date(2026, 1, 1)
    for n in numbers:
        asked = next_observers(POOL, turns, n=n)
        assert len(asked) == n
        for each in asked:
            turns[each.account_id] = Turns(n=turns[each.account_id].n + 1, last=day)
        day += timedelta(days=7)
    counts = [each.n for each in turns.values()]
    assert max(counts) - min(counts) <= 1


def test_whoever_is_left_out_is_not_asked():
    asked = next_observers(POOL, {}, n=99, without={60, 61})
    assert [each.account_id for each in asked] == list(range(62, 70))


CONTENTS = {
    "plan": PLAN,
    "reschedule": Slot(at=NOW, place="另室"),
    "add_item": ONE,
    "arrange": Arrangement(seen=2, lines=(TWO, ONE)),
    "remove_item": ItemOf(item_id="i1"),
    "invite": Invited(seats=(LOW, NEW)),
    "call_observers": Invited(seats=(GUEST,)),
    "excuse": Person(account_id=21),
    "send_out": None,
    "reply": Reply(will_come=True),
    "check_in": Person(account_id=24),
    "start": None,
    "take_up": ItemOf(item_id="i1"),
    "lay_down": LaidDown(item_id="i1", is_done=True),
    "close": None,
    "cancel": None,
}
DOERS = st.sampled_from([OFFICE, AT_HEAD, judge(LOW), SITS_IN, MACHINE, doer(99, *Part)])


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(list(STAGES)),
    st.lists(st.tuples(st.sampled_from(sorted(CONTENTS)), DOERS), max_size=20),
)
def test_no_walk_leaves_the_table_and_its_trail_gives_the_same(stage, walk):
    names = list(STAGES)
    acts = [act for name in names[: names.index(stage) + 1] for act in STAGES[name]]
    acts += [line(name, who, CONTENTS[name], "因") for name, who in walk]
    meeting, trail = None, []
    for act in acts:
        before = "" if meeting is None else meeting.state.value
        try:
            moved = COURSE.apply(meeting, act)
        except ReferralError:
            continue
        ids = [each.item_id for each in moved.agenda]
        assert len(set(ids)) == len(ids)
        assert set(moved.done) <= set(ids)
        assert moved.running in {"", *ids} - set(moved.done)
        meeting = moved
        trail.append(
            KeptAct(number=len(trail) + 1, act=act, from_state=before, to_state=moved.state.value)
        )
    assert COURSE.replay(trail) == meeting


def test_each_level_may_be_planned():
    for level in Level:
        assert meet(line("plan", OFFICE, replace(PLAN, host=replace(NAMED, level=level))))

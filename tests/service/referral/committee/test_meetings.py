"""A meeting goes the way of its table; its agenda loses nothing, whatever anybody tries."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.referral.committee.meeting_course import COURSE
from service.referral.committee.meetings import (
    AgendaEntry,
    AgendaOrder,
    Convening,
    Guests,
    ItemNamed,
    MemberNamed,
    Moved,
    Recording,
)
from service.referral.committee.sittings import Guest
from service.referral.committee.vocabulary import GuestKind, MeetingState
from service.referral.course.acts import KeptAct, Nothing, Part
from service.referral.errors import ReferralError, RuleBrokenError
from tests.service.referral.committee.people import (
    COURT,
    FIFTH,
    FIRST,
    LEADER,
    MACHINE,
    ORDER,
    PLENARY,
    PRESIDENT,
    SECRETARY,
    SPECIALISED,
    act,
    doer,
    member,
)


def convening(**changes):
    basis = {
        "title": "第1次会议",
        "court": COURT,
        "body": PLENARY,
        "host": PRESIDENT,
        "starts_at": datetime(2026, 3, 12, 1, tzinfo=UTC),
    }
    return Convening(**basis | changes)


def entry(item_id, minutes=30):
    return AgendaEntry(item_id=item_id, title=f"议题{item_id}", minutes=minutes)


def go(*acts, meeting=None):
    for each in acts:
        meeting = COURSE.apply(meeting, each)
    return meeting


CONVENE = act("convene", SECRETARY, convening())
ONE, TWO = (act("add_item", SECRETARY, entry(each)) for each in "ab")
ALL_IN = tuple(act("sign_in", member(each), MemberNamed(member=each)) for each in ORDER)
BEGIN = act("begin", LEADER)


def named(name, item_id, who=SECRETARY, **changes):
    return act(name, who, ItemNamed(item_id=item_id), **changes)


@pytest.mark.parametrize(
    ("acts", "rule"),
    [
        ([act("convene", SECRETARY, convening(host=FIRST))], "chair"),
        ([act("convene", SECRETARY, convening(body=SPECIALISED, host=PRESIDENT))], "chair"),
        ([CONVENE, ONE, ONE], "agenda"),
        ([CONVENE, act("add_item", SECRETARY, entry("a", minutes=0))], "agenda"),
        ([CONVENE, ONE, named("remove_item", "b", reason="无")], "agenda"),
        ([CONVENE, ONE, act("order_agenda", SECRETARY, AgendaOrder(item_ids=()))], "agenda"),
        ([CONVENE, ONE, act("cancel", SECRETARY, reason="无")], "agenda"),
        ([CONVENE, act("sign_in", member(FIRST), MemberNamed(member=FIFTH))], "seat"),
        ([CONVENE, act("sign_in", SECRETARY, MemberNamed(member=77))], "seat"),
        ([CONVENE, *ALL_IN[:3], BEGIN], "V11"),
        ([CONVENE, *ALL_IN[:-1], BEGIN], "chair"),
        ([CONVENE, *ALL_IN, act("begin", doer(Part.HOST, account=FIRST))], "chair"),
        ([CONVENE, ONE, *ALL_IN, BEGIN, named("take_up", "b")], "agenda"),
        (
            [CONVENE, ONE, TWO, *ALL_IN, BEGIN, named("take_up", "a"), named("take_up", "b")],
            "agenda",
        ),
        ([CONVENE, ONE, *ALL_IN, BEGIN, named("finish_item", "a", MACHINE)], "agenda"),
        ([CONVENE, ONE, *ALL_IN, BEGIN, act("close", LEADER)], "agenda"),
        (
            [
                CONVENE,
                ONE,
                *ALL_IN,
                BEGIN,
                named("take_up", "a"),
                named("remove_item", "a", reason="无"),
            ],
            "agenda",
        ),
    ],
)
def test_rules_stand_against_it(acts, rule):
    with pytest.raises(RuleBrokenError) as refusal:
        go(*acts)
    assert refusal.value.rule == rule
    assert refusal.value.words


@pytest.mark.parametrize(
    "guests",
    [
        (Guest(name=" ", kind=GuestKind.OTHER),),
        (Guest(name="甲", kind=GuestKind.OTHER), Guest(name="甲", kind=GuestKind.OTHER)),
        (Guest(name="甲", kind=GuestKind.OTHER, account_id=FIRST),),
    ],
)
def test_guests_are_told_apart_and_no_members(guests):
    with pytest.raises(RuleBrokenError):
        go(CONVENE, act("invite_guests", SECRETARY, Guests(guests=guests)))


def test_whoever_asked_leave_and_comes_is_present():
    leave = act("excuse", member(FIRST), MemberNamed(member=FIRST), reason="开庭")
    meeting = go(CONVENE, leave)
    assert meeting.excused == ((FIRST, "开庭"),)
    came = act("sign_in", member(FIRST), MemberNamed(member=FIRST))
    assert go(came, came, meeting=meeting).present == (FIRST,)
    assert go(came, meeting=meeting).excused == ()


def test_a_recording_is_noted_by_its_number_and_corrected_under_it():
    first = Recording(reference="录-1", digest="AB" * 32)
    meeting = go(CONVENE, *ALL_IN, BEGIN, act("note_recording", SECRETARY, first))
    again = Recording(reference="录-1", carrier="光盘")
    meeting = go(
        act("note_recording", SECRETARY, Recording(reference="录-2")),
        act("note_recording", SECRETARY, again),
        meeting=meeting,
    )
    assert meeting.recordings == (Recording(reference="录-2"), again)
    for wrong in (Recording(reference=" "), Recording(reference="录-3", digest="ab")):
        with pytest.raises(RuleBrokenError):
            go(act("note_recording", SECRETARY, wrong), meeting=meeting)


CONTENTS = {
    "convene": convening(),
    "order_agenda": AgendaOrder(item_ids=("b", "a")),
    "invite_guests": Guests(guests=()),
    "move": Moved(starts_at=datetime(2026, 3, 13, 1, tzinfo=UTC), place="二楼"),
    "note_recording": Recording(reference="1"),
}
WALK = st.lists(
    st.tuples(
        st.sampled_from(sorted(COURSE.contents())),
        st.sampled_from([SECRETARY, LEADER, MACHINE, member(FIRST), member(FIFTH)]),
        st.sampled_from("abc"),
        st.sampled_from(ORDER),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(WALK, st.booleans())
def test_no_walk_leaves_the_table_or_loses_an_item(walk, is_begun):
    meeting, trail = None, []
    steps = [("convene", SECRETARY, "a", 0), ("add_item", SECRETARY, "a", 0)]
    if is_begun:
        # By chance alone few walks would see enough members come.
        steps += [("sign_in", SECRETARY, "a", account) for account in ORDER]
        steps.append(("begin", LEADER, "a", 0))
    for name, who, item_id, account in (*steps, *walk):
        content = CONTENTS.get(name)
        if name == "add_item":
            content = entry(item_id)
        elif COURSE.contents()[name] is ItemNamed:
            content = ItemNamed(item_id=item_id)
        elif COURSE.contents()[name] is MemberNamed:
            content = MemberNamed(member=account)
        done = act(name, who, content or Nothing(), reason="因")
        before = meeting
        try:
            meeting = COURSE.apply(before, done)
        except ReferralError:
            continue
        if before is not None:
            watch(name, before, meeting)
        state = "" if before is None else before.state.value
        trail.append(
            KeptAct(number=len(trail) + 1, act=done, from_state=state, to_state=meeting.state.value)
        )
    assert COURSE.replay(trail) == meeting


def watch(name, before, after):
    """Fail where an item was lost, or a meeting sits without a quorum."""
    kept = [{each.item_id for each in meeting.agenda} for meeting in (before, after)]
    grown, shrunk = len(kept[1] - kept[0]), len(kept[0] - kept[1])
    assert (grown, shrunk) == (int(name == "add_item"), int(name == "remove_item"))
    assert len(after.agenda) == len(kept[1])
    assert set(after.present) <= set(ORDER)
    if after.state is MeetingState.IN_SESSION:
        assert 2 * len(after.present) > len(ORDER)
        assert PRESIDENT in after.present
    if after.state is MeetingState.CLOSED:
        assert not after.current

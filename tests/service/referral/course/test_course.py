"""A course refuses what its table does not offer, and replaying gives what acting gave."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest

from service.referral.course.acts import MACHINE, Act, Doer, KeptAct, MatterKind, Nothing, Part
from service.referral.course.course import Course, Move
from service.referral.errors import (
    ActContentError,
    ActNotOfferedError,
    ActPartError,
    ActReasonError,
    TrailBrokenError,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
JUDGE = Doer(account_id=7, name="李法官", parts=frozenset({Part.HANDLING_JUDGE}))


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"


class Switch(StrEnum):
    FIT = "fit"
    TURN_ON = "turn_on"
    TURN_OFF = "turn_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brightness:
    watts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LampMatter:
    state: Lamp
    watts: int = 0


COURSE = Course(
    kind=MatterKind.REFERRAL,
    moves=(
        Move(
            name=Switch.FIT,
            sources=frozenset(),
            targets=frozenset({Lamp.OFF}),
            parts=frozenset({Part.HANDLING_JUDGE, Part.MACHINE}),
            step=lambda _matter, _act: LampMatter(state=Lamp.OFF),
        ),
        Move(
            name=Switch.TURN_ON,
            sources=frozenset({Lamp.OFF}),
            targets=frozenset({Lamp.ON}),
            parts=frozenset({Part.HANDLING_JUDGE}),
            step=lambda matter, act: replace(
                matter, state=Lamp.ON, watts=act.content_as(Brightness).watts
            ),
            content=Brightness,
        ),
        Move(
            name=Switch.TURN_OFF,
            sources=frozenset({Lamp.ON}),
            targets=frozenset({Lamp.OFF}),
            parts=frozenset({Part.HANDLING_JUDGE}),
            step=lambda matter, _act: replace(matter, state=Lamp.OFF),
            needs_reason=True,
        ),
    ),
)


def act(name, content=None, *, doer=JUDGE, reason=""):
    return Act(name=name, doer=doer, at=NOW, reason=reason, content=content or Nothing())


def fitted():
    return COURSE.apply(None, act("fit"))


def test_an_act_leads_where_its_step_says():
    lit = COURSE.apply(fitted(), act("turn_on", Brightness(watts=5)))
    assert lit == LampMatter(state=Lamp.ON, watts=5)


@pytest.mark.parametrize(
    ("matter", "asked", "refusal"),
    [
        (None, act("turn_on", Brightness(watts=5)), ActNotOfferedError),
        (LampMatter(state=Lamp.OFF), act("fit"), ActNotOfferedError),
        (LampMatter(state=Lamp.OFF), act("unheard_of"), ActNotOfferedError),
        (
            LampMatter(state=Lamp.OFF),
            act("turn_on", Brightness(watts=5), doer=MACHINE),
            ActPartError,
        ),
        (LampMatter(state=Lamp.OFF), act("turn_on"), ActContentError),
        (LampMatter(state=Lamp.ON), act("turn_off"), ActReasonError),
        (LampMatter(state=Lamp.ON), act("turn_off", reason="  "), ActReasonError),
    ],
)
def test_what_the_table_does_not_allow_is_refused(matter, asked, refusal):
    with pytest.raises(refusal):
        COURSE.apply(matter, asked)


def test_a_refusal_says_what_is_offered():
    with pytest.raises(ActNotOfferedError) as refusal:
        COURSE.apply(LampMatter(state=Lamp.ON), act("turn_on", Brightness(watts=5)))
    assert (refusal.value.state, refusal.value.offered) == ("on", ("turn_off",))


def test_moves_are_offered_by_state_and_part():
    names = [move.name for move in COURSE.offered(fitted())]
    assert names == [Switch.TURN_ON]
    assert COURSE.offered(fitted(), {Part.OBSERVER}) == ()
    assert [move.name for move in COURSE.offered(None)] == [Switch.FIT]


def test_a_step_that_leaves_its_table_is_a_fault_of_the_program():
    lost = replace(COURSE.moves[0], targets=frozenset({Lamp.ON}))
    with pytest.raises(AssertionError, match="does not name"):
        replace(COURSE, moves=(lost,)).apply(None, act("fit"))


def kept(*acts):
    matter, trail = None, []
    for number, each in enumerate(acts, start=1):
        before = "" if matter is None else matter.state.value
        matter = COURSE.apply(matter, each)
        trail.append(
            KeptAct(number=number, act=each, from_state=before, to_state=matter.state.value)
        )
    return trail


TRAIL = kept(act("fit"), act("turn_on", Brightness(watts=3)), act("turn_off", reason="下班"))


def test_replaying_gives_what_acting_gave():
    assert COURSE.replay(TRAIL) == LampMatter(state=Lamp.OFF, watts=3)
    assert COURSE.replay([]) is None


@pytest.mark.parametrize(
    "trail",
    [
        TRAIL[1:],
        [TRAIL[0], TRAIL[2]],
        [TRAIL[0], TRAIL[2], TRAIL[1]],
        [*TRAIL, replace(TRAIL[2], number=4)],
        [TRAIL[0], replace(TRAIL[1], to_state="off"), TRAIL[2]],
        [TRAIL[0], TRAIL[1], replace(TRAIL[2], act=replace(TRAIL[2].act, reason=""))],
    ],
    ids=["first gone", "one gone", "moved", "twice", "other state", "reason gone"],
)
def test_a_trail_that_cannot_have_happened_is_broken(trail):
    with pytest.raises(TrailBrokenError):
        COURSE.replay(trail, matter_id="lamp")


def test_moments_do_not_matter_to_the_matter():
    later = [replace(each, act=replace(each.act, at=NOW + timedelta(days=9))) for each in TRAIL]
    assert COURSE.replay(later) == COURSE.replay(TRAIL)

"""An item before a meeting: quorum, order of speech, votes under seal, majority of all."""

from dataclasses import replace

import pytest

from service.referral.committee.applications import Materials
from service.referral.committee.decisions import Minutes, Registration, Sent
from service.referral.committee.sittings import Guest, GuestWords, Left, Revealed, Spoken
from service.referral.committee.vocabulary import GuestKind, ItemState, Stand
from service.referral.committee.voting import Ballot, Option, Seal
from service.referral.course.acts import Part
from service.referral.errors import ActPartError
from tests.service.referral.committee.people import (
    BALLOT,
    FIFTH,
    FIRST,
    FOURTH,
    HANDLER,
    HELD_ON,
    LEADER,
    MACHINE,
    ORDER,
    PRESIDENT,
    PROSECUTOR,
    SECOND,
    SECRETARY,
    SPECIALISED,
    THIRD,
    VICE,
    VICE_HOST,
    act,
    broken,
    doer,
    go,
    member,
    opened,
    opening,
    recuse,
    scheduling,
    seal,
    speak,
    to_sent,
    to_speaking,
    to_voting,
    vote,
)

MINUTES = Minutes(summary="汇报、讨论", decision="维持原判", public_reasons="合同有效")
SEND = Sent(recipients=("民一庭",), to_prosecutor=False, due_on=HELD_ON)


@pytest.mark.parametrize(
    ("present", "recused", "counts", "is_enough"),
    [
        (ORDER[3:], (), True, True),
        (ORDER[4:], (), True, False),
        (ORDER[3:], (SECOND,), True, False),
        (ORDER[3:], (SECOND,), False, False),
        (ORDER[2:], (SECOND,), False, True),
        (ORDER[3:], (FOURTH,), True, True),
    ],
)
def test_over_half_of_all_members_have_to_take_part(present, recused, counts, is_enough):
    item = go(None, *to_sent(), *(each for one in recused for each in recuse(one)))
    begin = act("open", SECRETARY, opening(present, counts=counts))
    if is_enough:
        assert go(item, begin).sitting.has_quorum
    else:
        assert broken(begin, item=item) == "V11"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (opening(host=FIRST), "chair"),
        (opening(ORDER[:6], host=PRESIDENT), "chair"),
        (opening((*ORDER, 77)), "seat"),
        (opening(body=SPECIALISED), "body"),
    ],
)
def test_a_leader_chairs_and_members_alone_are_present(content, rule):
    assert broken(*to_sent(), act("open", SECRETARY, content)) == rule


def test_a_recused_president_does_not_chair():
    item = go(None, *to_sent(), *recuse(PRESIDENT, who=SECRETARY, by_committee=True))
    assert broken(act("open", SECRETARY, opening()), item=item) == "chair"
    assert go(item, act("open", SECRETARY, opening(host=VICE))).sitting.n_members == 7


def test_members_speak_from_the_lowest_rank_and_the_host_last():
    item = go(None, *to_speaking())
    for account in ORDER:
        others = [each for each in ORDER if each != account]
        assert {broken(speak(each), item=item) for each in others} == {"V9"}
        item = go(item, speak(account))
    assert broken(speak(FOURTH), item=item) == "V9"


def test_nobody_votes_before_all_have_spoken():
    item = go(None, *to_speaking(), *(speak(each) for each in ORDER[:-1]))
    assert broken(act("put_to_vote", LEADER, BALLOT), item=item) == "V9"


@pytest.mark.parametrize("options", [(), ("",), ("甲", "甲")])
def test_options_are_told_apart(options):
    ballot = Ballot(options=tuple(Option(words=each) for each in options))
    item = go(None, *to_voting()[:-1])
    assert broken(act("put_to_vote", LEADER, ballot), item=item) == "ballot"


def test_the_host_alone_leads():
    item = go(None, *to_voting()[:-1])
    other = doer(Part.HOST, account=VICE)
    assert broken(act("put_to_vote", other, BALLOT), item=item) == "chair"


GUEST = Guest(name="某检察长", kind=GuestKind.CHIEF_PROSECUTOR, account_id=96)


def test_the_prosecutor_speaks_and_does_not_vote():
    words = GuestWords(guest="某检察长", words="建议改判")
    item = go(
        None,
        *to_speaking(guests=(GUEST,)),
        act("guest_speak", PROSECUTOR, words),
        act("guest_speak", SECRETARY, words),
    )
    assert item.sitting.guest_words == (words, words)
    stranger = doer(Part.OBSERVER, account=97)
    assert broken(act("guest_speak", stranger, words), item=item) == "guest"
    item = go(item, act("end_guests", LEADER), *(speak(each) for each in ORDER))
    item = go(item, act("put_to_vote", LEADER, BALLOT))
    with pytest.raises(ActPartError):
        go(item, act("seal_vote", PROSECUTOR, Seal(ballot=1, commitment="0" * 64)))
    own = member(96)
    assert broken(act("seal_vote", own, Seal(ballot=1, commitment="0" * 64)), item=item) == "V10"
    done = vote(item, *(opened(each) for each in ORDER))
    done = go(
        done,
        act("draft_minutes", SECRETARY, MINUTES),
        act("approve_minutes", LEADER, Registration(year=2026, serial=1)),
    )
    assert broken(act("send_decision", SECRETARY, SEND), item=done) == "prosecutor_copy"


def test_a_member_seals_once_and_says_no_reason_in_the_open():
    item = go(None, *to_voting())
    first = seal(item, opened(FIRST))
    item = go(item, first)
    assert broken(first, item=item) == "double_vote"
    changed = seal(item, opened(FIRST, option=2))
    assert broken(changed, item=item) == "double_vote"
    assert broken(replace(seal(item, opened(SECOND)), reason="同意"), item=item) == "sealed"
    for wrong in (Seal(ballot=2, commitment="0" * 64), Seal(ballot=1, commitment="同意")):
        assert broken(act("seal_vote", member(SECOND), wrong), item=item) == "seal"


def test_votes_are_opened_all_at_once_or_not_at_all():
    item = go(None, *to_voting())
    votes = [opened(each) for each in ORDER]
    for each in votes[:-1]:
        item = go(item, seal(item, each))
    early = act("reveal", MACHINE, Revealed(votes=tuple(votes[:-1])))
    assert broken(early, item=item) == "sealed"
    item = go(item, seal(item, votes[-1]))
    for wrong in (
        votes[:-1],
        [*votes, votes[0]],
        [*votes[:-1], opened(ORDER[-1], option=2)],
        [*votes[:-1], replace(votes[-1], nonce="m" * 64)],
        [*votes[:-1], opened(77)],
    ):
        assert broken(act("reveal", MACHINE, Revealed(votes=tuple(wrong))), item=item) == "sealed"
    assert go(item, act("reveal", MACHINE, Revealed(votes=tuple(votes)))).sitting.count.decided


@pytest.mark.parametrize(("n_for", "state"), [(3, ItemState.UNDECIDED), (4, ItemState.DECIDED)])
def test_over_half_of_all_members_decide_and_not_of_those_present(n_for, state):
    order = (*ORDER[2:],)
    item = go(None, *to_voting(order, present=order))
    votes = [
        opened(each) if place < n_for else opened(each, Stand.AGAINST, 0)
        for place, each in enumerate(order)
    ]
    assert vote(item, *votes).state is state


@pytest.mark.parametrize(
    ("counts", "state"), [(True, ItemState.UNDECIDED), (False, ItemState.DECIDED)]
)
def test_recused_members_count_as_the_court_says(counts, state):
    aside = (FOURTH, FIFTH)
    order = tuple(each for each in ORDER if each not in aside)
    item = go(
        None,
        *to_sent(),
        *(each for one in aside for each in recuse(one)),
        act("open", SECRETARY, opening(order, counts=counts)),
        act("report", HANDLER, Spoken(words="案情")),
        act("end_questions", LEADER),
        *(speak(each) for each in order),
        act("put_to_vote", LEADER, BALLOT),
    )
    votes = [opened(each, option=1 if place < 3 else 2) for place, each in enumerate(order)]
    assert vote(item, *votes).state is state


def test_a_ballot_is_voided_unopened_and_everybody_votes_anew():
    item = go(None, *to_voting())
    old = seal(item, opened(FIRST))
    item = go(item, old, act("void_ballot", LEADER, reason="选项写错"))
    assert item.state is ItemState.SPEAKING
    item = go(item, act("put_to_vote", LEADER, BALLOT))
    assert item.sitting.seals == ()
    assert broken(old, item=item) == "seal"
    assert vote(item, *(opened(each) for each in ORDER)).state is ItemState.DECIDED


def test_whoever_goes_is_not_waited_for_but_quorum_has_to_hold():
    item = go(None, *to_voting())
    gone = [
        act("leave", SECRETARY, Left(member=each), reason="急事") for each in (FIRST, SECOND, THIRD)
    ]
    item = go(item, *gone)
    rest = [each for each in ORDER if each not in {FIRST, SECOND, THIRD}]
    assert vote(item, *(opened(each) for each in rest)).state is ItemState.DECIDED
    item = go(item, act("leave", SECRETARY, Left(member=VICE), reason="急事"))
    rest.remove(VICE)
    for each in rest:
        item = go(item, seal(item, opened(each)))
    votes = tuple(opened(each) for each in rest)
    assert broken(act("reveal", MACHINE, Revealed(votes=votes)), item=item) == "V11"
    assert go(item, act("postpone", LEADER, reason="人数不足")).state is ItemState.POSTPONED
    assert broken(act("leave", SECRETARY, Left(member=PRESIDENT), reason="急事"), item=item) == (
        "chair"
    )


def undecided():
    item = go(None, *to_voting())
    return vote(item, *(opened(each, Stand.OTHER, 0, "再研究") for each in ORDER))


def test_a_deadlock_of_a_specialised_body_goes_to_the_plenary():
    order = tuple(each for each in ORDER if each not in {PRESIDENT, FIFTH})
    item = _special_deadlock(order)
    assert broken(act("discuss_again", SECRETARY, reason="僵局"), item=item) == "plenary"
    item = go(item, act("to_plenary", SECRETARY, reason="僵局"))
    again = act("schedule", SECRETARY, scheduling(SPECIALISED))
    assert broken(again, item=item) == "plenary"
    assert go(item, act("schedule", SECRETARY, scheduling())).state is ItemState.SCHEDULED


def _special_deadlock(order):
    item = go(
        None,
        *to_sent(SPECIALISED),
        act("open", SECRETARY, opening(order, body=SPECIALISED, host=VICE)),
        act("report", HANDLER, Spoken(words="案情")),
        act("end_questions", VICE_HOST),
        *(speak(each) for each in order),
        act("put_to_vote", VICE_HOST, BALLOT),
    )
    return vote(item, *(opened(each, Stand.AGAINST, 0) for each in order))


def test_a_deadlock_of_the_plenary_is_discussed_again_and_stays_on_record():
    item = undecided()
    assert broken(act("to_plenary", SECRETARY, reason="僵局"), item=item) == "plenary"
    item = go(
        item,
        act("discuss_again", SECRETARY, reason="再议"),
        act("schedule", SECRETARY, scheduling(meeting="m2")),
        act("send_materials", SECRETARY, Materials(titles=(), lead_days=7)),
        act("open", SECRETARY, opening()),
    )
    assert len(item.earlier) == 1
    assert len(item.earlier[0].statements) == 7
    assert item.sitting.statements == ()

"""The table of moves: what each state offers, what a move needs, when a case may be referred."""

import pytest

from service.errors import ReportMoveError, ReportMoveReasonError
from service.reports.states import (
    STEPS,
    Doer,
    ReportMove,
    ReportState,
    allows_referral,
    is_finished,
    may_change,
    moves_from,
    step_of,
)

M, S = ReportMove, ReportState
# State, move, where it leads.
WAYS = {
    (S.DRAFT, M.START_SEARCH): S.SEARCHING,
    (S.DRAFT, M.VOID): S.VOID,
    (S.SEARCHING, M.END_SEARCH): S.COMPARING,
    (S.SEARCHING, M.VOID): S.VOID,
    (S.COMPARING, M.START_SEARCH): S.SEARCHING,
    (S.COMPARING, M.ASK_TO_CONFIRM): S.CONFIRMING,
    (S.COMPARING, M.VOID): S.VOID,
    (S.CONFIRMING, M.SIGN): S.SIGNED,
    (S.CONFIRMING, M.SEND_BACK): S.RETURNED,
    (S.CONFIRMING, M.VOID): S.VOID,
    (S.RETURNED, M.START_SEARCH): S.SEARCHING,
    (S.RETURNED, M.ASK_TO_CONFIRM): S.CONFIRMING,
    (S.RETURNED, M.VOID): S.VOID,
    (S.SIGNED, M.SUBMIT): S.SUBMITTED,
    (S.SIGNED, M.SEND_BACK): S.RETURNED,
    (S.SIGNED, M.VOID): S.VOID,
    (S.SUBMITTED, M.ARCHIVE): S.ARCHIVED,
    (S.SUBMITTED, M.SEND_BACK): S.RETURNED,
    (S.SUBMITTED, M.VOID): S.VOID,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", M)
def test_each_state_offers_these_moves_and_no_other(state, move):
    if (state, move) in WAYS:
        assert step_of(move, state, reason="理由").target is WAYS[state, move]
        assert move in moves_from(state)
    else:
        with pytest.raises(ReportMoveError) as refusal:
            step_of(move, state, reason="理由")
        assert (refusal.value.move, refusal.value.state) == (move.value, state.value)
        assert refusal.value.offered == tuple(each.value for each in moves_from(state))


@pytest.mark.parametrize("move", M)
@pytest.mark.parametrize("reason", ["", " \n"])
def test_sending_back_submitting_and_voiding_say_why_or_where_to(move, reason):
    state = min(STEPS[move].sources)
    if move in {M.SEND_BACK, M.SUBMIT, M.VOID}:
        with pytest.raises(ReportMoveReasonError):
            step_of(move, state, reason=reason)
    else:
        assert step_of(move, state, reason=reason).target is STEPS[move].target


def test_what_binds_the_judge_is_the_judges_alone():
    own = {move for move, step in STEPS.items() if step.doer is Doer.HANDLING_JUDGE}
    assert own == {M.SIGN, M.SEND_BACK, M.VOID}
    assert {move for move, step in STEPS.items() if step.needs_soundness} == {M.SIGN}


def test_every_state_but_the_ends_leads_on_and_every_state_is_reached():
    reached = {S.DRAFT}
    while True:
        further = reached | {step.target for step in STEPS.values() if step.sources & reached}
        if further == reached:
            break
        reached = further
    assert reached == set(S)
    assert {state for state in S if not moves_from(state)} == {S.ARCHIVED, S.VOID}


@pytest.mark.parametrize("state", S)
def test_what_is_signed_or_void_does_not_change(state):
    assert may_change(state) is (state not in {S.SIGNED, S.SUBMITTED, S.ARCHIVED, S.VOID})


@pytest.mark.parametrize(
    ("states", "allowed"),
    [
        ([], False),
        ([S.DRAFT], False),
        ([S.CONFIRMING, S.RETURNED], False),
        ([S.VOID], False),
        ([S.SIGNED], True),
        ([S.VOID, S.SUBMITTED], True),
        ([S.ARCHIVED], True),
    ],
)
def test_a_case_is_referred_with_a_signed_report_only(states, allowed):
    assert allows_referral(states) is allowed
    assert allowed is any(is_finished(state) for state in states)

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from service.audits.errors import AuditReadingError, AuditReasonError
from service.audits.model import ClusterKey
from service.audits.workbench import (
    Reading,
    ReviewAnswer,
    ReviewReason,
    ReviewState,
    agreement_of,
    outcome_of,
    require_open,
    require_reason,
    state_of,
    view_for,
)
from tests.service.audits.made import AT

YES, NO = ReviewAnswer.DIVERGENT, ReviewAnswer.NOT_DIVERGENT
READERS = (1, 2, 3, 4)


def reading(account_id, answer):
    return Reading(
        cluster_key=ClusterKey("c1"),
        account_id=account_id,
        author=f"评查员{account_id}",
        answer=answer,
        reason=None if answer is YES else ReviewReason.KEY_FACTS,
        words="",
        at=AT,
    )


class DoubleBlind(RuleBasedStateMachine):
    """Four reviewers try to read one cluster in any order, as often as they like."""

    def __init__(self):
        super().__init__()
        self.readings = []

    @rule(account_id=st.sampled_from(READERS), answer=st.sampled_from(ReviewAnswer))
    def answer(self, account_id, answer):
        view = view_for(self.readings, account_id=account_id)
        if view.is_open:
            require_open(self.readings, account_id=account_id)
            self.readings.append(reading(account_id, answer))
        else:
            with pytest.raises(AuditReadingError):
                require_open(self.readings, account_id=account_id)

    @invariant()
    def nobody_reads_twice_and_at_most_three_read(self):
        ids = [each.account_id for each in self.readings]
        assert len(set(ids)) == len(ids) <= 3

    @invariant()
    def before_both_are_given_each_sees_the_own_answer_only(self):
        for account_id in READERS:
            view = view_for(self.readings, account_id=account_id)
            if len(self.readings) < 2:
                assert {each.account_id for each in view.shown} <= {account_id}
                assert view.outcome is None
            else:
                assert view.shown == tuple(self.readings)

    @invariant()
    def a_third_reads_only_what_two_dispute(self):
        if len(self.readings) == 3:
            assert self.readings[0].answer is not self.readings[1].answer
            assert outcome_of(self.readings) is self.readings[2].answer

    @invariant()
    def state_and_outcome_agree(self):
        is_settled = state_of(self.readings) is ReviewState.SETTLED
        assert is_settled == (outcome_of(self.readings) is not None)
        if is_settled:
            assert not any(view_for(self.readings, account_id=each).is_open for each in READERS)

    @invariant()
    def who_is_no_reviewer_never_reads(self):
        assert not view_for(self.readings, account_id=9, may_review=False).is_open


TestDoubleBlind = DoubleBlind.TestCase
TestDoubleBlind.settings = hypothesis_settings(
    max_examples=60, stateful_step_count=8, deadline=None
)


@pytest.mark.parametrize(
    ("answer", "reason", "words"),
    [(NO, None, ""), (NO, ReviewReason.OTHER, "  ")],
    ids=["无理由", "其他未写明"],
)
def test_no_divergence_needs_a_reason(answer, reason, words):
    with pytest.raises(AuditReasonError):
        require_reason(answer, reason, words)


def test_a_divergence_needs_no_reason():
    require_reason(YES, None, "")
    require_reason(NO, ReviewReason.OTHER, "承办人已更正")


def test_kappa_is_that_of_the_formula():
    # Cohen 1960: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give .35 / .5 … = .4
    pairs = [(YES, YES)] * 20 + [(YES, NO)] * 5 + [(NO, YES)] * 10 + [(NO, NO)] * 15
    found = agreement_of(pairs)
    assert found.observed == pytest.approx(35 / 50)
    assert found.kappa == pytest.approx((0.7 - 0.5) / (1 - 0.5))


@pytest.mark.parametrize("pairs", [[(YES, NO)] * 9, [(YES, YES)] * 20, []])
def test_there_is_no_kappa_of_few_or_of_one_answer_only(pairs):
    assert agreement_of(pairs).kappa is None

"""What was found goes where the table sends it, the strongest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import CaseType
from service.divergence.model import DivergenceOrigin
from service.referral.referrals.checklist import SaidBy, checklist, holding
from service.referral.referrals.model import ChecklistAnswer, Force, Target
from service.referral.referrals.routing import LINES, Duty, Ground, lines_for, origin_of

SETS = st.frozensets(st.sampled_from(list(Ground)))
WEIGHT = {Force.MUST: 0, Force.SHOULD: 1, Force.MAY: 2, Force.NONE: 3}


@pytest.mark.parametrize(
    ("ground", "target", "then", "force", "in_four_class"),
    [
        (Ground.CONSISTENT, Target.NONE, Target.NONE, Force.NONE, Force.NONE),
        (Ground.AGAINST_GUIDING, Target.CONFERENCE, Target.COMMITTEE, Force.MUST, Force.MUST),
        (Ground.AGAINST_REFERENCE, Target.CONFERENCE, Target.NONE, Force.SHOULD, Force.SHOULD),
        (Ground.AGAINST_DECIDED, Target.CONFERENCE, Target.COMMITTEE, Force.SHOULD, Force.MUST),
        (Ground.SPLIT_OWN, Target.OVERSIGHT, Target.COMMITTEE, Force.MUST, Force.MUST),
        (Ground.SPLIT_ABOVE, Target.SUPERIOR, Target.NONE, Force.MUST, Force.MUST),
        (Ground.NEW_STANDARD, Target.CONFERENCE, Target.COMMITTEE, Force.SHOULD, Force.SHOULD),
        (Ground.NO_MAJORITY, Target.CONFERENCE, Target.COMMITTEE, Force.SHOULD, Force.SHOULD),
        (Ground.MINORITY_ASKS, Target.CONFERENCE, Target.NONE, Force.SHOULD, Force.SHOULD),
        (Ground.LEADERS_DIFFER, Target.CONFERENCE, Target.COMMITTEE, Force.MAY, Force.MUST),
        (Ground.ACQUITTAL, Target.COMMITTEE, Target.NONE, Force.MUST, Force.MUST),
    ],
)
def test_the_table(ground, target, then, force, in_four_class):
    (line,) = lines_for({ground})
    assert (line.target, line.then) == (target, then)
    assert line.force_in(four_class=False) is force
    assert line.force_in(four_class=True) is in_four_class


def test_a_like_case_that_is_heard_is_told_to_both_heads():
    (line,) = lines_for({Ground.AGAINST_PENDING})
    assert line.duties == (Duty.FLAG_PENDING, Duty.NOTIFY_HEADS)


def test_every_ground_has_a_line_with_its_source():
    assert {line.ground for line in LINES} == set(Ground)
    assert all(line.source and line.origins for line in LINES)


@pytest.mark.parametrize(
    ("grounds", "origin"),
    [
        ({Ground.NO_MAJORITY}, DivergenceOrigin.WITHIN_PANEL),
        ({Ground.AGAINST_DECIDED}, DivergenceOrigin.BETWEEN_PANELS),
        ({Ground.NO_MAJORITY, Ground.LEADERS_DIFFER}, DivergenceOrigin.LEADERS_AND_PANEL),
        (set(), DivergenceOrigin.BETWEEN_PANELS),
    ],
)
def test_grounds_tell_where_opinions_part(grounds, origin):
    assert origin_of(grounds) is origin


def test_leaders_differ_only_where_it_is_they_who_do():
    assert lines_for({Ground.LEADERS_DIFFER}, origin=DivergenceOrigin.WITHIN_PANEL) == ()


@given(SETS, st.booleans())
def test_the_strongest_goes_first_and_agreement_hides_behind_nothing(grounds, four_class):
    lines = lines_for(grounds, four_class=four_class)
    weights = [WEIGHT[line.force_in(four_class=four_class)] for line in lines]
    assert weights == sorted(weights)
    assert {line.ground for line in lines} <= grounds
    if grounds - {Ground.CONSISTENT}:
        assert all(line.target is not Target.NONE for line in lines)


@given(SETS, st.lists(st.tuples(st.sampled_from(list(Ground)), st.booleans())))
def test_what_the_machine_tells_holds_whatever_is_answered(told, given_answers):
    answers = [ChecklistAnswer(ground=ground.value, holds=holds) for ground, holds in given_answers]
    items = checklist(told, answers)
    for item in items:
        assert item.said_by is not SaidBy.MACHINE or item.holds
        assert (item.said_by is SaidBy.MACHINE) == (item.ground in told)
    assert told - {Ground.CONSISTENT} <= set(holding(items))


def test_items_of_criminal_cases_are_not_asked_of_others():
    asked = {item.ground for item in checklist(set(), case_type=CaseType.CIVIL)}
    assert Ground.ACQUITTAL not in asked
    assert Ground.ACQUITTAL in {item.ground for item in checklist(set())}
